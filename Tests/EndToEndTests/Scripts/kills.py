#!/usr/bin/env python3
"""Kills the server at random instants and looks whether anything announced was lost.

A client that knows nothing but the playlists logs each URI that they announce with the SHA-256 of
its bytes. After each restart every URI logged must give those bytes.

    kills.py PROGRAM --kills 50 --seed 7

With --lock another program holds the catalogue's lock at random, also when the server is killed.
What was announced from memory meanwhile may be a gap after that, but never other bytes.

With --gate somebody presses the gate shut now and then, also just before a kill. What was
acknowledged as closed is closed after the kill, and nothing is announced until it is opened again.
"""

import argparse
import hashlib
import http.client
import json
import os
import pathlib
import random
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
from ports import free_port

PART_LIFE = 55  # seconds that parts are known after their segment has closed, less some margin


class Log:
    """URIs and what they gave, with the time of the first answer."""

    def __init__(self):
        self.lock = threading.Lock()
        self.entries = {}
        # What a playlist named and the server did not give, with the status.
        self.misses = {}

    def add(self, uri, body):
        with self.lock:
            self.entries.setdefault(uri, (hashlib.sha256(body).hexdigest(), time.monotonic()))

    def missed(self, uri, status):
        with self.lock:
            self.misses[uri] = status

    def snapshot(self):
        with self.lock:
            return dict(self.entries)


class Server:
    def __init__(self, program, data, config, port, runtime):
        self.runtime = runtime
        self.arguments = [program, "run", "--data", data, "--config", config]
        self.port = port
        self.process = None

    def start(self):
        environment = dict(os.environ, RUNTIME_DIRECTORY=self.runtime)
        self.process = subprocess.Popen(
            self.arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("Ratskanal is at"):
            sys.exit(f"the server did not start: {line!r}")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def get(port, path, timeout=15):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def uris(playlist):
    """Everything that a playlist announces and that is there already; gaps are said not to be."""
    found, is_gap = [], False
    for line in playlist.splitlines():
        if line == "#EXT-X-GAP":
            is_gap = True
        if is_gap or "GAP=YES" in line:
            is_gap = is_gap and line.startswith("#")
            continue
        if line.startswith("#EXT-X-MAP:") or line.startswith("#EXT-X-PART:"):
            found.append(re.search(r'URI="([^"]*)"', line).group(1))
        elif line and not line.startswith("#"):
            found.append(line)
    return found


def follow(port, base, track, log, stop):
    """Logs what a track's playlist announces, as fast as it is announced."""
    query = ""
    while not stop.is_set():
        try:
            status, body = get(port, f"{base}/{track}/session.m3u8{query}")
            if status != 200:
                query = ""
                time.sleep(0.05)
                continue
            text = body.decode()
            known = log.snapshot()
            for uri in uris(text):
                path = f"{base}/{track}/{uri}"
                if path in known:
                    continue
                status, body = get(port, path)
                if status == 200:
                    log.add(path, body)
                else:
                    log.missed(path, status)
            hint = re.search(r'PRELOAD-HINT:TYPE=PART,URI="e\d+/(\d+)\.(\d+)\.m4s"', text)
            count = sum(1 for line in text.splitlines() if line.startswith("#EXTINF"))
            query = f"?_HLS_msn={count}&_HLS_part={hint.group(2)}" if hint else ""
        except (OSError, http.client.HTTPException):
            query = ""
            time.sleep(0.02)


class Lock:
    """Holds a catalogue's write lock, as a program of somebody else's might."""

    def __init__(self, path):
        self.path = path
        self.catalogue = None

    def hold(self):
        self.catalogue = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        self.catalogue.execute("BEGIN IMMEDIATE")

    def release(self):
        if self.catalogue:
            self.catalogue.execute("ROLLBACK")
            self.catalogue.close()
        self.catalogue = None


def check(port, log, may_be_lost=False):
    """Every URI logged gives the bytes that it gave."""
    lost = []
    for path, (digest, since) in log.snapshot().items():
        status, body = get(port, path)
        if status == 200:
            if hashlib.sha256(body).hexdigest() != digest:
                lost.append(f"{path}: other bytes")
        elif may_be_lost:
            log.missed(path, status)
        elif not (path.count(".") == 2 and time.monotonic() - since > PART_LIFE):
            lost.append(f"{path}: {status}")
    return lost


def broken(port, base, log):
    """What playlists go on naming though it is not there."""
    found = []
    for track in ("video", "audio"):
        text = get(port, f"{base}/{track}/session.m3u8")[1].decode()
        named = {f"{base}/{track}/{uri}" for uri in uris(text)}
        for path in named & set(log.misses):
            status = get(port, path)[0]
            if status != 200:
                found.append(f"{path} is named and gives {status}")
    return found


class Gate:
    """Presses the gate shut at random, and knows what was acknowledged."""

    def __init__(self, port, session, token, command):
        self.port, self.session, self.token, self.command = port, session, token, command
        self.acknowledged = False

    def press(self):
        """Returns at once; whether it is acknowledged is known when it is."""
        self.acknowledged = False
        body = json.dumps({"kind": "gateClose", "at": "now", "key": str(uuid.uuid4())})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)

        def ask():
            try:
                connection.request(
                    "POST", f"/api/v1/sessions/{self.session}/markers", body,
                    {"Authorization": f"Bearer {self.token}",
                     "Content-Type": "application/json"})
                answer = connection.getresponse()
                told = json.loads(answer.read())
                self.acknowledged = answer.status in (200, 201) or told.get("stored") is True
            except (OSError, ValueError, http.client.HTTPException):
                # The kill came first: nobody was told anything.
                pass
            finally:
                connection.close()
        self.thread = threading.Thread(target=ask)
        self.thread.start()

    def check(self, log, seconds=1.5):
        """What is wrong after a restart; opens the gate again."""
        self.thread.join()
        if json.loads(get(self.port, "/api/v1/rooms/saal")[1])["gate"] != "closed":
            return ["the gate was acknowledged as closed and is open"] * self.acknowledged
        # What was announced before the kill may still be on its way.
        time.sleep(0.5)
        highest = max(self.number(path) for path in log.snapshot())
        time.sleep(seconds)
        late = [path for path in log.snapshot() if self.number(path) > highest]
        self.open()
        return [f"{path} was announced behind the closed gate" for path in late]

    @staticmethod
    def number(path):
        """A segment's number; one that was under way ends with the parts that were out."""
        found = re.search(r"/(\d+)[.\d]*\.m4s$", path)
        return int(found.group(1)) if found else -1

    def open(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.command("tag", "open", "--yes")
            time.sleep(1)
            if json.loads(get(self.port, "/api/v1/rooms/saal")[1])["gate"] == "open":
                return
        sys.exit("the gate could not be opened again")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the ratskanal that is tried")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--lock", action="store_true", help="hold the catalogue's lock at random")
    parser.add_argument("--gate", action="store_true", help="press the gate shut at random")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    print(f"seed {options.seed}")

    folder = tempfile.TemporaryDirectory(prefix="ratskanal-kills-")
    data = os.path.join(folder.name, "data")
    port, srt = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
    config = os.path.join(folder.name, "ratskanal.conf")
    with open(config, "w") as file:
        file.write(f'''listen = "127.0.0.1:{port}";
rooms = ( {{ id = "saal"; gateDelay = 0.5; input = {{ type = "srt"; listen = "127.0.0.1:{srt}"; }}; }} );
''')
    media = os.path.join(folder.name, "pattern.ts")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25", "-f", "lavfi",
         "-i", "sine=440:r=48000", "-t", "60", "-c:v", "libx264", "-preset", "ultrafast", "-g",
         "50", "-pix_fmt", "yuv420p", "-c:a", "aac", media], check=True)

    runtime = os.path.join(folder.name, "runtime")
    os.mkdir(runtime, 0o700)
    server = Server(options.program, data, config, port, runtime)
    server.start()

    def command(*words):
        return subprocess.run(
            [options.program, *words, "--data", data, "--config", config],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout.strip()
    session = command(
        "session", "create", "--title", "T", "--body", "rat", "--date", "2026-11-20", "--room",
        "saal")
    token = command("token", "create", "--name", "t", "--right", "tag")
    command("session", "start", session)
    gate = Gate(port, session, token, command)

    stop = threading.Event()

    def push():
        while not stop.is_set():
            encoder = subprocess.Popen(
                ["ffmpeg", "-v", "quiet", "-re", "-stream_loop", "-1", "-i", media, "-c", "copy",
                 "-f", "mpegts", f"srt://127.0.0.1:{srt}?connect_timeout=500"])
            while encoder.poll() is None:
                if stop.wait(0.05):
                    encoder.kill()
            encoder.wait()

    log = Log()
    base = f"/sessions/{session}"
    threads = [threading.Thread(target=push)] + [
        threading.Thread(target=follow, args=(port, base, track, log, stop))
        for track in ("video", "audio")]
    for thread in threads:
        thread.start()

    failures, gaps = [], []
    lock = Lock(os.path.join(data, "catalogue.sqlite"))
    try:
        deadline = time.monotonic() + 30
        while not log.snapshot() and time.monotonic() < deadline:
            time.sleep(0.05)
        for number in range(options.kills):
            before = len(log.snapshot())
            deadline = time.monotonic() + 30
            # The instant is random, but something new must have been announced since the last.
            wait = chance.uniform(0.2, 4)
            if options.lock and chance.random() < 0.7:
                before_lock = chance.uniform(0, wait)
                time.sleep(before_lock)
                lock.hold()
                wait += chance.uniform(0, 8) - before_lock
            time.sleep(wait)
            while len(log.snapshot()) == before and time.monotonic() < deadline:
                time.sleep(0.02)
            is_pressed = options.gate and chance.random() < 0.6
            if is_pressed:
                gate.press()
                # Before, while and after the steps are done.
                time.sleep(chance.choice([0, 0.005, 0.02, 0.1, 0.5, 1.5]))
            killed = time.monotonic()
            server.kill()
            lock.release()
            logged = list(log.snapshot())
            server.start()
            while True:
                try:
                    if get(port, logged[-1], timeout=5)[0] == 200 or options.lock:
                        break
                except OSError:
                    pass
                if time.monotonic() - killed > 30:
                    failures.append(f"kill {number}: {logged[-1]} never came back")
                    break
            gaps.append(time.monotonic() - killed)
            lost = check(port, log, may_be_lost=options.lock)
            lost += broken(port, base, log)
            if is_pressed:
                lost += gate.check(log)
            failures += [f"kill {number}: {line}" for line in lost]
            print(f"kill {number + 1}: {len(logged)} URIs logged, {len(lost)} lost, "
                  f"serving again after {gaps[-1]:.3f} s", flush=True)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        lock.release()
        server.kill()
    print(json.dumps({
        "kills": options.kills, "uris": len(log.snapshot()), "lost": len(failures),
        "secondsToServeMedian": sorted(gaps)[len(gaps) // 2], "secondsToServeMax": max(gaps)}))
    for line in failures:
        print(line, file=sys.stderr)
    folder.cleanup()
    return 1 if failures or len(log.snapshot()) < options.kills else 0


if __name__ == "__main__":
    sys.exit(main())
