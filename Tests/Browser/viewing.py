"""What the tests with the real server see of a page: frames, sound, faults."""

import os
import statistics
import sys
import unittest
from pathlib import Path

from browser import BROWSERS, poll
from house import RATE, ROOT, TICKS

PICTURES = Path(os.environ.get("RATSKANAL_PICTURES", ROOT / ".build/pictures"))
NAMES = os.environ.get("RATSKANAL_BROWSERS", "chromium firefox").split()

# The counter in the top left corner: 24 cells of 16 × 16 px, the most significant bit first.
# With it the position at the instant of reading, and the mean of the picture beneath the cells.
LOOK = """(() => {
    const video = document.querySelector("video");
    const canvas = window.testCanvas ??= new OffscreenCanvas(384, 16);
    const paper = window.testPaper ??= canvas.getContext("2d", { willReadFrequently: true });
    const at = window.ratskanal.mediaTime() / 90000;
    paper.drawImage(video, 0, 0, 384, 16, 0, 0, 384, 16);
    const row = paper.getImageData(0, 8, 384, 1).data;
    let counter = 0;
    for (let cell = 0; cell < 24; cell += 1) {
        counter = counter * 2 + (row[(16 * cell + 8) * 4] > 127 ? 1 : 0);
    }
    return { at, counter };
})()"""

# The number that a frame of media.py carries in its 16 cells.
FRAME = """(() => {
    const video = document.querySelector("video");
    const canvas = document.createElement("canvas");
    canvas.width = 320; canvas.height = 180;
    const paper = canvas.getContext("2d");
    paper.drawImage(video, 0, 0, 320, 180);
    let number = 0;
    for (let at = 0; at < 16; at += 1) {
        number = number * 2 + (paper.getImageData(at * 20 + 10, 20, 1, 1).data[0] > 127 ? 1 : 0);
    }
    return number;
})()"""


class Viewing(unittest.TestCase):
    """Tests in one browser, `kind`; `for_each` makes one class a browser of them."""

    kind = None
    house = None
    # What the browser asks for by Accept-Language.
    language = "de"

    @classmethod
    def setUpClass(cls):
        cls.browser = BROWSERS[cls.kind](1440, 900, language=cls.language)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        self.browser.console()

    def tearDown(self):
        self.browser.open("about:blank")

    def visit(self, path):
        self.browser.open(self.house.base + path)

    def key(self, key, expression=None):
        """Presses a key of the office's console, once single keys act, and waits for what comes."""
        self.browser.wait("document.querySelector('[data-console]').dataset.keys === 'ready'")
        self.browser.type(key)
        if expression:
            self.browser.wait(expression)

    def visit_player(self, path):
        self.visit(path)
        self.browser.wait(
            "window.ratskanal && !document.querySelector('[data-action=play]').disabled", 30)

    def play(self):
        self.browser.click("[data-action=play]")
        self.plays()

    def plays(self, beyond=None, seconds=20):
        """Waits until the picture moves, beyond a time where one is said."""
        before = self.time if beyond is None else beyond
        poll(lambda: self.time > before + 0.4 and not self.browser.eval(
            "document.querySelector('video').seeking"), seconds,
             f"{self.kind} playing beyond {before}: {self.condition()}")

    def condition(self):
        return self.browser.eval("""(() => { const video = document.querySelector("video");
            const held = [...Array(video.buffered.length).keys()].map((at) =>
                [video.buffered.start(at), video.buffered.end(at)]);
            return JSON.stringify({ time: video.currentTime, held, ready: video.readyState,
                state: ratskanal.state, edge: ratskanal.edge() / 90000,
                errors: ratskanal.errors.slice(-5) }); })()""")

    @property
    def time(self):
        return self.browser.eval("ratskanal.mediaTime()") / TICKS

    @property
    def edge(self):
        return self.browser.eval("ratskanal.edge()") / TICKS

    def look(self):
        """(counter, position) of what is on the screen now."""
        seen = self.browser.eval(LOOK)
        return seen["counter"], seen["at"]

    def lag(self):
        """By how many seconds the frames shown differ from the position, as a median."""
        found = []
        for _ in range(15):
            counter, at = self.look()
            found.append((counter - self.first) / RATE - at)
        return statistics.median(found)

    def check_picture(self):
        self.assertAlmostEqual(self.lag(), 0, delta=0.2, msg=self.condition())

    def read_first(self):
        """The counter at the start of the recording; pauses there."""
        if not self.browser.eval("document.querySelector('video').paused"):
            self.browser.click("[data-action=play]")
        self.browser.run("ratskanal.seek(0)")
        poll(lambda: self.browser.eval(
            "(v => !v.seeking && v.readyState > 1 && v.currentTime < 0.2)"
            "(document.querySelector('video'))"), 20, f"the first frame: {self.condition()}")
        poll(lambda: self.look()[0] < 50, 5, f"a counter in the first frame, not {self.look()}")
        counter, at = self.look()
        return counter - round(at * RATE)

    def photograph(self, name):
        """Pictures of the page: narrow and wide, light, dark and with more contrast."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        # Firefox takes its looks at the start alone; one wide picture shows that it is the same.
        looks = [("light", False, False), ("dark", True, False), ("contrast", False, True)]
        widths = (360, 1440) if self.kind == "chromium" else (1440,)
        for width in widths:
            for look, dark, contrast in looks if self.kind == "chromium" else looks[:1]:
                self.browser.dark, self.browser.contrast = dark, contrast
                self.browser.resize(width, 800 if width < 500 else 900)
                self.browser.run_async("""for (let count = 0; count < 3; count += 1) {
                    await new Promise((resolve) => requestAnimationFrame(resolve)); }""")
                self.check_width(name, width)
                self.browser.screenshot(PICTURES / f"{name}-{width}-{look}-{self.kind}.png", full=True)
        self.browser.dark = self.browser.contrast = False
        self.browser.resize(1440, 900)

    def check_width(self, name, width):
        """Nothing stands out of the page sideways."""
        wide = self.browser.eval("document.documentElement.scrollWidth")
        self.assertLessEqual(wide, width, f"{name} at {width} px")

    def check_quiet(self, path=""):
        """No fault, no breach of the content policy was reported to the console."""
        faults = self.browser.console()
        self.assertEqual(faults, [], f"{self.kind} at {path}")


def for_each(loader, case, browsers=("chromium", "firefox")):
    """The tests of a class once a browser, one browser after the other."""
    suite = unittest.TestSuite()
    for name in [name for name in NAMES if name in browsers]:
        made = type(f"{name.capitalize()}{case.__name__}", (case,),
                    {"kind": name, "__module__": case.__module__})
        # By its name it can be run once more, alone.
        setattr(sys.modules[case.__module__], made.__name__, made)
        suite.addTests(loader.loadTestsFromTestCase(made))
    return suite
