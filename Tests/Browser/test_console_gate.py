"""The gate in the office's console: closing until it is acknowledged, opening in two steps, what is
said without a connection, and that banner and undo strip stay in sight."""

import json
import time
import unittest

from browser import poll
from office import CONSOLE, STATES, STORED, UNSTORED, Office
from viewing import Viewing, for_each

GATE = "document.querySelector('[data-console]').dataset.gate"
BANNER = "document.querySelector('.gate').innerText"
CONFIRM = "document.querySelector('[data-part=confirm]')"
READY = "document.querySelector('[data-console]')?.dataset.keys === 'ready'"
CHORD = ("Control", "Alt", "g")


class GateTests(Viewing):
    def setUp(self):
        self.house = self.office = Office()
        self.addCleanup(self.office.close)
        self.addCleanup(self.office.hearing.set)
        super().setUp()

    def show(self, state):
        self.office.state = state
        self.visit(CONSOLE)
        self.browser.wait(READY)

    def test_a_press_that_somebody_has_opened_since_is_not_sent_for_ever(self):
        self.show("open")
        self.office.answers["gateClose"] = (
            200, "application/json", json.dumps({"closed": False, "stored": True}))
        self.browser.hold(*CHORD)
        self.posted("gateClose")
        # The same press would come again within the time that the next one has.
        time.sleep(1.5)
        self.assertEqual(self.browser.eval(GATE), "open")
        self.posted("gateClose")

    def posted(self, *expected):
        poll(lambda: len(self.office.marks()) >= len(expected), 5,
             f"{expected} and not {self.office.marks()}")
        self.assertEqual(self.office.marks(), list(expected))

    def keys(self):
        with self.office.lock:
            return [fields.get("key") for _, fields in self.office.posted]

    # Closing.

    def test_closing_waits_for_nothing(self):
        self.show("closed")
        self.browser.click("a[data-confirm]")
        self.browser.wait(f"!{CONFIRM}.hidden")
        self.office.state = "open"
        self.office.leads["gateClose"] = "closed"
        self.browser.wait(f"{GATE} === 'open'")
        self.assertTrue(self.browser.eval(f"{CONFIRM}.hidden"), "the gate turned meanwhile")
        # While a mark is being sent and not answered.
        self.office.hearing.clear()
        self.browser.type("n")
        self.browser.wait("document.querySelector('[aria-busy]')")
        self.browser.hold(*CHORD)
        self.browser.wait(f"{GATE} === 'unacknowledged'")
        self.office.hearing.set()
        self.browser.wait(f"{GATE} === 'closed'")
        self.assertIn("gateClose", self.office.marks())
        self.assertIn("Bestätigt", self.browser.eval(BANNER))

    def test_what_is_pressed_while_a_mark_is_sent_follows_it(self):
        self.show("open")
        self.office.hearing.clear()
        self.browser.type("n")
        self.browser.wait("document.querySelector('[aria-busy]')")
        press = "document.querySelector('[data-key=%s]').click()"
        self.browser.run(press % "n")
        self.browser.run(press % "p")
        self.office.hearing.set()
        poll(lambda: len(self.office.marks()) == 2, 10, "both")
        self.browser.wait("!document.querySelector('[aria-busy]')")
        self.assertEqual(self.office.marks(), ["item", "breakStart"])

    def test_a_press_is_repeated_with_its_key_until_it_is_acknowledged(self):
        self.show("open")
        self.office.answers["gateClose"] = "cut"
        self.browser.hold(*CHORD)
        self.browser.wait(f"{GATE} === 'unacknowledged'")
        self.assertIn("NICHT GESCHLOSSEN", self.browser.eval(BANNER))
        poll(lambda: len(self.keys()) >= 3, 10, "sent again")
        self.assertEqual(len(set(self.keys())), 1)
        # A new press is another one, and goes at once.
        before = time.monotonic()
        self.browser.hold(*CHORD)
        poll(lambda: len(set(self.keys())) == 2, 1, "pressed again")
        self.assertLess(time.monotonic() - before, 1)
        self.office.leads["gateClose"] = "closed"
        del self.office.answers["gateClose"]
        self.browser.wait(f"{GATE} === 'closed'")
        self.assertEqual(len(set(self.keys())), 2)
        self.office.forget()
        # Two questions later nothing is sent any more.
        self.browser.run_async("await new Promise((resolve) => setTimeout(resolve, 2200));")
        self.assertEqual(self.office.marks(), [])

    def test_what_is_closed_and_not_stored_is_sent_again(self):
        self.show("open")
        self.office.answers["gateClose"] = UNSTORED
        self.office.leads["gateClose"] = "unstored"
        self.browser.hold(*CHORD)
        self.browser.wait(f"{GATE} === 'unstored'")
        self.assertIn("NICHT GESICHERT", self.browser.eval(BANNER))
        poll(lambda: len(self.keys()) >= 3, 10, "sent again")
        self.assertEqual(len(set(self.keys())), 1)
        self.office.answers["gateClose"] = STORED
        self.office.leads["gateClose"] = "closed"
        self.browser.wait(f"{GATE} === 'closed'")
        self.assertIn("Bestätigt", self.browser.eval(BANNER))

    def test_closing_is_sent_from_a_page_that_shows_no_session_running(self):
        for state in ("planned", "ended"):
            self.show(state)
            self.browser.hold(*CHORD)
            self.posted("gateClose")
            self.browser.wait(f"{GATE} === 'idle'")
            self.office.forget()

    # Opening.

    def test_opening_takes_two_steps_at_two_places(self):
        self.show("closed")
        first, second = "a[data-confirm]", "[data-part=confirm] button"
        self.browser.click(first)
        self.browser.wait(f"!{CONFIRM}.hidden")
        self.photograph("console-confirm")
        self.browser.type("Escape")
        self.browser.wait(f"{CONFIRM}.hidden")
        self.browser.run(f"document.querySelector('{first}').focus()")
        self.browser.type("Enter")
        self.browser.wait(f"!{CONFIRM}.hidden")
        place = "document.querySelector('%s').getBoundingClientRect()"
        self.assertGreater(self.browser.eval(f"{place % second}.top - {place % first}.bottom"), 100)
        # Neither the key again, nor held, nor a letter takes the second step.
        self.assertTrue(self.browser.eval(f"document.activeElement.matches('{first}')"))
        self.browser.type("Enter")
        self.browser.type("Space")
        enter = {"type": "keyDown", "value": "\ue007"}
        self.browser.actions([{"type": "key", "id": "keys", "actions": [
            enter, enter, enter, {"type": "keyUp", "value": "\ue007"}]}])
        for letter in "oöj":
            self.browser.type(letter)
        self.assertEqual(self.office.marks(), [])
        self.assertTrue(self.browser.eval(f"document.activeElement.matches('{first}')"))
        # It goes by itself.
        self.browser.wait(f"{CONFIRM}.hidden", 6)
        self.assertEqual(self.office.marks(), [])
        # By Tab the focus is elsewhere first, then on the second.
        self.office.leads["gateOpen"] = "opening"
        self.browser.type("Enter")
        self.browser.wait(f"!{CONFIRM}.hidden")
        self.browser.type("Tab")
        self.assertTrue(self.browser.eval(f"document.activeElement.matches('{second}')"))
        self.browser.type("Enter")
        self.posted("gateOpen")
        self.browser.wait(f"{GATE} === 'opening'")
        self.assertTrue(self.browser.eval(f"{CONFIRM}.hidden"))

    def test_opening_counts_down_and_can_be_cancelled(self):
        self.office.leads["gateClose"] = "closed"
        # The golden page is of another day than this computer has: its own clock counts.
        self.show("opening")
        self.assertRegex(self.browser.eval(BANNER), r"Öffentlich in [1-5] s\.")
        self.browser.wait(f"{BANNER}.includes('Öffentlich in 2 s.')")
        self.photograph("console-opening")
        self.browser.click(".gate-action button")
        self.posted("gateClose")
        self.browser.wait(f"{GATE} === 'closed'")

    def test_what_has_ended_goes_on_in_two_steps(self):
        self.show("ended")
        self.browser.click("a[data-confirm]")
        self.browser.wait(f"!{CONFIRM}.hidden")
        self.assertIn("Jetzt fortsetzen", self.browser.eval(f"{CONFIRM}.innerText"))
        self.browser.type("Enter")
        self.assertEqual(self.office.marks(), [])
        self.browser.click("[data-part=confirm] button")
        self.posted("/start")

    def test_without_scripts_the_second_step_is_a_page_of_its_own(self):
        for step, kind in (("open", "gateOpen"), ("start", "/start")):
            self.visit(f"{CONSOLE}/{step}")
            self.assertEqual(self.browser.eval("document.activeElement.localName"), "body")
            self.browser.click("main button")
            self.posted(kind)
            self.office.forget()

    # What is known.

    def test_without_a_connection_it_says_what_was_known_last(self):
        for state, known in (("open", "öffentlich"), ("closed", "nicht öffentlich")):
            self.show(state)
            self.office.is_down = True
            self.browser.wait(f"{GATE} === 'offline'", 10)
            self.assertRegex(" ".join(self.browser.eval(BANNER).split()),
                             rf"KEINE VERBINDUNG Ohne Verbindung seit \d\d:\d\d:\d\d\. "
                             rf"Zuletzt bekannt vor \d+ Sekunden: {known}\.")
            self.assertFalse(self.browser.eval("!!document.querySelector('.gate a')"))
            if state == "open":
                self.photograph("console-offline")
            self.browser.hold(*CHORD)
            self.browser.wait(f"{GATE} === 'unacknowledged'")
            self.office.leads["gateClose"] = "closed"
            self.office.is_down = False
            self.browser.wait(f"{GATE} === 'closed'", 10)

    def test_a_break_says_so_and_ends(self):
        self.show("break")
        self.assertEqual(self.browser.eval("document.querySelector('.caption').innerText"),
                         "Pause: auch hier dunkel.")
        self.assertIn("Pause", self.browser.eval("document.querySelector('.notice').innerText"))
        # The word may be broken at a soft hyphen.
        self.assertEqual(self.browser.eval(
            "document.querySelector('[data-key=p] span').innerText.replaceAll('\\u00ad', '')"),
                         "Pause beenden")

    def test_closed_within_a_break_it_says_both(self):
        self.show("break")
        self.browser.run("""
            window.said = [];
            const gate = document.querySelector("[data-region=gate]");
            new MutationObserver(() => said.push(gate.innerText)).observe(
                gate, { attributes: true, characterData: true, childList: true, subtree: true });
            """)
        # The server's page is still behind: what is said is the console's own word.
        self.office.answers["gateClose"] = STORED
        self.browser.hold(*CHORD)
        self.browser.wait("said.some((text) => text.includes('NICHT ÖFFENTLICH')"
                          " && text.includes('Zugleich läuft eine Pause:'))")
        for state, says in (("closed in a break", "true"), ("closed", "false")):
            self.office.state = state
            self.browser.wait(f"{BANNER}.includes('Seit 17:10:00')"
                              f" && {BANNER}.includes('Zugleich läuft') === {says}", 10)

    # In sight.

    def box(self, selector):
        return self.browser.eval("""(() => {
            const box = frames[0].document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.left, box.top, box.right, box.bottom]; })()""".replace(
                "arguments[0]", json.dumps(selector)))

    def check_in_sight(self, width, height):
        # A browser's window is as wide as it can be; the page is in a frame of the size.
        top, last = self.box(".gate"), self.box(".console-last")
        for box in (top, last):
            self.assertGreaterEqual(box[0], 0)
            self.assertGreaterEqual(box[1], 0)
            self.assertLessEqual(box[2], width)
            self.assertLessEqual(box[3], height)
        # Between them there is room to work in.
        self.assertGreater(last[1] - top[3], 160)
        for button in (".gate-action :is(button, a)", ".console-undo form:last-child button"):
            if not self.browser.eval(f"!!frames[0].document.querySelector({json.dumps(button)})"):
                continue
            x, y = (lambda b: ((b[0] + b[2]) / 2, (b[1] + b[3]) / 2))(self.box(button))
            self.assertTrue(self.browser.eval(
                f"frames[0].document.elementFromPoint({x}, {y})"
                f"?.closest({json.dumps(button)}) !== null"), f"{button} is covered")

    def test_banner_and_undo_strip_are_in_sight(self):
        self.browser.resize(1500, 1000)
        for width, height in ((1024, 600), (1440, 900), (360, 640)):
            for state in STATES:
                self.office.state = state
                self.visit(f"/framed/{width}/{height}")
                self.browser.wait("frames[0].document.querySelector('[data-console]')"
                                  "?.dataset.keys === 'ready'")
                inside = "const { document: page } = frames[0];"
                for what in ("", "page.scrollingElement.scrollTop = 1e6;",
                             "page.getElementById('key-help').hidden = false;"
                             "page.scrollingElement.scrollTop = 0;",
                             "for (const part of page.querySelectorAll('details')) part.open = true;",
                             "page.getElementById('note-text')?.focus();",
                             "page.scrollingElement.scrollTop = 1e6;"):
                    with self.subTest(width=width, state=state, what=what):
                        self.browser.run(inside + what)
                        self.browser.run_async("""for (let count = 0; count < 2; count += 1) {
                            await new Promise((resolve) => requestAnimationFrame(resolve)); }""")
                        self.check_in_sight(width, height)
                        if "focus" in what and state not in ("planned", "ended"):
                            field, top, last = map(self.box, ("#note-text", ".gate", ".console-last"))
                            self.assertGreaterEqual(field[1], top[3])
                            self.assertLessEqual(field[3], last[1])


def load_tests(loader, _tests, _pattern):
    return for_each(loader, GateTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
