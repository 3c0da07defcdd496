// Swift's Glibc module hides renameat2 (it needs _GNU_SOURCE); the symbol is in glibc since 2.28.
#ifndef MINGZHANG_ATOMIC_RENAME_H
#define MINGZHANG_ATOMIC_RENAME_H
int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned int flags);
#endif
