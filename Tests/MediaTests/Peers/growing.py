#!/usr/bin/env python3
"""A publisher of HLS: a folder's files by HTTP, where each playlist of segments is one segment
longer each time that it is asked for, and never ends.

    growing.py FOLDER PORT
"""

import collections
import functools
import http.server
import pathlib
import sys

asked = collections.Counter()


class Growing(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = pathlib.Path(self.directory) / self.path.lstrip("/")
        if path.suffix != ".m3u8" or not path.is_file():
            super().do_GET()
            return
        head, *segments = path.read_text().split("#EXTINF")
        asked[path] += 1
        listed = segments[: 3 + asked[path]]
        body = "#EXTINF".join([head, *listed]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.apple.mpegurl")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


handler = functools.partial(Growing, directory=sys.argv[1])
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), handler).serve_forever()
