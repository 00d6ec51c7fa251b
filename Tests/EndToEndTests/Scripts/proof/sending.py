"""An encoder of one room's, which sends its stream by SRT or UDP as time passes."""

import ctypes
import socket
import struct
import threading
import time

_srt = ctypes.CDLL("libsrt-gnutls.so.1.5")
_srt.srt_startup()
_srt.srt_setloglevel(0)
CONNECTION_TIMEOUT, LATENCY, LINGER, SEND_SYNC = 36, 23, 7, 1
BATCH = 7  # packets of MPEG-TS in a datagram


class Connection:
    """By SRT; what it is given is sent at once."""

    def __init__(self, port, latency):
        self.number = _srt.srt_create_socket()
        self.set(CONNECTION_TIMEOUT, 500)
        if latency:
            self.set(LATENCY, latency)
        address = struct.pack("=H", socket.AF_INET) + struct.pack(">H", port) + bytes(
            [127, 0, 0, 1]) + bytes(8)
        if _srt.srt_connect(self.number, address, len(address)) < 0:
            self.close()
            raise OSError("nobody takes the connection")

    def set(self, option, value):
        value = ctypes.c_int32(value)
        _srt.srt_setsockflag(self.number, option, ctypes.byref(value), 4)

    def send(self, data):
        if _srt.srt_sendmsg(self.number, data, len(data), -1, 1) < 0:
            raise OSError("the connection is broken")

    def close(self):
        _srt.srt_close(self.number)


class Datagrams:
    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", port))

    def send(self, data):
        try:
            self.socket.send(data)
        except ConnectionRefusedError:
            pass  # Nobody listens now; the next one may be taken.

    def close(self):
        self.socket.close()


class Sender(threading.Thread):
    """Sends until it is stopped. `late`: seconds from the capture to the sending."""

    def __init__(self, stream, port, late=0.1, latency=0, by_udp=False, keeps=False):
        super().__init__(daemon=True)
        self.stream, self.port, self.late, self.latency = stream, port, late, latency
        self.by_udp, self.keeps = by_udp, keeps
        self.beginning = time.monotonic()
        self.is_cut = threading.Event()
        self.is_over = threading.Event()
        self.has_run_out = False

    def captured(self, kind, number):
        """The monotonic moment at which a frame was captured."""
        return self.beginning + self.stream.captured(kind, number)

    def connect(self):
        return Datagrams(self.port) if self.by_udp else Connection(self.port, self.latency)

    def run(self):
        connection, tried, waiting = None, 0, []
        earliest = 0
        for moment, frame in self.stream.units:
            due = self.beginning + moment + self.late
            if self.is_over.wait(max(0, max(due, earliest) - time.monotonic())):
                break
            if self.is_cut.is_set() and connection:
                connection.close()
                connection, waiting = None, []
            if self.keeps and connection is None:
                while self.is_cut.is_set() and not self.is_over.wait(0.05):
                    pass
            while connection is None and not self.is_cut.is_set() and time.monotonic() > tried:
                try:
                    connection = self.connect()
                except OSError:
                    tried = time.monotonic() + 0.2
                    if self.keeps and not self.is_over.wait(0.2):
                        continue
                    break
            if connection is None:
                continue
            # What was kept goes at four times the speed, until nothing is kept any more.
            earliest = time.monotonic() + 0.25 / len(self.stream.units) * self.stream.length
            waiting += self.stream.packets(frame)
            try:
                # Whole datagrams alone, as encoders send them.
                while len(waiting) >= BATCH:
                    connection.send(b"".join(waiting[:BATCH]))
                    waiting = waiting[BATCH:]
            except OSError:
                connection.close()
                connection, waiting = None, []
        else:
            self.has_run_out = True
        if connection:
            connection.close()

    def stop(self):
        self.is_over.set()
        self.join()
