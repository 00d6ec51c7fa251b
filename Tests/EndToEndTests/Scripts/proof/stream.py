"""A stream in which every frame says its number: as bytes, as a picture, and as a sound.

Each access unit bears its number behind "RATSPROOF" at its head and at its end, each frame of sound
behind "RATSSOUND"; the first rows of the picture are the number in black and white blocks, and each
second of sound is a tone of its own.
"""

import os
import subprocess

RATE = 25
WIDTH, HEIGHT = 320, 160
BLOCK = 16
BITS = WIDTH // BLOCK
LOWEST, STEP = 300, 15  # Hz of the tone of the first second, and what each has more
# Unregistered user data, as any encoder may send them (ITU-T H.264 D.1.6).
UUID = bytes.fromhex("5a1f0c4e7b3d4c6a9e8812f4d5a6b7c8")
PICTURE, SOUND = 0x100, 0x101
CLOCK = 90_000


def mark(kind, letter, number, end=b""):
    return b"RATS" + kind + b"-" + letter.encode() + b"-%08d" % number + end


def pictures(seconds):
    """Grey pictures: their number in the first rows, and below something that moves."""
    noise = bytes(128 + (byte & 63) for byte in os.urandom(WIDTH * HEIGHT * 2))
    rows = HEIGHT - 2 * BLOCK
    for number in range(seconds * RATE):
        row = b"".join(
            (b"\xeb" if number >> bit & 1 else b"\x10") * BLOCK for bit in range(BITS))
        # Each number beside its opposite, so that what is damaged is no number.
        opposite = bytes(0xEB + 0x10 - byte for byte in row)
        start = number * WIDTH * 3 % (WIDTH * HEIGHT)
        yield row * BLOCK + opposite * BLOCK + noise[start:start + WIDTH * rows]


def encode(folder, name, seconds, video, audio):
    """Encodes it once; gives the file, in MPEG-TS."""
    path = os.path.join(folder, name)
    tones = f"aevalsrc='0.5*sin(2*PI*({LOWEST}+{STEP}*floor(t))*t)':s=48000:d={seconds}"
    encoder = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}",
         "-r", str(RATE), "-i", "-", "-f", "lavfi", "-i", tones, *video, *audio,
         "-pes_payload_size", "0", "-f", "mpegts", path], stdin=subprocess.PIPE)
    for picture in pictures(seconds):
        encoder.stdin.write(picture)
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit("the sample could not be encoded")
    return path


H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-x264-params",
        "open-gop=1:bframes=2:b-adapt=0:keyint=25:scenecut=0:crf=26"]
MPEG2 = ["-c:v", "mpeg2video", "-pix_fmt", "yuv420p", "-g", "25", "-bf", "2", "-q:v", "8"]


class Frame:
    """One PES packet's worth of an elementary stream."""

    def __init__(self, pid, shown, decoded, data):
        self.pid, self.shown, self.decoded, self.data = pid, shown, decoded, data


def stamp(field):
    return ((field[0] >> 1 & 7) << 30 | field[1] << 22 | field[2] >> 1 << 15 | field[3] << 7
            | field[4] >> 1)


def frames(path):
    """The PES packets of a file."""
    with open(path, "rb") as file:
        data = file.read()
    open_ones, found = {}, []

    def finish(pid):
        body = open_ones.pop(pid, None)
        if not body:
            return
        shown = stamp(body[9:14])
        decoded = stamp(body[14:19]) if body[7] & 0x40 else shown
        found.append(Frame(pid, shown, decoded, bytes(body[9 + body[8]:])))

    for at in range(0, len(data), 188):
        pid = (data[at + 1] & 0x1F) << 8 | data[at + 2]
        if pid not in (PICTURE, SOUND):
            continue
        start = at + 4
        if data[at + 3] & 0x20:
            start += 1 + data[start]
        if data[at + 1] & 0x40:
            finish(pid)
            open_ones[pid] = bytearray()
        if pid in open_ones:
            open_ones[pid] += data[start:at + 188]
    for pid in list(open_ones):
        finish(pid)
    return found


def with_sei(unit, letter, number):
    """An H.264 access unit with its number before the first slice and behind the last."""
    text = UUID + mark(b"PROOF", letter, number)
    sei = b"\0\0\0\x01\x06\x05" + bytes([len(text)]) + text + b"\x80"
    # A unit of a type that nobody has specified: decoders pass over it.
    end = b"\0\0\x01\x1e" + mark(b"PROOF", letter, number, b"-END") + b"\x80"
    at = 0
    while True:
        at = unit.index(b"\0\0\x01", at)
        if unit[at + 3] & 0x1F in (1, 5):
            break
        at += 3
    at -= unit[at - 1] == 0
    return unit[:at] + sei + unit[at:] + end


def with_user_data(unit, letter, number):
    """An MPEG-2 picture with its number before its first slice."""
    at = unit.index(b"\0\0\x01\x01")
    return unit[:at] + b"\0\0\x01\xb2" + mark(b"PROOF", letter, number) + unit[at:]


def with_data_element(packet, letter, first):
    """AAC in ADTS, each frame with its number in a data stream element (ISO/IEC 14496-3)."""
    made, at, count = b"", 0, 0
    while at + 7 <= len(packet):
        length = (packet[at + 3] & 3) << 11 | packet[at + 4] << 3 | packet[at + 5] >> 5
        text = mark(b"SOUND", letter, first + count)
        head = bytearray(packet[at:at + 7])
        longer = length + 2 + len(text)
        head[3] = head[3] & 0xFC | longer >> 11
        head[4] = longer >> 3 & 0xFF
        head[5] = head[5] & 0x1F | (longer & 7) << 5
        made += bytes(head) + bytes([0x81, len(text)]) + text + packet[at + 7:at + length]
        at, count = at + length, count + 1
    return made, count


class Stream:
    """A sample as one room's encoder sends it: what is sent, and when it was captured."""

    def __init__(self, path, letter, is_converted):
        self.letter = letter
        found = frames(path)
        self.first = min(frame.shown for frame in found if frame.pid == PICTURE)
        longest = max(frame.shown - frame.decoded for frame in found)
        self.types = (0x02, 0x03) if is_converted else (0x1B, 0x0F)
        self.sound_moments = []
        self.units = []
        for frame in sorted(found, key=lambda frame: frame.decoded):
            if frame.pid == SOUND:
                if not is_converted:
                    first = len(self.sound_moments)
                    frame.data, count = with_data_element(frame.data, letter, first)
                    self.sound_moments += [
                        self.seconds(frame.shown) + index * 1024 / 48000
                        for index in range(count)]
            else:
                number = round((frame.shown - self.first) * RATE / CLOCK)
                change = with_user_data if is_converted else with_sei
                frame.data = change(frame.data, letter, number)
            # Never before it was captured: an encoder has to wait for what stands before it.
            self.units.append((self.seconds(frame.decoded + longest), frame))
        self.length = self.units[-1][0]
        # Sound and picture may begin apart.
        self.sound_lead = min(
            self.seconds(frame.shown) for frame in found if frame.pid == SOUND)
        self.counters = {0: 0, 0x20: 0, PICTURE: 0, SOUND: 0}

    def seconds(self, time):
        return (time - self.first) / CLOCK

    def captured(self, kind, number):
        """Seconds since the stream's beginning at which a frame was captured."""
        return number / RATE if kind == b"PROOF" else self.sound_moments[number]

    def packets(self, frame):
        """A frame as packets of MPEG-TS."""
        made = []
        if frame.pid == PICTURE:
            picture, sound = self.types
            made.append(self.table(0, b"\0\xb0\x0d\0\x01\xc1\0\0\0\x01\xe0\x20"))
            made.append(self.table(0x20, (
                b"\x02\xb0\x17\0\x01\xc1\0\0\xe1\0\xf0\0" + bytes([picture])
                + b"\xe1\0\xf0\0" + bytes([sound]) + b"\xe1\x01\xf0\0")))
        stamps = _stamp(0x31, frame.shown) + _stamp(0x11, frame.decoded)
        kind = b"\xe0" if frame.pid == PICTURE else b"\xc0"
        length = 0 if frame.pid == PICTURE else len(frame.data) + 13
        rest = (b"\0\0\x01" + kind + length.to_bytes(2, "big") + b"\x84\xc0\x0a" + stamps
                + frame.data)
        is_first = True
        while rest:
            fields = b""
            if is_first and frame.pid == PICTURE:
                fields = b"\x10" + (frame.decoded - 9000 << 15 | 0x7E00).to_bytes(6, "big")
            room = 184 - (len(fields) + 1 if fields else 0)
            piece, rest = rest[:room], rest[room:]
            spare = room - len(piece)
            if spare and not fields:
                # The length itself is one byte.
                fields = b"\0" + b"\xff" * (spare - 2) if spare > 1 else None
            elif spare:
                fields += b"\xff" * spare
            adaptation = (b"" if fields == b"" else b"\0" if fields is None
                          else bytes([len(fields)]) + fields)
            made.append(self.head(frame.pid, is_first, adaptation) + adaptation + piece)
            is_first = False
        return made

    def table(self, pid, section):
        section += _checksum(section).to_bytes(4, "big")
        return (self.head(pid, True, b"") + b"\0" + section).ljust(188, b"\xff")

    def head(self, pid, is_first, adaptation):
        counter = self.counters[pid]
        self.counters[pid] = (counter + 1) % 16
        flags = 0x30 if adaptation else 0x10
        return bytes([0x47, (0x40 if is_first else 0) | pid >> 8, pid & 0xFF, flags | counter])


def _stamp(prefix, time):
    return bytes([
        prefix | (time >> 30 & 7) << 1, time >> 22 & 0xFF, (time >> 15 & 0x7F) << 1 | 1,
        time >> 7 & 0xFF, (time & 0x7F) << 1 | 1])


def _checksum(section):
    value = 0xFFFFFFFF
    for byte in section:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value
