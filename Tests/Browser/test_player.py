"""The player in both browsers, against a server that misbehaves on purpose."""

import os
import tempfile
import unittest
from pathlib import Path

import media
from browser import BROWSERS, poll
from chamber import SESSION, Chamber
from viewing import FRAME, for_each

TICKS = 90_000
LENGTH = 150
FOLDER = Path(os.environ.get("RATSKANAL_MEDIA", Path(tempfile.gettempdir()) / "ratskanal-browser"))


class PlayerTests(unittest.TestCase):
    """Runs with each browser; see `load_tests`."""

    kind = None

    @classmethod
    def setUpClass(cls):
        cls.tracks = media.make(FOLDER, LENGTH)
        cls.browser = BROWSERS[cls.kind](1280, 900)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def tearDown(self):
        self.browser.open("about:blank")

    # What the tests speak in.

    def chamber(self, **more):
        chamber = Chamber(self.tracks, **more)
        self.addCleanup(chamber.close)
        return chamber

    def archive(self, **more):
        return self.chamber(recorded=LENGTH - 10, **more)

    def live(self, **more):
        return self.chamber(live=True, recorded=60, **more)

    def visit(self, chamber, query=""):
        self.browser.open(f"{chamber.base}/sessions/{SESSION}{query}")
        self.browser.wait("window.ratskanal && !document.querySelector('[data-action=play]').disabled", 20)

    def play(self):
        self.browser.click("[data-action=play]")

    @property
    def time(self):
        return self.browser.eval("ratskanal.mediaTime()") / TICKS

    @property
    def edge(self):
        return self.browser.eval("ratskanal.edge()") / TICKS

    @property
    def state(self):
        return self.browser.eval("ratskanal.state")

    def passes(self, time, seconds=10):
        """Waits until it plays beyond a time."""
        poll(lambda: self.time > time and not self.browser.eval(
            "document.querySelector('video').seeking"), seconds, f"playing beyond {time}")

    def check_picture(self):
        """The frame on the screen is the one of its time."""
        def distance():
            frame, time = self.browser.eval(f"[{FRAME}, ratskanal.mediaTime()]")
            return abs(frame / media.RATE - time / TICKS)
        # On a busy machine what is read belongs to the frame before.
        poll(lambda: distance() < 0.2, 3, "the frame of its time")

    # The archive.

    def test_an_archive_plays_and_shows_the_frame_of_its_time(self):
        self.visit(self.archive())
        self.assertEqual(self.state, "paused")
        self.play()
        self.passes(1)
        self.assertEqual(self.state, "playing")
        self.check_picture()
        self.assertIn("von 0:02:1", self.browser.eval(
            "document.querySelector('[data-part=time]').textContent"))

    def test_nothing_plays_before_somebody_asks(self):
        self.visit(self.archive())
        self.browser.wait("document.querySelector('video').readyState > 1")
        self.assertTrue(self.browser.eval("document.querySelector('video').paused"))
        self.assertEqual(self.time, 0)

    def test_a_seek_lands_where_it_was_aimed(self):
        self.visit(self.archive())
        self.play()
        for aim in (100.0, 20.02, 63.44):
            self.browser.run(f"ratskanal.seek({aim * TICKS})")
            self.passes(aim + 0.3)
            self.assertLess(self.time, aim + 5)
            self.check_picture()

    def test_the_start_of_the_address_is_where_it_begins(self):
        chamber = self.archive()
        chamber.page = lambda: chamber.player(start=70 * TICKS)
        self.visit(chamber)
        self.browser.wait("document.querySelector('video').readyState > 1")
        self.assertAlmostEqual(self.time, 70, delta=0.05)
        self.play()
        self.passes(70.5)
        self.check_picture()

    def test_a_clip_ends_at_its_own_end(self):
        chamber = self.archive()
        chamber.page = lambda: chamber.player(**{"clip-start": 30 * TICKS, "clip-end": int(32.6 * TICKS)})
        self.visit(chamber)
        self.play()
        self.browser.wait("document.querySelector('video').paused && ratskanal.mediaTime() > 31 * 90000", 12)
        self.assertAlmostEqual(self.time, 32.6, delta=0.1)
        self.play()
        poll(lambda: 30 <= self.time < 32, 5, "the clip from its start")

    def test_a_clip_leaves_out_what_lies_between_its_stretches(self):
        chamber = self.archive()
        ranges = [{"start": 30 * TICKS, "end": 33 * TICKS}, {"start": 90 * TICKS, "end": 94 * TICKS}]
        chamber.agenda = [{"id": 7, "number": "7", "title": "Haushalt", "parent": None,
                           "public": True, "seek": 30 * TICKS}]
        chamber.timeline["items"] = [{"id": 7, "number": "7", "ranges": ranges, "ownRanges": ranges}]
        chamber.page = lambda: chamber.player(**{
            "clip": f"/sessions/{SESSION}/items/7/index.m3u8",
            "clip-start": 30 * TICKS, "clip-end": 94 * TICKS})
        self.visit(chamber)
        self.play()
        poll(lambda: 90 <= self.time < 92, 8, "the second stretch right after the first")
        self.browser.wait("document.querySelector('video').paused", 8)
        self.assertAlmostEqual(self.time, 94, delta=0.1)

    def test_the_end_of_a_recording_ends_it(self):
        self.visit(self.archive())
        self.browser.run(f"ratskanal.seek({142 * TICKS})")
        self.play()
        self.browser.wait("document.querySelector('video').ended", 16)
        self.assertEqual(self.state, "paused")
        self.play()
        poll(lambda: self.time < 10 and self.state == "playing", 5, "again from the start")

    # What is missing.

    def test_a_segment_that_is_not_there_is_skipped(self):
        chamber = self.archive()
        chamber.refused[r"/video/e1/2\.m4s"] = 404
        self.visit(chamber)
        self.browser.run(f"ratskanal.seek({6 * TICKS})")
        self.play()
        self.passes(13, 15)
        self.check_picture()
        self.assertTrue(any("missing" in text for text in self.browser.eval("ratskanal.errors")))

    def test_sound_that_is_not_there_is_skipped(self):
        chamber = self.archive()
        chamber.refused[r"/audio/e1/2\.m4s"] = 410
        self.visit(chamber)
        self.browser.run(f"ratskanal.seek({6 * TICKS})")
        self.play()
        self.passes(13, 15)

    def test_a_gap_is_skipped_without_asking_for_it(self):
        chamber = self.archive()
        chamber.gaps |= {("video", 2), ("audio", 2)}
        self.visit(chamber)
        self.browser.run(f"ratskanal.seek({6 * TICKS})")
        self.play()
        self.passes(13, 15)
        self.check_picture()
        self.assertFalse(any("/2.m4s" in path for path in chamber.asked))

    def test_a_seek_into_a_gap_goes_on_behind_it(self):
        chamber = self.archive()
        chamber.gaps |= {("video", 5), ("audio", 5), ("video", 6), ("audio", 6)}
        self.visit(chamber)
        self.play()
        self.browser.run(f"ratskanal.seek({22 * TICKS})")
        self.passes(29.4, 15)
        self.check_picture()

    def test_new_parameters_go_on_playing(self):
        chamber = self.archive()
        chamber.discontinuities |= {2, 4}
        self.visit(chamber)
        self.browser.run(f"ratskanal.seek({6 * TICKS})")
        self.play()
        self.passes(9.5, 15)
        self.browser.run(f"ratskanal.seek({15 * TICKS})")
        self.passes(18, 15)
        self.check_picture()
        self.assertTrue(any(path.endswith("video/e3/init.mp4") for path in chamber.asked))

    def test_a_server_that_goes_away_is_waited_for(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(59.5)
        chamber.is_down = True
        self.browser.wait("document.querySelector('[data-part=stall]')", 20)
        self.assertIn(self.browser.eval("document.querySelector('[data-part=stall] strong').textContent"),
                      ("Die Verbindung ist unterbrochen.", "Die Übertragung stockt."))
        chamber.is_down = False
        poll(lambda: self.edge - self.time < 6 and self.state == "playing", 20, "playing again")
        self.browser.wait("!document.querySelector('[data-part=stall]')", 5)

    # Live.

    def test_live_starts_at_the_edge_and_stays_there(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(61, 15)
        self.assertTrue(self.browser.eval("ratskanal.isLive"))
        self.assertLess(chamber.edge - self.time, 4)
        self.check_picture()
        self.assertRegex(self.browser.eval(
            "document.querySelector('[data-part=time]').textContent"), r"^\d\d:\d\d Uhr$")

    def test_live_goes_back_anywhere_and_returns(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(59.5)
        self.browser.run("ratskanal.seek(5 * 90000)")
        self.passes(6)
        self.check_picture()
        self.assertEqual(self.browser.eval(
            "document.querySelector('[data-action=live]').textContent"), "Zurück zu Live")
        self.browser.click("[data-action=live]")
        poll(lambda: chamber.edge - self.time < 4 and self.state == "playing", 12, "the edge again")
        self.assertEqual(self.browser.eval(
            "document.querySelector('[data-action=live]').textContent"), "Live")

    def test_never_more_than_three_requests_at_once(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        self.browser.run("ratskanal.seek(5 * 90000)")
        self.passes(6)
        self.browser.click("[data-action=live]")
        self.passes(61, 12)
        self.assertLessEqual(chamber.most, 3)

    def test_only_the_picture_is_waited_for(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        blocked = {path.split("?")[0] for path in chamber.asked if "_HLS_msn" in path}
        self.assertEqual(blocked, {f"/sessions/{SESSION}/video/session.m3u8"})

    def playlists(self, chamber, track):
        """What was asked of a track's playlist: "whole", or the value of the directive."""
        return [path.partition("_HLS_skip=")[2] or "whole" for path in chamber.asked
                if path.startswith(f"/sessions/{SESSION}/{track}/session.m3u8")]

    def test_only_the_first_playlists_are_whole(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(66, 20)
        for track in ("video", "audio"):
            asked = self.playlists(chamber, track)
            self.assertEqual(asked[0], "whole")
            self.assertEqual(set(asked[1:]), {"v2"})
            self.assertGreater(len(asked), 8)
        self.check_picture()

    def test_an_update_that_leaves_out_too_much_is_asked_for_whole(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        chamber.is_down = True
        chamber.listed = 1
        before = chamber.edge
        poll(lambda: chamber.edge > before + 9, 12, "two segments that nobody heard of")
        chamber.asked.clear()
        chamber.is_down = False
        self.passes(chamber.edge, 20)
        asked = self.playlists(chamber, "video")
        self.assertIn("whole", asked)
        self.assertIn("v2", asked[:asked.index("whole")])
        self.check_picture()

    def test_who_was_away_for_long_asks_for_the_whole(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        chamber.is_down = True
        before = chamber.edge
        poll(lambda: chamber.edge > before + 16, 20, "longer than half the boundary")
        chamber.asked.clear()
        chamber.is_down = False
        self.passes(chamber.edge, 20)
        self.assertEqual(self.playlists(chamber, "video")[0], "whole")
        self.check_picture()

    def test_who_stands_still_just_before_the_end_is_taken_there(self):
        self.visit(self.archive())
        answer = self.browser.run_async("""
            const { Watchdog } = await import("/static/watchdog.js");
            const look = async (more, wish = {}) => {
                const video = { currentTime: 9.98, duration: 10, readyState: 4, ended: false,
                    seeking: false, held: [[6, 10]], ...more };
                const { held } = video;
                video.buffered = { length: held.length,
                    start: (at) => held[at][0], end: (at) => held[at][1] };
                const watchdog = new Watchdog(video, () => {});
                const until = performance.now() + 1300;
                while (performance.now() < until) {
                    watchdog.look([], { isWanted: true, isPending: false, ...wish });
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
                return video.currentTime;
            };
            return await Promise.all([
                look({}), look({ duration: Infinity }), look({ duration: NaN }),
                look({ held: [[6, 9.99]], duration: 20 }), look({ currentTime: 9.4 }),
                look({}, { isWanted: false }), look({}, { isPending: true })]);""")
        self.assertEqual(answer, [10, 9.98, 9.98, 9.98, 9.4, 9.98, 9.98])

    def test_a_session_that_ends_says_so(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        chamber.end()
        self.browser.wait("ratskanal.state === 'ended'", 20)
        self.assertEqual(self.browser.eval(
            "document.querySelector('[data-part=notice-title]').textContent"),
            "Die Sitzung ist zu Ende.")
        self.play()
        poll(lambda: self.state == "playing" and self.time < 10, 10, "from the start")

    def test_a_closed_gate_is_told_and_goes_by_itself(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        chamber.pause()
        chamber.timeline["closed"] = [{"at": int(chamber.edge * TICKS), "wallStart": "2026-11-20T17:01:00Z",
                                       "wallEnd": None, "item": None}]
        self.browser.wait("ratskanal.state === 'closed'", 20)
        self.assertEqual(self.browser.eval(
            "document.querySelector('[data-part=notice-title]').textContent"),
            "Dieser Teil ist nicht öffentlich.")
        chamber.timeline["closed"][0]["wallEnd"] = "2026-11-20T17:02:00Z"
        chamber.resume()
        self.browser.wait("ratskanal.state === 'playing'", 20)
        before = self.time
        self.passes(before + 1)

    def test_a_room_that_sends_nothing_says_so(self):
        chamber = self.live()
        self.visit(chamber)
        self.play()
        self.passes(60)
        chamber.pause()
        self.browser.wait("ratskanal.state === 'lost'", 25)
        chamber.resume()
        self.browser.wait("ratskanal.state === 'playing'", 20)

    def test_a_room_begins_by_itself(self):
        chamber = self.live()
        room = {"data-state": "planned"}
        chamber.room = {"room": "saal", "session": None, "state": "planned", "gate": "open",
                        "input": "lost", "next": None}
        waiting = {"state": "planned", "room-api": "/api/v1/rooms/saal", "session": None,
                   "archive": None, "timeline": None, "session-api": None}
        chamber.page = lambda: chamber.player(**waiting)
        self.browser.open(f"{chamber.base}/sessions/{SESSION}")
        self.browser.wait("window.ratskanal && ratskanal.state === 'planned'")
        chamber.page = lambda: chamber.player(**{"room-api": "/api/v1/rooms/saal"})
        chamber.room |= {"session": SESSION, "state": "live", "input": "connected"}
        self.browser.wait("ratskanal.state === 'playing'", 20)
        self.passes(60, 15)
        self.assertTrue(room)

    # The bar, the keys, the agenda.

    def items(self, chamber):
        chamber.agenda = [
            {"id": 1, "number": "1", "title": "Eröffnung", "parent": None, "seek": 0},
            {"id": 2, "number": "2", "title": "Haushalt", "parent": None, "seek": 40 * TICKS}]
        ranges = [[{"start": 0, "end": 40 * TICKS}], [{"start": 40 * TICKS, "end": None}]]
        chamber.timeline["items"] = [
            {"id": at + 1, "number": str(at + 1), "ranges": ranges[at], "ownRanges": ranges[at]}
            for at in range(2)]
        chamber.timeline["speeches"] = [
            {"id": 9, "person": 7, "name": "Dr. Elif Kaya", "factions": ["Grüne Liste"], "role": None,
             "onBehalfOf": None, "item": 2, "start": 41 * TICKS, "end": 60 * TICKS}]
        return chamber

    def test_a_click_on_an_item_jumps_there_and_stands_in_the_address(self):
        self.visit(self.items(self.archive()))
        self.browser.wait("document.querySelectorAll('.strip-labels text').length === 2")
        self.browser.click("li[data-item='2'] a")
        self.passes(41.3)
        self.assertLess(self.time, 46)
        self.check_picture()
        self.assertTrue(self.browser.eval("location.search").endswith("item=2"))
        self.browser.wait("document.querySelector('li[data-item=\"2\"]').dataset.state === 'current'")
        self.assertEqual(self.browser.eval("document.querySelector('li[data-item=\"1\"]').dataset.state"), "done")
        self.browser.wait("document.querySelector('[data-part=overlay]').textContent.includes('Elif Kaya')")
        self.assertIn("TOP 2: Haushalt", self.browser.eval(
            "document.querySelector('[data-part=strip]').getAttribute('aria-valuetext')"))

    def test_the_bar_is_a_slider(self):
        self.visit(self.items(self.archive()))
        self.browser.wait("document.querySelectorAll('.strip-labels text').length === 2")
        self.browser.press_at("[data-part=strip]", 0.5)
        poll(lambda: abs(self.time - 70) < 1, 5, "the middle")
        self.browser.run("document.querySelector('[data-part=strip]').focus()")
        for key, aim in (("ArrowLeft", 60), ("ArrowRight", 70), ("PageDown", 40), ("PageUp", 139.7),
                         ("Home", 0), ("PageUp", 40), ("End", 139.7)):
            self.browser.type(key)
            poll(lambda: abs(self.time - aim) < 1, 5, f"{aim} after {key}")
        self.assertEqual(self.browser.eval(
            "document.querySelector('[data-part=strip]').getAttribute('aria-valuenow')"), "139")

    def test_keys_play_and_rest_while_a_field_has_the_focus(self):
        self.visit(self.archive())
        self.browser.run("document.querySelector('#field').focus()")
        self.browser.type("k")
        self.assertEqual(self.state, "paused")
        self.assertEqual(self.browser.eval("document.querySelector('#field').value"), "k")
        self.browser.run("document.activeElement.blur()")
        self.browser.type("k")
        self.browser.wait("ratskanal.state === 'playing'")
        self.browser.type("l")
        poll(lambda: self.time >= 10, 5, "ten seconds on")
        self.browser.type("j")
        poll(lambda: self.time < 10, 5, "ten seconds back")
        self.browser.type("m")
        self.assertTrue(self.browser.eval("document.querySelector('video').muted"))
        self.browser.type("Space")
        self.browser.wait("ratskanal.state === 'paused'")

    def test_sharing_puts_the_moment_into_the_address(self):
        self.visit(self.archive())
        self.browser.run("ratskanal.seek(83 * 90000)")
        self.browser.click("[data-action=share]")
        self.browser.wait("location.search === '?t=1m23s'")

    # The scripts' own rules.

    def test_playlists_are_read(self):
        self.visit(self.archive())
        text = "\n".join([
            "#EXTM3U", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:7",
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES", '#EXT-X-PART-INF:PART-TARGET=0.52',
            '#EXT-X-MAP:URI="e3/init.mp4"', '#EXT-X-DATERANGE:ID="i1-0",START-DATE="x",X-T="a,b=c"',
            "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:00.000Z", "#EXTINF:4.00000,", "e3/9.m4s",
            "#EXT-X-GAP", "#EXTINF:2,", "e3/10.m4s", "#EXT-X-DISCONTINUITY",
            '#EXT-X-MAP:URI="e4/init.mp4"', '#EXT-X-PART:DURATION=0.52,URI="e4/11.0.m4s",INDEPENDENT=YES',
            '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="e4/11.1.m4s"', ""])
        list_ = self.browser.run_async("""
            const { parseMedia, nextPart } = await import("/static/playlist.js");
            const list = parseMedia(arguments[0], "https://rat.example/sessions/a/video/live.m3u8?key=k");
            return { ...list, next: nextPart(list) };""", text)
        first, gap, last = list_["segments"]
        self.assertEqual(first["url"], "https://rat.example/sessions/a/video/e3/9.m4s")
        self.assertEqual(gap["date"] - first["date"], 4000)
        self.assertEqual([first["isGap"], gap["isGap"]], [False, True])
        self.assertEqual([last["isOpen"], last["isDiscontinuous"], last["duration"]], [True, True, 0.52])
        self.assertTrue(last["map"]["url"].endswith("/e4/init.mp4"))
        self.assertEqual(list_["next"], {"sequence": 9, "part": 1})
        self.assertEqual(list_["dateRanges"][0]["X-T"], "a,b=c")

    def test_updates_are_read_and_merged(self):
        self.visit(self.archive())
        text = "\n".join([
            "#EXTM3U", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES",
            '#EXT-X-DATERANGE:ID="c",X-T="2"', '#EXT-X-DATERANGE:ID="d",X-T="1"',
            '#EXT-X-SKIP:SKIPPED-SEGMENTS=2,RECENTLY-REMOVED-DATERANGES="x\tb"',
            "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:08.000Z", "#EXTINF:4,", "e1/2.m4s",
            "#EXTINF:4,", "e1/3.m4s", '#EXT-X-PART:DURATION=0.5,URI="e1/4.0.m4s"', ""])
        answer = self.browser.run_async("""
            const { parseMedia, mergeDateRanges, nextPart } = await import("/static/playlist.js");
            const { Segments } = await import("/static/segments.js");
            const list = parseMedia(arguments[0], "https://rat.example/video/session.m3u8");
            const whole = parseMedia('#EXTM3U\\n#EXT-X-MAP:URI="e1/init.mp4"\\n' + [0, 1, 2]
                .map((n) => `#EXTINF:4,\\ne1/${n}.m4s\\n`).join(""),
                "https://rat.example/video/session.m3u8");
            const known = new Segments();
            const joined = [known.merge(list), known.merge(whole), known.merge(list)];
            const ranges = mergeDateRanges(
                ["a", "b", "c"].map((ID) => ({ ID, "X-T": "1" })), list);
            const all = mergeDateRanges([{ ID: "a" }], { ...list, removed: null });
            return { list, joined, next: nextPart(list), ranges, all,
                segments: known.segments.map(({ url, parts, start, map }) =>
                    [(url ?? parts[0].url).slice(-7), start, map.url.slice(-11)]) };""", text)
        self.assertEqual(
            [answer["list"][name] for name in ("skipped", "removed", "canSkip", "canSkipDates")],
            [2, ["x", "b"], 24, True])
        self.assertEqual(answer["next"], {"sequence": 4, "part": 1})
        self.assertEqual(answer["joined"], [False, True, True])
        init = "e1/init.mp4"
        self.assertEqual(answer["segments"], [
            ["1/0.m4s", 0, init], ["1/1.m4s", 4, init], ["1/2.m4s", 8, init],
            ["1/3.m4s", 12, init], ["4.0.m4s", 16, init]])
        self.assertEqual([(each["ID"], each["X-T"]) for each in answer["ranges"]],
                         [("a", "1"), ("c", "2"), ("d", "1")])
        self.assertEqual([each["ID"] for each in answer["all"]], ["c", "d"])

    def test_a_sliding_playlist_joins_the_whole_one(self):
        self.visit(self.archive())
        answer = self.browser.run_async("""
            const { Segments } = await import("/static/segments.js");
            const segment = (number, more) => ({ url: `${number}.m4s`, duration: 4, parts: [],
                isGap: false, isOpen: false, date: null, map: null, range: null, ...more });
            const list = (...segments) => ({ segments, targetDuration: 4, isEnded: false });
            const all = new Segments();
            all.merge(list(segment(0), segment(1), segment(2)));
            all.anchor(2, 8.5);
            const open = { url: null, isOpen: true, duration: 0.5,
                parts: [{ url: "4.0.m4s", duration: 0.5 }] };
            const joined = [all.merge(list(segment(2), segment(3), segment(4, open)))];
            joined.push(all.merge(list(segment(4, { parts: open.parts, duration: 3 }), segment(5))));
            joined.push(all.merge(list(segment(9))));
            return { joined, starts: all.segments.map((each) => each.start), end: all.end,
                found: [all.find(-1), all.find(8.4), all.find(8.5), all.find(100)] };""")
        self.assertEqual(answer["joined"], [True, True, False])
        self.assertEqual(answer["starts"], [0, 4, 8.5, 12.5, 16.5, 19.5])
        self.assertEqual([answer["end"], answer["found"]], [23.5, [0, 1, 2, 5]])


def load_tests(loader, _tests, _pattern):
    return for_each(loader, PlayerTests)


if __name__ == "__main__":
    unittest.main(verbosity=2)
