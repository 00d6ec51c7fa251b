"""How long a press of the gate takes: until nothing more is announced, and until it is answered.

    Tests/Benchmarks/gate/run [--presses 200] [--settings alone,import,requests,locked]

One room, 1280 x 720 at 25 frames over SRT, one live session, one viewer who blocks on the video
playlist. Each press comes at a random moment of a part, by turns over HTTP and over the socket;
then the gate is opened, and the next press waits until parts come again. In four settings:

    alone     nothing else happens
    import    another process imports meetings from an OParl server without a pause, all changed
    requests  the room's state is asked 5,000 times a second by HTTP, and ingest's over the socket
    locked    another process holds the catalogue's lock, for up to a second before the press

"shut" is from sending the press to the last part that was announced, as the viewer sees it, 0 where
none came after the press; "answered" is until the answer is there. "late" counts the parts that
came although a playlist fetched after the answer did not have them: there must be none.
"""
import argparse
import http.client
import http.server
import json
import multiprocessing
import os
import pathlib
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests/Benchmarks/oparl"))
sys.path.insert(0, str(ROOT / "Tests/Benchmarks/latency"))
import latency  # noqa: E402
import oparl  # noqa: E402

SESSION_PATH = "/api/v1/sessions"


class Room:
    """A server with one room, its encoder and its live session."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.data, self.configuration = folder / "data", folder / "ratskanal.conf"
        self.port = latency.free_port(socket.SOCK_STREAM)
        srt = latency.free_port(socket.SOCK_DGRAM)
        self.configuration.write_text(f"""listen = "127.0.0.1:{self.port}";
oparl = {{ privateAddresses = true; }};
rooms = ( {{ id = "saal"; gateDelay = 0.1;
    input = {{ type = "srt"; listen = "127.0.0.1:{srt}"; }}; }} );
""")
        media = folder / "pattern.ts"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25", "-f",
             "lavfi", "-i", "sine=440:r=48000", "-t", "20", "-c:v", "libx264", "-preset",
             "ultrafast", "-tune", "zerolatency", "-g", "10", "-b:v", "2M", "-pix_fmt", "yuv420p",
             "-c:a", "aac", str(media)], check=True)
        self.log = open(folder / "log", "w")
        self.server = subprocess.Popen(
            [program, "run", "--data", str(self.data), "--config", str(self.configuration)],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        if not self.server.stdout.readline().startswith("Ratskanal is at"):
            sys.exit("the server did not start")
        self.session = self.command(
            "session", "create", "--title", "T", "--body", "rat", "--date", "2026-11-20",
            "--room", "saal")
        self.token = self.command("token", "create", "--name", "bench", "--right", "tag")
        self.command("session", "start", self.session)
        self.encoder = subprocess.Popen(
            ["ffmpeg", "-v", "quiet", "-re", "-stream_loop", "-1", "-i", str(media), "-c", "copy",
             "-f", "mpegts", f"srt://127.0.0.1:{srt}"], stdin=subprocess.DEVNULL)
        self.playlist = f"/sessions/{self.session}/video/live.m3u8"

    def command(self, *words):
        return subprocess.run(
            [self.program, *words, "--data", str(self.data), "--config", str(self.configuration)],
            check=True, capture_output=True, text=True).stdout.strip()

    def end(self):
        for process in (self.encoder, self.server):
            process.terminate()
            process.wait()


class Line:
    """A connection to the socket of ingest."""

    def __init__(self, data):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        # A socket's name is short.
        folder = os.open(data / "run", os.O_RDONLY)
        self.socket.connect(f"/proc/self/fd/{folder}/ingest.sock")
        os.close(folder)
        self.lines = self.socket.makefile("r")

    def ask(self, command):
        self.socket.sendall(json.dumps(command).encode() + b"\n")
        return json.loads(self.lines.readline())


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
            "POST", f"{SESSION_PATH}/{self.room.session}/markers", body,
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


class Import:
    """Imports all meetings of a server again and again, each time changed."""

    def __init__(self, room):
        self.room, self.stopped, self.count = room, threading.Event(), 0
        here, there = multiprocessing.Pipe()
        self.source = multiprocessing.Process(target=serve_meetings, args=(there,), daemon=True)
        self.source.start()
        self.address = f"http://127.0.0.1:{here.recv()}/body"
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopped.is_set():
            process = subprocess.Popen(
                [self.room.program, "agenda", "import", self.address, "--data",
                 str(self.room.data), "--config", str(self.room.configuration)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None:
                if self.stopped.wait(0.1):
                    process.kill()
            self.count += process.returncode == 0

    def before(self):
        pass

    after = before

    def end(self):
        self.stopped.set()
        self.thread.join()
        self.source.kill()
        self.source.join()
        return f"{self.count} whole imports of {MEETINGS} meetings"


MEETINGS, ITEMS = 3000, 10


def serve_meetings(connection):
    """Each time that its body is asked for, all of a city has other names and dates of change."""
    state = {"round": 0}

    class City(oparl.City):
        def common(self, kind, number):
            moment = f"2024-05-06T{state['round'] // 60 % 24:02}:{state['round'] % 60:02}:09+02:00"
            return super().common(kind, number) | {"modified": moment}

        def meeting(self, number):
            meeting = super().meeting(number)
            meeting["name"] += f" {state['round']}"
            for item in meeting["agendaItem"]:
                item["name"] += f" {state['round']}"
            return meeting

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            state["round"] += self.path == "/body"
            content = json.dumps(city.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # An import that is ended in the middle leaves its request behind.
    server.handle_error = lambda *_: None
    city = City(f"http://127.0.0.1:{server.server_port}", MEETINGS, ITEMS)
    connection.send(server.server_port)
    server.serve_forever()


class Requests:
    """The room's state by HTTP, 5,000 times a second, and ingest's over the socket."""

    CONNECTIONS, RATE, COMMANDS = 64, 5000, 1000

    def __init__(self, room):
        self.room = room
        script = room.folder / "rate.lua"
        # wrk waits between two requests of a connection, beside the time of the answer.
        script.write_text(
            f"function delay() return {1000 * self.CONNECTIONS // self.RATE} end\n")
        self.begun = time.monotonic()
        self.wrk = subprocess.Popen(
            ["wrk", "-t1", f"-c{self.CONNECTIONS}", "-d3600s", "-s", str(script),
             f"http://127.0.0.1:{room.port}/api/v1/rooms/saal"], stdout=subprocess.PIPE, text=True)
        self.commands = multiprocessing.Value("q", 0)
        self.asking = multiprocessing.Process(target=self.ask, daemon=True)
        self.asking.start()

    def ask(self):
        line, due = Line(self.room.data), time.monotonic()
        while True:
            line.ask({"status": {}})
            self.commands.value += 1
            due = max(due + 1 / self.COMMANDS, time.monotonic() - 0.1)
            time.sleep(max(0, due - time.monotonic()))

    def before(self):
        pass

    after = before

    def end(self):
        seconds = time.monotonic() - self.begun
        self.asking.kill()
        self.asking.join()
        self.wrk.send_signal(2)
        output = self.wrk.communicate()[0]
        count = int(re.search(r"(\d+) requests in", output)[1])
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
        return (
            f"{count / seconds:.0f} requests a second by HTTP, {refused[1] if refused else 0} of "
            f"all refused, {self.commands.value / seconds:.0f} over the socket")


class Locked:
    """The catalogue's lock in other hands while the gate is closed."""

    def __init__(self, room):
        here, there = multiprocessing.Pipe()
        self.pipe = here
        self.holder = multiprocessing.Process(target=hold, args=(room.data, there), daemon=True)
        self.holder.start()

    def before(self):
        self.pipe.send("lock")
        self.pipe.recv()
        time.sleep(random.uniform(0, 1))

    def after(self):
        self.pipe.send("free")
        self.pipe.recv()

    def end(self):
        self.holder.kill()
        self.holder.join()
        return "locked for up to a second before each press, and until it was answered"


def hold(data, pipe):
    catalogue = sqlite3.connect(data / "catalogue.sqlite", timeout=30, isolation_level=None)
    while True:
        catalogue.execute("BEGIN IMMEDIATE" if pipe.recv() == "lock" else "ROLLBACK")
        pipe.send("done")


class Alone:
    def __init__(self, room):
        pass

    def before(self):
        pass

    after = before

    def end(self):
        return "nothing beside"


SETTINGS = {"alone": Alone, "import": Import, "requests": Requests, "locked": Locked}


def reopen(press, viewer, moment):
    """Asks until parts come again: what opens needs the catalogue, which others may hold."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        press.open()
        if viewer.wait_for_part(moment, 3):
            return
    sys.exit("no part came within two minutes of opening")


def measure(room, presses, setting):
    beside = SETTINGS[setting](room)
    press, viewer, plain = Press(room), Viewer(room), latency.Viewer(room.port)
    viewer.start()
    reopen(press, viewer, time.monotonic())
    time.sleep(1)
    shut, answered, statuses = [], {"HTTP": [], "socket": []}, []
    late = 0
    for number in range(presses):
        beside.before()
        time.sleep(random.uniform(0.3, 0.8))
        door = ("HTTP", "socket")[number % 2]
        begin = time.monotonic()
        statuses.append(press.http() if door == "HTTP" else press.socket())
        end = time.monotonic()
        known = parts(plain.get(room.playlist)[1].decode())
        time.sleep(0.15)
        with viewer.news:
            last = viewer.last
            late += sum(at > end and name not in known for name, at in viewer.parts.items())
        beside.after()
        answered[door].append(end - begin)
        shut.append(max(0, last - begin))
        reopen(press, viewer, time.monotonic())
    said = beside.end()

    def row(label, values):
        values = sorted(value * 1000 for value in values)
        at = min(len(values) - 1, int(len(values) * 0.95))
        print(
            f"{setting:10}{label:18}{len(values):6}{statistics.median(values):10.1f}"
            f"{values[at]:10.1f}{values[-1]:10.1f}", flush=True)

    row("shut", shut)
    for door, values in answered.items():
        if values:
            row(f"answered, {door}", values)
    at_once = sum(status != 202 for status in statuses)
    print(
        f"{'':10}late parts {late}; {at_once} of {presses} answered with the mark; {said}; "
        f"load {os.getloadavg()[0]:.1f}", flush=True)
    return late


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--settings", default=",".join(SETTINGS))
    parser.add_argument("--program", help="a release build of another tree; else this one's")
    options = parser.parse_args()
    settings = options.settings.split(",")
    unknown = [name for name in settings if name not in SETTINGS]
    if unknown or options.presses < 2:
        parser.error(f"settings are {', '.join(SETTINGS)}; presses at least 2")
    if not options.program:
        subprocess.run(
            ["swift", "build", "-c", "release", "--product", "ratskanal"], cwd=ROOT, check=True,
            stdout=subprocess.DEVNULL)
    program = options.program or str(ROOT / ".build/release/ratskanal")
    print(f"{'':28}{'presses':>6}{'median':>9}{'95 %':>10}{'worst':>10}   in milliseconds")
    late = 0
    for setting in settings:
        with tempfile.TemporaryDirectory(prefix="ratskanal-gate-", dir="/var/tmp") as name:
            room = Room(program, pathlib.Path(name))
            try:
                late += measure(room, options.presses, setting)
            finally:
                room.end()
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
