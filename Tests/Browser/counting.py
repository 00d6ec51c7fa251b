"""A web server of one folder that answers ranges and counts what its clients took."""

import re
import socket
from pathlib import Path

from serving import Answering, Serving

PIECE = 16_384


class CountingServer(Serving):
    """Use as a context manager; `/` is an empty page."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.sent = 0
        super().__init__(self._handler())

    def take_count(self):
        """Bytes of media sent since the last call."""
        with self.lock:
            sent, self.sent = self.sent, 0
        return sent

    def _handler(counting):
        class Handler(Answering):
            def setup(self):
                # What the system takes ahead of the client would count as read.
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE)
                super().setup()

            def do_HEAD(self):
                self.do_GET()

            def do_GET(self):
                if self.path == "/":
                    return self.head(200, 0, {"Content-Type": "text/html"})
                file = counting.folder / Path(self.path).name
                if not file.is_file():
                    return self.head(404, 0)
                size = file.stat().st_size
                first, last, status = 0, size - 1, 200
                if match := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")):
                    first = int(match[1])
                    last = min(int(match[2] or last), last)
                    status = 206
                    if first > last:
                        return self.head(416, 0, {"Content-Range": f"bytes */{size}"})
                more = {"Content-Type": "video/mp4", "Accept-Ranges": "bytes"}
                if status == 206:
                    more["Content-Range"] = f"bytes {first}-{last}/{size}"
                self.head(status, last - first + 1, more)
                if self.command == "GET":
                    self.send(file, first, last + 1)

            def head(self, status, length, more={}):
                self.send_response(status)
                for name, value in {"Content-Length": length, **more}.items():
                    self.send_header(name, str(value))
                self.end_headers()

            def send(self, file, at, end):
                with open(file, "rb") as media:
                    media.seek(at)
                    while at < end:
                        piece = media.read(min(PIECE, end - at))
                        self.wfile.write(piece)
                        at += len(piece)
                        with counting.lock:
                            counting.sent += len(piece)

        return Handler
