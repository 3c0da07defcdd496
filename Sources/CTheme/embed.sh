#!/usr/bin/env bash
# Writes theme.c: the list of files the tool carries. Run by `make embed` after adding or removing a template, a form
# set file or a starter file; a test fails while the list and the folders differ.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
out="$here/theme.c"
files=$( (find templates forms -type f; find Sources/CTheme/starter -type f) | LC_ALL=C sort)
{
  echo '// Written by embed.sh: do not edit.'
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  echo '#include "theme.h"'
  echo
  n=0
  while IFS= read -r f; do
    echo "static const unsigned char file_$n[] = {"
    echo "#embed \"../../$f\" suffix(,)"
    echo "0};"
    n=$((n + 1))
  done <<<"$files"
  echo
  echo 'static const mz_embedded_file files[] = {'
  n=0
  while IFS= read -r f; do
    echo "  {\"${f#Sources/CTheme/}\", file_$n, sizeof file_$n - 1},"
    n=$((n + 1))
  done <<<"$files"
  echo '};'
  echo
  echo 'const mz_embedded_file *mz_embedded_files(void) { return files; }'
  echo "const unsigned long mz_embedded_file_count = $n;"
} >"$out"
