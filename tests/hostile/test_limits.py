"""Files made to stall or kill their reader cost themselves, and nothing else; the problem says which limit."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.reading import workers
from firsthand.reading.collection import Collection
from firsthand.settings import ReadingSettings
from reading.formats import pdf_stream

GOOD = "The bridge at Tamsel was reopened on Monday, the county said. Lorries must wait until the spring."
PAGE = f"<html><head><title>Bridge open</title></head><body><article><p>{GOOD} {GOOD}</p></article></body></html>"
TIGHT = ReadingSettings(worker_seconds=2, worker_bytes=400_000_000)


def read_beside_good_files(folder: Path, name: str, content: bytes, settings: ReadingSettings = TIGHT) -> Collection:
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.html").write_text(PAGE)
    (folder / "z.html").write_text(PAGE.replace("Tamsel", "Ostrow"))
    (folder / name).write_bytes(content)
    found = reading.read(folder, settings=settings)
    assert {Path(d.path or "").name for d in found.documents} >= {"a.txt", "b.html", "z.html"}
    return found


def docx(body: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def warc(*records: tuple[str, str, bytes]) -> bytes:
    out = b""
    for url, headers, body in records:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + body
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(out):032x}>\r\n"
                f"WARC-Target-URI: {url}\r\n"
                f"WARC-Date: 2025-03-04T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return out


def test_a_pdf_that_draws_for_ever_is_stopped(tmp_path: Path) -> None:
    drawn = b"BT /F1 1 Tf 1 TL 40 800 Td " + b"(aaaa bbbb) Tj T* " * 60_000 + b"ET"

    found = read_beside_good_files(tmp_path, "m.pdf", pdf_stream(drawn))

    odd = [p for p in found.problems if p.severity == "error"]
    assert [p.code for p in odd] in ([], ["time-limit"], ["crashed"], ["memory-limit"], ["too-long"])


def test_a_cell_over_a_hundred_million_columns(tmp_path: Path) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{paragraph(GOOD + " In a cell.")}</w:tc>'

    found = read_beside_good_files(tmp_path, "m.docx", docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))

    assert [d.text for d in found.documents if (d.path or "").endswith(".docx")] == [GOOD + " In a cell."]


def test_a_document_that_unpacks_to_more_memory_than_it_may_take(tmp_path: Path) -> None:
    settings = replace(TIGHT, worker_bytes=200_000_000, worker_seconds=60, bomb_ratio=10_000)

    found = read_beside_good_files(tmp_path, "m.docx", docx(paragraph("a" * 40) * 900_000), settings)

    (problem,) = [p for p in found.problems if p.severity == "error"]
    assert problem.code == "memory-limit"
    assert "memory" in problem.message


def test_a_sender_of_forty_thousand_addresses(tmp_path: Path) -> None:
    senders = ", ".join(f"Person {n} <p{n}@board.example>" for n in range(40_000))
    mail = f"From: {senders}\nSubject: Bridge\nDate: Tue, 04 Mar 2025 09:00:00 +0100\n\n{GOOD}\n"

    found = read_beside_good_files(tmp_path, "m.eml", mail.encode())

    (document,) = [d for d in found.documents if (d.path or "").endswith(".eml")]
    assert document.text.strip() == GOOD
    assert document.author == "Person 0"
    assert document.title == "Bridge"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_packed_content_that_is_a_bomb_costs_its_record_only(coding: str, tmp_path: Path) -> None:
    settings = replace(TIGHT, bomb_bytes=1_000_000, bomb_ratio=50)
    bomb = _packed(coding, b"<html>" + b"a " * 10_000_000)
    records = warc(
        ("https://a.example/1", f"Content-Encoding: {coding}\r\n", _packed(coding, PAGE.encode())),
        ("https://a.example/2", f"Content-Encoding: {coding}\r\n", bomb),
        ("https://a.example/3", "", PAGE.encode()),
    )

    found = read_beside_good_files(tmp_path, "m.warc.gz", gzip.compress(records), settings)

    assert {d.url for d in found.documents if d.url} == {"https://a.example/1", "https://a.example/3"}
    assert [(p.severity, p.code) for p in found.problems if "a.example/2" in p.message] == [("error", "content")]


def _packed(coding: str, content: bytes) -> bytes:
    import brotli
    import zstandard

    pack: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "br": lambda data: bytes(brotli.compress(data, quality=5)),
        "zstd": zstandard.compress,
    }
    return pack[coding](content)


def test_what_is_larger_than_one_document_may_be_is_left_out_unread(tmp_path: Path) -> None:
    settings = replace(TIGHT, whole_bytes=1_000_000)
    content = gzip.compress(os.urandom(50_000).hex().encode() * 25)

    found = read_beside_good_files(tmp_path, "m.txt.gz", content, settings)

    assert [(p.severity, p.code) for p in found.problems] == [("error", "too-large")]
    assert "limit" in found.problems[0].message


def test_a_worker_that_dies_costs_the_rest_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's reader takes the process down with it; what it had given before stays."""
    workers.end_workers()
    start = (
        "import os; os.environ['DIES'] = '1'; import firsthand.reading.worker as worker; "
        "whole = worker.read_one\n"
        "def dying(file, kind):\n"
        "    for n, item in enumerate(whole(file, kind)):\n"
        "        if n == 2 and file.name == 'm.mbox': os.abort()\n"
        "        yield item\n"
        "worker.read_one = dying\n"
    )
    parts = workers._START.split("; ")
    code = "; ".join(parts[:2]) + "\n" + start + "; ".join(parts[2:])
    monkeypatch.setattr(workers, "_START", code)
    mails = "".join(
        f"From a@b.example Tue Mar  4 09:0{n}:00 2025\nFrom: a@b.example\nSubject: Mail {n}\n\n{GOOD} Number {n}.\n\n"
        for n in range(5)
    )

    found = read_beside_good_files(tmp_path, "m.mbox", mails.encode())
    workers.end_workers()

    assert sum((d.path or "").endswith(".mbox") for d in found.documents) == 2
    (problem,) = found.problems
    assert (problem.severity, problem.code) == ("error", "crashed")
    assert "SIGABRT" in problem.message
    assert "2 of its documents" in problem.message


@pytest.mark.parametrize("cores", [1, 3])
def test_results_are_the_same_with_and_without_workers(cores: int, tmp_path: Path) -> None:
    for n in range(12):
        (tmp_path / f"{n:02}.html").write_text(PAGE.replace("Tamsel", f"Tamsel {n}"))
        (tmp_path / f"{n:02}.txt").write_text(f"{GOOD} Number {n}.")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 no more")

    with_workers = reading.read(tmp_path, cores=cores)
    without = reading.read(tmp_path, settings=ReadingSettings(workers=False))

    assert with_workers == without


def test_no_worker_is_left_behind(tmp_path: Path) -> None:
    workers.end_workers()
    (tmp_path / "a.html").write_text(PAGE)
    reading.read(tmp_path)
    (kept,) = workers._idle
    assert kept.process.poll() is None

    workers.end_workers()

    assert kept.process.returncode is not None
    assert workers._idle == []


def test_what_the_starting_process_holds_is_not_counted(tmp_path: Path) -> None:
    workers.end_workers()
    held = b"x" * 700_000_000  # more than a reader is ever kept with
    (tmp_path / "a.html").write_text(PAGE)
    reading.read(tmp_path)
    assert len(held) == 700_000_000
    assert len(workers._idle) == 1


def test_workers_end_where_reading_is_stopped(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.html").write_text(PAGE.replace("Tamsel", f"Tamsel {n}"))
    seen = []

    def stop(path: str) -> None:
        seen.extend(w.process for w in workers._idle)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reading.read(tmp_path, tick=stop, cores=2)

    workers.end_workers()
    assert all(process.poll() is not None for process in seen)


FAR = "Mon, 1 Jan 99999999999 00:00:00 GMT"
FAR_DATES: dict[str, tuple[str, str]] = {
    "rows": ("x.jsonl", "".join(json.dumps({"text": f"{GOOD} {n}", "published": FAR}) + "\n" for n in range(3))),
    "table": ("x.csv", "text,published\n" + "".join(f'"{GOOD} {n}","{FAR}"\n' for n in range(3))),
    "feed": ("x.rss", "<rss version='2.0'><channel><title>C</title>" + "".join(
        f"<item><title>T{n}</title><description>{GOOD} {n}</description><pubDate>{FAR}</pubDate></item>"
        for n in range(3)
    ) + "</channel></rss>"),
    "mailbox": ("x.mbox", "".join(
        f"From a@b.example Tue Mar  4 09:00:00 2025\nFrom: a@b.example\nDate: {FAR}\n\n{GOOD} {n}\n\n" for n in range(3)
    )),
}  # fmt: skip


@pytest.mark.parametrize("case", FAR_DATES)
def test_a_date_beyond_all_calendars_is_a_warning_and_the_text_stays(case: str, tmp_path: Path) -> None:
    name, content = FAR_DATES[case]
    (tmp_path / name).write_text(content)

    found = reading.read(tmp_path)

    assert sorted(d.text.strip() for d in found.documents) == [f"{GOOD} {n}" for n in range(3)]
    assert {d.published for d in found.documents} == {None}
    assert [(p.severity, p.code) for p in found.problems] == [("warning", "date")] * 3


@pytest.mark.parametrize("entry", ["/etc/hostname", "file:///etc/hostname", "http://localhost:1/feed"])
def test_a_feed_that_is_a_path_opens_nothing(entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    real = open
    monkeypatch.setattr("builtins.open", lambda path, *args, **kw: opened.append(path) or real(path, *args, **kw))
    (tmp_path / "x.rss").write_text(entry)

    found = reading.read(tmp_path, settings=ReadingSettings(workers=False))

    assert found.documents == ()
    assert "/etc/hostname" not in opened


ENTITIES: dict[str, bytes] = {
    "behind a long comment": b"<?xml version='1.0'?><!--" + b" x" * 60_000 + b"--><!DOCTYPE rss [<!ENTITY a 'b'>]>",
    "in UTF-7": b"<?xml version='1.0' encoding='UTF-7'?>" + "<!DOCTYPE rss [<!ENTITY a 'b'>]>".encode("utf-7"),
    "in UTF-16": "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE rss [<!ENTITY a 'b'>]>".encode("utf-16"),
    "behind a comment in the declaration": b"<!DOCTYPE rss [<!ELEMENT x (#PCDATA)><!-- ]> --><!ENTITY a 'b'>]>",
}  # fmt: skip


@pytest.mark.parametrize("case", ENTITIES)
def test_entities_are_found_wherever_they_hide(case: str, tmp_path: Path) -> None:
    rest = "<rss version='2.0'><channel><item><description>&a;</description></item></channel></rss>"
    head = ENTITIES[case]
    encoding = "utf-16-le" if head.startswith(b"\xff\xfe") else "utf-7" if b"UTF-7" in head else "utf-8"
    (tmp_path / "x.xml").write_bytes(head + rest.encode(encoding))

    found = reading.read(tmp_path)

    assert found.documents == ()
    assert [(p.severity, p.code) for p in found.problems] == [("error", "xml")]


def test_links_out_of_the_folder_are_told_and_followed_only_where_asked(tmp_path: Path) -> None:
    (tmp_path / "given" / "deep").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(GOOD)
    (tmp_path / "given" / "deep" / "a.txt").write_text(f"{GOOD} Inside.")
    (tmp_path / "given" / "file.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "given" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "given" / "within.txt").symlink_to(tmp_path / "given" / "deep" / "a.txt")

    kept_in = reading.read(tmp_path / "given")
    followed = reading.read(tmp_path / "given", settings=ReadingSettings(follow_links=True))
    named = reading.read(tmp_path / "given" / "file.txt")

    assert [d.text for d in kept_in.documents] == [f"{GOOD} Inside."]
    assert [(p.severity, p.code) for p in kept_in.problems] == [("error", "link")] * 2
    assert sorted(d.text for d in followed.documents) == [GOOD, f"{GOOD} Inside."]
    assert len(named.documents) == 1


def test_many_problems_of_one_file_are_told_and_then_counted(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "One is here."}\n' + "no json\n" * 5000)

    found = reading.read(tmp_path)

    assert len(found.documents) == 1
    assert len(found.problems) < 200
    assert any("4,900 more" in p.message for p in found.problems)


STOPPED = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from firsthand import reading
def tick(path):
    children = open(f'/proc/self/task/{os.getpid()}/children').read()
    print(children, flush=True)
    time.sleep(600)
reading.read(sys.argv[1], cores=2, tick=tick)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks Linux which processes there are")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(how: signal.Signals, tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"{n}.html").write_text(PAGE.replace("Tamsel", f"Tamsel {n}"))
    started = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert started.stdout is not None
    pids = [int(pid) for pid in started.stdout.readline().split()]
    assert len(pids) == 2

    started.send_signal(how)
    started.wait()

    for _ in range(600):  # they end as soon as they see that nobody is there
        if not any(_is_alive(pid) for pid in pids):
            break
        time.sleep(0.1)
    assert not any(_is_alive(pid) for pid in pids)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
