"""The encoder goes and comes, the server goes and comes: the picture goes on by itself."""

import time
import unittest

from browser import poll
from house import House
from viewing import Viewing, for_each


class InterruptionTests(Viewing):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.close)
        self.house.start_server()
        self.house.plan()
        self.house.begin()
        self.house.wait_recorded(6)
        super().setUp()
        self.visit_player("/live/saal")
        self.play()

    def shows(self, counter, seconds=40):
        """Waits until frames from this number on are shown, and move."""
        poll(lambda: self.look()[0] >= counter, seconds,
             f"frames from {counter} on, not {self.look()}: {self.condition()}")
        seen = self.look()[0]
        poll(lambda: self.look()[0] > seen + 10, 10,
             f"more than {seen}: {self.condition()}")

    def test_playing_goes_on(self):
        with self.subTest("a break covers the picture and hushes the room"):
            self.house.ratskanal("tag", "break")
            self.browser.wait("ratskanal.state === 'break'", 10)
            self.assertTrue(self.browser.eval("document.querySelector('video').muted"))
            self.house.ratskanal("tag", "resume")
            self.browser.wait("ratskanal.state === 'playing'", 10)
            self.assertFalse(self.browser.eval("document.querySelector('video').muted"))
        with self.subTest("the encoder comes back"):
            self.house.stop_encoder()
            self.browser.wait("ratskanal.state !== 'playing'", 25)
            print(f"\n{self.kind}: without an encoder the page says: "
                  f"{self.browser.eval('ratskanal.state')}")
            self.house.start_encoder(first_frame=100_000)
            began = time.monotonic()
            self.shows(100_000)
            print(f"{self.kind}: playing again {time.monotonic() - began:.1f} s after it connects")
            self.assertTrue(self.browser.eval("ratskanal.isLive"))
        with self.subTest("the server comes back"):
            self.house.stop_server()
            self.house.stop_encoder()
            self.browser.wait("ratskanal.state !== 'playing'", 25)
            self.house.start_server()
            self.house.start_encoder(first_frame=200_000)
            began = time.monotonic()
            self.shows(200_000)
            print(f"{self.kind}: playing again {time.monotonic() - began:.1f} s after the restart")
            self.assertTrue(self.browser.eval("ratskanal.isLive"))
        with self.subTest("what was before is still there"):
            self.browser.run("ratskanal.seek(0)")
            poll(lambda: self.look()[0] < 1000, 20, f"the first frames: {self.condition()}")
            self.plays()


def load_tests(loader, _tests, _pattern):
    return for_each(loader, InterruptionTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
