"""Connections that say nothing, or half a word: nobody is locked out by them, and they fill no log."""

from __future__ import annotations

import logging
import resource
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
import uvicorn

from fictional_case import the_case
from firsthand.case import save
from firsthand.web import create_app
from firsthand.web.serving import FewLines, bounded

FEW_FILES = (
    "import resource, sys\n"
    "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))\n"
    "from firsthand.cli import main\n"
    "main(['serve', sys.argv[1], '--port', '0'])\n"
)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    save(the_case(), tmp_path / "c.db")
    return tmp_path / "c.db"


@pytest.fixture
def served(saved: Path, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The explorer in a process with 256 file descriptors: its port, and its log."""
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-c", FEW_FILES, str(saved)], stderr=out)
        try:
            while b"/ shows" not in log.read_bytes():
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            yield int(log.read_text().split("127.0.0.1:")[1].split("/")[0]), log
        finally:
            process.terminate()
            process.wait()


def test_a_thousand_half_open_connections_lock_nobody_out(served: tuple[int, Path]) -> None:
    port, log = served
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(files, min(2_000, most)), most))  # ours, not the server's
    half_open = []
    for _ in range(1_000):
        half_open.append(socket.create_connection(("127.0.0.1", port), timeout=30))
        half_open[-1].send(b"GET / HT")
    for _ in range(20):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=60) as answer:
            assert answer.status == 200
    for connection in half_open:
        connection.close()
    assert log.stat().st_size < 20_000


def test_who_does_not_say_what_he_wants_is_not_waited_for(saved: Path) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = uvicorn.Config(create_app(saved), http=bounded(100, header_seconds=0.2), log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        slow = socket.create_connection(("127.0.0.1", port), timeout=60)
        slow.send(b"GET /api HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert slow.recv(100) == b""  # closed by the server
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=60) as answer:
            assert answer.status == 200
    finally:
        server.should_exit = True
        thread.join(60)


def test_a_log_that_repeats_itself_is_cut() -> None:
    passes = FewLines(most=3)
    records = [logging.LogRecord("asyncio", logging.ERROR, "", 0, "too many files", (), None) for _ in range(1000)]
    told = [record.getMessage() for record in records if passes.filter(record)]
    assert told == ["too many files", "too many files", "more of this is not told for a minute"]


def test_searches_of_clients_that_have_left_end(
    saved: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Each asks for something without end and hangs up at once: every search ends, and the next reader is served."""
    module = import_module("firsthand.case.search")
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    begun, ended = threading.Semaphore(0), threading.Semaphore(0)
    for_a_while = module._for_a_while

    @contextmanager
    def without_end(database: sqlite3.Connection) -> Iterator[None]:
        begun.release()
        try:
            with for_a_while(database):
                database.execute(endless).fetchone()
                yield
        finally:
            ended.release()

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)  # whoever comes before the server is up waits
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(saved), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with monkeypatch.context() as patched:
                patched.setattr(module, "_for_a_while", without_end)
                for _ in range(5):
                    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
                        client.sendall(f"GET /api/search?q=dam HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                        assert begun.acquire(timeout=60)
                for _ in range(5):
                    assert ended.acquire(timeout=60)
            assert urllib.request.urlopen(f"http://127.0.0.1:{port}/api/search?q=dam", timeout=60).status == 200
        finally:
            server.should_exit = True
            thread.join()
    assert "Traceback" not in caplog.text
