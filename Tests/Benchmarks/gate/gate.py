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
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

from beside import SETTINGS
from pressing import Press, Viewer, parts
from room import ROOT, Room, latency


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
