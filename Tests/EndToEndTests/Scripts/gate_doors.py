#!/usr/bin/env python3
"""Shuts the gate through each of its doors while another program holds the catalogue's lock.

    gate_doors.py PROGRAM
"""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from gate_house import Failure, House, eventually, make_pattern

AGENDA = "TOP;Titel;Öffentlich\n1;Haushalt;ja\n2;Vertrag;nein\n"


def must_shut(house, door, within):
    """Calls `door` on a thread of its own; the gate is closed soon, whatever comes of the call."""
    results = []
    thread = threading.Thread(target=lambda: results.append(door()))
    begin = time.monotonic()
    thread.start()
    house.wait_for_gate("closed", within)
    took = time.monotonic() - begin
    before = house.announced()
    house.must_stand_still(before, 1, f"the gate was closed after {took:.2f} s")
    return thread, results


def must_be_kept(house):
    """The lock is gone: one closed passage, and no more."""
    house.release()
    eventually(
        "the mark is in the catalogue",
        lambda: [kind for kind, _ in house.gate_markers()] == ["gateClose"])
    eventually("the passage is in the timeline", lambda: len(house.closed_passages()) == 1)


def by_api(house):
    house.hold()
    thread, results = must_shut(house, house.press, 2)
    thread.join()
    if results[0].status != 202 or results[0].json != {"closed": True, "stored": True}:
        raise Failure(f"the press gave {results[0]}")
    must_be_kept(house)


def by_console(house):
    cookie = {"Cookie": f"ratskanal-office={house.token}"}
    page = house.ask("GET", f"/staff/sessions/{house.session}", headers=cookie)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)
    house.hold()
    key = str(uuid.uuid4())

    def press():
        return house.ask(
            "POST", f"/staff/sessions/{house.session}/markers",
            f"kind=gateClose&key={key}&csrf={csrf}",
            dict(cookie, Accept="application/json",
                 **{"Content-Type": "application/x-www-form-urlencoded",
                    "Origin": f"http://127.0.0.1:{house.port}",
                    "Sec-Fetch-Site": "same-origin"}))
    thread, results = must_shut(house, press, 2)
    thread.join()
    if results[0].status != 202 or results[0].json != {"closed": True, "stored": True}:
        raise Failure(f"the press gave {results[0]}")
    again = press()
    if again.status not in (200, 202) or again.json.get("closed") is not True:
        raise Failure(f"the same press again gave {again}")
    must_be_kept(house)


def by_command(house):
    house.hold()
    thread, results = must_shut(
        house, lambda: house.cli("tag", "close", check=False), 3)
    thread.join()
    if results[0].returncode or results[0].stdout.strip() != "closed":
        raise Failure(f"tag close: {results[0]}")
    must_be_kept(house)


def by_item(house):
    item = house.query("SELECT id FROM item WHERE number = '2'")[0][0]
    house.hold()
    thread, results = must_shut(
        house, lambda: house.press(kind="item", items=[item]), 1.5)
    must_be_kept(house)
    thread.join()
    if results[0].status not in (201, 503):
        raise Failure(f"the item gave {results[0]}")


def open_first_item(house):
    item = house.query("SELECT id FROM item WHERE number = '1'")[0][0]
    answer = house.press(kind="item", items=[item])
    if answer.status != 201:
        raise Failure(f"the item gave {answer}")


def by_import(house):
    """The importing process itself holds the lock; it closes before it commits."""
    open_first_item(house)
    house.hold()
    results = []
    thread = threading.Thread(
        target=lambda: results.append(
            house.take_agenda(AGENDA.replace("1;Haushalt;ja", "1;Haushalt;nein"))))
    thread.start()
    # It waits for the lock like all others, then writes.
    time.sleep(0.5)
    house.release()
    thread.join()
    if results[0].returncode:
        raise Failure(f"the import: {results[0].stderr}")
    if house.room().get("gate") != "closed":
        raise Failure("the import was committed before the gate closed")
    before = house.announced()
    house.must_stand_still(before, 1, "the import was committed")
    must_be_kept(house)


def by_sqlite(house):
    """Whoever writes into the catalogue asks nobody."""
    open_first_item(house)
    time.sleep(0.5)
    subprocess.run(
        ["sqlite3", "-cmd", ".timeout 10000", os.path.join(house.data, "catalogue.sqlite"),
         "UPDATE item SET publicity = 'non-public' WHERE number = '1'"], check=True)
    begin = time.monotonic()
    house.wait_for_gate("closed", 2)
    print(f"   seen after {time.monotonic() - begin:.2f} s")
    before = house.announced()
    house.must_stand_still(before, 1, "the item is not public any more")
    must_be_kept(house)


DOORS = {
    "API": by_api, "console": by_console, "tag close": by_command, "item": by_item,
    "agenda import": by_import, "sqlite3": by_sqlite,
}


def main():
    program, words = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix="ratskanal-doors-") as folder:
        pattern = make_pattern(folder)

        def run(entry):
            name, door = entry
            house = House(program, pattern)
            try:
                house.begin(agenda=AGENDA)
                door(house)
                print(f"ok {name}", flush=True)
                return None
            except Exception as error:
                print(f"FAILED {name}", flush=True)
                return f"{name}: {type(error).__name__}: {error}\n{house.log()[-2000:]}"
            finally:
                house.close()
        wanted = [(name, door) for name, door in DOORS.items() if not words or name in words]
        with ThreadPoolExecutor(3) as pool:
            failures = [line for line in pool.map(run, wanted) if line]
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
