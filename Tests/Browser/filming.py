"""Films that are longer than they took to make: a minute of numbered frames, again and again."""

import subprocess
from pathlib import Path

import media

RATE = media.RATE
MINUTE = 60 * RATE
# Frames by which B-frames make a picture be shown later than it is decoded.
DELAY = 2
# Of a picture that every player knows, and as heavy as a chamber's.
BITS = 1_000_000


def make(path, minutes, bits=BITS):
    """An MP4 of so many minutes; the frames' numbers begin anew with each."""
    path = Path(path)
    minute = path.with_name("minute.mp4")
    encode = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray",
         "-s", f"{media.WIDTH}x{media.HEIGHT}", "-r", str(RATE), "-i", "-",
         "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "60",
         "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p", "-g", str(2 * RATE),
         "-x264-params", "nal-hrd=cbr:scenecut=0", "-b:v", str(bits), "-maxrate", str(bits),
         "-bufsize", str(bits), "-c:a", "aac", "-b:a", "64k", str(minute)],
        stdin=subprocess.PIPE)
    for number in range(MINUTE):
        encode.stdin.write(media.frame(number))
    encode.stdin.close()
    if encode.wait():
        raise RuntimeError("ffmpeg could not make a minute")
    listing = path.with_name("minutes.txt")
    listing.write_text("file minute.mp4\n" * minutes)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "concat", "-i", str(listing), "-c",
                    "copy", str(path)], check=True)
    return path


def number(row):
    """The number of a frame from the brightness of its cells, left to right."""
    return sum((level > 127) << (media.CELLS - 1 - at) for at, level in enumerate(row))
