"""The program, from an encoder to the screens of both browsers."""

import array
import os
import struct
import subprocess
import unittest
from pathlib import Path

import media
from browser import BROWSERS, poll
from program import Program
from test_player import FOLDER, FRAME, NAMES, TICKS

PICTURES = os.environ.get("RATSKANAL_PICTURES")
# How loud it is, as root mean square, over a second and a half.
LOUDNESS = """
    const video = document.querySelector("video");
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    context.createMediaElementSource(video).connect(analyser);
    analyser.connect(context.destination);
    const samples = new Float32Array(analyser.fftSize);
    let sum = 0;
    for (let at = 0; at < 30; at += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        analyser.getFloatTimeDomainData(samples);
        sum = Math.max(sum, Math.sqrt(samples.reduce((all, one) => all + one * one, 0) / samples.length));
    }
    return sum;"""

program = None
first_frame = 0


def setUpModule():
    global program, first_frame
    media.make(FOLDER, 400)
    program = Program()
    program.start()
    program.prepare()
    program.command("session", "start", program.session)
    program.push(FOLDER / "video-400.mp4", FOLDER / "audio-400.mp4")
    path = f"/sessions/{program.session}/video"
    init = poll(lambda: fetch(f"{path}/e1/init.mp4"), 30, "the first init section")
    segment = poll(lambda: fetch(f"{path}/e1/0.m4s"), 30, "the first segment")
    first_frame = number(decode(init + segment, "-pix_fmt", "gray", "-frames:v", "1", "-f", "rawvideo"))
    program.command("tag", "item", "1")


def tearDownModule():
    program.__exit__()


def fetch(path):
    try:
        return program.get(path)
    except OSError:
        return None


def decode(data, *arguments):
    return subprocess.run(["ffmpeg", "-v", "error", "-i", "-", *arguments, "-"], input=data,
                          check=True, capture_output=True).stdout


def number(frame):
    """What the cells of a grey frame say."""
    cells = (frame[20 * media.WIDTH + at * 20 + 10] > 127 for at in range(media.CELLS))
    return sum(bit << media.CELLS - 1 - at for at, bit in enumerate(cells))


class Case(unittest.TestCase):
    kind = None

    @classmethod
    def setUpClass(cls):
        cls.browser = BROWSERS[cls.kind](1440, 900)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def visit(self, path):
        self.browser.open(program.base + path)

    def ready(self):
        self.browser.wait("window.ratskanal && !document.querySelector('[data-action=play]').disabled", 30)

    @property
    def time(self):
        return self.browser.eval("ratskanal.mediaTime()") / TICKS

    def passes(self, time, seconds=15):
        poll(lambda: self.time > time and not self.browser.eval(
            "document.querySelector('video').seeking"), seconds, f"playing beyond {time}")

    def check_picture(self):
        frame, time = self.browser.eval(f"[{FRAME}, ratskanal.mediaTime()]")
        self.assertAlmostEqual((frame - first_frame) / media.RATE, time / TICKS, delta=0.2)

    def picture(self, name):
        if not PICTURES:
            return
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        for width in (360, 1440):
            self.browser.resize(width, 900)
            self.browser.screenshot(f"{PICTURES}/{name}-{width}-{self.kind}.png", full=True)
        self.browser.resize(1440, 900)


class Live(Case):
    def test_live_plays_at_the_edge_with_picture_and_sound(self):
        self.visit("/live/saal")
        self.ready()
        self.browser.click("[data-action=play]")
        self.passes(self.time + 1, 20)
        self.check_picture()
        lag = self.browser.eval("Date.now() - ratskanal.date()") / 1000
        print(f"{self.kind}: {lag:.2f} s behind the room")
        self.assertLess(lag, 5)
        before = self.browser.eval("document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames")
        start = self.time
        self.passes(start + 4)
        frames = self.browser.eval("document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames")
        self.assertGreaterEqual((frames - before) / (self.time - start), 20)
        self.assertGreater(self.browser.run_async(LOUDNESS), 0.02)
        self.picture("room-live")

    def test_live_seeks_back_a_minute_and_returns(self):
        poll(lambda: program.edge() > 66, 90, "a minute of recording")
        self.visit("/live/saal")
        self.ready()
        self.browser.click("[data-action=play]")
        self.passes(self.time + 0.5, 20)
        aim = self.time - 60
        self.browser.run(f"ratskanal.seek({aim * TICKS})")
        self.passes(aim + 0.5)
        self.assertLess(self.time, aim + 6)
        self.check_picture()
        self.browser.click("[data-action=live]")
        poll(lambda: program.edge() - self.time < 5, 15, "the edge again")
        self.passes(self.time + 0.3)
        self.check_picture()

    def test_live_shows_an_item_when_it_opens_and_jumps_to_it(self):
        self.visit("/live/saal")
        self.ready()
        self.browser.click("[data-action=play]")
        self.passes(self.time + 0.5, 20)
        program.command("tag", "item", "2")
        program.command("tag", "speaker", "Osterkamp")
        row = "[...document.querySelectorAll('li[data-item]')].find((row) => row.textContent.includes('Grundschule'))"
        self.browser.wait(f"{row}.dataset.state === 'current'", 12)
        self.browser.wait("document.querySelector('[data-part=overlay]').textContent.includes('Osterkamp')", 12)
        self.browser.wait(f"{row}.querySelector('a[data-seek]')", 12)
        start = self.browser.eval(f"Number({row}.querySelector('a[data-seek]').dataset.seek)") / TICKS
        poll(lambda: self.time > start + 5, 20, "some time on the item")
        self.browser.run(f"{row}.querySelector('a[data-seek]').click()")
        poll(lambda: self.time < start + 4, 5, "the item's beginning")
        self.passes(start + 0.3)
        self.check_picture()
        program.command("tag", "item", "3")


class Gate(Case):
    """What closes the gate comes after all that counts frames: they go on while nothing is recorded."""

    def test_the_office_marks_by_keys(self):
        self.visit("/staff/sign-in")
        self.browser.run("document.querySelector('#token').focus()")
        self.browser.type(program.token)
        self.browser.type("Enter")
        self.browser.wait("location.pathname === '/staff/'")
        self.visit(f"/staff/sessions/{program.session}")
        self.browser.wait("window.ratskanal && document.querySelector('[data-key=n]')")
        last = "document.querySelector('[data-region=last] strong').textContent"
        self.browser.type("n")
        self.browser.wait(f"{last}.includes('geöffnet')", 5)
        self.browser.type("s")
        self.browser.type("osw")
        self.browser.wait("document.querySelectorAll('#matches [role=option]').length === 1")
        self.browser.type("1")
        self.browser.wait(f"{last} === 'Rede: Jonas Oswald'", 5)
        self.browser.type("m")
        self.browser.type("Notiz mit n und g")
        self.browser.type("Enter")
        self.browser.wait(f"{last}.includes('Notiz mit n und g')", 5)
        self.browser.type("z")
        self.browser.wait(f"{last} === 'Rede: Jonas Oswald'", 5)
        self.picture("staff-live")
        self.browser.type("g")
        self.browser.wait("document.querySelector('[data-console]').dataset.gate === 'closed'", 5)
        self.picture("staff-closed")
        self.browser.type("g")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('[data-console]').dataset.gate === 'open'", 8)

    def test_viewers_are_told_that_it_is_not_public(self):
        self.visit("/live/saal")
        self.ready()
        self.browser.click("[data-action=play]")
        self.passes(self.time + 0.5, 20)
        program.command("tag", "close")
        self.browser.wait("ratskanal.state === 'closed'", 15)
        self.assertIn("nicht öffentlich", self.browser.eval(
            "document.querySelector('[data-part=notice-title]').textContent"))
        self.picture("room-nonpublic")
        program.command("tag", "open")
        self.browser.wait("ratskanal.state === 'playing'", 25)
        self.passes(self.time + 1, 20)


class Office(Case):
    """What the server's going away does; last of the live tests."""

    def test_closing_that_nobody_acknowledges_is_in_red(self):
        self.visit("/staff/sign-in")
        self.browser.run("document.querySelector('#token').focus()")
        self.browser.type(program.token)
        self.browser.type("Enter")
        self.browser.wait("location.pathname === '/staff/'")
        self.visit(f"/staff/sessions/{program.session}")
        self.browser.wait("document.querySelector('[data-console]').dataset.gate === 'open'")
        program.server.send_signal(19)  # SIGSTOP: there, but deaf
        try:
            self.browser.type("g")
            self.browser.wait("document.querySelector('.gate[data-gate=unacknowledged]')", 8)
            self.assertIn("NICHT GESCHLOSSEN", self.browser.eval("document.querySelector('.gate').textContent"))
            self.picture("staff-unacknowledged")
        finally:
            program.server.send_signal(18)
        self.browser.wait("document.querySelector('[data-console]').dataset.gate === 'closed'", 15)
        self.browser.type("g")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('[data-console]').dataset.gate === 'open'", 15)

    def test_a_restart_of_the_server_is_waited_for(self):
        self.visit("/live/saal")
        self.ready()
        self.browser.click("[data-action=play]")
        self.passes(self.time + 0.5, 20)
        before = self.time
        program.push_no_more()
        program.stop(9)
        program.start()
        program.push(FOLDER / "video-400.mp4", FOLDER / "audio-400.mp4")
        poll(lambda: self.time > before + 3, 45, "playing on")


class Archive(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if program.get(f"/api/v1/sessions/{program.session}", as_json=True)["state"] == "live":
            program.command("tag", "item", "4")
            program.command("session", "stop", program.session)
            program.push_no_more()

    def test_the_recording_plays_and_seeks(self):
        self.visit(f"/sessions/{program.session}")
        self.ready()
        self.assertEqual(self.browser.eval("document.querySelector('[data-action=live]')"), None)
        self.browser.click("[data-action=play]")
        self.passes(0.5)
        self.check_picture()
        self.browser.run(f"ratskanal.seek({20.5 * TICKS})")
        self.passes(21)
        self.check_picture()
        self.picture("session")

    def test_an_item_in_the_address_is_where_it_begins(self):
        items = program.get(f"/api/v1/sessions/{program.session}/timeline", as_json=True)["items"]
        item = next(item for item in items if item["number"] == "2")
        start = item["ranges"][0]["start"] / TICKS
        self.visit(f"/sessions/{program.session}?item={item['id']}")
        self.ready()
        self.assertAlmostEqual(self.time, start, delta=0.1)
        self.browser.click("[data-action=play]")
        self.passes(start + 0.3)
        self.check_picture()

    def test_an_item_has_a_page_that_plays_it_alone(self):
        items = program.get(f"/api/v1/sessions/{program.session}/timeline", as_json=True)["items"]
        item = next(item for item in items if item["number"] == "2")
        span = item["ranges"][0]
        self.visit(f"/sessions/{program.session}/items/{item['id']}")
        self.ready()
        self.browser.wait("document.querySelector('video').readyState > 1", 10)
        self.assertAlmostEqual(self.time, span["start"] / TICKS, delta=0.1)
        self.browser.click("[data-action=play]")
        self.passes(span["start"] / TICKS + 0.3)
        self.check_picture()
        end = item["ranges"][-1]["end"]
        self.browser.run(f"ratskanal.seek({end - TICKS})")
        self.browser.wait("document.querySelector('video').paused", 8)
        self.assertAlmostEqual(self.time, end / TICKS, delta=0.15)
        self.picture("item")

    def test_a_search_finds_it_and_plays_there(self):
        self.visit("/search?q=Grundschulen")
        self.picture("search")
        self.browser.wait("document.querySelector('.hit-list a[href*=\"?t=\"]')")
        path = self.browser.eval("document.querySelector('.hit-list a[href*=\"?t=\"]').getAttribute('href')")
        self.visit(path)
        self.ready()
        start = self.time
        self.browser.click("[data-action=play]")
        self.passes(start + 0.3)
        self.check_picture()


class Recording(unittest.TestCase):
    def test_flash_and_beep_are_together(self):
        """In what was published: white frames and the loud tone begin each ten seconds."""
        def whole(track):
            count = program.get(f"/sessions/{program.session}/{track}/session.m3u8", text=True).count("#EXTINF")
            path = f"/sessions/{program.session}/{track}/e1"
            parts = [program.get(f"{path}/init.mp4")]
            for at in range(min(count, 14)):
                parts.append(program.get(f"{path}/{at}.m4s"))
            return b"".join(parts)

        video, audio = whole("video"), whole("audio")
        size = media.WIDTH * media.HEIGHT
        grey = decode(video, "-pix_fmt", "gray", "-f", "rawvideo", "-fps_mode", "passthrough")
        bright = [grey[at + size - 100] > 200 for at in range(0, len(grey), size)]
        flashes = [at / media.RATE + start_of(video) for at, now in enumerate(bright)
                   if now and at > 0 and not bright[at - 1]]
        samples = array.array("f", decode(audio, "-f", "f32le", "-ac", "1", "-ar", "48000"))
        loud = [at for at, sample in enumerate(samples) if abs(sample) > 0.4]
        beeps = [at / 48000 + start_of(audio) for before, at in zip([-48000] + loud, loud)
                 if at - before > 24000]
        self.assertGreaterEqual(len(flashes), 2)
        for flash in flashes:
            nearest = min(beeps, key=lambda beep: abs(beep - flash))
            self.assertAlmostEqual(nearest, flash, delta=0.04)


def start_of(data):
    """Where the first fragment of a track starts, in seconds."""
    at, _ = media.inside(data, ["moov", "trak", "mdia", "mdhd"])
    scale = struct.unpack_from(">I", data, at + (20 if data[at] else 12))[0]
    traf, to = media.inside(data, ["moof", "traf"])
    tfdt, _ = media.inside(data, ["tfdt"], traf, to)
    return struct.unpack_from(">Q" if data[tfdt] else ">I", data, tfdt + 4)[0] / scale


def load_tests(loader, _tests, _pattern):
    suite = unittest.TestSuite()
    for phase in (Live, Gate, Office, Archive):
        for name in NAMES:
            case = type(f"{name.capitalize()}{phase.__name__}Tests", (phase,), {"kind": name})
            suite.addTests(loader.loadTestsFromTestCase(case))
    suite.addTests(loader.loadTestsFromTestCase(Recording))
    return suite


if __name__ == "__main__":
    unittest.main(verbosity=2)
