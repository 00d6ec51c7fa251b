"""A server in front of Ratskanal that writes down what its clients ask for, and has a few files of
its own beside what it hands through."""

import http.client

from serving import Answering, Serving

HANDED_ON = ("Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "Range", "User-Agent")
HANDED_BACK = ("Content-Type", "Content-Encoding", "Content-Range", "Cache-Control", "ETag",
               "Access-Control-Allow-Origin", "Content-Security-Policy", "Location")


class ListeningServer(Serving):
    """Use as a context manager, or close it."""

    def __init__(self, base, files=None):
        self.behind = base.removeprefix("http://")
        self.files = files or {}    # path -> (type, bytes)
        self.refused = None         # a pattern of paths that are answered by 503
        self.asked = []
        super().__init__(self._handler())

    def take_asked(self):
        """Paths with their queries, asked for since the last call and answered well."""
        with self.lock:
            asked, self.asked = self.asked, []
        return asked

    def _handler(listening):
        class Handler(Answering):
            def do_HEAD(self):
                self.do_GET()

            def do_GET(self):
                if self.path in listening.files:
                    kind, body = listening.files[self.path]
                    return self.answer(200, {"Content-Type": kind}, body)
                if listening.refused and listening.refused.search(self.path):
                    return self.answer(503, {"Content-Type": "text/plain"}, b"Not now.")
                behind = http.client.HTTPConnection(listening.behind, timeout=30)
                try:
                    given = {name: self.headers[name] for name in HANDED_ON if name in self.headers}
                    behind.request(self.command, self.path, headers=given)
                    response = behind.getresponse()
                    body = response.read()
                finally:
                    behind.close()
                if response.status < 400:
                    with listening.lock:
                        listening.asked.append(self.path)
                back = {name: response.headers[name] for name in HANDED_BACK
                        if name in response.headers}
                return self.answer(response.status, back, body)

            def answer(self, status, headers, body):
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

        return Handler
