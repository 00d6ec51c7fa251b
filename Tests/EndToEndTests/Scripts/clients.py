#!/usr/bin/env python3
"""What curl and Python's http.client get from a server that runs.

    clients.py http://127.0.0.1:8080 /sessions/ID/video/e1/0.m4s /sessions/ID/video/session.m3u8

Prints each expectation that was not met; ends with 1 if there was any.
"""

import gzip
import http.client
import socket
import subprocess
import sys
import urllib.parse

failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def get(address, method, path, headers=None):
    connection = http.client.HTTPConnection(address, timeout=20)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        body = response.read()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, body
    finally:
        connection.close()


def ranges(address, segment):
    status, headers, whole = get(address, "GET", segment)
    size = len(whole)
    expect(status == 200 and headers["content-length"] == str(size), "a segment is sent whole")
    expect(headers.get("accept-ranges") == "bytes", "ranges are offered")
    expect(headers.get("access-control-allow-origin") == "*", "media are for any origin")
    rows = [
        ("bytes=0-99", 206, whole[:100], f"bytes 0-99/{size}"),
        ("bytes=100-", 206, whole[100:], f"bytes 100-{size - 1}/{size}"),
        ("bytes=-50", 206, whole[-50:], f"bytes {size - 50}-{size - 1}/{size}"),
        (f"bytes=-{size * 2}", 206, whole, f"bytes 0-{size - 1}/{size}"),
        (f"bytes=10-{size * 2}", 206, whole[10:], f"bytes 10-{size - 1}/{size}"),
        (f"bytes={size}-", 416, None, f"bytes */{size}"),
        ("bytes=-0", 416, None, f"bytes */{size}"),
        ("bytes=9-1", 200, whole, None),
        ("lines=1-2", 200, whole, None),
    ]
    for value, expected, body, content_range in rows:
        status, headers, got = get(address, "GET", segment, {"Range": value})
        expect(status == expected, f"Range: {value} is {expected}, not {status}")
        expect(headers.get("content-range") == content_range,
               f"Range: {value} says {content_range}, not {headers.get('content-range')}")
        expect(body is None or got == body, f"Range: {value} gives these bytes")
    tag = get(address, "HEAD", segment)[1]["etag"]
    status, _, body = get(address, "GET", segment, {"Range": "bytes=0-9", "If-Range": tag})
    expect(status == 206 and body == whole[:10], "If-Range with the tag is a range")
    status, _, body = get(address, "GET", segment, {"Range": "bytes=0-9", "If-Range": '"x"'})
    expect(status == 200 and body == whole, "If-Range with another tag is the whole")
    status, headers, body = get(address, "HEAD", segment)
    expect(status == 200 and body == b"" and headers["content-length"] == str(size),
           "HEAD says the length and sends nothing")
    status, headers, body = get(address, "GET", segment, {"If-None-Match": tag})
    expect(status == 304 and body == b"" and headers["etag"] == tag, "a known tag is 304")
    return whole


def texts(address, playlist):
    status, headers, plain = get(address, "GET", playlist)
    expect(status == 200 and "content-encoding" not in headers, "a playlist is sent plainly")
    expect("accept-encoding" in headers.get("vary", "").lower(), "its coding varies")
    status, headers, packed = get(address, "GET", playlist, {"Accept-Encoding": "gzip"})
    expect(headers.get("content-encoding") == "gzip", "a playlist is compressed for who takes it")
    expect(gzip.decompress(packed) == plain, "compressed it is the same")
    status, headers, body = get(address, "GET", playlist, {"Accept-Encoding": "gzip;q=0"})
    expect("content-encoding" not in headers and body == plain, "gzip;q=0 is not gzip")
    status, headers, body = get(address, "OPTIONS", playlist, {
        "Origin": "https://stadt.example", "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "range"})
    expect(status == 204 and body == b"", "a preflight is 204")
    expect(headers.get("access-control-allow-origin") == "*", "a preflight allows any origin")
    expect("range" in headers.get("access-control-allow-headers", "").lower(),
           "a preflight allows Range")
    expect(get(address, "DELETE", playlist)[0] == 405, "a playlist cannot be deleted")


def connections(address, segment, playlist, whole):
    connection = http.client.HTTPConnection(address, timeout=20)
    connection.request("GET", segment)
    expect(connection.getresponse().read() == whole, "the first answer of a connection")
    kept = connection.sock
    connection.request("GET", segment)
    expect(connection.getresponse().read() == whole and connection.sock is kept,
           "the second answer of the same connection")
    connection.close()

    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as client:
        one = f"GET {segment} HTTP/1.1\r\nHost: x\r\nRange: bytes=0-9\r\n\r\n"
        last = f"GET {playlist} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        client.sendall((one * 5 + last).encode())
        got = b""
        while piece := client.recv(65536):
            got += piece
    expect(got.count(b"HTTP/1.1 206") == 5 and got.count(whole[:10]) >= 5
           and got.index(b"HTTP/1.1 200") > got.rindex(b"HTTP/1.1 206"),
           "six requests at once are answered in their order")

    with socket.create_connection((host, int(port)), timeout=20) as client:
        client.sendall(f"GET {segment} HTTP/1.0\r\n\r\n".encode())
        got = b""
        while piece := client.recv(65536):
            got += piece
    expect(got.startswith(b"HTTP/1.") and got.endswith(whole), "HTTP/1.0 is answered and closed")


def curl(base, segment, playlist, whole):
    def run(*words):
        return subprocess.run(["curl", "-sS", "--max-time", "20", *words], capture_output=True)
    expect(run("-f", base + segment).stdout == whole, "curl gets a segment")
    expect(run("-f", "-r", "5-14", base + segment).stdout == whole[5:15], "curl gets a range")
    expect(b"#EXTM3U" in run("-f", "--compressed", base + playlist).stdout, "curl --compressed")
    expect(run("-f", "--http1.0", base + segment).stdout == whole, "curl --http1.0")
    head = run("-I", base + segment).stdout
    expect(head.startswith(b"HTTP/1.1 200") and f"Content-Length: {len(whole)}".encode() in head,
           "curl -I")
    twice = run("-w", "%{num_connects} ", "-o", "/dev/null", base + segment, "-o", "/dev/null",
                base + playlist).stdout.split()
    expect(twice == [b"1", b"0"], "curl uses a connection again")
    resumed = run("-f", "-C", "100", base + segment).stdout
    expect(resumed == whole[100:], "curl goes on where it left off")


def main():
    base, segment, playlist = sys.argv[1:]
    address = urllib.parse.urlsplit(base).netloc
    whole = ranges(address, segment)
    texts(address, playlist)
    connections(address, segment, playlist, whole)
    curl(base.rstrip("/"), segment, playlist, whole)
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
