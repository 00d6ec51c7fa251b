"""Recordings that browsers cannot play as they are: converted, they play and are sought in."""

import subprocess
import unittest

import media
from browser import poll
from house import House, TICKS
from viewing import FRAME, Viewing, for_each

SECONDS = 20
KINDS = {
    "hevc.mp4": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
                 "log-level=error:keyint=50:bframes=3", "-pix_fmt", "yuv420p10le", "-c:a", "ac3"],
    "mpeg2.ts": ["-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-top", "1", "-b:v", "4M",
                 "-pix_fmt", "yuv420p", "-c:a", "mp2"],
}
house = None


def make(path, arguments):
    encode = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray",
         "-s", f"{media.WIDTH}x{media.HEIGHT}", "-r", str(media.RATE), "-i", "-",
         "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", str(SECONDS)]
        + arguments + [str(path)], stdin=subprocess.PIPE)
    for number in range(SECONDS * media.RATE):
        encode.stdin.write(media.frame(number))
    encode.stdin.close()
    if encode.wait():
        raise RuntimeError(f"ffmpeg could not make {path}")
    return path


def setUpModule():
    global house
    house = House()
    unittest.addModuleCleanup(house.close)
    house.start_server()
    house.sessions = {
        name: house.ratskanal(
            "recording", "import", str(make(house.path / name, arguments)), "--date", "2001-02-03",
            "--preset", "veryfast")
        for name, arguments in KINDS.items()}


class Converted(Viewing):
    def setUp(self):
        type(self).house = house
        super().setUp()

    def check(self, name):
        """The frame that is shown is that of the time, at the start and after a jump; B-frames show
        it two frames later."""
        self.visit_player(f"/sessions/{house.sessions[name]}")
        self.play()
        for second in (None, 14.1):
            if second is not None:
                self.browser.run(f"ratskanal.seek({second * TICKS})")
                self.plays(beyond=second)
            self.browser.run("document.querySelector('video').pause()")
            poll(lambda: not self.browser.eval("document.querySelector('video').seeking"), 10,
                 "the picture stands")
            at, number = self.time, self.browser.eval(FRAME)
            self.assertLessEqual(abs(number - at * media.RATE), 4, f"{name} at {at}")
            self.browser.run("document.querySelector('video').play()")
        self.assertEqual(self.browser.eval("ratskanal.errors.length"), 0)

    def test_hevc_of_10_bit_plays_as_h264(self):
        playlist = house.get(f"/sessions/{house.sessions['hevc.mp4']}/index.m3u8")
        self.assertIn("avc1.", playlist)
        self.assertIn("hvc1.2.", playlist)
        self.check("hevc.mp4")

    def test_interlaced_mpeg2_plays(self):
        self.check("mpeg2.ts")


def load_tests(loader, _tests, _pattern):
    return for_each(loader, Converted)


if __name__ == "__main__":
    unittest.main(verbosity=2)
