// Swift's Glibc module hides these two (they need _GNU_SOURCE); the symbols are in glibc since 2.28 and 2.14.
#ifndef MINGZHANG_ATOMIC_RENAME_H
#define MINGZHANG_ATOMIC_RENAME_H
int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, unsigned int flags);
int syncfs(int fd);
#endif
