"""The pages in English: from page to page by keyboard, the player's own words, the office."""

import json
import re
import unittest

from browser import poll
from house import House
from viewing import Viewing, for_each

# What a page says of its own: without what people typed, and with what is read aloud.
SAID = """(() => {
    // In a document of its own a copy of the video asks for nothing.
    const page = document.implementation.createHTMLDocument().importNode(document.body, true);
    for (const part of page.querySelectorAll("[lang=de], script, noscript")) part.remove();
    const aloud = [...page.querySelectorAll("[aria-label], [placeholder], [aria-valuetext]")].map(
        (part) => ["aria-label", "placeholder", "aria-valuetext"].map(
            (name) => part.getAttribute(name) ?? "").join(" "));
    return [page.textContent, ...aloud].join(" ");
})()"""
TITLE = "Stadtrat, 31. Sitzung"
GERMAN = ("Sitzung", "Sitzungen", "Suche", "Suchen", "Tagesordnung", "TOP", "Uhr", "Jetzt", "Seit",
          "Abspielen", "Anhalten", "Teilen", "Vollbild", "Ton", "Rede", "Reden", "Papiere",
          "Zeitleiste", "Bild", "nicht", "Nicht", "öffentlich", "Es", "Treffer", "Beendet", "von",
          "Min", "Std", "Datenschutz", "Impressum", "Marken", "Geschäftsstelle")
# Links and forms of our own pages, but for media, files, and the way to the other language.
LINKS = """[...document.querySelectorAll("a[href^='/'], form[action^='/']")].filter((part) =>
    !part.hasAttribute("hreflang") && !part.hasAttribute("download")
    && !/[.](m3u8|mp4)/.test(part.getAttribute("href"))).map((part) => part.localName === "form"
    ? part.getAttribute("action") + (part.elements.lang ? "?lang=" + part.elements.lang.value : "")
    : part.getAttribute("href"))"""


class English(Viewing):
    """What both tests look for on a page."""

    def check_english(self, where):
        self.assertEqual(self.browser.eval("document.documentElement.lang"), "en", where)
        said = self.browser.eval(SAID).replace(TITLE, "")
        words = set(re.findall(r"\w+", said))
        self.assertEqual(words.intersection(GERMAN), set(), where)


class KeyboardTests(English):
    """A viewer whose browser asks for German, and who chooses English."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.house = House()
        cls.house.start_server()
        cls.house.plan(TITLE)
        cls.house.begin()
        cls.house.ratskanal("tag", "item", "1")
        cls.house.wait_recorded(cls.house.recorded() + 1.5)
        cls.house.ratskanal("tag", "item", "2")
        cls.house.ratskanal("tag", "speaker", "Ada Beispiel", "--role", "chair")
        cls.house.wait_recorded(cls.house.recorded() + 6)

    @classmethod
    def tearDownClass(cls):
        cls.house.close()
        super().tearDownClass()

    def reach(self, selector):
        """Tabs to an element, as somebody without a mouse does."""
        for _ in range(120):
            self.browser.type("Tab")
            if self.browser.eval(f"document.activeElement.matches({json.dumps(selector)})"):
                return
        self.fail(f"{selector} is not to be reached by Tab")

    def follow(self, selector, path):
        """Opens a link by keys; `path` is where it must lead, in English."""
        self.reach(selector)
        self.browser.type("Enter")
        self.browser.wait(f"location.pathname === {json.dumps(path)}"
                          " && location.search.includes('lang=en')"
                          " && document.readyState === 'complete'", 20)
        self.check_english(path)
        self.check_links(path)

    def check_links(self, where):
        links = self.browser.eval(LINKS)
        self.assertGreater(len(links), 5, where)
        for link in links:
            self.assertRegex(link, r"[?&]lang=en$", where)

    def text(self):
        return self.browser.eval("document.body.innerText")

    def test_from_page_to_page(self):
        house = self.house
        page = f"/sessions/{house.session}"
        self.visit("/")
        self.assertEqual(self.browser.eval("document.documentElement.lang"), "de")
        self.follow("header [hreflang=en]", "/")
        self.assertIn("Stadtrat is in session.", self.text())
        self.assertIn("Speaking: Ada Beispiel, Chair", self.text())
        self.photograph("en-home")

        self.follow("header a[href^='/sessions']", "/sessions")
        self.photograph("en-sessions")
        self.follow(f"main a[href^='{page}']", page)
        self.browser.wait("!document.querySelector('[data-action=play]').disabled", 30)
        self.reach("[data-action=play]")
        self.browser.type("Enter")
        self.plays()
        self.check_player()
        self.photograph("en-session-live")

        # What is shared, and what then stands in the address bar, goes on in English.
        self.reach("[data-action=share]")
        self.browser.type("Enter")
        self.browser.wait("/^[?]lang=en&t=[0-9hms]+$/.test(location.search)")
        self.browser.wait("/^(Link copied|The link is: http.*lang=en.*)$/.test("
                          "document.querySelector('[data-part=announce]').textContent)")

        item = f"{page}/items/{house.items()['2']}"
        self.follow(f"a[href^='{item}']", item)
        self.assertIn("Item 2", self.text())
        self.assertEqual(self.browser.eval("document.querySelector('h1').lang"), "de")
        self.photograph("en-item")

        self.follow("header a[href^='/search']", "/search")
        self.assertIn("Search 1 session since", self.text())
        self.photograph("en-search-start")
        self.reach("input[type=search]")
        self.browser.type("Weidenweg")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('.hit-list a')", 20)
        self.assertIn("1 result", self.text())
        self.check_english("a search")
        self.check_links("a search")
        self.photograph("en-search")
        self.follow(".hit-list .play-line a", page)

        self.follow("header a[href^='/']:not(.brand)", "/")
        self.follow("main a.button.main", "/live/saal")
        self.browser.wait("!document.querySelector('[data-action=play]').disabled", 30)
        self.reach("[data-action=play]")
        self.browser.type("Enter")
        self.plays()
        self.check_player()
        self.check_quiet("/live/saal")

        # What comes while the page is open is in English too.
        self.reach("[data-action=live]")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('.live span').textContent === 'Live'", 20)
        house.ratskanal("tag", "close")
        notice = "document.querySelector('[data-part=notice]')"
        self.browser.wait(f"!{notice}.hidden", 30)
        self.assertIn("This part is not public.", self.browser.eval(f"{notice}.innerText"))
        poll(lambda: "The public has been excluded since" in self.text(), 20, "since when")
        self.check_english("a closed room")
        self.photograph("en-room-closed")
        house.ratskanal("tag", "open", "--yes")
        self.browser.wait(f"{notice}.hidden", 30)

        self.back_to_german()

    def check_player(self):
        """The words that the script says by itself."""
        label = "document.querySelector('[data-action=%s]').ariaLabel"
        self.assertEqual(self.browser.eval(label % "play"), "Pause")
        self.assertEqual(self.browser.eval(label % "mute"), "Mute")
        shown = self.browser.eval("document.querySelector('[data-part=time]').textContent")
        self.assertRegex(shown, r"^[0-2]\d:\d\d$")
        self.browser.wait("document.querySelector('[data-part=strip]').ariaValueText"
                          ".includes(', item 2: Neubau')", 10)
        self.browser.wait("document.querySelector('[data-part=overlay]').innerText"
                          ".includes('Chair')", 10)
        self.browser.type("k")
        self.browser.wait(f"{label % 'play'} === 'Play'")
        self.browser.type("ArrowLeft")
        self.browser.wait("document.querySelector('.live span').textContent === 'Back to live'")

    def back_to_german(self):
        self.reach("header [hreflang=de]")
        self.browser.type("Enter")
        self.browser.wait("document.documentElement.lang === 'de'", 20)
        self.assertEqual(
            self.browser.eval("location.pathname + location.search"), "/live/saal?lang=de")

    def test_links_stay_plain_where_the_browser_decides(self):
        self.visit("/")
        self.assertEqual(
            [link for link in self.browser.eval(LINKS) if "lang=" in link], [])


class OfficeTests(English):
    """An office whose browser asks for English."""

    language = "en-GB"

    def setUp(self):
        self.house = House()
        self.addCleanup(self.house.close)
        self.house.start_server()
        self.house.plan(TITLE)
        self.house.begin()
        super().setUp()

    def test_the_console_is_in_english(self):
        token = self.house.ratskanal("token", "create", "--name", "Büro", "--right", "tag")
        self.visit("/staff/")
        self.check_english("/staff/")
        self.photograph("en-staff-sign-in")
        self.browser.click("#token")
        self.browser.type("nonsense")
        self.browser.type("Enter")
        self.browser.wait("document.querySelector('[role=alert]')", 20)
        self.check_english("a wrong key")
        self.browser.click("#token")
        self.browser.type(token)
        self.browser.type("Enter")
        link = f"a[href='/staff/sessions/{self.house.session}']"
        self.browser.wait(f"document.querySelector({json.dumps(link)})", 20)
        self.check_english("the sessions")
        self.browser.click(link)
        self.browser.wait("document.querySelector('[data-console]')", 20)
        self.key("?", "!document.getElementById('key-help').hidden")
        self.check_english("the console")
        self.photograph("en-staff-help")
        self.browser.type("Escape")

        said = "document.querySelector('[data-part=message]').textContent"
        self.key("t", "document.activeElement.id === 'number'")
        self.browser.type("77")
        self.browser.type("Enter")
        self.browser.wait(f"{said} === 'No item 77 is on the agenda.'", 10)
        self.browser.type("Escape")
        # What was refused stands in the console's log.
        self.browser.console()
        last = "document.querySelector('[data-region=last]').innerText"
        self.key("n")
        self.browser.wait(f"{last}.includes('Item 1 opened')", 10)
        self.browser.wait(f"/\\d seconds? ago/.test({last})", 10)
        gate = "document.querySelector('[data-console]').dataset.gate"
        self.key("g")
        self.browser.wait(f"{gate} === 'closed'", 10)
        self.assertIn("NOT PUBLIC", self.browser.eval("document.body.innerText"))
        self.check_english("a closed gate")
        self.photograph("en-staff-closed")
        self.browser.click("a[data-confirm=open]")
        self.browser.wait("!document.querySelector('[data-part=confirm]').hidden")
        self.check_english("the second step")
        self.browser.click("[data-part=confirm] button")
        self.browser.wait(f"{gate} === 'open'", 15)
        self.check_quiet("the console")
        self.browser.click("header [hreflang=de]")
        self.browser.wait("document.documentElement.lang === 'de'", 20)
        self.assertIn("ÖFFENTLICH", self.browser.eval("document.body.innerText"))


def load_tests(loader, _tests, _pattern):
    suite = unittest.TestSuite()
    for case in (KeyboardTests, OfficeTests):
        suite.addTests(for_each(loader, case))
    return suite


if __name__ == "__main__":
    unittest.main(verbosity=2)
