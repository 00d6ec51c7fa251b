"""CPU and wall time of importing a recording, beside ffmpeg and cp, in alternation.

    Tests/Benchmarks/import/run [--minutes 30] [--rate 4M] [--rounds 5] [--hours H]

The recording is 1080p25 with stereo sound. The peers are `ffmpeg -c copy -f hls
-hls_segment_type fmp4 -hls_time 2`, which writes a file a segment, and `cp`. With --hours a
recording of so many hours is imported once, for the peak of memory.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]


def make(folder, minutes, rate):
    """A minute of moving picture, repeated."""
    minute = folder / "minute.mp4"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25",
         "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "60", "-pix_fmt",
         "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", rate, "-maxrate", rate,
         "-bufsize", rate, "-g", "50", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-y",
         str(minute)], check=True)
    listing = folder / "list"
    listing.write_text("file minute.mp4\n" * minutes)
    whole = folder / "whole.mp4"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "concat", "-i", str(listing), "-c", "copy", "-y",
         str(whole)], check=True)
    return whole


def measure(command):
    """CPU seconds, wall seconds and the peak of memory in MB of a command."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} ended with {status}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--rate", default="4M")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hours", type=int)
    options = parser.parse_args()
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "ratskanal"], cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL)
    program = str(ROOT / ".build/release/ratskanal")
    with tempfile.TemporaryDirectory(prefix="ratskanal-import-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        if options.hours:
            film = make(folder, options.hours * 60, options.rate)
            cpu, wall, memory = measure(
                [program, "recording", "import", "--data", str(folder / "data"), str(film)])
            print(f"{options.hours} hours: {cpu:.2f} CPU s, {wall:.1f} s, {memory:.0f} MB at most")
            return
        film = make(folder, options.minutes, options.rate)
        results = {}
        for _ in range(options.rounds):
            for peer in ("import", "ffmpeg", "cp"):
                target = folder / "out"
                shutil.rmtree(target, ignore_errors=True)
                target.mkdir()
                command = {
                    "import": [
                        program, "recording", "import", "--data", str(target), str(film)],
                    "ffmpeg": [
                        "ffmpeg", "-v", "error", "-i", str(film), "-c", "copy", "-f", "hls",
                        "-hls_segment_type", "fmp4", "-hls_time", "2", "-hls_playlist_type",
                        "vod", str(target / "index.m3u8")],
                    "cp": ["cp", str(film), str(target / "copy.mp4")],
                }[peer]
                results.setdefault(peer, []).append(measure(command))
                os.sync()
        print(f"{options.minutes} min, {film.stat().st_size / 1e6:.0f} MB, CPU s (median)")
        medians = {}
        for peer, runs in results.items():
            medians[peer] = statistics.median(run[0] for run in runs)
            wall = statistics.median(run[1] for run in runs)
            memory = max(run[2] for run in runs)
            print(f"{peer:8}{medians[peer]:6.2f} CPU s {wall:6.2f} s {memory:5.0f} MB")
        print(
            f"import / ffmpeg {medians['import'] / medians['ffmpeg']:.2f}, "
            f"import / cp {medians['import'] / medians['cp']:.2f}")


if __name__ == "__main__":
    main()
