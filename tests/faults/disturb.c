/* Disturbs what a process does with the files below one folder: kills it, or lets a system call fail.
 *
 * Loaded with LD_PRELOAD; idle until fault_arm() is called (through ctypes, in a forked child). SQLite reaches the
 * disk through these few calls of the C library alone, so "the n-th of them" is every point at which a crash, a full
 * disk, a broken disk or a lost lock can meet it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, LOCK = 8, READ = 16, OPEN = 32 };
enum { COUNT = 0, FAIL = 1, KILL_BEFORE = 2, KILL_TORN = 3, KILL_AFTER = 4, SHORT = 5 };

static char folder[4096];
static size_t folder_length;
static int calls, action, error_number, lasting;
static long nth, seen;

void fault_arm(const char *below, int which, int what, long at, int number, int stays) {
    strncpy(folder, below, sizeof folder - 1);
    folder_length = strlen(folder);
    calls = which, action = what, nth = at, error_number = number, lasting = stays, seen = 0;
}

long fault_seen(void) { return seen; }

static int concerned(const char *path) {
    return folder_length && strncmp(path, folder, folder_length) == 0;
}

static int concerned_fd(int fd) {
    char link[64], path[4096];
    if (!folder_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return concerned(path);
}

/* What happens to this call: 0 nothing. */
static int strikes(int kind) {
    if (!(calls & kind)) return COUNT;
    seen++;
    if (action == COUNT || seen < nth || (seen > nth && !lasting)) return COUNT;
    if (action == KILL_BEFORE) kill(getpid(), SIGKILL);
    return action;
}

#define REAL(type, name, ...)                            \
    static type (*real)(__VA_ARGS__);                    \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define WRITING(call_whole, call_half)                                        \
    int struck = concerned_fd(fd) ? strikes(WRITE) : COUNT;                   \
    if (struck == FAIL) { errno = error_number; return -1; }                  \
    if (struck == KILL_TORN) { (void)!(call_half); kill(getpid(), SIGKILL); } \
    if (struck == SHORT && size > 1) return call_half;                        \
    ssize_t done = call_whole;                                                \
    if (struck == KILL_AFTER) kill(getpid(), SIGKILL);                        \
    return done

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    WRITING(real(fd, data, size), real(fd, data, size / 2));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    WRITING(real(fd, data, size, at), real(fd, data, size / 2, at));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    WRITING(real(fd, data, size, at), real(fd, data, size / 2, at));
}

#define SIMPLE(kind, call)                                        \
    int struck = concerned_fd(fd) ? strikes(kind) : COUNT;        \
    if (struck == FAIL) { errno = error_number; return -1; }      \
    if (struck == KILL_TORN) kill(getpid(), SIGKILL);             \
    int done = call;                                              \
    if (struck == KILL_AFTER) kill(getpid(), SIGKILL);            \
    return done

int fsync(int fd) { REAL(int, "fsync", int); SIMPLE(SYNC, real(fd)); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); SIMPLE(SYNC, real(fd)); }
int ftruncate(int fd, off_t size) { REAL(int, "ftruncate", int, off_t); SIMPLE(TRUNCATE, real(fd, size)); }
int ftruncate64(int fd, off64_t size) { REAL(int, "ftruncate64", int, off64_t); SIMPLE(TRUNCATE, real(fd, size)); }

#define READING(call)                                                    \
    int struck = concerned_fd(fd) ? strikes(READ) : COUNT;               \
    if (struck == FAIL) { errno = error_number; return -1; }             \
    return call

ssize_t pread(int fd, void *data, size_t size, off_t at) {
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    READING(real(fd, data, size, at));
}
ssize_t pread64(int fd, void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    READING(real(fd, data, size, at));
}

#define CONTROL(name)                                                                                   \
    va_list rest;                                                                                       \
    va_start(rest, command);                                                                            \
    void *argument = va_arg(rest, void *);                                                              \
    va_end(rest);                                                                                       \
    REAL(int, name, int, int, ...);                                                                     \
    int locking = command == F_SETLK || command == F_SETLKW;                                            \
    if (locking && ((struct flock *)argument)->l_type != F_UNLCK && concerned_fd(fd) && strikes(LOCK) == FAIL) { \
        errno = error_number;                                                                           \
        return -1;                                                                                      \
    }                                                                                                   \
    return real(fd, command, argument)

int fcntl(int fd, int command, ...) { CONTROL("fcntl"); }
int fcntl64(int fd, int command, ...) { CONTROL("fcntl64"); }

#define OPENING(name)                                                                  \
    mode_t mode = 0;                                                                   \
    if (flags & (O_CREAT | O_TMPFILE)) {                                               \
        va_list rest;                                                                  \
        va_start(rest, flags);                                                         \
        mode = va_arg(rest, mode_t);                                                   \
        va_end(rest);                                                                  \
    }                                                                                  \
    REAL(int, name, const char *, int, ...);                                           \
    if (concerned(path) && strikes(OPEN) == FAIL) { errno = error_number; return -1; } \
    return real(path, flags, mode)

int open(const char *path, int flags, ...) { OPENING("open"); }
int open64(const char *path, int flags, ...) { OPENING("open64"); }

/* SQLite waits ten seconds for a lock that can never be had; a twentieth of that shows the same. */
int usleep(useconds_t microseconds) {
    REAL(int, "usleep", useconds_t);
    return real(folder_length && (calls & LOCK) ? microseconds / 20 : microseconds);
}
