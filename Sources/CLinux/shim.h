#pragma once
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <sys/vfs.h>

// glibc declares these only under _GNU_SOURCE; with that, fd_set differs from Dispatch's import of it.
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
int pthread_setname_np(unsigned long thread, const char *name);

// struct ucred needs _GNU_SOURCE too: the process that listens at a connected Unix socket, or 0.
static inline int process_behind(int fd) {
    struct { int process; unsigned user, group; } peer = {0, 0, 0};
    socklen_t length = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0 ? 0 : peer.process;
}

// ioctl is variadic, which Swift does not import: bytes not yet acknowledged by the peer.
static inline int unacknowledged_bytes(int fd) {
    int count = 0;
    return ioctl(fd, TIOCOUTQ, &count) < 0 ? 0 : count;
}

// prctl is variadic too: from now on no core file of this process is written, and no other program of
// its user reads its memory. Its own /proc/self/fd stays open to it. 0, or -1 and errno.
static inline int forbid_dumps(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
