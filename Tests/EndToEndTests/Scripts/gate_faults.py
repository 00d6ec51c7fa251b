#!/usr/bin/env python3
"""Presses the gate shut while something is wrong, ends the server, and looks what became of it.

    gate_faults.py PROGRAM [WORD…]

Runs the cases whose names contain one of the words, several at once; without words all.
"""

import itertools
import os
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from gate_house import SIGNALS, Failure, House, compile_shim, eventually, make_pattern

FAULTS = {
    # How it is called: what the press is answered, and whether that is stored.
    "none": ((201, 202), True),
    "full": ((201, 202), True),
    "read-only": ((503,), False),
    "locked": ((202,), True),
    "hanging": ((503,), False),
    "failing": ((503,), False),
}
ENDINGS = ("SIGKILL", "SIGTERM")
RECORDS = ("kept", "gone")

# Where a kill may come, and what the next start must make of it with the record and without:
# None where both are right, as nobody was told and which step came first is open.
CLOSING = {
    "gate-recorded": ("closed", "open"),
    "gate-block-written": ("closed", "closed"),
    "gate-blocked": ("closed", "closed"),
    "gate-written": ("closed", None),
    "gate-committed": ("closed", "closed"),
}
OPENING = {
    "gate-written": ("closed", "closed"),
    "gate-committed": ("closed", "closed"),
    "gate-block-written": ("closed", None),
    "gate-blocked": ("closed", "open"),
    "gate-recorded": ("open", "open"),
}


def cause(fault, house):
    if fault == "full":
        with open(os.path.join(house.data, "ballast"), "wb", buffering=0) as file:
            for size in (1 << 20, 4096):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass
            try:
                os.fsync(file.fileno())
            except OSError:
                pass
    elif fault == "read-only":
        os.sync()
        if os.system(f"mount -o remount,abort {house.data}"):
            raise Failure("the disk could not be made read-only")
    elif fault == "locked":
        house.hold()
    elif fault in ("hanging", "failing"):
        open(house.path("hangs" if fault == "hanging" else "fails"), "w").close()


def remedy(fault, house):
    house.release()
    for name in ("hangs", "fails"):
        if os.path.exists(house.path(name)):
            os.remove(house.path(name))
    if fault == "read-only":
        house.unmount()
        house.mount()
    if fault == "full":
        # As little as makes a start possible.
        os.truncate(os.path.join(house.data, "ballast"), 4 << 20)


def lose_record(house):
    for name in os.listdir(house.runtime):
        os.remove(os.path.join(house.runtime, name))


def press_aside(house, key):
    """Presses, and gives what is announced when it must be in force: at the answer, or sooner."""
    answers = []

    def press():
        try:
            answers.append(house.press(key))
        except OSError as error:
            answers.append(error)
    thread = threading.Thread(target=press)
    begin = time.monotonic()
    thread.start()
    thread.join(0.5)
    return thread, answers, begin


def must_be_closed(house, before):
    """After a start: an encoder sends, and nothing of it is stored or shown."""
    eventually("the encoder is back", lambda: house.room().get("input") == "connected")
    if house.room().get("gate") != "closed":
        raise Failure(f"it starts with the gate open:\n{house.log()[-3000:]}")
    size = house.recorded()
    house.must_stand_still(before, 2, "the gate is closed after the start")
    if house.recorded() > size:
        raise Failure("what comes behind the closed gate is recorded")


def must_be_kept_once(house, key):
    """The mark is in the catalogue once, and the same press again does nothing twice."""
    eventually(
        "the press is in the catalogue",
        lambda: [row for row in house.gate_markers() if row[1] == key])
    again = house.press(key)
    if again.status != 200:
        raise Failure(f"the same press again gave {again}")
    kinds = [kind for kind, _ in house.gate_markers()]
    if kinds != ["gateClose"] or len(house.closed_passages()) != 1:
        raise Failure(f"one press became {house.gate_markers()} and {house.closed_passages()}")


def must_not_close_again(house, key, before):
    house.cli("tag", "open", "--yes")
    house.wait_for_gate("open")
    again = house.press(key)
    if again.status != 200 or again.json.get("closed") is not False:
        raise Failure(f"a late repetition after the opening gave {again}")
    if house.room().get("gate") != "open":
        raise Failure("a late repetition closed the gate")
    house.wait_for_more(before)


def case_of_fault(house, fault, ending, record):
    house.begin()
    cause(fault, house)
    key = str(uuid.uuid4()).upper()
    thread, answers, begin = press_aside(house, key)
    before = house.announced()
    thread.join()
    took = time.monotonic() - begin
    answer = answers[0]
    statuses, is_stored = FAULTS[fault]
    if isinstance(answer, OSError) or answer.status not in statuses:
        raise Failure(f"the press gave {answer}:\n{house.log()[-3000:]}")
    if answer.status != 201:
        said = answer.json
        if said.get("closed") is not True or said.get("stored") is not is_stored:
            raise Failure(f"the press gave {answer}")
    if took > 6:
        raise Failure(f"the answer took {took:.1f} s")
    house.must_stand_still(before, 1, "the press was answered")
    house.end(SIGNALS[ending])
    remedy(fault, house)
    if record == "gone":
        lose_record(house)
    house.start()
    if fault == "read-only" and record == "gone":
        # Nothing in the world has it, and that is what the answer said.
        if "Do not restart before it is stored" not in house.log():
            raise Failure("the log does not warn of a restart")
        return
    must_be_closed(house, before)
    must_be_kept_once(house, key)
    must_not_close_again(house, key, before)


def case_of_closing(house, point, record):
    house.begin(fault=f"{point}:1:{house.path('armed')}")
    key = str(uuid.uuid4()).upper()
    open(house.path("armed"), "w").close()
    thread, answers, _ = press_aside(house, key)
    thread.join()
    # An answer may overtake the kill in the catalogue's thread.
    is_answered = not isinstance(answers[0], OSError) and answers[0].status in (201, 202)
    eventually("the fault has come", house.ended)
    expect_after(house, CLOSING[point], record, is_answered, key)


def expect_after(house, expected, record, is_answered=False, key=None):
    if record == "gone":
        lose_record(house)
    house.start()
    before = house.announced()
    state = expected[RECORDS.index(record)]
    if is_answered:
        state = "closed"
    if state == "closed":
        must_be_closed(house, before)
        if key:
            must_be_kept_once(house, key)
    elif state == "open":
        house.wait_for_gate("open")
        house.wait_for_more(before)


def case_of_opening(house, point, record):
    house.begin(fault=f"{point}:1:{house.path('armed')}")
    key = str(uuid.uuid4()).upper()
    if house.press(key).status not in (201, 202):
        raise Failure("the gate could not be closed")
    eventually("the mark is kept", lambda: house.gate_markers())
    # The note that the mark is kept goes to the block too.
    eventually("all is stored", lambda: key not in block(house))
    open(house.path("armed"), "w").close()
    house.cli("tag", "open", "--yes", check=False)
    eventually("the fault has come", house.ended)
    # It may have come while the closing's note was still being written: then nothing was opened.
    is_begun = len(house.gate_markers()) > 1
    expect_after(house, OPENING[point] if is_begun else ("closed", "closed"), record)


def block(house):
    with open(os.path.join(house.data, "run", "gate-saal"), "rb") as file:
        return file.read().decode(errors="replace")


def cases():
    for fault, ending, record in itertools.product(FAULTS, ENDINGS, RECORDS):
        disk = 64 if fault in ("full", "read-only") else None
        yield (f"fault {fault} {ending} record {record}", disk,
               lambda house, f=fault, e=ending, r=record: case_of_fault(house, f, e, r))
    for point, record in itertools.product(CLOSING, RECORDS):
        yield (f"closing {point} record {record}", None,
               lambda house, p=point, r=record: case_of_closing(house, p, r))
    for point, record in itertools.product(OPENING, RECORDS):
        yield (f"opening {point} record {record}", None,
               lambda house, p=point, r=record: case_of_opening(house, p, r))


def main():
    program, words = sys.argv[1], sys.argv[2:]
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.TemporaryDirectory(prefix="ratskanal-gate-") as folder:
        pattern = make_pattern(folder)
        shim = compile_shim(folder, os.path.join(here, "hold_gate.c"))

        def run(case):
            name, disk, body = case
            begin = time.monotonic()
            house = House(program, pattern, shim, disk)
            try:
                body(house)
                print(f"ok {name} ({time.monotonic() - begin:.0f} s)", flush=True)
                return None
            except Exception as error:
                print(f"FAILED {name}", flush=True)
                return f"{name}: {type(error).__name__}: {error}"
            finally:
                house.close()
        wanted = [case for case in cases() if not words or any(w in case[0] for w in words)]
        with ThreadPoolExecutor(6) as pool:
            failures = [line for line in pool.map(run, wanted) if line]
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
