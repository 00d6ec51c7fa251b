#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>

// glibc declares it only under _GNU_SOURCE; with that, fd_set differs from Dispatch's import of it.
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
