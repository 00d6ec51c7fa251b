"""Ratskanal on a disk of its own, which can be searched as a whole."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[3]))
from ports import free_port


class Room:
    """`late`: seconds that the encoder needs; `latency`: milliseconds of an SRT sender's buffer."""

    def __init__(self, name, letter, late=0.1, latency=0, by_udp=False, keeps=False,
                 is_converted=False):
        self.name, self.letter, self.late, self.latency = name, letter, late, latency
        self.by_udp, self.keeps, self.is_converted = by_udp, keeps, is_converted
        self.port = free_port(socket.SOCK_DGRAM)
        self.delay = late + 1.2
        self.sessions = []
        self.sender = None
        # From when until when nothing may get out, in monotonic seconds, and why.
        self.shut = []
        # When each passage had opened.
        self.opened = []

    @property
    def session(self):
        return self.sessions[-1]

    @property
    def text(self):
        kind = "udp" if self.by_udp else "srt"
        return (f'{{ id = "{self.name}"; name = "{self.name}"; gateDelay = {self.delay}; '
                f'encoderDelay = {self.late + 0.4}; preset = "ultrafast"; '
                f'input = {{ type = "{kind}"; listen = "127.0.0.1:{self.port}"; }}; }}')

    def is_shut(self, kind, number):
        moment = self.sender.captured(kind, number)
        return any(start <= moment < end for start, end, _ in self.shut)


class House(contextlib.ExitStack):
    def __init__(self, program, rooms):
        super().__init__()
        self.program, self.rooms = program, rooms
        self.port = free_port(socket.SOCK_STREAM)
        self.server = None

    def __enter__(self):
        super().__enter__()
        self.folder = self.enter_context(tempfile.TemporaryDirectory(prefix="ratskanal-proof-"))
        # As the service's: in memory.
        self.runtime = self.enter_context(
            tempfile.TemporaryDirectory(prefix="ratskanal-proof-", dir="/dev/shm"))
        self.image = os.path.join(self.folder, "disk.image")
        self.disk = os.path.join(self.folder, "disk")
        self.config = os.path.join(self.folder, "ratskanal.conf")
        self.log = os.path.join(self.folder, "log")
        os.mkdir(self.disk)
        subprocess.run(["truncate", "-s", "1G", self.image], check=True)
        subprocess.run(["mkfs.ext4", "-q", self.image], check=True)
        self.mount()
        with open(self.config, "w") as file:
            file.write('bodies = ( { id = "rat"; name = "Rat"; } );\nrooms = ( '
                       + ",\n".join(room.text for room in self.rooms) + " );\n")
        return self

    def __exit__(self, *error):
        if self.server:
            self.server.kill()
            self.server.wait()
        self.unmount()
        return super().__exit__(*error)

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.disk], check=True)
        self.is_mounted = True

    def unmount(self):
        if self.is_mounted:
            subprocess.run(["umount", self.disk], check=True)
            self.is_mounted = False

    @property
    def flags(self):
        return ["--data", os.path.join(self.disk, "data"), "--config", self.config]

    @property
    def environment(self):
        return {**os.environ, "RUNTIME_DIRECTORY": self.runtime}

    def start(self):
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [self.program, "run", "--listen", f"127.0.0.1:{self.port}", *self.flags],
                stdout=subprocess.PIPE, stderr=log, text=True, env=self.environment)
        line = self.server.stdout.readline()
        if not line.startswith("Ratskanal is at"):
            raise SystemExit(f"the server did not start: {line!r}")

    def kill(self):
        self.server.kill()
        self.server.wait()

    def ratskanal(self, *words):
        result = subprocess.run(
            [self.program, *words, *self.flags], capture_output=True, text=True,
            env=self.environment)
        if result.returncode != 0:
            raise SystemExit(f"ratskanal {' '.join(words)}: {result.stderr}")
        return result.stdout.strip()

    def start_session(self, room, agenda):
        session = self.ratskanal(
            "session", "create", "--title", f"Sitzung {room.name}", "--body", "rat", "--date",
            "2026-11-20", "--room", room.name)
        file = os.path.join(self.folder, f"{session}.csv")
        with open(file, "w") as output:
            output.write(agenda)
        self.ratskanal("agenda", "import", file, "--session", session)
        self.ratskanal("session", "start", session)
        room.sessions.append(session)

    def ask(self, path, body=None, token=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=json.dumps(body).encode() if body else None,
            headers={"Content-Type": "application/json",
                     **({"Authorization": f"Bearer {token}"} if token else {})})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)
