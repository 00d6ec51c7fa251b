"""Ports of this machine that nobody has, and that nobody gets by chance either."""

import random
import socket


def free_port(kind=socket.SOCK_STREAM):
    """Below those that the kernel gives to whoever asks for any."""
    while True:
        port = random.SystemRandom().randint(10_000, 32_000)
        with socket.socket(socket.AF_INET, kind) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
