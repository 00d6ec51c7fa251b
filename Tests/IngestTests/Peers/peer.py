#!/usr/bin/env python3
"""What a room may meet at the other end of its input.

    peer.py udp FILE PORT [FLIPS]     MPEG-TS in datagrams at real time, over and over
    peer.py noise PORT                datagrams of no kind
    peer.py http FOLDER PORT [FLIPS]  a folder's files; in segments bytes are flipped
    peer.py html PORT                 a page, whatever is asked for
    peer.py banner PORT               a mail server's greeting

It says "ready" once it is.

FLIPS is how many bytes in a thousand packets of 188 bytes are damaged.
"""

import functools
import http.server
import pathlib
import random
import re
import socket
import socketserver
import sys
import time

chance = random.Random(20_261_121)


def damaged(data, flips):
    data = bytearray(data)
    for _ in range(len(data) * flips // 188_000):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def clock(packet):
    """The program clock reference of a packet in seconds (ISO/IEC 13818-1 §2.4.3.5), or None."""
    if packet[3] & 0x20 and packet[4] >= 7 and packet[5] & 0x10:
        return (int.from_bytes(packet[6:11], "big") >> 7) / 90_000
    return None


def udp(file, port, flips=0):
    data = pathlib.Path(file).read_bytes()
    packets = [data[at:at + 188] for at in range(0, len(data) - 187, 188)]
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    while True:
        first, begin = None, time.monotonic()
        for at in range(0, len(packets), 7):
            group = packets[at:at + 7]
            for packet in group:
                now = clock(packet)
                if now is None:
                    continue
                first = now if first is None else first
                time.sleep(max(0, begin + now - first - time.monotonic()))
            sender.sendto(damaged(b"".join(group), flips), ("127.0.0.1", port))


def noise(port):
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    print("ready", flush=True)
    while True:
        sender.sendto(chance.randbytes(1_316), ("127.0.0.1", port))
        time.sleep(0.002)


class Files(http.server.SimpleHTTPRequestHandler):
    flips = 0

    def log_message(self, *_):
        pass

    def do_GET(self):
        if not self.flips or not re.search(r"\.ts$", self.path):
            return super().do_GET()
        try:
            data = pathlib.Path(self.translate_path(self.path)).read_bytes()
        except OSError:
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(damaged(data, self.flips))


class Page(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        page = b"<!DOCTYPE html><title>Kamera</title><p>Bitte melden Sie sich an.</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class Banner(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(b"220 mail.example.org ESMTP\r\n")
        while line := self.request.recv(1_000):
            self.request.sendall(b"500 unknown command\r\n" * line.count(b"\n"))


class Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def serve(port, handler):
    server = Threads(("127.0.0.1", port), handler)
    print("ready", flush=True)
    server.serve_forever()


kind, *words = sys.argv[1:]
numbers = [int(word) for word in words if word.isdigit()]
if kind == "udp":
    udp(words[0], *numbers)
elif kind == "noise":
    noise(numbers[0])
elif kind == "http":
    Files.flips = (numbers + [0])[1]
    serve(numbers[0], functools.partial(Files, directory=words[0]))
elif kind == "html":
    serve(numbers[0], Page)
elif kind == "banner":
    serve(numbers[0], Banner)
