"""A little film whose frames say their own number, cut into fragments as ingest cuts them."""

import math
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

RATE = 25
WIDTH, HEIGHT = 320, 180
CELLS = 16
PART = 0.52
SEGMENT = 4.16


@dataclass
class Fragment:
    start: float
    duration: float
    data: bytes
    is_independent: bool


@dataclass
class Track:
    init: bytes
    segments: list  # of lists of fragments


def frame(number):
    """A frame: its number as 16 cells, black and white, above a grey that slowly changes."""
    cell = WIDTH // CELLS
    row = b"".join((b"\xf0" if number >> (CELLS - 1 - at) & 1 else b"\x10") * cell
                   for at in range(CELLS))
    flash = number % (10 * RATE) < 3
    grey = bytes([235 if flash else 60 + number % 100])
    return row * 40 + grey * (WIDTH * (HEIGHT - 40))


def make(folder, seconds):
    """Encodes picture and sound of that length; what is there already is kept."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    video, audio = folder / f"video-{seconds}.mp4", folder / f"audio-{seconds}.mp4"
    if not video.exists():
        encode = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray",
             "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-", "-c:v", "libx264",
             "-preset", "ultrafast", "-bf", "0", "-g", "52", "-keyint_min", "52",
             "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-movflags",
             "+cmaf+empty_moov+skip_trailer",
             "-frag_duration", "520000", "-video_track_timescale", "90000", f"{video}.part.mp4"],
            stdin=subprocess.PIPE)
        for number in range(int(seconds * RATE)):
            encode.stdin.write(frame(number))
        encode.stdin.close()
        if encode.wait():
            raise RuntimeError("ffmpeg could not make the picture")
        Path(f"{video}.part.mp4").rename(video)
    if not audio.exists():
        beep = "if(lt(mod(t\\,10)\\,0.12)\\,0.8*sin(2*PI*1000*t)\\,0.1*sin(2*PI*220*t))"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
             f"aevalsrc={beep}:s=48000:d={seconds}", "-c:a", "aac", "-b:a", "64k", "-movflags",
             "+cmaf+empty_moov+skip_trailer", "-frag_duration", "512000", f"{audio}.part.mp4"],
            check=True)
        Path(f"{audio}.part.mp4").rename(audio)
    return {"video": track(video.read_bytes()), "audio": track(audio.read_bytes())}


def boxes(data, start=0, end=None):
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        yield name.decode("latin-1"), start, start + size
        start += size


def inside(data, path, start=0, end=None):
    for name in path:
        start, end = next((at + 8, to) for box, at, to in boxes(data, start, end) if box == name)
    return start, end


def track(data):
    """Cuts a fragmented MP4 into its init section and segments of parts."""
    cuts = [at for name, at, _ in boxes(data) if name == "moof"]
    ends = cuts[1:] + [next((at for name, at, _ in boxes(data) if name == "mfra"), len(data))]
    init = data[:cuts[0]]
    # The segment index in front of the first fragment would name offsets that are no more.
    init = b"".join(data[at:to] for name, at, to in boxes(init) if name in ("ftyp", "moov"))
    at, _ = inside(data, ["moov", "trak", "mdia", "mdhd"])
    scale = struct.unpack_from(">I", data, at + (20 if data[at] else 12))[0]
    fragments = []
    for cut, end in zip(cuts, ends):
        traf, to = inside(data, ["moof", "traf"], cut, end)
        tfdt, _ = inside(data, ["tfdt"], traf, to)
        ticks = struct.unpack_from(">Q", data, tfdt + 4)[0]
        fragments.append(Fragment(ticks / scale, 0, data[cut:end], False))
    for fragment, following in zip(fragments, fragments[1:]):
        fragment.duration = following.start - fragment.start
    fragments[-1].duration = min(PART, fragments[-2].duration)
    segments = []
    for fragment in fragments:
        index = math.floor(fragment.start / SEGMENT + 0.01)
        while len(segments) <= index:
            segments.append([])
        fragment.is_independent = not segments[index] or scale != 90000
        segments[index].append(fragment)
    return Track(init, [segment for segment in segments if segment])
