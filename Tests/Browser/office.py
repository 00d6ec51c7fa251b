"""A server for the console's tests: it shows the golden pages of the office in whatever state a test
wants, notes what is posted, and answers that as a real one should not: not at all, or too late."""

import json
import re
import threading
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from chamber import POLICY, STATIC, TYPES, script_texts
from serving import Answering, Serving

GOLDEN = Path(__file__).parents[1] / "PagesTests/Golden"
CONSOLE = "/staff/sessions/2026-11-19-rat"
STATES = {"planned": "before", "open": "open", "closed": "closed", "opening": "opening",
          "unacknowledged": "unacknowledged", "unstored": "unstored", "break": "break",
          "closed in a break": "closed-break", "ended": "ended"}
STYLES = ("tokens.css", "pages.css", "console.css")
# How a press that closes is answered where no catalogue is needed for it.
STORED = (202, "application/json", json.dumps({"closed": True, "stored": True}))
UNSTORED = (503, "application/json", json.dumps({"closed": True, "stored": False}))


class Office(Serving):
    """One session's console."""

    def __init__(self, state="open"):
        self.state = state
        self.posted = []            # (what comes after the console's address, fields)
        self.leads = {}             # what is posted -> the state that comes of it
        self.answers = {}           # what is posted -> (status, type, text), or "cut"
        self.is_down = False        # connections are cut without an answer
        self.hearing = threading.Event()
        self.hearing.set()          # cleared: it is there and deaf
        self.began = time.monotonic()
        super().__init__(self._handler())

    def page(self, name):
        html = (GOLDEN / f"staff-{name}.html").read_text(encoding="utf-8")
        # Time goes on; nothing was refused.
        html = re.sub(r'data-now="([\d.]+)"', lambda found: 'data-now="%.3f"' % (
            float(found[1]) + time.monotonic() - self.began), html)
        html = re.sub(r'(data-part="message">)[^<]*', r"\1", html)
        return html.replace('id="texts">{}', f'id="texts">{json.dumps(script_texts())}')

    def marks(self):
        """What was posted, by the kind of the mark or by the address."""
        with self.lock:
            return [fields.get("kind", path) for path, fields in self.posted]

    def forget(self):
        with self.lock:
            self.posted.clear()

    def answer(self, path):
        if path == "/static/style.css":
            return 200, "text/css", "".join((STATIC / name).read_text() for name in STYLES)
        if path.startswith("/static/"):
            file = STATIC / Path(path).name
            return 200, TYPES[file.suffix], file.read_text()
        if path == CONSOLE:
            return 200, "text/html; charset=utf-8", self.page(STATES[self.state])
        if path in (f"{CONSOLE}/open", f"{CONSOLE}/start"):
            return 200, "text/html; charset=utf-8", self.page(f"confirm-{Path(path).name}")
        if match := re.fullmatch(r"/framed/(\d+)/(\d+)", path):
            # A window of Firefox is never as narrow as a phone; a frame can be.
            return 200, "text/html", (
                f'<!DOCTYPE html><iframe src="{CONSOLE}" width="{match[1]}" height="{match[2]}">'
                "</iframe>")
        return 404, "text/plain", ""

    def take(self, path, fields):
        """What comes of a form."""
        name = fields.get("kind", path)
        with self.lock:
            self.posted.append((path, fields))
        self.state = self.leads.get(name, self.state)
        return self.answers.get(name, (303, "text/plain", ""))

    def _handler(office):
        class Handler(Answering):
            def do_GET(self):
                address = urlsplit(self.path)
                if not address.path.startswith("/static/"):
                    office.hearing.wait()
                    if office.is_down:
                        self.close_connection = True
                        return
                self.send(*office.answer(address.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                office.hearing.wait()
                path = urlsplit(self.path).path.removeprefix(CONSOLE)
                answer = "cut" if office.is_down else office.take(path, dict(parse_qsl(body)))
                if answer == "cut":
                    self.close_connection = True
                    return
                self.send(*answer)

            def send(self, status, kind, text):
                body = text.encode()
                self.send_response(status)
                if status == 303:
                    self.send_header("Location", CONSOLE)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if "text/html" in kind and "<iframe" not in text:
                    self.send_header("Content-Security-Policy", POLICY)
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)

        return Handler
