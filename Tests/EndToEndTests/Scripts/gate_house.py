"""A server of its own with a room, a session and an encoder, as the gate's fault tests need it."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
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

TRACKS = ("video", "audio")


class Failure(Exception):
    """What the gate did wrong."""


def eventually(what, test, within=60):
    """Asks until `test` gives something, as nothing announces it to a client."""
    deadline = time.monotonic() + within
    while True:
        found = test()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Failure(f"it never was so: {what}")
        time.sleep(0.05)


class Answer:
    def __init__(self, status, body):
        self.status = status
        self.text = body.decode(errors="replace")

    @property
    def json(self):
        return json.loads(self.text)

    def __repr__(self):
        return f"{self.status} {self.text[:300]}"


class House:
    """`disk` is the size in MB of a file system of its own for the data."""

    def __init__(self, program, pattern, shim=None, disk=None):
        self.program, self.pattern, self.shim = program, pattern, shim
        self.folder = tempfile.mkdtemp(prefix="ratskanal-gate-")
        self.data = self.path("data")
        self.runtime = self.path("runtime")
        self.image = None
        os.mkdir(self.data)
        os.mkdir(self.runtime, 0o700)
        if disk:
            self.image = self.path("disk.img")
            subprocess.run(["truncate", "-s", f"{disk}M", self.image], check=True)
            subprocess.run(["mkfs.ext4", "-q", "-E", "nodiscard", self.image], check=True)
            self.mount()
        self.port, self.srt = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
        self.config = self.path("ratskanal.conf")
        with open(self.config, "w") as file:
            file.write(
                f'listen = "127.0.0.1:{self.port}";\n'
                'bodies = ( { id = "rat"; name = "Rat"; } );\n'
                'rooms = ( { id = "saal"; gateDelay = 0.5; input = { type = "srt"; '
                f'listen = "127.0.0.1:{self.srt}"; }}; }} );\n')
        self.process = None
        self.encoders = None
        self.isOver = threading.Event()
        self.held = None
        self.session = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.data], check=True)

    def unmount(self):
        subprocess.run(["umount", self.data], check=True)

    def close(self):
        self.isOver.set()
        self.release()
        if self.process:
            self.process.kill()
            self.process.wait()
        if self.encoders:
            self.encoders.join()
        if self.image:
            subprocess.run(["umount", self.data])
        shutil.rmtree(self.folder)

    # MARK: The server

    def start(self, fault=None):
        environment = dict(os.environ, RUNTIME_DIRECTORY=self.runtime)
        environment.pop("RATSKANAL_FAULT", None)
        if fault:
            environment["RATSKANAL_FAULT"] = fault
        if self.shim:
            environment.update(
                LD_PRELOAD=self.shim, GATE_HANGS=self.path("hangs"), GATE_FAILS=self.path("fails"))
        log = open(self.path("log"), "ab")
        before = log.tell()
        self.process = subprocess.Popen(
            [self.program, "run", "--data", self.data, "--config", self.config],
            stdout=log, stderr=log, env=environment)
        log.close()

        def is_up():
            if self.process.poll() is not None:
                raise Failure(f"the server did not start:\n{self.log(before)}")
            return "Ratskanal is at " in self.log(before)
        eventually("the server is up", is_up)

    def log(self, offset=0):
        with open(self.path("log"), "rb") as file:
            file.seek(offset)
            return file.read().decode(errors="replace")

    def end(self, by):
        self.process.send_signal(by)
        self.process.wait(60)

    def ended(self):
        """Whether a fault has killed it."""
        return self.process.poll() is not None

    def cli(self, *words, check=True):
        result = subprocess.run(
            [self.program, *words, "--data", self.data, "--config", self.config],
            capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if check and result.returncode:
            raise Failure(f"{words}: {result.stderr}")
        return result

    def ask(self, method, path, body=None, headers=None, timeout=40):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.read())
        finally:
            connection.close()

    def begin(self, fault=None, agenda=None):
        """A live session of which some parts are out."""
        self.start(fault)
        self.session = self.cli(
            "session", "create", "--title", "T", "--body", "rat", "--date", "2026-11-20", "--room",
            "saal").stdout.strip()
        if agenda:
            self.take_agenda(agenda)
        self.token = self.cli("token", "create", "--name", "t", "--right", "tag").stdout.strip()
        self.encoders = threading.Thread(target=self.push)
        self.encoders.start()
        self.cli("session", "start", self.session)
        self.wait_for_more({})

    def take_agenda(self, rows):
        with open(self.path("agenda.csv"), "w") as file:
            file.write(rows)
        return self.cli(
            "agenda", "import", self.path("agenda.csv"), "--session", self.session, check=False)

    def push(self):
        while not self.isOver.is_set():
            encoder = subprocess.Popen(
                ["ffmpeg", "-v", "quiet", "-re", "-stream_loop", "-1", "-i", self.pattern, "-c",
                 "copy", "-f", "mpegts", f"srt://127.0.0.1:{self.srt}?connect_timeout=500"],
                stdin=subprocess.DEVNULL)
            while encoder.poll() is None:
                if self.isOver.wait(0.05):
                    encoder.kill()
            encoder.wait()

    # MARK: The catalogue

    def hold(self):
        self.held = sqlite3.connect(
            os.path.join(self.data, "catalogue.sqlite"), isolation_level=None, timeout=30,
            check_same_thread=False)
        self.held.execute("BEGIN IMMEDIATE")

    def release(self):
        if self.held:
            self.held.execute("ROLLBACK")
            self.held.close()
        self.held = None

    def query(self, text):
        catalogue = sqlite3.connect(
            os.path.join(self.data, "catalogue.sqlite"), isolation_level=None, timeout=30)
        try:
            return catalogue.execute(text).fetchall()
        finally:
            catalogue.close()

    # MARK: What viewers see

    def announced(self):
        """The parts and segments that each track's playlists name."""
        found = {}
        for track in TRACKS:
            named = set()
            for name in ("live.m3u8", "session.m3u8"):
                answer = self.ask("GET", f"/sessions/{self.session}/{track}/{name}")
                lines = answer.text.splitlines() if answer.status == 200 else []
                for line in lines:
                    part = re.match(r'#EXT-X-PART:.*URI="([^"]*)"', line)
                    if part:
                        named.add(part.group(1))
                    elif line and not line.startswith("#"):
                        named.add(line)
            found[track] = named
        return found

    def news(self, before):
        """What is named now and belongs to nothing that was named before."""
        found = []
        for track, names in self.announced().items():
            known = before.get(track, set())
            # A segment that was under way ends with the parts that were out.
            highest = max((number(name) for name in known), default=-1)
            found += [
                f"{track}/{name}" for name in names - known
                if is_part(name) or number(name) > highest]
        return found

    def wait_for_more(self, before):
        def has_more():
            news = self.news(before)
            return all(sum(n.startswith(track) for n in news) >= 3 for track in TRACKS)
        eventually("something new is announced", has_more, within=120)

    def must_stand_still(self, before, seconds, why):
        end = time.monotonic() + seconds
        while True:
            news = self.news(before)
            if news:
                raise Failure(f"{why}, and these were announced: {sorted(news)[:6]}")
            if time.monotonic() > end:
                return
            time.sleep(0.1)

    def recorded(self):
        total = 0
        for folder, _, names in os.walk(os.path.join(self.data, "media")):
            total += sum(os.path.getsize(os.path.join(folder, name)) for name in names)
        return total

    # MARK: The gate

    def room(self):
        return self.ask("GET", "/api/v1/rooms/saal").json

    def wait_for_gate(self, state, within=60):
        eventually(f"the gate is {state}", lambda: self.room().get("gate") == state, within)

    def press(self, key=None, kind="gateClose", **more):
        body = dict(kind=kind, at="now", key=key or str(uuid.uuid4()).upper(), **more)
        return self.ask(
            "POST", f"/api/v1/sessions/{self.session}/markers", json.dumps(body),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})

    def closed_passages(self):
        timeline = self.ask("GET", f"/api/v1/sessions/{self.session}/timeline").json
        return timeline.get("closed", [])

    def gate_markers(self):
        return self.query(
            "SELECT kind, \"key\" FROM marker WHERE kind IN ('gateClose', 'gateOpen') "
            "AND deleted = 0 ORDER BY id")


def number(name):
    return int(re.search(r"/(\d+)\.", name).group(1))


def is_part(name):
    return re.search(r"/\d+\.\d+\.m4s", name) is not None


def compile_shim(folder, source):
    shim = os.path.join(folder, "hold_gate.so")
    subprocess.run(["clang", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    return shim


def make_pattern(folder):
    pattern = os.path.join(folder, "pattern.ts")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-f", "lavfi",
         "-i", "sine=440:r=48000", "-t", "60", "-c:v", "libx264", "-preset", "ultrafast", "-g",
         "25", "-pix_fmt", "yuv420p", "-c:a", "aac", pattern], check=True)
    return pattern


SIGNALS = {"SIGKILL": signal.SIGKILL, "SIGTERM": signal.SIGTERM}
