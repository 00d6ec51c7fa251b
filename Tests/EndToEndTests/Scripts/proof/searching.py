"""Looks for frames: by marks in bytes, by numbers in pictures, by tones in sound."""

import glob
import mmap
import os
import re
import subprocess

import stream

MARK = re.compile(rb"RATS(PROOF|SOUND)-([A-Z])-(\d{8})")


def marks(data):
    """The marks in it: kind, room's letter, number."""
    return {(found[1], found[2].decode(), int(found[3])) for found in MARK.finditer(data)}


def marks_of_file(path):
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            return set()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return marks(data)


def marks_below(folder):
    """The marks in each file of a folder that has any."""
    found = {}
    for path in glob.glob(os.path.join(folder, "**"), recursive=True):
        if os.path.isfile(path):
            inside = marks_of_file(path)
            if inside:
                found[path] = inside
    return found


def marks_of_memory(process):
    """The marks of pictures and sound in all memory that a process may write."""
    found = set()
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in maps:
            region, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(word, 16) for word in region.split("-"))
            memory.seek(start)
            try:
                data = memory.read(end - start)
            except OSError:
                continue  # The kernel's own.
            found |= marks(data)
    return found


def numbers(source):
    """The numbers of the pictures of a film, as they are seen."""
    width, block = stream.WIDTH, stream.BLOCK
    pixels = _decoded(source, "-map", "0:v:0", "-vf", f"crop={width}:{2 * block}:0:0", "-vsync",
                      "passthrough", "-pix_fmt", "gray", "-f", "rawvideo")
    found = []
    for at in range(0, len(pixels), width * 2 * block):
        upper, lower = (
            pixels[at + width * row + block // 2:at + width * (row + 1):block]
            for row in (block // 2, block + block // 2))
        # What is between black and white, or not the opposite of itself, is no number.
        if all(abs(one - other) > 80 for one, other in zip(upper, lower)):
            found.append(sum((one > other) << bit
                             for bit, (one, other) in enumerate(zip(upper, lower))))
    return found


def tones(source):
    """The seconds whose tones are heard in a film for twenty cycles at least."""
    rate = 16_000
    samples = memoryview(_decoded(
        source, "-map", "0:a:0", "-ac", "1", "-ar", str(rate), "-f", "s16le")).cast("h")
    crossings = []
    for index in range(1, len(samples)):
        before, after = samples[index - 1], samples[index]
        if before < 0 <= after and after - before > 200:
            crossings.append(index - 1 + before / (before - after))
    found = set()
    cycles = [later - former for former, later in zip(crossings, crossings[1:])]
    for first in range(0, len(cycles) - 20, 5):
        run = cycles[first:first + 20]
        mean = sum(run) / len(run)
        if max(abs(one - mean) for one in run) > mean * 0.04:
            continue
        second = (rate / mean - stream.LOWEST) / stream.STEP
        if abs(second - round(second)) < 0.25:
            found.add(round(second))
    return found


def kinds(source):
    """What a film has: "video", "audio"."""
    return subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", source],
        check=True, capture_output=True, text=True).stdout.split()


def _decoded(source, *options):
    return subprocess.run(
        ["ffmpeg", "-v", "fatal", "-i", source, *options, "-"], check=True,
        stdout=subprocess.PIPE).stdout
