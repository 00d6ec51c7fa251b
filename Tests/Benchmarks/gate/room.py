"""A room whose gate is pressed, and ingest's socket."""
import json
import os
import pathlib
import socket
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests/Benchmarks/latency"))
import latency  # noqa: E402


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
