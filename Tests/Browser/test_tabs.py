"""Several tabs of one window: a browser opens six connections to a server over all of them."""

import time
import unittest

import filming
from browser import BROWSERS, poll
from house import House, TICKS
from viewing import FRAME, Viewing, for_each

ROOMS = 3

# The tabs are opened, and looked into, from one that asks the server for nothing itself: a tab
# that the driver speaks to would count as visible.
OPEN = """
(window.tabs ??= []).push(window.open(arguments[0]));
return tabs.length - 1;
"""

# Takes down each moment at which one does not play.
WATCH = """
const tab = tabs[arguments[0]];
tab.stalls = [];
tab.document.querySelector("video").addEventListener(
    "waiting", () => tab.stalls.push(`waiting at ${tab.ratskanal.mediaTime() / 90000}`));
tab.setInterval(() => {
    if (tab.ratskanal.state !== "playing") tab.stalls.push(tab.ratskanal.state);
}, 250);
"""


class TabsTests(Viewing):
    @classmethod
    def setUpClass(cls):
        cls.house = House()
        cls.addClassCleanup(cls.house.close)
        cls.house.start_server()
        cls.house.plan()
        cls.house.begin(filming.make(cls.house.path / "film.mp4", 10))
        cls.house.wait_recorded(20)
        cls.browser = BROWSERS[cls.kind](1440, 900, autoplay=True)

    def media_time(self, tab):
        return self.browser.eval(f"tabs[{tab}].ratskanal.mediaTime()") / TICKS

    def open_room(self):
        tab = self.browser.run(OPEN, "/live/saal")
        button = f"tabs[{tab}].document.querySelector('[data-action=play]')"
        self.browser.wait(f"tabs[{tab}].ratskanal && {button} && !{button}.disabled", 30)
        before = self.media_time(tab)
        self.browser.run(f"{button}.click()")
        poll(lambda: self.media_time(tab) > before + 1, 20, f"tab {tab} playing")
        return tab

    def search(self, tab, word):
        """Seconds until the results of a search are there."""
        since = time.monotonic()
        self.browser.run(f"tabs[{tab}].location.href = '/search?q={word}'")
        self.browser.wait(
            f"tabs[{tab}].location.search === '?q={word}'"
            f" && tabs[{tab}].document.readyState === 'complete'", 20)
        took = time.monotonic() - since
        self.assertEqual(
            self.browser.eval(f"tabs[{tab}].document.querySelector('[name=q]').value"), word)
        return took

    def test_three_of_one_room_play_and_a_fourth_searches(self):
        self.visit("/search")
        control = self.browser.tabs[0]
        rooms = [self.open_room() for _ in range(ROOMS)]
        search = self.browser.run(OPEN, "/search")
        self.search(search, "Anfang")
        states = self.browser.eval("tabs.map((tab) => tab.document.visibilityState)")
        self.assertEqual(states, ["hidden"] * ROOMS + ["visible"])
        starts = []
        for tab in rooms:
            self.browser.run(WATCH, tab)
            starts.append((time.monotonic(), self.media_time(tab)))
        took = []
        while time.monotonic() - starts[0][0] < 20:
            took.append(self.search(search, ["Grundschule", "Haushalt", "Weidenweg"][len(took) % 3]))
        drifts = []
        for tab, (wall, at) in zip(rooms, starts):
            drifts.append(self.media_time(tab) - at - (time.monotonic() - wall))
        stalls = self.browser.eval("tabs.flatMap((tab) => tab.stalls ?? [])")
        print(f"\n{self.kind}: {len(took)} searches, the slowest took {max(took):.2f} s; "
              f"three tabs drifted by {', '.join(f'{drift:+.2f}' for drift in drifts)} s")
        self.assertEqual(stalls, [])
        self.assertLess(max(abs(drift) for drift in drifts), 2)
        self.assertLess(max(took), 1.5)

        # Each in front, its picture is the one of its time and close to the edge.
        for tab in [tab for tab in self.browser.tabs if tab != control]:
            self.browser.switch(tab)
            if not self.browser.eval("location.pathname.startsWith('/live/')"):
                continue
            self.plays()
            self.assertTrue(self.browser.eval("ratskanal.isLive"))
            self.assertLess(self.edge - self.time, 5)
            before, at = self.browser.eval(f"[{FRAME}, ratskanal.mediaTime()]")
            self.plays(at / TICKS + 1)
            after, now = self.browser.eval(f"[{FRAME}, ratskanal.mediaTime()]")
            self.assertAlmostEqual(
                (after - before) % filming.MINUTE / filming.RATE, (now - at) / TICKS, delta=0.3)
            self.check_quiet("/live/saal")

        # Nothing comes any more: what they wait for is held back until its deadline.
        self.browser.switch(control)
        self.house.stop_encoder()
        self.browser.wait("tabs.slice(0, -1).every((tab) => tab.ratskanal.state !== 'playing')", 20)
        self.assertLess(max(self.search(search, word) for word in ("Ende", "Schluss")), 1.5)


def load_tests(loader, _tests, _pattern):
    return for_each(loader, TabsTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
