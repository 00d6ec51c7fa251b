"""Ratskanal as a city has it, for a test: a data folder, a room, the server and an encoder."""

import contextlib
import datetime
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
import zoneinfo
from pathlib import Path

from browser import free_port, poll

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(os.environ.get("RATSKANAL_PROGRAMS", ROOT / ".build/debug")).resolve()
TICKS = 90_000
RATE = 25

# What somebody types who tries what comes through, and a plain agenda around it.
EVIL = """<script>document.title="broken"</script> & "quotes" 'single' </title></textarea>"""
AGENDA = [
    ("1", "Eröffnung und Begrüßung", "ja", ""),
    ("2", "Neubau der Grundschule am Weidenweg", "ja", "2026/17"),
    ("2.1", EVIL, "ja", "2026/18"),
    ("3", "Haushaltssatzung 2027", "ja", ""),
    ("4", "Verschiedenes", "ja", ""),
    ("N 1", "Grundstückskauf Geheimgasse", "nein", ""),
]


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


# Where the city is: by its clock a day begins.
CITY = zoneinfo.ZoneInfo("Europe/Berlin")


class House:
    """Use as a context manager, or close it."""

    def __init__(self, room=""):
        self.folder = tempfile.TemporaryDirectory(prefix="ratskanal-house-")
        self.path = Path(self.folder.name)
        self.log = open(self.path / "server.log", "ab")
        self.srt = f"127.0.0.1:{free_port(socket.SOCK_DGRAM)}"
        self.config = self.path / "ratskanal.conf"
        self.config.write_text(f"""city = "Stadt Auenburg";
            bodies = ( {{ id = "stadtrat"; name = "Stadtrat"; }} );
            rooms = ( {{ id = "saal"; name = "Ratssaal"; gateDelay = 0.5; {room}
              input = {{ type = "srt"; listen = "{self.srt}"; }}; }} );
            """, encoding="utf-8")
        self.server = None
        self.base = None
        self.pushing = None
        self.session = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.stop_encoder()
        self.stop_server()
        self.log.close()
        self.folder.cleanup()

    # Programs.

    def flags(self):
        return ["--data", str(self.path / "data"), "--config", str(self.config)]

    def start_server(self):
        """Starts it, at the address that it had before, if any."""
        address = self.base.removeprefix("http://") if self.base else "127.0.0.1:0"
        self.server = subprocess.Popen(
            [PROGRAMS / "ratskanal", "run", "--listen", address, *self.flags()],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.server.stdout.readline()
        if not line.startswith("Ratskanal is at http://"):
            raise RuntimeError(f"the server did not start: {line!r} {self.said()}")
        self.base = line.split()[3].rstrip("/")

    def stop_server(self, by=signal.SIGTERM):
        if self.server:
            self.server.send_signal(by)
            self.server.wait(20)
            self.server.stdout.close()
            self.server = None

    def said(self):
        return (self.path / "server.log").read_text(encoding="utf-8", errors="replace")

    def ratskanal(self, *words):
        """Runs a command that must succeed, and gives what it printed."""
        result = subprocess.run(
            [PROGRAMS / "ratskanal", *words, *self.flags()], capture_output=True, text=True,
            timeout=60)
        if result.returncode:
            raise RuntimeError(f"ratskanal {words}: {result.returncode} {result.stderr}")
        return result.stdout.strip()

    def start_encoder(self, first_frame=0):
        self.pushing = subprocess.Popen(
            [PROGRAMS / "ratskanal-demo", "--test-pattern", f"srt://{self.srt}", "--first-frame",
             str(first_frame)], stdout=self.log, stderr=self.log, start_new_session=True)

    def start_film(self, film):
        """Pushes a film as it is, at real time: next to nothing is left for the machine to do."""
        self.pushing = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-nostdin", "-re", "-i", str(film), "-c", "copy", "-f",
             "mpegts", f"srt://{self.srt}"],
            stdout=self.log, stderr=self.log, start_new_session=True)

    def stop_encoder(self):
        if not self.pushing:
            return
        for by in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pushing.pid, by)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.pushing.wait(10)
        self.pushing = None

    # A session.

    def plan(self, title="Stadtrat, 31. Sitzung", begin=None):
        """A session today with the agenda above; its items by their number."""
        words = ["--begin", begin] if begin else []
        self.session = self.ratskanal(
            "session", "create", "--title", title, "--body", "stadtrat", "--date",
            datetime.datetime.now(CITY).date().isoformat(), "--room", "saal", *words)
        table = self.path / "tagesordnung.csv"
        rows = ["TOP;Titel;Öffentlich;Vorlage"]
        rows += [";".join(quoted(cell) for cell in row) for row in AGENDA]
        table.write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.ratskanal("agenda", "import", str(table), "--session", self.session)
        people = self.path / "personen.csv"
        people.write_text("Name;Fraktion;Rolle\nAda Beispiel;Mitte;Mitglied\n"
                          "Bert Muster;Grüne;Mitglied\n", encoding="utf-8")
        self.ratskanal("persons", "import", str(people))
        return self.session

    def begin(self, film=None):
        """Starts the session, sent by the test encoder or from a film."""
        self.ratskanal("session", "start", self.session)
        if film:
            self.start_film(film)
        else:
            self.start_encoder()
        poll(lambda: self.recorded() > 0, 60, "something recorded")

    def get(self, path):
        return self.bytes(path).decode()

    def bytes(self, path):
        with urllib.request.urlopen(self.base + path, timeout=20) as response:
            return response.read()

    def items(self):
        agenda = json.loads(self.get(f"/api/v1/sessions/{self.session}"))["agenda"]
        return {item["number"]: item["id"] for item in agenda}

    def segments(self, track="video"):
        """(start, duration, wall clock) of the segments that are complete, and of the parts after."""
        try:
            text = self.get(f"/sessions/{self.session}/{track}/session.m3u8")
        except OSError:
            return []
        found, at, date, loose = [], 0.0, None, []
        for line in text.splitlines():
            if line.startswith("#EXT-X-PROGRAM-DATE-TIME:"):
                date = datetime.datetime.fromisoformat(line.partition(":")[2]).timestamp()
            elif line.startswith("#EXT-X-PART:"):
                loose.append(float(line.partition("DURATION=")[2].split(",")[0]))
            elif line.startswith("#EXTINF:"):
                duration = float(line[8:].split(",")[0])
                found.append((at, duration, date))
                at, loose = at + duration, []
        return found + ([(at, sum(loose), date)] if loose else [])

    def recorded(self):
        """Seconds of media that the playlist names."""
        found = self.segments()
        return found[-1][0] + found[-1][1] if found else 0

    def wall(self, media):
        """The wall clock of a moment of the recording, by the playlist alone."""
        start, _, date = [row for row in self.segments() if row[0] <= media + 0.001][-1]
        return date + media - start

    def wait_recorded(self, seconds):
        poll(lambda: self.recorded() >= seconds, seconds + 60, f"{seconds} s recorded")

    def finish(self):
        self.ratskanal("session", "stop", self.session)
        self.stop_encoder()
