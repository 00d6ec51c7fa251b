"""A session that has ended: links to moments and items, clips, sound, search, pages without script."""

import statistics
import unittest

from browser import poll
from house import EVIL, House, RATE
from viewing import Viewing, for_each

LENGTH = 44
house = None

# Levels of the sound by the audio clock, and brightness and counter of each frame by the time that
# it is shown at; both clocks are joined by pairs taken all along.
HEAR_AND_SEE = """
const video = document.querySelector("video");
const [from, seconds] = given;
if (!window.testSound) {
    const context = new AudioContext();
    const source = context.createMediaElementSource(video);
    const tap = context.createScriptProcessor(256, 2, 2);
    source.connect(tap);
    tap.connect(context.destination);
    await context.resume();
    window.testSound = { context, tap };
}
const { context, tap } = window.testSound;
const sound = [], frames = [];
let difference = Infinity;
tap.onaudioprocess = (event) => {
    const samples = event.inputBuffer.getChannelData(0);
    let peak = 0;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    sound.push([event.playbackTime, peak]);
    difference = Math.min(difference, performance.now() / 1000 - context.currentTime);
};
const canvas = new OffscreenCanvas(384, 24);
const paper = canvas.getContext("2d", { willReadFrequently: true });
let isOn = true;
const onFrame = (now, about) => {
    if (!isOn) return;
    paper.drawImage(video, 0, 0, 384, 24, 0, 0, 384, 24);
    const row = paper.getImageData(0, 8, 384, 1).data;
    let counter = 0;
    for (let cell = 0; cell < 24; cell += 1) {
        counter = counter * 2 + (row[(16 * cell + 8) * 4] > 127 ? 1 : 0);
    }
    const white = paper.getImageData(8, 20, 1, 1).data;
    frames.push([about.expectedDisplayTime / 1000, counter, white[0] + white[1] + white[2]]);
    video.requestVideoFrameCallback(onFrame);
};
video.requestVideoFrameCallback(onFrame);
window.ratskanal.seek(from * 90000);
if (video.paused) document.querySelector("[data-action=play]").click();
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
isOn = false;
tap.onaudioprocess = null;
return { sound: sound.map(([at, peak]) => [at + difference, peak]), frames };
"""


def setUpModule():
    global house
    house = House()
    house.start_server()
    house.plan()
    house.begin()
    for seconds, words in [(4, ["item", "1"]), (8, ["item", "2"]), (9, ["speaker", "Ada Beispiel"]),
                           (16, ["item", "2.1"]), (18, ["vote", "12 Ja, 3 Nein"]),
                           (26, ["item", "3"]), (34, ["item", "4"])]:
        house.wait_recorded(seconds)
        house.ratskanal("tag", *words)
    house.wait_recorded(LENGTH)
    house.finish()


def tearDownModule():
    house.close()


class ArchiveTests(Viewing):
    def setUp(self):
        type(self).house = house
        super().setUp()
        self.page = f"/sessions/{house.session}"

    def know_first(self):
        self.first = self.read_first()

    def start_of(self, number):
        return int(self.browser.eval(
            f"document.querySelector('[data-item=\"{house.items()[number]}\"] a').dataset.seek")
        ) / 90_000

    def test_1_the_session_plays_from_its_start(self):
        self.visit_player(self.page)
        self.play()
        self.know_first()
        self.browser.click("[data-action=play]")
        self.plays()
        self.check_picture()
        self.browser.run("ratskanal.seek(30 * 90000)")
        self.plays(30)
        self.check_picture()
        self.check_quiet(self.page)

    def test_2_links_to_a_moment_and_an_item_begin_there(self):
        self.visit_player(self.page)
        begin = self.start_of("3")
        for query, aim in [("?t=21s", 21), (f"?item={house.items()['3']}", begin)]:
            self.visit_player(self.page + query)
            self.browser.wait("document.querySelector('video').readyState > 1", 20)
            self.assertAlmostEqual(self.time, aim, delta=0.1, msg=query)
            self.play()
            self.assertGreater(self.time, aim)
            self.assertLess(self.time, aim + 10)

    def test_3_a_clip_stops_at_its_end(self):
        self.visit_player(f"{self.page}/items/{house.items()['2.1']}")
        start, end = [int(self.browser.eval(
            f"document.querySelector('[data-player]').dataset.{name}")) / 90_000
            for name in ("clipStart", "clipEnd")]
        self.play()
        self.assertLess(abs(self.time - start), 10)
        self.browser.run(f"ratskanal.seek({int((end - 2) * 90_000)})")
        self.browser.wait("document.querySelector('video').paused", 20)
        self.assertAlmostEqual(self.time, end, delta=0.15)
        self.check_quiet("an item")

    def test_4_flash_and_beep_are_together(self):
        self.visit_player(self.page)
        self.play()
        self.know_first()
        # Web Audio comes to itself first.
        self.browser.run_async(HEAR_AND_SEE, 1, 1)
        # A busy machine shakes both clocks; what is truly apart is apart each time.
        for _ in range(3):
            differences = self.differences()
            print(f"\n{self.kind}: the beep comes after the flash by "
                  + ", ".join(f"{1000 * each:.0f}" for each in differences) + " ms")
            if abs(statistics.median(differences)) < 0.040:
                return
        self.fail(f"flash and beep are apart by {statistics.median(differences):.3f} s")

    def differences(self):
        """By how many seconds each beep of the recording is later than its flash."""
        found, peaks, flashes = [], [], 0
        number = -(-self.first // 250) * 250
        while (at := (number - self.first) / RATE) < house.recorded() - 2:
            if at >= 2:
                seen = self.browser.run_async(HEAR_AND_SEE, at - 1.2, 4)
                for _, counter, light in seen["frames"]:
                    self.assertEqual(
                        light > 660, counter % 250 < 2, f"the flash is not at {counter}")
                    flashes += light > 660
                peaks += [peak for _, peak in seen["sound"]]
                beep = onset(seen["sound"])
                # A busy machine leaves frames out, the two white ones too: all say when it was due.
                due = statistics.median(
                    shown - (counter - number) / RATE for shown, counter, _ in seen["frames"])
                if beep is not None:
                    found.append(beep - due)
            number += 250
        self.assertGreater(max(peaks), 0.1, "silence")
        self.assertGreater(flashes, 0, "no flash was seen at all")
        self.assertGreaterEqual(len(found), 2, f"too few beeps were heard: {self.condition()}")
        return found

    def test_5_a_hit_plays_from_its_moment(self):
        self.visit("/search")
        self.browser.click("input[type=search]")
        self.browser.type("Weidenweg")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('.hit-list a[href*=\"?t=\"]')")
        self.assertIn("Neubau der Grundschule", self.browser.eval("document.body.innerText"))
        self.check_quiet("/search")
        self.photograph("search")
        self.browser.click(".hit-list .play-line a")
        self.browser.wait("window.ratskanal && location.search.startsWith('?t=')", 20)
        self.browser.wait("!document.querySelector('[data-action=play]').disabled", 20)
        begin = self.start_of("2")
        self.browser.wait("document.querySelector('video').readyState > 1", 20)
        self.assertAlmostEqual(self.time, begin - 5, delta=1.1)
        self.play()
        self.check_quiet("a hit")

    def test_6_what_is_not_public_is_nowhere(self):
        for path in ("/", "/sessions", "/live/saal", self.page, "/search?q=Geheimgasse",
                     f"{self.page}/items/{house.items()['2.1']}"):
            self.visit(path)
            written = self.browser.eval(
                "[...document.querySelectorAll('input')].forEach((field) => field.remove())"
                ", document.documentElement.innerHTML")
            if not path.startswith("/search"):
                self.assertNotIn("Geheimgasse", written, path)
            self.assertNotIn("Grundstückskauf", written, path)
            self.assertNotEqual(self.browser.eval("document.title"), "broken")
            self.check_quiet(path)

    def test_7_pages_look_as_they_should(self):
        pages = {"home": "/", "sessions": "/sessions", "session": self.page,
                 "item": f"{self.page}/items/{house.items()['2.1']}", "room-ended": "/live/saal",
                 "not-found": "/nowhere"}
        for name, path in pages.items():
            self.visit(path)
            if name in ("session", "item"):
                self.assertIn(EVIL, self.browser.eval("document.body.innerText"), path)
                self.browser.wait("document.querySelector('video').readyState > 1", 20)
            self.photograph(name)


class ScriptlessTests(Viewing):
    """Chromium with scripts switched off."""

    def setUp(self):
        type(self).house = house
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)

    def test_pages_read_and_lead_on_without_script(self):
        self.visit("/")
        self.browser.click(f"main a[href^='/sessions/{house.session}']")
        text = self.browser.eval("document.body.innerText")
        for title in ("Neubau der Grundschule am Weidenweg", "Haushaltssatzung 2027", EVIL,
                      "muss JavaScript eingeschaltet sein"):
            self.assertIn(title, text)
        self.assertFalse(self.browser.eval("'ratskanal' in window"))
        self.browser.click(f"[data-item='{house.items()['3']}'] a")
        poll(lambda: self.browser.eval("location.search") == f"?item={house.items()['3']}", 10,
             "the item's address")
        self.visit("/search")
        self.browser.click("input[type=search]")
        self.browser.type("Haushalt")
        self.browser.type("Enter")
        poll(lambda: "Haushaltssatzung" in self.browser.eval("document.body.innerText"), 10, "a hit")


def onset(sound):
    """When the short beep begins: loud for 50 to 130 ms between stretches without a sound."""
    loud = [at for at, peak in sound if peak > 0.15]
    for first in loud:
        before = [peak for at, peak in sound if first - 0.2 < at < first - 0.008]
        after = [peak for at, peak in sound if first + 0.14 < at < first + 0.28]
        during = [peak for at, peak in sound if first + 0.01 < at < first + 0.06]
        if before and after and during and max(before) < 0.1 and max(after) < 0.1 \
                and min(during) > 0.15:
            return first
    return None


def load_tests(loader, _tests, _pattern):
    suite = for_each(loader, ArchiveTests)
    suite.addTests(loader.loadTestsFromTestCase(
        type("ChromiumScriptlessTests", (ScriptlessTests,),
             {"kind": "chromium", "__module__": __name__})))
    return suite


if __name__ == "__main__":
    unittest.main(verbosity=2)
