"""What lies in the archive is a film for every player: track files, items and speeches as MP4."""

import json
import subprocess
import tempfile
import unittest
import wave
from pathlib import Path

import clients
import filming
import media
from browser import BROWSERS
from counting import CountingServer
from house import House
from viewing import NAMES

MINUTES = 62
house = server = None

# Opens a film, goes to a second of it and reads the cells of the frame that is shown there.
SEEK = """
const [address, second] = given;
const video = document.createElement("video");
video.muted = true;
document.body.replaceChildren(video);
const when = (name) => new Promise((resolve, reject) => {
    video.addEventListener(name, resolve, { once: true });
    video.addEventListener("error", () => reject(new Error(video.error.message)), { once: true });
});
const opened = when("loadeddata");
video.src = address;
await opened;
const begin = video.currentTime;
if (second !== null) {
    const there = when("seeked");
    video.currentTime = second;
    await there;
}
const canvas = new OffscreenCanvas(video.videoWidth, 16);
const paper = canvas.getContext("2d");
paper.drawImage(video, 0, 0, video.videoWidth, 16, 0, 0, video.videoWidth, 16);
const row = paper.getImageData(0, 8, video.videoWidth, 1).data;
const cells = [];
const width = video.videoWidth / 16;
for (let cell = 0; cell < 16; cell += 1) cells.push(row[Math.floor((cell + 0.5) * width) * 4]);
const found = { begin, duration: video.duration, at: video.currentTime, cells };
video.removeAttribute("src");
video.load();
return found;
"""

# Plays a film from its start to its end and says what came of it.
PLAY = """
const [address] = given;
const video = document.createElement("video");
video.muted = true;
document.body.replaceChildren(video);
const ended = new Promise((resolve, reject) => {
    video.addEventListener("ended", resolve, { once: true });
    video.addEventListener("error", () => reject(new Error(video.error.message)), { once: true });
});
video.src = address;
video.playbackRate = 2;
await video.play();
await ended;
const quality = video.getVideoPlaybackQuality();
return { at: video.currentTime, duration: video.duration, frames: quality.totalVideoFrames,
    sound: video.mozHasAudio ?? video.webkitAudioDecodedByteCount > 0 };
"""


def setUpModule():
    global house, server
    house = House()
    unittest.addModuleCleanup(house.close)
    film = filming.make(house.path / "film.mp4", MINUTES)
    house.start_server()
    house.session = house.ratskanal("recording", "import", str(film), "--date", "2020-03-12")
    film.unlink()
    table = house.path / "tagesordnung.csv"
    table.write_text("TOP;Titel\n1;Eröffnung\n2;Haushalt\n", encoding="utf-8")
    house.ratskanal("agenda", "import", str(table), "--session", house.session)
    for at, words in [("0:00:01", ["item", "1"]), ("0:10:05", ["item", "2"]),
                      ("0:10:20", ["item", "1"])]:
        house.ratskanal("tag", *words, "--session", house.session, "--at", at)
    server = CountingServer(house.path / "data/media" / house.session)
    unittest.addModuleCleanup(server.close)


def vlc_hears(address, seconds, folder):
    """How long the sound is that VLC plays of the first seconds."""
    heard = Path(folder) / "heard.wav"
    clients.run_vlc(
        ["--vout=dummy", "--aout=afile", f"--audiofile-file={heard}", f"--run-time={seconds}",
         address], folder)
    with wave.open(str(heard)) as sound:
        return sound.getnframes() / sound.getframerate()


def cells(arguments):
    """The levels of the cells in the first frame that ffmpeg makes of its arguments."""
    row = subprocess.run(
        ["ffmpeg", "-v", "error", *arguments, "-frames:v", "1", "-vf",
         f"format=gray,crop={media.WIDTH}:1:0:8", "-f", "rawvideo", "-"],
        check=True, capture_output=True).stdout
    width = media.WIDTH // media.CELLS
    return list(row[width // 2::width])


class FileTests(unittest.TestCase):
    """Of a track file of an hour, 450 MB: what is read of it to show a frame of its middle."""

    SECOND = 1835
    FRAME = (SECOND * filming.RATE - filming.DELAY) % filming.MINUTE

    def setUp(self):
        self.address = f"{server.base}/video-e1-1.mp4"
        self.size = (server.folder / "video-e1-1.mp4").stat().st_size
        self.assertGreater(self.size, 400_000_000)
        server.take_count()

    def check(self, cells, most, by=0):
        read = server.take_count()
        print(f"{self.id().split('.')[-1]}: {read / 1e6:.2f} MB of {self.size / 1e6:.0f}")
        self.assertAlmostEqual(filming.number(cells), self.FRAME, delta=by)
        self.assertLess(read, most)

    def test_ffprobe_knows_its_length_without_reading_it(self):
        said = subprocess.run(
            ["ffprobe", "-v", "warning", "-show_entries", "format=duration", "-of", "json",
             self.address], check=True, capture_output=True, text=True)
        self.assertEqual(said.stderr, "")
        duration = float(json.loads(said.stdout)["format"]["duration"])
        self.assertAlmostEqual(duration, 3600, delta=0.1)
        read = server.take_count()
        print(f"ffprobe: {read / 1e6:.2f} MB")
        self.assertLess(read, 3_000_000)

    def test_ffmpeg_seeks_in_it(self):
        # ffmpeg counts from the first picture.
        self.check(
            cells(["-ss", str(self.SECOND), "-i", self.address]), 6_000_000, by=filming.DELAY)

    def test_vlc_seeks_in_it(self):
        # It gives out the whole segment that the frame is in.
        with tempfile.TemporaryDirectory() as folder:
            taken = clients.vlc_takes(self.address, 2, folder, self.SECOND)
            self.check(cells(["-i", str(taken)]), 40_000_000, by=100)

    def test_chromium_seeks_in_it(self):
        with BROWSERS["chromium"](800, 600) as browser:
            browser.open(server.base)
            found = browser.run_async(SEEK, self.address, self.SECOND)
        self.assertAlmostEqual(found["duration"], 3600, delta=0.1)
        self.check(found["cells"], 20_000_000, by=1)

    def test_the_sound_is_a_file_of_its_own_that_plays(self):
        address = f"{server.base}/audio-e1-1.mp4"
        said = subprocess.run(
            ["ffmpeg", "-v", "warning", "-ss", "1800", "-i", address, "-t", "2", "-f", "null", "-"],
            check=True, capture_output=True, text=True)
        self.assertEqual(said.stderr, "")

    def test_a_later_file_goes_on_at_its_own_time(self):
        address = f"{server.base}/video-e1-2.mp4"
        said = subprocess.run(
            ["ffprobe", "-v", "warning", "-show_entries", "format=start_time", "-of",
             "json", address], check=True, capture_output=True, text=True)
        self.assertEqual(said.stderr, "")
        found = json.loads(said.stdout)["format"]
        self.assertAlmostEqual(float(found["start_time"]), 3600, delta=0.1)


class ClipTests(unittest.TestCase):
    """Items as MP4: item 2 is 15 s at 605 s, and its clip begins at the key frame before."""

    def setUp(self):
        item = house.items()["2"]
        self.address = f"{house.base}/sessions/{house.session}/items/{item}.mp4"
        self.begin = 604

    def frame(self, second):
        """The number of the frame that is shown at a second of the clip."""
        return ((self.begin + second) * filming.RATE - filming.DELAY) % filming.MINUTE

    def test_ffprobe_warns_of_nothing(self):
        said = subprocess.run(
            ["ffprobe", "-v", "warning", "-show_entries", "format=duration:stream=codec_name",
             "-of", "json", self.address], check=True, capture_output=True, text=True)
        self.assertEqual(said.stderr, "")
        found = json.loads(said.stdout)
        self.assertEqual([s["codec_name"] for s in found["streams"]], ["h264", "aac"])
        self.assertAlmostEqual(float(found["format"]["duration"]), 16, delta=0.1)

    def test_vlc_plays_and_seeks_in_it(self):
        with tempfile.TemporaryDirectory() as folder:
            found = clients.vlc(self.address, 2, folder, 6)[0]
            heard = vlc_hears(self.address, 12, folder)
        self.assertAlmostEqual(found, self.frame(6), delta=100)
        self.assertGreater(heard, 9)

    def test_both_browsers_play_it_to_its_end_and_seek_in_it(self):
        for name in NAMES:
            with self.subTest(name), BROWSERS[name](800, 600) as browser:
                browser.open(house.base + "/static/tokens.css")
                played = browser.run_async(PLAY, self.address)
                self.assertAlmostEqual(played["duration"], 16, delta=0.1)
                self.assertAlmostEqual(played["at"], 16, delta=0.2)
                self.assertTrue(played["sound"])
                found = browser.run_async(SEEK, self.address, 9)
                self.assertAlmostEqual(
                    filming.number(found["cells"]), self.frame(9), delta=1)


if __name__ == "__main__":
    unittest.main()
