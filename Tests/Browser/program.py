"""The program itself, with a room, an encoder that pushes into it, and its command line."""

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from browser import poll

ROOT = Path(__file__).parents[2]

AGENDA = """TOP;Titel;Öffentlich;Vorlage;Ergebnis;Unter
1;Eröffnung der Sitzung;ja;;;
2;Neubau der Grundschule am Weidenweg;ja;VO/2026/0391;;
3;Haushaltssatzung 2027;ja;VO/2026/0402;;
3.1;Änderungsantrag zum Stellenplan;ja;;;3
4;Anfragen <script>alert("x")</script>;ja;;;
N 5;Ankauf Zinnoberfeld;nein;;;
"""
PERSONS = """Name;Fraktion;Rolle
Dr. Miriam Osterkamp;Grüne Liste;
Jonas Oswald;Bürgerbündnis;
Katharina Lenz-Borchert;;Oberbürgermeisterin
"""


def binary():
    named = os.environ.get("RATSKANAL")
    places = [named] if named else [ROOT / ".build/release/ratskanal", ROOT / ".build/debug/ratskanal"]
    for place in places:
        if Path(place).exists():
            return str(place)
    raise FileNotFoundError("build the program first: swift build --product ratskanal")


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """A server with a data directory of its own. Use as a context manager."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ratskanal-program-"))
        self.srt = free_port(socket.SOCK_DGRAM)
        self.port = free_port(socket.SOCK_STREAM)
        self.base = f"http://127.0.0.1:{self.port}"
        self.config = self.folder / "ratskanal.conf"
        self.config.write_text(f"""
            city = "Probstadt";
            listen = "127.0.0.1:{self.port}";
            data = "{self.folder}/data";
            bodies = ( {{ id = "stadtrat"; name = "Stadtrat"; }} );
            rooms = ( {{ id = "saal"; name = "Ratssaal"; body = "stadtrat"; gateDelay = 1.0;
                         input = {{ type = "srt"; listen = "127.0.0.1:{self.srt}"; }}; }} );
            """, encoding="utf-8")
        self.log = open(self.folder / "log", "wb")
        self.server = self.encoder = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.push_no_more()
        self.stop()
        self.log.close()
        subprocess.run(["rm", "-rf", str(self.folder)], check=True)

    def start(self):
        self.server = subprocess.Popen(
            [binary(), "run", "--config", str(self.config)], stdout=self.log, stderr=self.log)
        poll(self.is_there, 30, "the server")

    def is_there(self):
        try:
            return self.get("/healthz", text=True) is not None
        except OSError:
            return False

    def stop(self, with_signal=signal.SIGTERM):
        self.server.send_signal(with_signal)
        self.server.wait(20)

    def push(self, video, audio):
        """Sends a film into the room as any encoder would, from its first frame on."""
        self.encoder = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-nostdin", "-re", "-i", video, "-i", audio, "-map", "0:v",
             "-map", "1:a", "-c", "copy", "-f", "mpegts", f"srt://127.0.0.1:{self.srt}?mode=caller"],
            stdout=self.log, stderr=self.log)

    def push_no_more(self):
        if self.encoder:
            self.encoder.terminate()
            self.encoder.wait()
            self.encoder = None

    def command(self, *words):
        """What the command line prints."""
        return subprocess.run(
            [binary(), *words, "--config", str(self.config)], check=True, capture_output=True,
            text=True, timeout=60).stdout.strip()

    def get(self, path, *, text=False, as_json=False):
        with urllib.request.urlopen(self.base + path, timeout=30) as response:
            body = response.read()
        return json.loads(body) if as_json else body.decode() if text else body

    def prepare(self):
        """A session with an agenda and a roster; the token of the office."""
        files = {"agenda.csv": AGENDA, "persons.csv": PERSONS}
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        self.command("persons", "import", str(self.folder / "persons.csv"))
        self.session = self.command(
            "session", "create", "--title", "Stadtrat, 3. Sitzung", "--body", "stadtrat", "--room",
            "saal", "--date", time.strftime("%Y-%m-%d"))
        self.command("agenda", "import", str(self.folder / "agenda.csv"), "--session", self.session)
        self.token = self.command("token", "create", "--name", "Probe", "--right", "tag")

    def edge(self):
        """The end of what the picture's playlist lists, in seconds."""
        text = self.get(f"/sessions/{self.session}/video/session.m3u8", text=True)
        segments = 0.0
        parts = 0.0
        for line in text.splitlines():
            if line.startswith("#EXTINF:"):
                segments += float(line[8:].rstrip(","))
                parts = 0.0
            elif line.startswith("#EXT-X-PART:"):
                parts += float(line.split("DURATION=")[1].split(",")[0])
        return segments + parts
