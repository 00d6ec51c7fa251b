"""CPU, wall time and memory of importing a whole OParl server, beside a crawler that does nothing
with what it fetches.

    Tests/Benchmarks/oparl/run [--meetings 5000] [--items 15] [--rounds 3]

The server is made up and has pages of 100: each meeting with its items, and for each item a paper
with its file, an annex and its consultation. The peer is Python's http.client, which follows
`links.next` over one connection and keeps nothing; `again` is the import of what is there already.
"""
import argparse
import http.client
import http.server
import json
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGE = 100
WORDS = (
    "Bebauungsplan Aufstellung Satzung Änderung Grundschule Sanierung Haushalt Entwurf Straße "
    "Anfrage Beschluss Kenntnisnahme Spielplatz Förderung Antrag Gewerbegebiet Radweg Neubau").split()


def words(seed, count):
    return " ".join(WORDS[(seed * 7 + index * 5) % len(WORDS)] for index in range(count))


class City:
    """The objects of one body, made as they are asked for."""

    def __init__(self, base, meetings, items):
        self.base, self.items = base, items
        self.lists = {
            "organization": (40, self.organization), "person": (120, self.person),
            "meeting": (meetings, self.meeting), "paper": (meetings * items, self.paper)}

    def common(self, kind, number):
        return {
            "id": f"{self.base}/{kind.lower()}/{number}",
            "type": f"https://schema.oparl.org/1.0/{kind}", "body": f"{self.base}/body/1",
            "created": "2020-01-01T00:00:00+01:00", "modified": "2024-05-06T07:08:09+02:00",
            "web": f"{self.base}/web/{kind}/{number}"}

    def organization(self, number):
        return self.common("Organization", number) | {
            "name": f"{words(number, 2)} {number}",
            "organizationType": "Fraktion" if number < 8 else "Gremium"}

    def person(self, number):
        return self.common("Person", number) | {
            "name": f"Vorname{number} Nachname{number}", "familyName": f"Nachname{number}",
            "givenName": f"Vorname{number}", "membership": [
                self.common("Membership", number * 4 + index) | {
                    "organization": f"{self.base}/organization/{(number + index * 9) % 40}",
                    "role": "Mitglied", "startDate": "2020-11-01"} for index in range(4)]}

    def meeting(self, number):
        day = f"{1990 + number % 36}-{1 + number % 12:02}-{1 + number // 36 % 28:02}"
        return self.common("Meeting", number) | {
            "name": f"{words(number, 2)} ({number}. Sitzung)", "start": f"{day}T17:00:00+01:00",
            "end": f"{day}T20:00:00+01:00", "location": self.common("Location", number) | {
                "description": "Rathaus, Großer Sitzungssaal", "locality": "Musterstadt"},
            "organization": [f"{self.base}/organization/{8 + number % 32}"],
            "agendaItem": [
                self.common("AgendaItem", number * self.items + index) | {
                    "number": f"{index + 1}", "order": index, "public": index < self.items - 2,
                    "name": f"{words(number + index, 9)}\nhier: {words(index, 4)}",
                    "consultation": f"{self.base}/consultation/{number * self.items + index}",
                    "result": "einstimmig beschlossen"} for index in range(self.items)]}

    def paper(self, number):
        def file(index, name):
            return self.common("File", number * 2 + index) | {
                "name": name, "mimeType": "application/pdf", "size": 123456,
                "accessUrl": f"{self.base}/files/{number}/{index}/{'x' * 60}.pdf",
                "downloadUrl": f"{self.base}/files/download/{number}/{index}/{'x' * 60}.pdf"}
        return self.common("Paper", number) | {
            "name": words(number, 10), "reference": f"V/{number}", "paperType": "Beschlussvorlage",
            "date": "2024-05-06", "mainFile": file(0, words(number, 5)),
            "auxiliaryFile": [file(1, "Anlage")], "consultation": [
                self.common("Consultation", number) | {
                    "agendaItem": f"{self.base}/agendaitem/{number}", "role": "Entscheidung",
                    "meeting": f"{self.base}/meeting/{number // self.items}"}]}

    def answer(self, path):
        if path == "/body":
            return self.common("Body", 1) | {"name": "Musterstadt", "ags": "05358016"} | {
                name: f"{self.base}/{name}?page=1" for name in self.lists}
        name, _, page = path[1:].partition("?page=")
        count, make = self.lists[name]
        first = (int(page) - 1) * PAGE
        links = {}
        if first + PAGE < count:
            links["next"] = f"{self.base}/{name}?page={int(page) + 1}"
        return {
            "data": [make(number) for number in range(first, min(first + PAGE, count))],
            "pagination": {"totalElements": count}, "links": links}


def serve(connection, meetings, items):
    pages = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            if self.path not in pages:
                pages[self.path] = json.dumps(city.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(pages[self.path])))
            self.end_headers()
            self.wfile.write(pages[self.path])

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    city = City(f"http://127.0.0.1:{server.server_port}", meetings, items)
    connection.send(server.server_port)
    server.serve_forever()


def crawl(port):
    """The peer: all lists by `links.next`, and nothing kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(path):
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())

    body = get("/body")
    for name in ("organization", "person", "meeting", "paper"):
        address = body[name]
        while address:
            page = get(address.partition(str(port))[2])
            address = page["links"].get("next")


def measure(start):
    """CPU seconds, wall seconds and the peak of memory in MB of a process."""
    begin = time.monotonic()
    _, status, usage = os.wait4(start(), 0)
    if status != 0:
        raise SystemExit(f"it ended with {status}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=5000)
    parser.add_argument("--items", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "ratskanal"], cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL)
    program = str(ROOT / ".build/release/ratskanal")
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(
        target=serve, args=(theirs, options.meetings, options.items), daemon=True)
    server.start()
    port = ours.recv()
    # Pages are made beforehand: what is measured is not the server.
    crawl(port)
    with tempfile.TemporaryDirectory(prefix="ratskanal-oparl-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        configuration = folder / "ratskanal.conf"
        configuration.write_text("oparl = { privateAddresses = true; };\n")
        data = folder / "data"
        command = [
            program, "agenda", "import", f"http://127.0.0.1:{port}/body", "--data", str(data),
            "--config", str(configuration)]

        def run():
            return subprocess.Popen(command, stdout=subprocess.DEVNULL).pid

        def peer():
            process = multiprocessing.Process(target=crawl, args=(port,))
            process.start()
            return process.pid

        results = {}
        for _ in range(options.rounds):
            shutil.rmtree(data, ignore_errors=True)
            for label, start in (("import", run), ("again", run), ("peer", peer)):
                results.setdefault(label, []).append(measure(start))
                os.sync()
    # A meeting, and for each item itself, its paper, consultation, file and annex; persons with
    # their memberships.
    objects = options.meetings * (1 + 5 * options.items) + 40 + 120 * 5
    print(f"{options.meetings} meetings, {objects} objects; the median of {options.rounds}")
    for label, runs in results.items():
        cpu, wall = (statistics.median(run[index] for run in runs) for index in (0, 1))
        memory = max(run[2] for run in runs)
        print(
            f"{label:8}{cpu:7.2f} CPU s {wall:7.2f} s {objects / wall:8.0f} objects/s "
            f"{memory:5.0f} MB at most")


if __name__ == "__main__":
    main()
