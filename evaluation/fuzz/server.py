"""The explorer under fire: paths that climb, headers that smuggle, hosts that are others', requests that are none."""

from __future__ import annotations

import random
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from evaluation.fuzz.newsroom import command, run, write_articles
from evaluation.fuzz.tally import Tally

SECRET = "a secret beside the case"
CLIMBS = ("../", "..%2f", "%2e%2e/", "..\\", "%252e%252e%252f", "....//", "/", "//", "%00", "\\\\host\\")
ROUTES = (
    "/", "/api", "/api/claims", "/api/documents", "/api/documents/{}", "/api/claims/{}", "/api/search?q={}",
    "/api/who?name={}", "/fragments/{}", "/fragments/document/{}", "/fragments/claim/{}", "/fragments/pair/{}",
    "/fragments/search/{}", "/fragments/ledger?q={}", "/fragments/ledger?from={}", "/api/claims?limit={}&sort={}",
    "/{}", "/static/{}", "/openapi.json", "/docs",
)  # fmt: skip
WORDS = (
    "1", "-1", "0x1", "99999999999999999999", "1e9", "١", "1-2", "2-1", "claim/0",
    "'", '"', "' OR 1=1 --", "NEAR(", "*",
    "brine", '"brine', "a OR b", "<script>alert(1)</script>", "\u202e", "%0d%0aX-Injected: yes", "\r\nX-Injected: yes",
    "x" * 6000, "🐙" * 50, "%ff%fe", "NaN", "null", "{{7*7}}", "${7*7}",
)  # fmt: skip
HOSTS = ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "[::ffff:7f00:1]", "")
HEADERS = (
    "Content-Length: -5",
    "Content-Length: 5\r\nContent-Length: 6",
    "Transfer-Encoding: chunked",
    "Range: bytes=0-99999999",
    "Expect: 100-continue",
)
METHODS = ("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "X" * 50)


def attack(n: int, seed: int) -> Tally:
    """Send `n` requests that nobody means to an explorer of its own."""
    tally, chance = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as made, _served(Path(made)) as port:
        for k in range(n):
            kind, request = _request(chance)
            answer = _send(port, request, slowly=k % 50 == 0)
            _look(tally, kind, request, answer)
            if k % 25 == 0:
                alive = _send(port, b"GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                tally.check("still there", alive.startswith(b"HTTP/1.1 200"), f"no answer after {request[:200]!r}")
    return tally


@contextmanager
def _served(place: Path) -> Iterator[int]:
    (place / "secret.txt").write_text(SECRET, "utf8")
    done = run("trace", write_articles(place / "articles", 4), "--out", place / "c.db")
    assert done.returncode == 0, done.stderr
    with subprocess.Popen(command("serve", place / "c.db", "--port", "0"), stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline().decode()
            yield int(line.split("127.0.0.1:")[1].split("/")[0])
        finally:
            process.terminate()


def _request(chance: random.Random) -> tuple[str, bytes]:
    """A request and what kind of attack it is."""
    kind = chance.choice(("climbs", "queries", "hosts", "methods", "headers", "noise", "other sites"))
    route = chance.choice(ROUTES)
    word = chance.choice(WORDS)
    method, host, extra = "GET", "localhost", ""
    if kind == "climbs":
        climb = "".join(chance.choice(CLIMBS) for _ in range(chance.randrange(1, 6)))
        word = climb + chance.choice(("secret.txt", "etc/passwd", "c.db"))
        target = route.replace("{}", word)
    else:
        target = route.replace("{}", word if chance.random() < 0.2 else quote(word, safe="%"))
    if kind == "hosts":
        host = chance.choice(HOSTS)
    if kind == "methods":
        method = chance.choice(METHODS)
    if kind == "headers":
        extra = chance.choice((*HEADERS, "X-Long: " + "a" * chance.choice((10, 1000, 100_000)), "Cookie: " + word))
    if kind == "other sites":
        extra = f"Sec-Fetch-Site: {chance.choice(('cross-site', 'same-site'))}"
    if kind == "noise":
        return kind, chance.randbytes(chance.randrange(1, 400)) + b"\r\n\r\n"
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", *([extra] if extra else []), "Connection: close", "", ""]
    return kind, "\r\n".join(lines).encode("utf8", "replace")


def _send(port: int, request: bytes, slowly: bool = False) -> bytes:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            if slowly:
                connection.sendall(request[: len(request) // 2])
                connection.settimeout(30)
            connection.sendall(request[len(request) // 2 :] if slowly else request)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
            return b"".join(parts)
    except (ConnectionError, TimeoutError) as error:
        return b"" if isinstance(error, ConnectionError) else b"TIMEOUT"


def _look(tally: Tally, kind: str, request: bytes, answer: bytes) -> None:
    shown = request[:160]
    head, _, body = answer.partition(b"\r\n\r\n")
    status = head[9:12]
    tally.check(kind, answer != b"TIMEOUT", f"no end of the answer to {shown!r}")
    if not status.isdigit():
        return  # closed without a word: what is no HTTP gets none
    tally.check(kind, int(status) < 500, f"{status!r} for {shown!r}: {body[:200]!r}")
    tally.check(kind, b"x-injected" not in head.lower(), f"a header was smuggled in by {shown!r}")
    tally.check(kind, SECRET.encode() not in body and b"root:" not in body, f"a file was shown for {shown!r}")
    guarded = status in (b"400", b"431") or b"content-security-policy" in head.lower()
    tally.check(kind, guarded, f"no policy in the answer to {shown!r}")
    tally.check(kind, b"<script>alert(1)" not in body, f"a script was let through by {shown!r}")
    if kind == "hosts":
        tally.check(kind, status == b"400", f"{status!r} for another's host: {shown!r}")
    if kind == "methods":
        tally.check(kind, status != b"200", f"a method was accepted: {shown!r}")
    first = request.split(b" ")[1:2]
    if kind == "other sites" and first != [b"/"]:
        tally.check(kind, status in (b"400", b"403"), f"{status!r} for another site's page: {shown!r}")
