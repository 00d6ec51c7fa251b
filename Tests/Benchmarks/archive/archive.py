"""What a long session and a large archive cost.

    Tests/Benchmarks/archive/run [--hours 8] [--sessions 100]

Of a session of 8 hours: how long its playlist is and how soon its first byte comes, beside a file
of the same bytes from nginx, in alternation; and how soon the first frame of an item is shown
after a click on it, in both browsers. Of 100 sessions of 4 hours: the catalogue's size.
"""
import argparse
import gzip
import http.client
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from browser import BROWSERS, poll  # noqa: E402
import filming  # noqa: E402
import house as houses  # noqa: E402

ITEMS = 40

# Clicks on an item, and says how many milliseconds later one of its frames is shown.
CLICK = """
const [index] = given;
const video = document.querySelector("video");
const link = document.querySelectorAll("[data-agenda] a[data-seek]")[index];
const aim = Number(link.dataset.seek) / 90000;
const begin = performance.now();
link.click();
return await new Promise((resolve) => {
    const onFrame = (now, about) => {
        const time = window.ratskanal.mediaTime() / 90000;
        if (Math.abs(time - aim) < 8 && !video.seeking) resolve(performance.now() - begin);
        else ask();
    };
    const ask = () => video.requestVideoFrameCallback
        ? video.requestVideoFrameCallback(onFrame)
        : requestAnimationFrame(() => video.readyState > 1 ? onFrame() : ask());
    ask();
});
"""


def fetch(base, path, compressed):
    """(milliseconds to the first byte, all bytes) of an answer on a new connection."""
    address = urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    connection.connect()
    begin = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"} if compressed else {})
    response = connection.getresponse()
    first = (time.perf_counter() - begin) * 1000
    body = response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return first, body


class Nginx:
    """The peer: the same playlist as a file."""

    def __init__(self, folder, playlist):
        self.folder = folder
        (folder / "session.m3u8").write_bytes(playlist)
        (folder / "session.m3u8.gz").write_bytes(gzip.compress(playlist))
        self.base = "http://127.0.0.1:8099"
        configuration = folder / "nginx.conf"
        configuration.write_text(
            f"user root; daemon off; pid {folder}/pid; error_log stderr crit; worker_processes 1;"
            "events {} http { access_log off; server { listen 127.0.0.1:8099;"
            f"gzip_static on; root {folder}; }} }}")
        self.process = subprocess.Popen(["nginx", "-c", str(configuration), "-p", str(folder)])
        poll(self.answers, 10, "nginx")

    def answers(self):
        try:
            return fetch(self.base, "/session.m3u8", False)
        except OSError:
            return None

    def stop(self):
        self.process.terminate()
        self.process.wait()


def playlists(house, folder):
    path = f"/sessions/{house.session}/video/session.m3u8"
    _, body = fetch(house.base, path, False)
    _, packed = fetch(house.base, path, True)
    print(f"playlist of the picture: {len(body):,} bytes, {len(packed):,} compressed")
    peer = Nginx(folder, body)
    try:
        times = {"Ratskanal": [], "nginx": []}
        for _ in range(200):
            for name, base, at in (("Ratskanal", house.base, path),
                                   ("nginx", peer.base, "/session.m3u8")):
                times[name].append(fetch(base, at, True)[0])
    finally:
        peer.stop()
    for name, found in times.items():
        found.sort()
        print(f"first byte from {name}: median {statistics.median(found):.2f} ms, "
              f"95th percentile {found[len(found) * 95 // 100]:.2f} ms")


def clicks(house):
    for name, kind in BROWSERS.items():
        with kind(1440, 900) as browser:
            browser.open(f"{house.base}/sessions/{house.session}")
            browser.wait("window.ratskanal && !document.querySelector('[data-action=play]').disabled", 30)
            browser.click("[data-action=play]")
            browser.wait("document.querySelector('video').currentTime > 0.5", 30)
            links = browser.eval("document.querySelectorAll('[data-agenda] a[data-seek]').length")
            order = random.Random(1).sample(range(links), links)
            times = [
                browser.run_async(CLICK, index) for index in order]
        times.sort()
        print(f"{name}: first frame of an item after {statistics.median(times):.0f} ms (median of "
              f"{len(times)}), 95th percentile {times[len(times) * 95 // 100]:.0f} ms, "
              f"most {times[-1]:.0f} ms")


def long_session(hours):
    with houses.House() as house:
        film = filming.make(house.path / "film.mp4", 60 * hours)
        house.start_server()
        house.session = house.ratskanal("recording", "import", str(film), "--date", "2020-03-12")
        film.unlink()
        table = house.path / "tagesordnung.csv"
        table.write_text("TOP;Titel\n" + "".join(
            f"{number};Punkt {number}\n" for number in range(1, ITEMS + 1)), encoding="utf-8")
        house.ratskanal("agenda", "import", str(table), "--session", house.session)
        step = hours * 3600 // ITEMS
        for number in range(1, ITEMS + 1):
            at = (number - 1) * step + 7
            house.ratskanal("tag", "item", str(number), "--session", house.session, "--at",
                            f"{at // 3600}:{at // 60 % 60:02}:{at % 60:02}")
        folder = house.path / "peer"
        folder.mkdir()
        print(f"A session of {hours} hours")
        playlists(house, folder)
        clicks(house)


def large_archive(count):
    with houses.House() as house:
        film = house.path / "film.mp4"
        filming.make(film, 240, bits=16_000)
        begin = time.monotonic()
        for number in range(count):
            house.ratskanal("recording", "import", str(film), "--again", "--date",
                            f"{2000 + number // 12}-{number % 12 + 1:02}-15")
        house.start_server()
        house.stop_server()
        size = sum(file.stat().st_size for file in (house.path / "data").glob("catalogue.sqlite*"))
        print(f"{count} sessions of 4 hours: {size / 1e6:.2f} MB of catalogue, "
              f"{size / count:,.0f} bytes a session, {time.monotonic() - begin:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=8)
    parser.add_argument("--sessions", type=int, default=100)
    options = parser.parse_args()
    for product in ("ratskanal", "ratskanal-demo"):
        subprocess.run(["swift", "build", "-c", "release", "--product", product], cwd=ROOT,
                       check=True, stdout=subprocess.DEVNULL)
    houses.PROGRAMS = ROOT / ".build/release"
    tempfile.tempdir = "/var/tmp"
    if options.hours:
        long_session(options.hours)
    if options.sessions:
        large_archive(options.sessions)


if __name__ == "__main__":
    main()
