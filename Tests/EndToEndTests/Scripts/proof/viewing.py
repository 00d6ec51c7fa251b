"""Viewers who take everything that is public of a room, as soon as it is there or hinted at."""

import http.client
import re
import threading
import time
from urllib.parse import urljoin

import searching


class Answers:
    """What came by HTTP, of all viewers: which marks stood in it, and where first."""

    def __init__(self):
        self.lock = threading.Lock()
        self.marks = {}
        self.count = 0
        self.bytes = 0

    def add(self, path, body):
        found = searching.marks(body)
        with self.lock:
            self.count += 1
            self.bytes += len(body)
            for mark in found:
                self.marks.setdefault(mark, path)


def get(port, path, timeout=12):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


class Viewer(threading.Thread):
    """Follows one track: asks for each part before it is there, and takes all that is named."""

    def __init__(self, port, playlist, answers, is_over):
        super().__init__(daemon=True)
        self.port, self.playlist, self.answers, self.is_over = port, playlist, answers, is_over
        self.taken = set()
        self.hints = []

    def run(self):
        query = ""
        while not self.is_over.is_set():
            try:
                status, body = get(self.port, self.playlist + query)
                self.answers.add(self.playlist, body)
                if status == 200:
                    query = self.follow(body.decode())
                    continue
            except (OSError, http.client.HTTPException):
                pass
            query = ""
            time.sleep(0.05)

    def follow(self, text):
        for uri in re.findall(r'#EXT-X-PART:.*URI="([^"]*)"', text):
            self.take(uri)
        for uri in re.findall(r"^[^#\n].*$", text, re.M) + re.findall(r'MAP:URI="([^"]*)"', text):
            self.take(uri)
        hint = re.search(r'PRELOAD-HINT:TYPE=PART,URI="([^"]*/\d+\.(\d+)\.m4s)"', text)
        if not hint:
            time.sleep(0.1)
            return ""
        threading.Thread(target=self.take, args=(hint[1],), daemon=True).start()
        first = int((re.search(r"#EXT-X-MEDIA-SEQUENCE:(\d+)", text) or [0, 0])[1])
        return f"?_HLS_msn={first + text.count('#EXTINF')}&_HLS_part={hint[2]}"

    def take(self, uri):
        path = urljoin(self.playlist, uri)
        if path in self.taken:
            return
        self.taken.add(path)
        try:
            status, body = get(self.port, path)
        except (OSError, http.client.HTTPException):
            status = 0
        if status == 200:
            self.answers.add(path, body)
        else:
            self.taken.discard(path)


def crawl(port, begin, answers, limit=400):
    """Follows each link, playlist and download from where it begins; gives what it found."""
    waiting, known = list(begin), {}
    while waiting and len(known) < limit:
        path = waiting.pop(0)
        if path in known or path.startswith("/staff"):
            continue
        status, body = get(port, path, timeout=60)
        known[path] = status
        answers.add(path, body)
        if ".mp4" in path or ".m4" in path or b"\0" in body[:64]:
            continue
        text = body.decode(errors="replace")
        links = re.findall(r'(?:href|src|action|URI|data-[a-z-]+)="([^"#]+)', text)
        if body.startswith(b"#EXTM3U"):
            links += re.findall(r"^[^#\n].*$", text, re.M)
        for link in links:
            link = urljoin(path, link.replace("&amp;", "&"))
            if link.startswith("/") and " " not in link:
                waiting.append(link)
    return known
