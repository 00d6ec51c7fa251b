#!/usr/bin/env python3
"""Proves that nothing of a closed passage gets out, however it comes.

Every frame of six encoders says its number and so when it was captured. After a session with closed
gates, breaks, a broken network, late encoders and a kill, what was captured while it was closed is
looked for on the whole data disk, in every answer by HTTP, in the decoded films, in the server's
memory and in what it keeps of the gate.

    run.py PROGRAM
"""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time

import searching
import stream
import viewing
from house import House, Room
from sending import Sender

AGENDA = "TOP;Titel;Öffentlich\n1;Offene Frage;ja\n2;Vertrag;nein\n3;Bekanntgabe;ja\n"
SECONDS = 170  # of the sample
# Beyond the room's delay, from an opening until pictures are seen: a group of pictures, and after
# a kill the time in which the encoder's clock becomes known.
LONGEST_WAIT = 6
FORGETTING = 10  # seconds after an opening in which memory forgets what was closed


def everywhere(rooms, work):
    """Does it for each room at once."""
    failures = []

    def guarded(room):
        try:
            work(room)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(room,)) for room in rooms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def wait_for(words, condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"{words}: not within {seconds} s")
        time.sleep(0.05)


class Proof:
    def __init__(self, house):
        self.house, self.rooms = house, house.rooms
        self.answers = viewing.Answers()
        self.is_over = threading.Event()
        self.viewers = []
        self.failures = []
        self.beginning = time.monotonic()

    def say(self, words):
        print(f"{time.monotonic() - self.beginning:6.1f} s  {words}", flush=True)

    def fail(self, where, room, marks):
        """Marks that were found where none may be."""
        first = min(room.sender.captured(kind, number) for kind, _, number in marks)
        seen = sorted(number for _, _, number in marks)
        passage = next(why for start, end, why in room.shut if start <= first < end)
        self.failures.append(
            f"{where}: {len(marks)} frames of the closed passage of {room.name} ({passage}), "
            f"from {seen[0]} to {seen[-1]}")

    def shut_of(self, room, marks):
        """Which of these were captured while the room was closed."""
        return {mark for mark in marks
                if mark[1] == room.letter and room.is_shut(mark[0], mark[2])}

    def judge(self, where, marks):
        """None of these may be of a closed passage."""
        for room in self.rooms:
            shut = self.shut_of(room, marks)
            if shut:
                self.fail(where, room, shut)

    # The steps.

    def watch(self, room):
        for track in ("video", "audio"):
            for name in ("session", "live") if room.letter == "A" else ("session",):
                viewer = viewing.Viewer(
                    self.house.port, f"/sessions/{room.session}/{track}/{name}.m3u8",
                    self.answers, self.is_over)
                self.viewers.append(viewer)
                viewer.start()

    def ends(self, session):
        """How many seconds of a session have been published."""
        try:
            status, body = viewing.get(
                self.house.port, f"/sessions/{session}/video/session.m3u8")
        except OSError:
            return 0
        durations = re.findall(r"#EXTINF:([\d.]+)", body.decode()) if status == 200 else []
        return sum(float(duration) for duration in durations)

    def flows(self, words, rooms, seconds=45):
        """Waits until more is published everywhere."""
        known = {room: self.ends(room.session) for room in rooms}
        for room in rooms:
            wait_for(f"{room.name} {words}", lambda: self.ends(room.session) > known[room], seconds)
        self.say(words)

    def close(self, room):
        body = {"kind": "gateClose", "at": "now"}
        answer = self.house.ask(
            f"/api/v1/sessions/{room.session}/markers", body, self.token)
        room.shut.append([time.monotonic(), float("inf"), "gate"])
        if answer.get("stored") is False:
            raise SystemExit(f"{room.name} is closed, and that is not stored")

    def open(self, room):
        room.shut[-1][1] = time.monotonic()
        self.house.ratskanal("tag", "open", "--yes", "--session", room.session)
        room.opened.append(time.monotonic())

    def tag(self, room, *words):
        self.house.ratskanal("tag", *words, "--session", room.session)

    def start_break(self, room):
        self.tag(room, "break")
        room.shut.append([time.monotonic(), float("inf"), "break"])

    def end_break(self, room):
        room.shut[-1][1] = time.monotonic()
        self.tag(room, "resume")
        room.opened.append(time.monotonic())

    def open_item(self, room):
        self.tag(room, "item", "2")
        room.shut.append([time.monotonic(), float("inf"), "item"])

    def next_session(self, room):
        """While it is closed: the next one follows at once, and is open."""
        self.house.ratskanal("session", "stop", room.session)
        room.shut[-1][1] = time.monotonic()
        self.house.start_session(room, AGENDA)
        room.opened.append(time.monotonic())
        self.watch(room)

    def search_memory(self, words):
        """Ten seconds after it has opened, memory has forgotten it."""
        since = max(room.opened[-1] for room in self.rooms)
        time.sleep(max(0, since + FORGETTING - time.monotonic()))
        found = searching.marks_of_memory(self.house.server.pid)
        self.judge(f"memory, {words}", found)
        self.say(f"memory searched: {len(found)} frames")

    def go_through(self):
        house, rooms = self.house, self.rooms
        house.start()
        self.token = house.ratskanal("token", "create", "--name", "t", "--right", "tag")
        for room in rooms:
            room.sender.start()
        everywhere(rooms, lambda room: house.start_session(room, AGENDA))
        everywhere(rooms, self.watch)
        everywhere(rooms, lambda room: self.tag(room, "item", "1"))
        self.flows("live", rooms)

        # Closed by the API; one network breaks meanwhile, one session follows another.
        kept = next(room for room in rooms if room.keeps)
        following = next(room for room in rooms if room.name == "folge")
        others = [room for room in rooms if room is not following]
        everywhere(rooms, self.close)
        self.say("closed")
        time.sleep(2)
        kept.sender.is_cut.set()
        time.sleep(4)
        self.next_session(following)
        everywhere(others, self.open)
        self.say("opened")
        time.sleep(2)
        kept.sender.is_cut.clear()
        self.flows("live again", rooms)
        self.search_memory("after the gate")

        dark = [room for room in rooms if not room.keeps]
        everywhere(dark, self.start_break)
        self.say("a break")
        time.sleep(4)
        everywhere(dark, self.end_break)
        self.flows("live after the break", dark)
        self.search_memory("after the break")

        everywhere(rooms, self.open_item)
        self.say("an item that is not public")
        time.sleep(2)
        house.kill()
        house.start()
        self.say("killed and started again")
        everywhere(rooms, lambda room: wait_for(
            f"the encoder of {room.name}",
            lambda: house.ask(f"/api/v1/rooms/{room.name}")["input"] == "connected"))
        time.sleep(2)
        for room in rooms:
            if house.ask(f"/api/v1/rooms/{room.name}")["gate"] != "closed":
                self.failures.append(f"{room.name} is open after a kill")
        everywhere(rooms, lambda room: self.tag(room, "item", "3"))
        everywhere(rooms, self.open)
        self.flows("live after the kill", rooms)
        self.search_memory("after the kill")

    # The searches.

    def search_answers(self):
        films = 0
        for room in self.rooms:
            for session in room.sessions:
                page = f"/sessions/{session}"
                known = viewing.crawl(self.house.port, [
                    page, f"{page}/index.m3u8", f"{page}/video/session.m3u8",
                    f"{page}/audio/session.m3u8",
                    f"/live/{room.name}", f"/live/{room.name}/index.m3u8",
                    f"/api/v1/sessions/{session}", f"/api/v1/sessions/{session}/timeline",
                    *(f"{page}/items/{item}{end}" for item in range(1, 25)
                      for end in ("", ".mp4", "/index.m3u8"))], self.answers)
                films += sum(status == 200 and ".mp4" in path and "/items/" in path
                             for path, status in known.items())
        if films < len(self.rooms):
            self.failures.append(f"{films} items alone have a film")
        self.judge("HTTP", self.answers.marks)
        self.say(f"{self.answers.count} answers of {self.answers.bytes >> 20} MiB searched")

    def search_films(self, files):
        """What is to be seen and heard, from the server and from the disk; and what must be."""
        for room in self.rooms:
            seen, heard = set(), set()
            for session in room.sessions:
                page = f"http://127.0.0.1:{self.house.port}/sessions/{session}"
                films = [f"{page}/video/session.m3u8", f"{page}/audio/session.m3u8"]
                for source in films + [file for file in files if session in file.split("/")]:
                    kinds = searching.kinds(source)
                    if "video" in kinds:
                        seen.update(searching.numbers(source))
                    if "audio" in kinds:
                        heard.update(searching.tones(source))
            shut = {(b"PROOF", room.letter, number) for number in seen
                    if room.is_shut(b"PROOF", number)}
            if shut:
                self.fail("decoded pictures", room, shut)
            for second in heard:
                start = room.sender.beginning + second + room.sender.stream.sound_lead
                for closed, opened, why in room.shut:
                    if closed <= start + 0.1 and start + 0.9 < opened:
                        self.failures.append(
                            f"decoded sound: second {second} of {room.name} ({why})")
            self.require(room, seen)
            self.say(f"{room.name}: {len(seen)} pictures seen, {len(heard)} tones heard")

    def require(self, room, seen):
        """What is captured soon after each opening is there, up to the next press."""
        latency = max(0, room.latency / 1000 - 0.12)
        for index, opened in enumerate(room.opened):
            # What is on its way at a press, or in no announced part, is gone.
            end = min([start for start, _, _ in room.shut if start > opened] + [self.ending])
            end -= room.late + latency + 1.5
            passed = sorted(
                number for number in seen
                if opened <= room.sender.captured(b"PROOF", number) < end)
            if not passed:
                self.failures.append(f"{room.name}: nothing is seen after opening {index}")
                continue
            waited = room.sender.captured(b"PROOF", passed[0]) - opened
            last = int((end - room.sender.beginning) * stream.RATE) - 1
            missing = last + 1 - passed[0] - len(passed)
            if waited > room.delay + latency + LONGEST_WAIT or missing > len(passed) // 20:
                self.failures.append(
                    f"{room.name}: opening {index} was seen after {waited:.1f} s, and "
                    f"{missing} of {len(passed)} pictures are missing")

    def search_disk(self):
        found = searching.marks_below(self.house.disk)
        for path, marks in found.items():
            self.judge(f"file {os.path.relpath(path, self.house.disk)}", marks)
        if not os.listdir(self.house.runtime):
            self.failures.append("the gate has no record")
        for path, marks in searching.marks_below(self.house.runtime).items():
            self.judge(f"the gate's record {os.path.basename(path)}", marks)
        self.house.unmount()
        whole = searching.marks_of_file(self.house.image)
        self.judge("the disk's image", whole)
        if not whole:
            self.failures.append("the disk's image has no frame at all")
        self.say(f"the disk searched, {len(whole)} frames of open passages found")


def main():
    program = sys.argv[1]
    rooms = [
        Room("saal", "A"), Room("netz", "B", keeps=True), Room("spaet", "C", latency=3000),
        Room("folge", "D", late=3), Room("dgram", "E", by_udp=True),
        Room("wandel", "F", is_converted=True),
    ]
    with tempfile.TemporaryDirectory(prefix="ratskanal-proof-") as folder:
        passing = stream.encode(
            folder, "passing.ts", SECONDS, stream.H264, ["-c:a", "aac", "-b:a", "96k"])
        converted = stream.encode(folder, "converted.ts", SECONDS, stream.MPEG2, ["-c:a", "mp2"])
        streams = {room: stream.Stream(converted if room.is_converted else passing, room.letter,
                                       room.is_converted) for room in rooms}
    with House(program, rooms) as house:
        for room in rooms:
            room.sender = Sender(
                streams[room], room.port, late=room.late, latency=room.latency,
                by_udp=room.by_udp, keeps=room.keeps)
        proof = Proof(house)
        try:
            proof.go_through()
            proof.ending = time.monotonic()
            for room in rooms:
                if room.sender.has_run_out:
                    proof.failures.append(f"the sample was too short for {room.name}")
                house.ratskanal("session", "stop", room.session)
            for room in rooms:
                room.sender.stop()
            proof.is_over.set()
            proof.search_answers()
            files = [os.path.join(below, name) for below, _, names in os.walk(house.disk)
                     for name in names if name.endswith(".mp4")]
            proof.search_films(files)
            house.server.terminate()
            if house.server.wait() != 0:
                proof.failures.append("the server did not end well")
            house.server = None
            proof.search_disk()
        except BaseException:
            with open(house.log) as log:
                print(log.read()[-4000:])
            raise
    for line in proof.failures:
        print(line, file=sys.stderr)
    return 1 if proof.failures else 0


if __name__ == "__main__":
    sys.exit(main())
