// The theme, the form sets and the starter site, carried inside the binary so that it works wherever it is copied.
#ifndef MINGZHANG_THEME_H
#define MINGZHANG_THEME_H

typedef struct {
  // Relative to the repository: templates/…, forms/…, starter/….
  const char *path;
  const unsigned char *bytes;
  unsigned long size;
} mz_embedded_file;

// Swift cannot import an array of unknown length; a function can be called.
const mz_embedded_file *mz_embedded_files(void);
extern const unsigned long mz_embedded_file_count;

#endif
