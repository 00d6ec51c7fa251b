#!/usr/bin/env python3
"""Measures a live room: latency, start, CPU and memory. See `run`."""

import argparse
import http.client
import json
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
from ports import free_port


class Viewer:
    """One connection that is kept."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path):
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        return response.status, response.read()


class Relay(threading.Thread):
    """Stands between encoder and server, and notes when each frame's first bytes came by.

    An SRT data packet is 16 bytes of header and whole packets of MPEG-TS.
    """

    def __init__(self, port, target):
        super().__init__(daemon=True)
        self.inside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.inside.bind(("127.0.0.1", port))
        self.outside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.outside.connect(("127.0.0.1", target))
        self.frames = []  # (PTS in 1/90000 s, time)

    def run(self):
        encoder = None
        while True:
            for ready in select.select([self.inside, self.outside], [], [])[0]:
                if ready is self.inside:
                    packet, encoder = self.inside.recvfrom(65536)
                    self.note(packet)
                    self.outside.send(packet)
                elif encoder is not None:
                    self.inside.sendto(self.outside.recv(65536), encoder)

    def note(self, packet):
        if len(packet) < 204 or packet[0] & 0x80:
            return
        for at in range(16, len(packet) - 187, 188):
            cell = packet[at:at + 188]
            if cell[0] != 0x47 or not cell[1] & 0x40 or not cell[3] & 0x10:
                continue
            pes = cell[5 + cell[4]:] if cell[3] & 0x20 else cell[4:]
            if pes[:3] != b"\0\0\1" or not 0xE0 <= pes[3] <= 0xEF:
                continue
            b = pes[9:14]
            pts = (b[0] >> 1 & 7) << 30 | b[1] << 22 | b[2] >> 1 << 15 | b[3] << 7 | b[4] >> 1
            if not self.frames or pts > self.frames[-1][0]:
                self.frames.append((pts, time.time()))

    def came(self, seconds):
        """When the frame at this media time came by: the first one of all is at 0."""
        wanted = self.frames[0][0] + seconds * 90000
        return next((at for pts, at in self.frames if pts >= wanted - 900), None)


def parts(playlist):
    """Each part's URI with its media time and its seconds, in a playlist of all segments."""
    found, clock, inside = [], 0, 0
    for line in playlist.splitlines():
        if line.startswith("#EXT-X-PART:"):
            seconds = float(re.search(r"DURATION=([0-9.]+)", line).group(1))
            found.append((re.search(r'URI="([^"]*)"', line).group(1), clock + inside, seconds))
            inside += seconds
        elif line.startswith("#EXTINF:"):
            clock, inside = clock + float(line[8:].split(",")[0]), 0
    return found


def used_seconds(process):
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process):
    text = open(f"/proc/{process}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    folder = tempfile.TemporaryDirectory(prefix="ratskanal-latency-")
    data, config = os.path.join(folder.name, "data"), os.path.join(folder.name, "r.conf")
    port, srt = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
    with open(config, "w") as file:
        file.write(f'''listen = "127.0.0.1:{port}";
rooms = ( {{ id = "saal"; input = {{ type = "srt"; listen = "127.0.0.1:{srt}"; }}; }} );
''')
    media = os.path.join(folder.name, "pattern.ts")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25", "-f", "lavfi",
         "-i", "sine=440:r=48000", "-t", "20", "-c:v", "libx264", "-preset", "ultrafast", "-tune",
         "zerolatency", "-g", "50", "-b:v", "2M", "-maxrate", "2M", "-bufsize", "2M", "-pix_fmt",
         "yuv420p", "-c:a", "aac", media], check=True)
    server = subprocess.Popen(
        [options.program, "run", "--data", data, "--config", config], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True)
    if not server.stdout.readline().startswith("Ratskanal is at"):
        sys.exit("the server did not start")
    time.sleep(2)
    idle = memory(server.pid)

    def command(*words):
        return subprocess.run(
            [options.program, *words, "--data", data, "--config", config], check=True,
            capture_output=True, text=True).stdout.strip()

    session = command(
        "session", "create", "--title", "T", "--body", "rat", "--date", "2026-11-20", "--room",
        "saal")
    command("session", "start", session)
    viewer = Viewer(port)
    entry = free_port(socket.SOCK_DGRAM)
    relay = Relay(entry, srt)
    relay.start()
    base = f"/sessions/{session}/video"
    encoder = subprocess.Popen(
        ["ffmpeg", "-v", "quiet", "-re", "-stream_loop", "-1", "-i", media, "-c", "copy", "-f",
         "mpegts", f"srt://127.0.0.1:{entry}"])
    try:
        connected = None
        while connected is None:
            if json.loads(viewer.get("/api/v1/rooms/saal")[1])["input"] == "connected":
                connected = time.time()
            time.sleep(0.01)
        while not parts(viewer.get(f"{base}/session.m3u8")[1].decode()):
            time.sleep(0.01)
        first = time.time() - connected
        picture = time.time() - relay.frames[0][1]

        waits, lengths, beyond, seen = [], [], [], set()
        query, begun, used = "", time.time(), used_seconds(server.pid)
        while time.time() - begun < options.seconds:
            status, body = viewer.get(f"{base}/session.m3u8{query}")
            now, text = time.time(), body.decode()
            if status != 200:
                query = ""
                continue
            known = parts(text)
            new = [part for part in known if part[0] not in seen]
            if seen and new:
                uri, start, seconds = new[-1]
                came, last = relay.came(start), relay.came(start + seconds - 0.04)
                if came and last:
                    waits.append(now - came)
                    lengths.append(seconds)
                    beyond.append(now - last)
            seen.update(part[0] for part in known)
            for uri, _, _ in new[-1:]:
                viewer.get(f"{base}/{uri}")
            whole = text.count("#EXTINF")
            hint = re.search(r'PRELOAD-HINT:TYPE=PART,URI="[^"]*\.(\d+)\.m4s', text)
            query = f"?_HLS_msn={whole}&_HLS_part={hint.group(1)}" if hint else ""
        elapsed = time.time() - begun
        used = used_seconds(server.pid) - used
    finally:
        encoder.kill()
        encoder.wait()
        live = memory(server.pid)
        server.send_signal(signal.SIGTERM)
        server.wait()

    def percentile(values, share):
        return round(sorted(values)[min(len(values) - 1, int(len(values) * share))], 3)

    print(json.dumps({
        "answers": len(waits), "partSecondsMax": max(lengths),
        "firstPacketToAnswerMedian": percentile(waits, 0.5),
        "firstPacketToAnswerP95": percentile(waits, 0.95),
        "lastPacketToAnswerMedian": percentile(beyond, 0.5),
        "lastPacketToAnswerP95": percentile(beyond, 0.95),
        "connectToFirstPart": round(first, 3),
        "firstPictureToFirstPart": round(picture, 3), "cpuPercentOfACore": round(100 * used / elapsed, 2),
        "idleMegabytes": round(idle, 1), "liveMegabytes": round(live, 1)}, indent=1))
    folder.cleanup()


if __name__ == "__main__":
    main()
