"""A session that is live, seen in both browsers: picture, sound, edge, keys."""

import time
import unittest

from browser import poll
from house import EVIL, House
from viewing import Viewing, for_each

house = None


def setUpModule():
    global house
    house = House()
    house.start_server()
    house.plan()
    house.began = time.monotonic()
    house.begin()
    house.wait_recorded(8)
    house.ratskanal("tag", "item", "1")
    house.wait_recorded(14)
    house.ratskanal("tag", "item", "2")
    house.ratskanal("tag", "speaker", "Ada Beispiel")
    house.wait_recorded(20)
    house.ratskanal("tag", "item", "2.1")


def tearDownModule():
    house.close()


class LiveTests(Viewing):
    first = None

    def setUp(self):
        type(self).house = house
        super().setUp()
        self.visit_player("/live/saal")

    def know_first(self):
        """The counter at media time 0, read once."""
        if type(self).first is None:
            type(self).first = self.read_first()
            self.browser.click("[data-action=live]")
            poll(lambda: self.browser.eval("ratskanal.isLive"), 10, "back at the edge")

    def test_1_the_picture_is_live_and_moves(self):
        self.play()
        self.assertEqual(self.browser.eval("ratskanal.state"), "playing")
        self.assertTrue(self.browser.eval("ratskanal.isLive"))
        late = poll(self.is_near, 15, f"within 5 s of the chamber: {self.condition()}")
        print(f"\n{self.kind}: {late:.2f} s behind by the wall clock, "
              f"{self.edge - self.time:.2f} s behind the edge")
        self.check_quiet("/live/saal")

    def is_near(self):
        """How many seconds the picture is behind the wall clock, where these are less than 5."""
        late = time.time() - house.wall(self.time)
        return late if late < 5 else None

    def test_2_the_frame_on_the_screen_is_the_one_of_its_time(self):
        self.play()
        self.know_first()
        self.plays()
        self.check_picture()

    def test_3_frames_come_as_fast_as_they_were_taken(self):
        self.play()
        # A browser that was only just started still compiles what it has read.
        self.plays(self.time + 4)
        count = ("(q => q.totalVideoFrames - q.droppedVideoFrames)"
                 "(document.querySelector('video').getVideoPlaybackQuality())")
        before, since = self.browser.eval(count), time.monotonic()
        time.sleep(5)
        rate = (self.browser.eval(count) - before) / (time.monotonic() - since)
        print(f"\n{self.kind}: {rate:.1f} frames a second")
        self.assertGreaterEqual(rate, 20)

    def test_4_a_click_on_an_item_goes_there(self):
        self.play()
        self.know_first()
        row = f"[data-item='{house.items()['2']}'] a[data-seek]"
        aim = int(self.browser.eval(f"document.querySelector({row!r}).dataset.seek")) / 90_000
        self.browser.click(row)
        self.plays(aim)
        self.assertLess(self.time, aim + 6)
        self.assertFalse(self.browser.eval("ratskanal.isLive"))
        self.check_picture()
        self.browser.click("[data-action=live]")
        poll(lambda: self.time > aim + 5 and self.browser.eval("ratskanal.isLive"), 20,
             f"back at the edge: {self.condition()}")
        self.plays()
        self.check_picture()

    def test_5_sixty_seconds_back_is_there_at_once(self):
        house.wait_recorded(68)
        self.play()
        self.know_first()
        self.plays()
        aim = self.time - 60
        self.assertGreaterEqual(aim, 0)
        self.browser.run(f"ratskanal.seek({int(aim * 90_000)})")
        self.plays(aim)
        self.assertLess(self.time, aim + 10)
        self.check_picture()
        self.check_quiet("/live/saal")

    def test_6_keys_alone_do_all(self):
        paused = "document.querySelector('video').paused"
        for _ in range(60):
            self.browser.type("Tab")
            if self.browser.eval("document.activeElement.dataset.action === 'play'"):
                break
        else:
            self.fail("Tab never comes to the play button")
        self.browser.type("Space")
        self.plays()
        self.browser.type("Space")
        self.browser.wait(paused)
        self.browser.eval("document.activeElement.blur()")
        self.browser.type("k")
        self.plays()
        before = self.time
        self.browser.type("ArrowLeft")
        poll(lambda: self.time < before - 5, 5, f"ten seconds back: {self.condition()}")
        self.plays()
        # The strip as a slider: with End back to the edge, with Home to the start.
        self.browser.eval("document.querySelector('[data-part=strip]').focus()")
        self.browser.type("Home")
        poll(lambda: self.time < 5, 5, f"the start: {self.condition()}")
        self.browser.type("PageUp")
        poll(lambda: self.time > 3, 10, f"the next item: {self.condition()}")
        self.assertIn("TOP", self.browser.eval(
            "document.querySelector('[data-part=strip]').ariaValueText"))
        self.browser.type("End")
        poll(lambda: self.edge - self.time < 8, 10, f"the edge: {self.condition()}")
        self.plays()

    def test_7_what_is_said_is_shown_as_text(self):
        self.play()
        self.plays()
        shown = self.browser.eval("document.body.innerText")
        self.assertIn(EVIL, shown)
        self.assertNotEqual(self.browser.eval("document.title"), "broken")
        self.assertNotIn("Geheimgasse", self.browser.eval("document.documentElement.innerHTML"))
        self.check_quiet("/live/saal")
        self.photograph("room")


def load_tests(loader, _tests, _pattern):
    return for_each(loader, LiveTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
