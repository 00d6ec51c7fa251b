"""Players that are not ours, without a screen: what they show of a film whose frames are numbered.

Each takes an address and says the numbers of the frames that it showed, in order.
"""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import filming
import media

ROOT = Path(__file__).parents[2]
HLS_JS = "gradio/templates/frontend/assets/hls-DKvqWxTe.js"


def numbers(arguments, **more):
    """The numbers of the frames that ffmpeg makes of its arguments."""
    rows = subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", *arguments, "-map", "0:v", "-fps_mode", "passthrough",
         "-vf", f"format=gray,crop={media.WIDTH}:1:0:8", "-f", "rawvideo", "-"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120, **more).stdout
    cell = media.WIDTH // media.CELLS
    return [filming.number(rows[at + cell // 2:at + media.WIDTH:cell])
            for at in range(0, len(rows), media.WIDTH)]


def ffmpeg(address, seconds, folder, at=None):
    return numbers([*(["-ss", str(at)] if at else []), "-t", str(seconds), "-i", address])


def mpv(address, seconds, folder, at=None):
    """At the speed of the film; each frame that is shown becomes a picture."""
    pictures = Path(folder) / "mpv"
    subprocess.run(
        ["mpv", "--no-config", "--really-quiet", "--ao=null", "--vo=image", "--framedrop=no",
         "--vo-image-format=png", "--vo-image-png-compression=0", f"--vo-image-outdir={pictures}",
         *([f"--start={at}"] if at else []), f"--length={seconds}", address],
        timeout=120, check=False)
    found = numbers(["-f", "image2", "-i", str(pictures / "%08d.png")])
    for picture in pictures.glob("*.png"):
        picture.unlink()
    return found


def streamlink(address, seconds, folder, at=None):
    """What it puts out, until there is enough of it."""
    command = ["streamlink", "--loglevel=error", "--stdout",
               *([f"--hls-start-offset={at}"] if at else []), address, "best"]
    with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        try:
            return numbers(["-t", str(seconds), "-i", "-"], stdin=running.stdout)
        finally:
            running.terminate()


def vlc(address, seconds, folder, at=None):
    """What it passes on: from the segment's start on that the moment is in.

    Of what is live all that comes within the time.
    """
    return numbers(["-i", str(vlc_takes(address, seconds, folder, at))])


def vlc_takes(address, seconds, folder, at=None):
    """A file of what VLC plays."""
    taken = Path(folder) / "taken.ts"
    run_vlc(
        [*([f"--run-time={seconds}"] if "/live/" not in address else []),
         *([f"--start-time={at}"] if at else []), "--no-sout-audio",
         f"--sout=#std{{access=file,mux=ts,dst={taken}}}", address], folder,
        seconds + 10 if "/live/" in address else None)
    return taken


def run_vlc(arguments, folder, seconds=None):
    """Until it is through, or has played for so long; VLC refuses to be root."""
    os.chmod(folder, 0o777)
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    command = [*(drop if os.getuid() == 0 else []), "cvlc", "--quiet", "--intf=dummy",
               "--play-and-exit", *arguments, "vlc://quit"]
    with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}) as running:
        try:
            status = running.wait(seconds or 120)
        except subprocess.TimeoutExpired:
            running.terminate()
            status = running.wait(20) if seconds else "too late"
    if status not in (0, -15):
        raise RuntimeError(f"VLC ended: {status}")


def hls_js():
    """The bytes of hls.js, which lies in a wheel of requirements.txt."""
    folder = ROOT / ".build/clients"
    wanted = Path(__file__).with_name("requirements.txt")
    pin = re.search(r"^gradio==(\S+) --hash=sha256:(\S+)$", wanted.read_text(), re.M)
    version, digest = pin.groups()
    file = folder / f"gradio-{version}-py3-none-any.whl"
    if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
             "--disable-pip-version-check", "--dest", str(folder), "--requirement", str(wanted)],
            check=True)
    with zipfile.ZipFile(file) as wheel:
        return wheel.read(HLS_JS)
