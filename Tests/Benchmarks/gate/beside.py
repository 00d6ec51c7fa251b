"""What goes on beside the presses."""
import multiprocessing
import random
import re
import sqlite3
import subprocess
import threading
import time

from meetings import MEETINGS, serve_meetings
from room import Line


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
