// Makes syncing the gate's record and block hang while the file $GATE_HANGS is there, and fail
// while $GATE_FAILS is. To be preloaded.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_there(const char *variable) {
    const char *path = getenv(variable);
    return path && access(path, F_OK) == 0;
}

static int is_of_gate(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    const char *name = strrchr(path, '/');
    return name && strncmp(name, "/gate-", 6) == 0;
}

static int sync_by(const char *function, int descriptor) {
    if (is_of_gate(descriptor)) {
        while (is_there("GATE_HANGS")) usleep(20000);
        if (is_there("GATE_FAILS")) {
            errno = EIO;
            return -1;
        }
    }
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, function);
    return sync(descriptor);
}

int fsync(int descriptor) { return sync_by("fsync", descriptor); }

int fdatasync(int descriptor) { return sync_by("fdatasync", descriptor); }
