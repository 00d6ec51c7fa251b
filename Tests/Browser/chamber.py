"""A server for the player's tests that does to it what a real one should not: it loses segments,
goes away, leaves gaps, changes parameters. It speaks the addresses and shapes of the real one."""

import json
import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import media
from serving import Answering, Serving

STATIC = Path(__file__).parents[2] / "Sources/Pages/Static"
TEXTS = STATIC.parent / "Texts/German.swift"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'")
SESSION = "2026-11-20-probe"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def script_texts():
    """The scripts' words, read from the file that the pages take them from."""
    source = TEXTS.read_text(encoding="utf-8")
    source = source[source.index("germanScripts: [String: String] = ["):]
    source = re.sub(r'"\s*\n\s*\+ "', "", source)
    return dict(re.findall(r'"([\w.]+)": "((?:[^"\\]|\\.)*)"', source))


class Chamber(Serving):
    """One session with a live edge that moves, or an archive where `live` is false."""

    def __init__(self, tracks, *, live=False, recorded=40.0):
        self.tracks = tracks
        self.is_live = live
        self.recorded = recorded
        self.began = time.monotonic()
        self.paused_at = None
        self.gaps = set()           # (track, sequence) that playlists call a gap
        self.refused = {}           # a pattern of paths -> status
        self.is_down = False        # connections are cut without an answer
        self.discontinuities = set()  # sequences in front of which a new init begins
        self.listed = 30            # seconds of the end that delta updates list
        self.gate = "open"
        self.room = None            # what the room's API says, where there is one
        self.timeline = {"state": "live" if live else "ended", "epochs": [], "items": [],
                         "breaks": [], "closed": [], "votes": [], "speeches": [], "notes": []}
        self.agenda = []
        self.page = None
        self.asked = []
        self.running = self.most = 0
        super().__init__(self._handler())

    # Time.

    @property
    def edge(self):
        if not self.is_live:
            return self.recorded
        now = self.paused_at or time.monotonic()
        return self.recorded + now - self.began

    def pause(self):
        """Nothing more comes."""
        self.paused_at = time.monotonic()

    def resume(self):
        self.began += time.monotonic() - self.paused_at
        self.paused_at = None

    def end(self):
        self.recorded = self.edge
        self.is_live = False
        self.timeline["state"] = "ended"

    # Playlists.

    def known(self, name):
        """The segments so far: (sequence, parts that are there, whether it is complete)."""
        for sequence, parts in enumerate(self.tracks[name].segments):
            there = [part for part in parts if part.start + part.duration <= self.edge]
            if there:
                yield sequence, there, len(there) == len(parts) or not self.is_live

    def epoch(self, sequence):
        return 1 + sum(1 for cut in self.discontinuities if sequence >= cut)

    def playlist(self, name, is_update=False):
        known = list(self.known(name))
        lines = ["#EXTM3U", "#EXT-X-VERSION:10", "#EXT-X-TARGETDURATION:5"]
        if self.is_live:
            lines += ["#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=30.0,"
                      "CAN-SKIP-DATERANGES=YES,HOLD-BACK=15,PART-HOLD-BACK=1.62",
                      "#EXT-X-PART-INF:PART-TARGET=0.54"]
        lines += ["#EXT-X-MEDIA-SEQUENCE:0"]
        epoch = None
        skipped = 0
        if is_update and self.is_live:
            skipped = sum(1 for _, parts, is_complete in known
                          if is_complete and parts[0].start + media.SEGMENT < self.edge - self.listed)
        if skipped:
            lines.append(f'#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped},RECENTLY-REMOVED-DATERANGES=""')
            epoch = self.epoch(known[skipped - 1][0])
        for sequence, parts, is_complete in known[skipped:]:
            if self.epoch(sequence) != epoch:
                if epoch:
                    lines.append("#EXT-X-DISCONTINUITY")
                epoch = self.epoch(sequence)
                lines.append(f'#EXT-X-MAP:URI="e{epoch}/init.mp4"')
            date = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1795194000 + parts[0].start))
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{date}.{int(parts[0].start % 1 * 1000):03d}Z")
            if self.is_live and parts[0].start > self.edge - 15:
                for index, part in enumerate(parts):
                    lines.append(f'#EXT-X-PART:DURATION={part.duration:.5f},'
                                 f'URI="e{epoch}/{sequence}.{index}.m4s"'
                                 + (",INDEPENDENT=YES" if part.is_independent else ""))
            if is_complete:
                if (name, sequence) in self.gaps:
                    lines.append("#EXT-X-GAP")
                lines.append(f"#EXTINF:{sum(part.duration for part in parts):.5f},")
                lines.append(f"e{epoch}/{sequence}.m4s")
        if not self.is_live:
            lines.append("#EXT-X-ENDLIST")
        return "\n".join(lines) + "\n"

    def multivariant(self):
        return ('#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Saal",DEFAULT=YES,'
                'URI="audio/session.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=900000,'
                'CODECS="avc1.42c00d,mp4a.40.2",AUDIO="audio"\nvideo/session.m3u8\n')

    def blocked(self, name, query):
        """Waits for the part that is asked for; false if it does not come in time."""
        sequence, index = int(query["_HLS_msn"][0]), int(query["_HLS_part"][0])
        deadline = time.monotonic() + 6
        while time.monotonic() < deadline and not self.is_down:
            known = list(self.known(name))
            if not self.is_live or any(
                    number > sequence or (number == sequence and len(parts) > index)
                    for number, parts, _ in known):
                return True
            time.sleep(0.02)
        return False

    def media(self, name, path):
        epoch, name_of = path.split("/")
        if name_of == "init.mp4":
            return self.tracks[name].init
        numbers = [int(number) for number in name_of.removesuffix(".m4s").split(".")]
        for sequence, parts, is_complete in self.known(name):
            if sequence != numbers[0] or (name, sequence) in self.gaps:
                continue
            if len(numbers) == 2:
                return parts[numbers[1]].data if numbers[1] < len(parts) else None
            return b"".join(part.data for part in parts) if is_complete else None
        return None

    # Pages and answers.

    def player(self, **attributes):
        state = "live" if self.is_live else "ended"
        data = {"state": state, "session": SESSION, "archive": f"/sessions/{SESSION}/index.m3u8",
                "timeline": f"/api/v1/sessions/{SESSION}/timeline",
                "session-api": f"/api/v1/sessions/{SESSION}", "gate": self.gate,
                "input": "connected", **attributes}
        written = " ".join(f'data-{name}="{value}"' for name, value in data.items() if value is not None)
        live = '<button data-action="live" disabled><span>Live</span></button>' if self.is_live else ""
        rows = "".join(
            f'<li data-item="{item["id"]}" data-state="coming"><a href="/sessions/{SESSION}?item='
            f'{item["id"]}" data-seek="{item["seek"]}">{item["title"]}</a></li>' for item in self.agenda)
        return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Probe</title>
            <link rel="stylesheet" href="/static/tokens.css">
            <link rel="stylesheet" href="/static/pages.css"></head><body><main>
            <section class="player" data-player {written}>
            <div class="picture"><video playsinline preload="none"></video>
            <div class="lower-third" data-part="overlay" hidden></div>
            <div class="notice" data-part="notice" data-kind="none" hidden></div></div>
            <p class="visually-hidden" data-part="announce" role="status" aria-live="polite"></p>
            <div class="strip" data-part="strip" role="slider" tabindex="0" hidden
            ><div class="strip-bar"></div><div class="strip-labels"></div></div>
            <div class="controls" data-part="controls">
            <button class="play" data-action="play" disabled>Play</button>
            <button data-action="back" disabled>-10</button><button data-action="forward" disabled>+10</button>
            <button data-action="mute" disabled>Ton</button><output data-part="time"></output>{live}
            <button data-action="share" disabled>Teilen</button>
            <button data-action="fullscreen" disabled>Voll</button></div></section>
            <input id="field"><section data-live="agenda"><ol class="agenda" data-agenda>{rows}</ol></section>
            </main><script type="application/json" id="texts">{json.dumps(script_texts())}</script>
            <script type="module" src="/static/player.js"></script></body></html>"""

    def answer(self, path, query):
        """(status, type, bytes) of a path."""
        for pattern, status in list(self.refused.items()):
            if re.search(pattern, path):
                return status, "text/plain", b""
        if path.startswith("/static/"):
            file = STATIC / Path(path).name
            return 200, TYPES[file.suffix], file.read_bytes()
        if path == f"/sessions/{SESSION}":
            return 200, "text/html; charset=utf-8", (self.page or self.player)().encode()
        if path == f"/sessions/{SESSION}/index.m3u8":
            return 200, "application/vnd.apple.mpegurl", self.multivariant().encode()
        if match := re.fullmatch(rf"/sessions/{SESSION}/(video|audio)/session\.m3u8", path):
            if "_HLS_msn" in query and not self.blocked(match[1], query):
                return 503, "text/plain", b""
            text = self.playlist(match[1], query.get("_HLS_skip") == ["v2"])
            return 200, "application/vnd.apple.mpegurl", text.encode()
        if match := re.fullmatch(rf"/sessions/{SESSION}/(video|audio)/(e\d+/[\w.]+)", path):
            found = self.media(match[1], match[2])
            return (404, "text/plain", b"") if found is None else (200, "video/mp4", found)
        if path == f"/api/v1/sessions/{SESSION}/timeline":
            return 200, "application/json", json.dumps(self.timeline).encode()
        if path == f"/api/v1/sessions/{SESSION}":
            agenda = [{**item, "public": True} for item in self.agenda]
            state = self.timeline["state"]
            return 200, "application/json", json.dumps({"agenda": agenda, "state": state}).encode()
        if path == "/api/v1/rooms/saal" and self.room:
            return 200, "application/json", json.dumps(self.room).encode()
        return 404, "text/plain", b""

    def _handler(chamber):
        class Handler(Answering):
            def do_GET(self):
                address = urlsplit(self.path)
                if chamber.is_down and not address.path.startswith("/static/"):
                    self.close_connection = True
                    return
                counts = address.path != "/favicon.ico" and not address.path.startswith("/static/")
                with chamber.lock:
                    chamber.asked.append(self.path)
                    chamber.running += counts
                    chamber.most = max(chamber.most, chamber.running)
                try:
                    status, kind, body = chamber.answer(address.path, parse_qs(address.query))
                finally:
                    with chamber.lock:
                        chamber.running -= counts
                if chamber.is_down and not address.path.startswith("/static/"):
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", POLICY)
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)

        return Handler
