"""Presses of the gate, and the viewer who sees what they do."""
import http.client
import json
import re
import socket
import sys
import threading
import time

from room import Line, latency


class Press:
    """Two ways to close the gate; each returns the seconds until the answer."""

    def __init__(self, room):
        self.room = room
        self.line = Line(room.data)
        self.connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=30)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def http(self):
        body = json.dumps({"kind": "gateClose", "at": "now"})
        self.connection.request(
            "POST", f"/api/v1/sessions/{self.room.session}/markers", body,
            {"Authorization": f"Bearer {self.room.token}", "Content-Type": "application/json"})
        response = self.connection.getresponse()
        text = response.read()
        if response.status not in (200, 201, 202):
            sys.exit(f"a press was answered with {response.status}: {text.decode()}")
        return response.status

    def socket(self):
        reply = self.line.ask(
            {"closeGate": {"_0": {"session": self.room.session}, "by": "bench"}})
        if "marker" not in reply and not reply.get("shut", {}).get("isStored"):
            sys.exit(f"a press was answered with {reply}")
        return 201 if "marker" in reply else 202

    def open(self):
        return self.line.ask({"openGate": {"_0": self.room.session, "by": "bench"}})


class Viewer(threading.Thread):
    """Blocks on the video playlist, and notes when each part was seen first."""

    def __init__(self, room):
        super().__init__(daemon=True)
        self.room, self.parts, self.last = room, {}, 0.0
        self.news = threading.Condition()

    def run(self):
        viewer = latency.Viewer(self.room.port)
        query = ""
        while True:
            try:
                status, body = viewer.get(self.room.playlist + query)
            except (OSError, http.client.HTTPException):
                return
            now, text = time.monotonic(), body.decode()
            if status != 200:
                time.sleep(0.02 if status == 404 else 0)
                query = ""
                continue
            with self.news:
                for name in parts(text) - self.parts.keys():
                    self.parts[name] = self.last = now
                self.news.notify_all()
            first = int(re.search(r"MEDIA-SEQUENCE:(\d+)", text).group(1))
            hint = re.search(r'PRELOAD-HINT:TYPE=PART,URI="[^"]*\.(\d+)\.m4s', text)
            part = hint.group(1) if hint else 0
            query = f"?_HLS_msn={first + text.count('#EXTINF')}&_HLS_part={part}"

    def wait_for_part(self, after, seconds):
        """Whether a part was seen after a moment."""
        with self.news:
            return self.news.wait_for(lambda: self.last > after, seconds)


def parts(text):
    return set(re.findall(r'#EXT-X-PART:.*?URI="([^"]*)"', text))
