"""The office signs in, opens items, closes and opens the gate, all by keys; and a room that waits."""

import json
import signal
import statistics
import time
import unittest

from browser import poll
from house import House
from viewing import Viewing, for_each


class OfficeTests(Viewing):
    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.close)
        self.house.start_server()
        self.house.plan(begin="23:30")
        super().setUp()

    def room(self):
        return json.loads(self.house.get("/api/v1/rooms/saal"))

    def marks(self):
        return self.browser.eval("document.querySelector('[data-region=marks]').innerText")

    def press(self, key, expression):
        """Presses a key and gives how many seconds it takes until the page shows what came of it."""
        self.browser.wait("document.querySelector('[data-console]').dataset.keys === 'ready'")
        began = time.monotonic()
        self.browser.type(key)
        self.browser.wait(expression, 10)
        return time.monotonic() - began

    def test_a_room_begins_by_itself_and_the_office_leads_it(self):
        item = self.house.items()
        self.visit("/live/saal")
        self.assertIn("beginnt", self.browser.eval(
            "document.querySelector('[data-part=notice]').innerText"))
        self.assertIn("Neubau der Grundschule", self.browser.eval("document.body.innerText"))
        self.photograph("room-before")
        self.house.begin()
        self.browser.wait("window.ratskanal.state === 'playing'", 40)
        self.plays()
        self.check_quiet("/live/saal")

        token = self.house.ratskanal("token", "create", "--name", "Büro", "--right", "tag")
        self.visit("/staff/")
        self.photograph("staff-sign-in")
        self.browser.click("#token")
        self.browser.type(token)
        self.browser.type("Enter")
        link = f"a[href='/staff/sessions/{self.house.session}']"
        self.browser.wait(f"document.querySelector({json.dumps(link)})", 20)
        self.assertNotIn("session", self.browser.eval("document.cookie"))
        self.browser.click(link)
        self.browser.wait("document.querySelector('[data-console]')", 20)

        state = "document.querySelector('[data-item=\"%s\"]').dataset.state"
        waits = []
        for number in ("1", "2", "2.1"):
            waits.append(self.press("n", f"{state % item[number]} === 'current'"))
        print(f"\n{self.kind}: a mark shows after "
              + ", ".join(f"{wait:.2f}" for wait in waits) + " s")
        self.assertLess(statistics.median(waits), 1)
        self.assertIn("TOP 2", self.marks())
        self.photograph("staff-open")

        # Two letters and Enter: who speaks.
        self.key("s", "document.activeElement.id === 'speaker'")
        self.browser.type("Ad")
        self.browser.wait("document.querySelector('#matches').innerText.includes('Beispiel')")
        self.browser.type("ArrowDown")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('[data-region=marks]').innerText"
                          ".includes('Ada Beispiel')")
        self.browser.type("Escape")

        gate = "document.querySelector('[data-console]').dataset.gate"
        self.press("g", f"{gate} === 'closed'")
        poll(lambda: self.room()["gate"] == "closed", 5, "the gate is closed for all")
        self.assertIn("NICHT ÖFFENTLICH", self.browser.eval("document.body.innerText").upper())
        self.photograph("staff-closed")
        self.browser.click("a[data-confirm=open]")
        self.browser.click("[data-part=confirm] button")
        self.browser.wait(f"{gate} === 'open'", 15)
        poll(lambda: self.room()["gate"] == "open", 5, "the gate is open for all")

        self.key("p", "document.querySelector('[data-region=marks]').innerText.includes('Pause')")
        poll(lambda: self.room()["state"] == "break", 5, "the break is told to all")
        # What was dark stays so: undoing a break is its end.
        self.key("z")
        poll(lambda: self.room()["state"] == "live", 10, "the break is over")
        self.browser.wait("document.querySelector('[data-console]').dataset.gate === 'open'", 10)
        self.check_quiet("the console")

        # What is not public closes by itself.
        self.key("t", "document.activeElement.id === 'number'")
        self.browser.type("N 1")
        self.browser.type("Enter")
        self.browser.wait(f"{gate} === 'closed'", 10)
        poll(lambda: self.room()["gate"] == "closed", 5, "closed by the item")

    def sign_in(self):
        """To the session's console, as whoever opens its address."""
        token = self.house.ratskanal("token", "create", "--name", "Büro", "--right", "tag")
        self.visit(f"/staff/sessions/{self.house.session}")
        self.browser.click("#token")
        self.browser.type(token)
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('[data-console]')", 20)

    def test_what_is_not_published_plays_in_the_console(self):
        self.house.begin()
        self.house.ratskanal("session", "publish", self.house.session, "--visibility", "office")
        self.sign_in()
        self.browser.wait("window.ratskanal?.state === 'playing'", 40)
        self.plays()
        self.check_quiet("the console")

    def test_the_key_for_the_next_item_goes_on_when_all_had_their_turn(self):
        self.house.begin()
        for number in ("1", "2", "2.1", "3", "4", "N 1"):
            self.house.ratskanal("tag", "item", number)
            if number != "N 1":
                # What was open for no frame had no turn.
                self.house.wait_recorded(self.house.recorded() + 1.5)
        self.sign_in()
        agenda = "document.querySelector('[data-region=agenda]')"
        self.browser.wait(f"{agenda}.innerText.includes('Kein weiterer Punkt')")
        self.house.ratskanal("tag", "item", "3")
        self.browser.wait(f"{agenda}.querySelector('[data-key=n]')")
        self.press("n", f"{agenda}.querySelector('[data-item=\"{self.house.items()['4']}\"]')"
                   ".dataset.state === 'current'")
        self.key("t", "document.activeElement.id === 'number'")
        self.browser.type("77")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('[data-part=message]').innerText"
                          " === 'Auf der Tagesordnung steht kein TOP 77.'")

    def test_the_list_of_keys_covers_nothing(self):
        self.house.begin()
        self.sign_in()
        self.browser.wait("!document.querySelector('[data-key=\"?\"]').hidden")
        box = "document.querySelector('%s').getBoundingClientRect()"
        for width in (1440, 360):
            self.browser.resize(width, 900)
            self.key("?", "!document.getElementById('key-help').hidden")
            self.assertGreaterEqual(
                self.browser.eval(f"{box % '.key-help'}.top - {box % '.gate'}.bottom"), 0)
            for cap in (".key-help div:first-child kbd", ".key-help div:last-child dd"):
                self.assertGreaterEqual(self.browser.eval(f"{box % cap}.left"), 0)
                # A window of Firefox is never as narrow as a phone.
                self.assertLessEqual(
                    self.browser.eval(f"{box % cap}.right - document.documentElement.clientWidth"),
                    0)
            if width == 1440:
                self.photograph("staff-keys")
            self.key("?", "document.getElementById('key-help').hidden")

    def test_closing_that_nobody_acknowledges_is_in_red(self):
        self.house.begin()
        self.sign_in()
        gate = "document.querySelector('[data-console]')?.dataset.gate"
        self.browser.wait(f"{gate} === 'open'", 20)
        self.browser.wait("document.querySelector('[data-console] > [role=status].visually-hidden')")
        # It is there and deaf: connections stay open, nothing answers.
        self.house.server.send_signal(signal.SIGSTOP)
        try:
            self.browser.hold("Control", "Alt", "g")
            self.browser.wait("document.querySelector('.gate[data-gate=unacknowledged]')", 10)
            self.assertIn("NICHT GESCHLOSSEN", self.browser.eval(
                "document.querySelector('.gate').innerText"))
            self.photograph("staff-unacknowledged")
        finally:
            self.house.server.send_signal(signal.SIGCONT)
        self.browser.wait(f"{gate} === 'closed'", 20)
        self.assertIn("Bestätigt", self.browser.eval("document.querySelector('.gate').innerText"))

    def test_the_gate_opens_without_scripts_by_a_page_of_its_own(self):
        self.house.begin()
        self.house.ratskanal("tag", "close")
        self.sign_in()
        gate = "document.querySelector('[data-console]')?.dataset.gate"
        self.browser.wait(f"{gate} === 'closed'", 10)
        self.visit(f"/staff/sessions/{self.house.session}/open")
        self.photograph("staff-confirm")
        self.browser.click("main button")
        self.browser.wait(f"['opening', 'open'].includes({gate})", 10)
        poll(lambda: self.room()["gate"] == "open", 5, "the gate is open for all")

    def test_what_is_sent_twice_with_its_key_marks_once(self):
        self.house.begin()
        self.sign_in()
        self.browser.run_async("""
            const form = document.querySelector("form[data-action=note]");
            const data = new URLSearchParams(new FormData(form));
            data.set("text", "Zweimal gesendet");
            data.set("key", "1f0b7a52-6c1d-4b52-9a55-0d2f6d1f7a10");
            for (let count = 0; count < 2; count += 1) {
                await fetch(form.action, { method: "POST", body: data });
            }""")
        self.browser.wait("document.querySelector('[data-region=marks]').innerText"
                          ".includes('Zweimal')")
        self.assertEqual(self.marks().count("Zweimal"), 1)

    def test_a_wrong_token_is_refused_in_words(self):
        self.visit("/staff/")
        self.browser.click("#token")
        self.browser.type("wrong")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('#problem')", 10)


def load_tests(loader, _tests, _pattern):
    return for_each(loader, OfficeTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
