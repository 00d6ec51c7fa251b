"""What rooms cost: one whose stream is converted, by preset, and four that are passed on.

    Tests/Benchmarks/rooms/run [--seconds 30] [--rounds 3] [--presets ultrafast,veryfast,…]

A room takes a 1080p25 film at real time, interlaced MPEG-2 with MP2 where it is converted, H.264
and AAC where it is passed on, while a session is live in it. CPU is that of the whole process over
the seconds, in cores. The peer does the same in alternation: `ffmpeg -re` with the same filter,
preset and quality into HLS of fMP4, one process a room. Speed is that of an import of the film, as
a multiple of real time.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = str(ROOT / ".build/release/ratskanal")
TICKS = os.sysconf("SC_CLK_TCK")


def make(folder):
    """A minute each of what is converted and of what is passed on, with noise as cameras have."""
    source = [
        "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25,noise=alls=8:allf=t", "-f", "lavfi",
        "-i", "sine=frequency=440:sample_rate=48000", "-t", "60", "-ac", "2", "-pix_fmt", "yuv420p"]
    old, new = folder / "alt.ts", folder / "neu.mp4"
    for arguments in (
        ["-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-top", "1", "-b:v", "15M", "-g", "12",
         "-c:a", "mp2", "-b:a", "192k", str(old)],
        ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "4M", "-g", "50", "-c:a", "aac",
         str(new)],
    ):
        subprocess.run(["ffmpeg", "-v", "error", "-y"] + source + arguments, check=True)
    return old, new


def spent(process):
    """CPU seconds of a process by now."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cores(processes, seconds):
    """CPU of running processes, in cores."""
    time.sleep(4)
    begin = [spent(process) for process in processes], time.monotonic()
    time.sleep(seconds)
    total = sum(spent(process) for process in processes) - sum(begin[0])
    return total / (time.monotonic() - begin[1])


def ours(folder, film, count, preset, seconds):
    """Rooms of ours, each with a live session."""
    data = folder / f"data-{time.monotonic_ns()}"
    rooms = ", ".join(
        f'{{ id = "saal-{number}"; preset = "{preset}"; start = "connect"; '
        f'input = {{ type = "file"; path = "{film}"; }}; }}' for number in range(count))
    configuration = folder / "ratskanal.conf"
    configuration.write_text(f"rooms = ( {rooms} );")
    process = subprocess.Popen(
        [PROGRAM, "run", "--listen", "127.0.0.1:0", "--data", str(data), "--config",
         str(configuration)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return cores([process], seconds)
    finally:
        process.terminate()
        process.wait()


def peers(folder, film, count, preset, seconds):
    """As many ffmpegs."""
    convert = ["-vf", "bwdif=mode=send_frame:deint=interlaced", "-c:v", "libx264", "-preset",
               preset, "-tune", "zerolatency", "-crf", "21", "-maxrate", "6M", "-bufsize", "6M",
               "-g", "50", "-c:a", "aac"] if preset else ["-c", "copy"]
    processes = []
    for number in range(count):
        target = folder / f"peer-{number}"
        target.mkdir(exist_ok=True)
        processes.append(subprocess.Popen(
            ["ffmpeg", "-v", "quiet", "-re", "-i", str(film)] + convert + [
                "-f", "hls", "-hls_segment_type", "fmp4", "-hls_time", "4",
                str(target / "index.m3u8")], stdin=subprocess.DEVNULL))
    try:
        return cores(processes, seconds)
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def speed(folder, film, preset):
    """Of an import, as a multiple of real time."""
    begin = time.monotonic()
    subprocess.run(
        [PROGRAM, "recording", "import", "--preset", preset, "--again", "--data",
         str(folder / "speed"), str(film)], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    return 60 / (time.monotonic() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--presets", default="ultrafast,superfast,veryfast,faster,fast,medium")
    options = parser.parse_args()
    if options.seconds > 50:
        sys.exit("--seconds is at most 50: the film has a minute.")
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "ratskanal"], cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="ratskanal-rooms-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        old, new = make(folder)

        def compare(label, film, count, preset, extra=""):
            results = [], []
            for _ in range(options.rounds):
                results[0].append(
                    ours(folder, film, count, preset or "veryfast", options.seconds))
                results[1].append(peers(folder, film, count, preset, options.seconds))
            here, there = (statistics.median(runs) for runs in results)
            print(
                f"{label:24}{here:6.3f} cores, ffmpeg {there:6.3f}, ratio {here / there:.2f}"
                f"{extra}", flush=True)

        print(f"median of {options.rounds} runs of {options.seconds} s")
        compare("four rooms passed on", new, 4, None)
        for preset in options.presets.split(","):
            rate = statistics.median(speed(folder, old, preset) for _ in range(options.rounds))
            compare(f"converted, {preset}", old, 1, preset, f"; import {rate:.1f} x real time")


if __name__ == "__main__":
    main()
