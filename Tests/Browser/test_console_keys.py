"""What each key of the office's console does in each state, and that prose marks nothing."""

import json
import unittest

from browser import poll
from office import CONSOLE, STORED, Office
from viewing import Viewing, for_each

LIVE = ("open", "closed", "opening", "unacknowledged", "unstored", "break")
IDLE = ("planned", "ended")
CHORD = ("Control", "Alt", "g")
PROSE = "Pause bis 18 Uhr, angenommen: 31 Ja"
FIELDS = ("number", "speaker", "role-chair", "vote-text", "note-text", "note-public")
# An element of its own has the focus, a form is unfolded, the list of keys is: nothing else may be.
AT = """(() => {
    const active = document.activeElement;
    const entry = document.querySelector("details.entry[open]");
    return {
        focus: active.id || active.form?.dataset.action || active.localName,
        unfolded: entry?.querySelector("form").dataset.action ?? null,
        help: !document.getElementById("key-help").hidden,
        confirm: !document.querySelector("[data-part=confirm]").hidden,
    };
})()"""
NOTHING = {"focus": "body", "unfolded": None, "help": False, "confirm": False}

# What a key does: it posts a mark, or it leaves the page like this.
ANYWHERE = {
    "g": "gateClose", CHORD: "gateClose", "ArrowLeft": "/markers/9/earlier",
    "z": "/markers/9/undo", "?": {**NOTHING, "help": True},
    **{key: NOTHING for key in ("Escape", "Enter", "Space", "x", "k", "1", ("Shift", "G"), "PageUp")},
}
DOES = {state: {
    **ANYWHERE, "n": "item", "e": "speechEnd", "p": "breakEnd" if state == "break" else "breakStart",
    "t": {**NOTHING, "focus": "number"}, "s": {**NOTHING, "focus": "speaker"},
    "a": {**NOTHING, "focus": "vote-text", "unfolded": "vote"},
    "m": {**NOTHING, "focus": "note-text", "unfolded": "note"},
    ("Shift", "Q"): {**NOTHING, "focus": "stop", "unfolded": "stop"},
} for state in LIVE} | {state: {
    **ANYWHERE, **{key: NOTHING for key in ("n", "e", "p", "t", "s", "a", "m", ("Shift", "Q"))},
} for state in IDLE}


class KeyTests(Viewing):
    def setUp(self):
        self.house = self.office = Office()
        self.addCleanup(self.office.close)
        # The room closes and shows what it showed before: so each press is seen by itself.
        self.office.answers["gateClose"] = STORED
        super().setUp()

    def show(self, state):
        self.office.state = state
        self.visit(CONSOLE)
        self.browser.wait(f"document.querySelector('[data-console]')?.dataset.gate === "
                          f"{json.dumps('idle' if state in IDLE else state)}")
        self.browser.wait("document.querySelector('[data-console]').dataset.keys === 'ready'")

    def press(self, key):
        if isinstance(key, tuple):
            self.browser.hold(*key)
        else:
            self.browser.type(key)

    def rested(self):
        """Waits until whatever a key could have done is done."""
        self.browser.wait("document.querySelector('[data-console]').dataset.keys === 'ready'")

    def acted(self):
        """Waits for as long as a key waits whether it is alone, and longer."""
        self.browser.run_async("await new Promise((resolve) => setTimeout(resolve, 300));")

    def posted(self, *expected):
        poll(lambda: len(self.office.marks()) >= len(expected), 5,
             f"{expected} and not {self.office.marks()}")
        self.assertEqual(self.office.marks(), list(expected))

    def fold(self):
        self.browser.type("Escape")
        self.browser.eval("document.activeElement.blur()")
        self.browser.wait(f"JSON.stringify({AT}) === {json.dumps(self.nothing)}")
        self.rested()
        self.office.forget()

    @property
    def nothing(self):
        return json.dumps(NOTHING, separators=(",", ":"))

    def test_each_key_does_in_each_state_what_the_table_says(self):
        for state, keys in DOES.items():
            self.show(state)
            for key, expected in keys.items():
                with self.subTest(state=state, key=key):
                    self.press(key)
                    if isinstance(expected, str):
                        self.posted(expected)
                        self.browser.wait("!document.querySelector('[aria-busy]')")
                        self.browser.wait(
                            "document.querySelector('[data-console]').dataset.gate === "
                            f"{json.dumps('idle' if state in IDLE else state)}")
                    elif expected != NOTHING:
                        wanted = json.dumps(expected, separators=(",", ":"))
                        self.browser.wait(f"JSON.stringify({AT}) === {json.dumps(wanted)}")
                        self.assertEqual(self.office.marks(), [])
                    else:
                        self.rested()
                        self.assertEqual(self.office.marks(), [])
                        self.assertEqual(self.browser.eval(AT), NOTHING)
                    self.fold()

    def test_a_second_press_of_a_key_folds_nothing(self):
        self.show("open")
        for key, field in (("a", "vote-text"), ("m", "note-text")):
            self.browser.type(key)
            self.browser.wait(f"document.activeElement.id === '{field}'")
            self.browser.eval("document.activeElement.blur()")
            # The form is unfolded: no key acts, and none folds it.
            for other in (key, "n", "g", "z"):
                self.browser.type(other)
            self.browser.type("Tab")
            self.assertTrue(self.browser.eval(f"{AT}.unfolded !== null"))
            self.fold()
        self.assertEqual(self.office.marks(), [])

    def open_field(self, name):
        if name.startswith(("vote", "note")):
            self.browser.run(
                f"document.getElementById('{name}').closest('details').open = true")
        self.browser.run(f"document.getElementById('{name}').focus()")

    def leave(self, way):
        if way == "click":
            self.browser.click("h1")
        elif way == "blur":
            self.browser.eval("document.activeElement.blur()")
        else:
            self.browser.type(way)

    def test_prose_in_a_field_and_after_it_marks_nothing(self):
        for state in LIVE:
            self.show(state)
            for field in FIELDS:
                for way in ("Escape", "Tab", "click", "blur", "Enter"):
                    with self.subTest(state=state, field=field, way=way):
                        self.open_field(field)
                        if way == "Enter":
                            # On an empty field it sends nothing and leaves nothing.
                            self.browser.type("Enter")
                        self.browser.type(PROSE)
                        self.press(CHORD)
                        self.posted("gateClose")
                        self.office.forget()
                        if way != "Enter":
                            self.leave(way)
                            self.browser.type(PROSE)
                            self.acted()
                        self.assertEqual(self.office.marks(), [])
                        self.press(CHORD)
                        self.posted("gateClose")
                        self.browser.run(
                            "document.querySelectorAll('.console form').forEach((f) => f.reset())")
                        self.browser.type("Escape")
                        self.office.forget()

    def test_prose_on_the_page_and_on_its_buttons_marks_nothing(self):
        buttons = ("[data-key=n]", "[data-key=p]", "[data-key=z]", "[data-action=item] button",
                   "[data-key='?']", ".gate button", ".gate a", "summary[data-key=a]",
                   ".names button", "main")
        for state in LIVE + IDLE:
            self.show(state)
            for place in ("body", *buttons):
                if not self.browser.eval(f"!!document.querySelector({json.dumps(place)})"):
                    continue
                with self.subTest(state=state, place=place):
                    self.browser.run(f"document.querySelector({json.dumps(place)}).focus()")
                    self.browser.type(PROSE)
                    self.acted()
                    self.assertEqual(self.office.marks(), [])
                    self.press(CHORD)
                    self.posted("gateClose")
                    self.fold()


    def test_prose_goes_on_slowly_after_a_field_and_marks_nothing(self):
        self.show("open")
        for way in ("Escape", "blur"):
            self.open_field("vote-text")
            self.browser.type("Pa")
            self.leave(way)
            if way == "blur":
                self.browser.run("document.querySelector('details.entry[open]').open = false")
            keys = [action for letter in "pzgen" for action in (
                {"type": "keyDown", "value": letter}, {"type": "keyUp", "value": letter},
                {"type": "pause", "duration": 600})]
            self.browser.actions([{"type": "key", "id": "keys", "actions": keys}])
            self.rested()
            self.assertEqual(self.office.marks(), [])
            self.assertIn("nichts getan", self.browser.eval(
                "document.querySelector('[data-part=message]').innerText"))
            self.fold()

    def test_a_field_sends_by_enter_what_was_typed_and_that_alone(self):
        self.show("open")
        for field, kind, name in (("number", "item", "number"), ("speaker", "speechStart", "name"),
                                  ("vote-text", "vote", "text"), ("note-text", "note", "text")):
            self.open_field(field)
            self.browser.type(PROSE)
            self.browser.type("Enter")
            self.posted(kind)
            _, fields = self.office.posted[0]
            self.assertEqual(fields[name], PROSE)
            self.assertRegex(fields["key"], r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]")
            self.browser.wait("!document.querySelector('[aria-busy]')")
            self.browser.type(PROSE)
            self.assertEqual(self.office.marks(), [kind])
            self.fold()

    def test_only_g_closes_among_what_altgr_writes(self):
        self.show("open")
        self.open_field("vote-text")

        def send(**event):
            event = {"ctrlKey": True, "altKey": True, "bubbles": True, "cancelable": True, **event}
            self.browser.run("document.activeElement.dispatchEvent("
                             "new KeyboardEvent('keydown', arguments[0]))", event)

        for key, code in (("@", "KeyQ"), ("€", "KeyE"), ("{", "Digit7"), ("µ", "KeyM"), ("h", "KeyH")):
            send(key=key, code=code)
        self.assertEqual(self.office.marks(), [])
        # By its place, by its letter, while something is composed; held down it is one press.
        for event in ({"key": "ŋ", "code": "KeyG"}, {"key": "g", "code": "KeyU"},
                      {"key": "G", "code": "KeyG"},
                      {"key": "Process", "code": "KeyG", "isComposing": True}):
            send(**event)
            send(**event, repeat=True)
            self.posted("gateClose")
            self.office.forget()
        self.assertEqual(self.browser.eval("document.activeElement.id"), "vote-text")

    def test_escape_leaves_a_field_and_folds_everything(self):
        self.show("closed")
        self.browser.type("?")
        self.browser.wait("!document.getElementById('key-help').hidden")
        self.browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        self.browser.click("a[data-confirm]")
        self.browser.run("document.getElementById('speaker').focus()")
        self.browser.type("Ad")
        self.browser.wait("!document.getElementById('matches').hidden")
        self.browser.type("Escape")
        self.browser.wait(f"JSON.stringify({AT}) === {json.dumps(self.nothing)}")
        self.assertTrue(self.browser.eval("document.getElementById('matches').hidden"))
        self.assertEqual(self.browser.eval("document.querySelectorAll('details[open]').length"), 0)


def load_tests(loader, _tests, _pattern):
    return for_each(loader, KeyTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
