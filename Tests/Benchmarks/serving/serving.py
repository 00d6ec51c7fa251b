"""Serving of parts and playlists beside nginx, in requests per CPU second of the server.

    Tests/Benchmarks/serving/run                    builds and starts the benchmark server
    Tests/Benchmarks/serving/run --url URL --pid PID --playlist PATH --part PATH
                                                    measures a server that runs already

Both servers run at once and are driven by wrk in alternation; the CPU time is that of the
server's processes in /proc/PID/stat. Prints the median of the rounds.
"""
import argparse
import os
import pathlib
import re
import resource
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
TICKS = os.sysconf("SC_CLK_TCK")

NGINX = """
worker_processes auto; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
    keepalive_timeout 60; open_file_cache max=100; etag on;
    types {{ application/vnd.apple.mpegurl m3u8; video/mp4 m4s; }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port} reuseport; root {folder};
        add_header Cache-Control "public, max-age=24"; add_header Access-Control-Allow-Origin "*";
        add_header Access-Control-Expose-Headers "Age, Content-Length, Content-Range, Date, ETag";
    }}
}}
"""


def processes(pid):
    """A process and its children: nginx serves from the latter."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [int(child) for child in children]


def cpu(pid):
    total = 0
    for one in processes(pid):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def drive(url, pid, connections, seconds):
    before = cpu(pid)
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url],
        check=True, capture_output=True, text=True).stdout
    used = cpu(pid) - before
    if "Non-2xx" in output:
        sys.exit(f"{url} does not answer 200:\n{output}")
    return int(re.search(r"(\d+) requests in", output)[1]) / used


def memory(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


def wake(url, pid, count):
    """Has `count` clients wait for one playlist and publishes it."""
    _, count_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (count_limit, count_limit))
    address = urllib.parse.urlsplit(url)
    clients = []
    poll = select.epoll()
    before = memory(pid)
    for _ in range(count):
        client = socket.create_connection((address.hostname, address.port))
        client.sendall(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        poll.register(client, select.EPOLLIN)
        clients.append(client)
    time.sleep(0.5)
    held = memory(pid) - before
    used = cpu(pid)
    start = time.monotonic()
    urllib.request.urlopen(urllib.request.Request(url + "/publish", method="POST")).read()
    answered = 0
    while answered < count:
        for descriptor, _ in poll.poll(10):
            answered += 1
            poll.unregister(descriptor)
    last = time.monotonic() - start
    print(
        f"{count} waiters answered with 2 KB: the last after {last * 1000:.0f} ms,"
        f" {(cpu(pid) - used) * 1000:.0f} ms of CPU,"
        f" {held / count:.1f} KB each while they waited")


def wait_for(url):
    for _ in range(200):
        try:
            return urllib.request.urlopen(url).read()
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{url} does not answer")


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--url", help="of a running server; else one is built and started")
    words.add_argument("--pid", type=int)
    words.add_argument("--playlist", default="/playlist.m3u8", help="path of a 2 KB playlist")
    words.add_argument("--part", default="/part.m4s", help="path of a 150 KB part")
    words.add_argument("--seconds", type=int, default=3)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--connections", type=int, nargs="+", default=[64, 512])
    words.add_argument("--waiters", type=int, default=5000)
    options = words.parse_args()
    if options.url and not options.pid:
        words.error("--url needs --pid")

    with tempfile.TemporaryDirectory(prefix="serving-") as folder:
        playlist = pathlib.Path(folder, "playlist.m3u8")
        part = pathlib.Path(folder, "part.m4s")
        line = "#EXT-X-PART:DURATION=0.52000,URI=\"e3/4721.0.m4s\",INDEPENDENT=YES\n"
        playlist.write_text(("#EXTM3U\n" + line * 40)[:2048])
        part.write_bytes(os.urandom(150_000))
        os.chmod(folder, 0o755)

        port = 18990
        configuration = pathlib.Path(folder, "nginx.conf")
        configuration.write_text(NGINX.format(folder=folder, port=port))
        started = [subprocess.Popen(["nginx", "-p", folder, "-c", str(configuration)])]
        try:
            ours, pid = options.url, options.pid
            if not ours:
                subprocess.run(
                    ["swift", "build", "-c", "release", "--product", "serving-benchmark"],
                    cwd=ROOT, check=True)
                binary = ROOT / ".build/release/serving-benchmark"
                server = subprocess.Popen(
                    [binary, playlist, part], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    text=True)
                started.append(server)
                ours, pid = server.stdout.readline().strip(), server.pid
            nginx = f"http://127.0.0.1:{port}"
            targets = [
                ("playlist", ours + options.playlist, nginx + "/playlist.m3u8"),
                ("part", ours + options.part, nginx + "/part.m4s"),
            ]
            if not options.url:
                targets += [
                    ("playlist, routed", ours + "/routed/playlist.m3u8", targets[0][2]),
                    ("part, routed", ours + "/routed/4711.m4s", targets[1][2]),
                    ("part, made anew", ours + "/made/4711.m4s", targets[1][2]),
                ]
            print(f"{'':18}{'connections':>12}{'nginx':>12}{'ratskanal':>12}{'ratio':>8}")
            for name, mine, other in targets:
                wait_for(mine)
                wait_for(other)
                for connections in options.connections:
                    rates = [[], []]
                    for _ in range(options.rounds):
                        rates[0].append(drive(other, started[0].pid, connections, options.seconds))
                        rates[1].append(drive(mine, pid, connections, options.seconds))
                    theirs, own = (statistics.median(each) for each in rates)
                    print(
                        f"{name:18}{connections:12}{theirs:12.0f}{own:12.0f}{own / theirs:8.2f}",
                        flush=True)
            if not options.url:
                wake(ours, pid, options.waiters)
        finally:
            for process in started:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
