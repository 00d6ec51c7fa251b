"""A web server of this machine for a test, at a port of its own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Serving:
    """Use as a context manager, or close it."""

    def __init__(self, handler):
        self.lock = threading.Lock()    # For what its connections write down.
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Answering(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # A client that has heard enough hangs up.

    def log_message(self, *_):
        pass
