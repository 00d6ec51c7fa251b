#!/usr/bin/env python3
"""Shuts the gate through each of its doors while another program holds the catalogue's lock.

    gate_doors.py PROGRAM
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
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


def must_be_kept(house, marks=["gateClose"]):
    """The lock is gone: the marks are these, and no more."""
    house.release()
    eventually(
        "the mark is in the catalogue",
        lambda: [kind for kind, _ in house.gate_markers()] == marks)
    count = marks.count("gateClose")
    eventually("it is in the timeline", lambda: len(house.closed_passages()) == count)


def by_api(house):
    house.hold()
    thread, results = must_shut(house, house.press, 2)
    thread.join()
    if results[0].status != 202 or results[0].json != {"closed": True, "stored": True}:
        raise Failure(f"the press gave {results[0]}")
    must_be_kept(house)


def console(house):
    """Sends the console's forms as its script does."""
    cookie = {"Cookie": f"ratskanal-office={house.token}"}
    page = house.ask("GET", f"/staff/sessions/{house.session}", headers=cookie)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)

    def post(action, **fields):
        return house.ask(
            "POST", f"/staff/sessions/{house.session}/{action}",
            urllib.parse.urlencode(dict(fields, csrf=csrf)),
            dict(cookie, Accept="application/json",
                 **{"Content-Type": "application/x-www-form-urlencoded"}))
    return post


def by_console(house):
    post = console(house)
    house.hold()
    key = str(uuid.uuid4())

    def press():
        return post("markers", kind="gateClose", key=key)
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
    return answer.json["id"]


def by_change(house):
    """The mark of what is open comes to name another item."""
    marker = open_first_item(house)
    item = house.query("SELECT id FROM item WHERE number = '2'")[0][0]
    house.hold()
    thread, results = must_shut(house, lambda: house.ask(
        "PATCH", f"/api/v1/sessions/{house.session}/markers/{marker}",
        json.dumps({"items": [item]}), {
            "Authorization": f"Bearer {house.token}", "Content-Type": "application/json"}), 1.5)
    must_be_kept(house)
    thread.join()
    if results[0].status not in (200, 503):
        raise Failure(f"the change gave {results[0]}")


def by_decision(house):
    """The office says of the open item that it is not public."""
    open_first_item(house)
    item = house.query("SELECT id FROM item WHERE number = '1'")[0][0]
    post = console(house)
    house.hold()
    thread, results = must_shut(
        house, lambda: post("publicity", nonPublic=item), 1.5)
    must_be_kept(house)
    thread.join()


def by_removal(house):
    """What was open before is not public, and is open again without the mark."""
    item = house.query("SELECT id FROM item WHERE number = '2'")[0][0]
    if house.press(kind="item", items=[item]).status != 201:
        raise Failure("the item could not be opened")
    marker = open_first_item(house)
    house.cli("tag", "open", "--yes")
    house.wait_for_gate("open")
    house.hold()
    thread, results = must_shut(house, lambda: house.ask(
        "DELETE", f"/api/v1/sessions/{house.session}/markers/{marker}", None,
        {"Authorization": f"Bearer {house.token}"}), 1.5)
    must_be_kept(house, ["gateClose", "gateOpen", "gateClose"])
    thread.join()
    if results[0].status not in (204, 503):
        raise Failure(f"the removal gave {results[0]}")


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

    def is_committed():
        return house.query("SELECT publicity FROM item WHERE number = '1'")[0][0] == "non-public"
    eventually("the import is committed", is_committed)
    state = house.room().get("gate")
    thread.join()
    if results[0].returncode:
        raise Failure(f"the import: {results[0].stderr}")
    if state != "closed":
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
    house.wait_for_gate("closed", 1.5)
    before = house.announced()
    house.must_stand_still(before, 1, "the item is not public any more")
    must_be_kept(house)


DOORS = {
    "API": by_api, "console": by_console, "tag close": by_command, "item": by_item,
    "agenda import": by_import, "sqlite3": by_sqlite, "change": by_change,
    "decision": by_decision, "removal": by_removal,
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
