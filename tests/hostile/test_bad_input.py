"""Bad input is told in one clear line, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from firsthand import reading
from firsthand.model import Problem
from firsthand.settings import ReadingSettings

GOOD = "The bridge at Tamsel was reopened on Monday, the county said. Lorries must wait until the spring."


def pdf(**how: bool) -> bytes:
    import sys

    sys.path.insert(0, str(Path(__file__).parent.parent / "reading"))
    from formats import pdf_bytes

    return pdf_bytes([], **how)


def nested_page(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + b"<p>deep</p>" + b"</div>" * depth


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((97 + n,) + (96 + n,) * 10) for n in range(1, 20)
    )
    + b"]><rss><channel><title>&t;</title></channel></rss>"
)
STEALING = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&x;</title><description>&x;</description></item></channel></rss>'

ERRORS: dict[str, tuple[str, bytes, str]] = {
    "empty text": ("x.txt", b"", "empty"),
    "white space only": ("x.txt", b" \n\t\r\n ", "empty"),
    "empty page": ("x.html", b"", "empty"),
    "empty lines": ("x.jsonl", b"\n\n", "empty"),
    "empty pdf": ("x.pdf", b"", "empty"),
    "empty docx": ("x.docx", b"", "empty"),
    "empty table": ("x.csv", b"", "empty"),
    "empty feed": ("x.xml", b"", "empty"),
    "empty mail": ("x.eml", b"", "empty"),
    "empty archive": ("x.warc", b"", "empty"),
    "binary named text": ("x.txt", bytes(range(256)) * 40, "binary"),
    "picture named text": ("x.txt", b"\x89PNG\r\n\x1a\n" + bytes(1000), "binary"),
    "zeros named text": ("x.txt", bytes(5000), "binary"),
    "binary named page": ("x.html", bytes(range(256)) * 40, "binary"),
    "truncated gzip": ("x.txt.gz", gzip.compress(os.urandom(9000))[:3000], "truncated"),
    "no gzip at all": ("x.txt.gz", b"plain text", "unreadable"),
    "truncated zstandard": ("x.txt.zst", zstandard.compress(os.urandom(9000))[:3000], "truncated"),
    "no zstandard at all": ("x.txt.zst", b"plain text", "unreadable"),
    "page without text": ("x.html", b"<html><body><script>var a = 1</script></body></html>", "no-text"),
    "pdf without text": ("x.pdf", pdf(), "no-text"),
    "encrypted pdf": ("x.pdf", pdf(encrypted=True), "encrypted"),
    "no pdf at all": ("x.pdf", b"%PDF-1.7 but no more", "unreadable"),
    "no docx at all": ("x.docx", b"PK\x03\x04 but no more", "unreadable"),
    "no table of texts": ("x.csv", b"name,age\nAda,36\n", "no-text"),
    "entity bomb": ("x.xml", BOMB, "xml"),
    "entity from a file": ("x.xml", STEALING, "xml"),
    "some other xml": ("x.xml", b"<svg><path d='M0 0'/></svg>", "unknown-format"),
    "broken xml": ("x.xml", b"\x00\x01<<<", "xml"),
    "mail without text": ("x.eml", b"From: a@b.example\nContent-Type: image/png\n\nxx", "no-text"),
    "archive without page": ("x.mhtml", b"From: x\nContent-Type: text/css\n\na{}", "no-text"),
    "no archive at all": ("x.warc", b"this is not an archive\n\n\n", "no-text"),
}


def read_beside_a_good_file(folder: Path, name: str, content: bytes, **how: ReadingSettings) -> tuple[Problem, ...]:
    (folder / "good.txt").write_text(GOOD)
    (folder / name).write_bytes(content)
    collection = reading.read(folder, **how)  # type: ignore[arg-type]
    assert GOOD in [document.text for document in collection.documents]
    return collection.problems


@pytest.mark.parametrize("case", ERRORS)
def test_what_cannot_be_read_is_one_error_in_one_line(case: str, tmp_path: Path) -> None:
    name, content, code = ERRORS[case]

    problems = read_beside_a_good_file(tmp_path, name, content)

    assert [(p.severity, p.code, p.stage) for p in problems] == [("error", code, "read")]
    assert "\n" not in problems[0].message
    assert str(tmp_path / name) in problems[0].message
    assert problems[0].path == str(tmp_path / name)


SUSPICIOUS: dict[str, tuple[str, bytes, str]] = {
    "latin-1": ("x.txt", "El niño cruzó la calle según los vecinos de Ávila y León".encode("latin-1"), "encoding"),
    "far future": ("x.jsonl", b'{"text": "The dam holds, they said.", "published": "2199-01-01"}', "suspicious-date"),
    "far past": ("x.jsonl", b'{"text": "The dam holds, they said.", "published": "0812-01-01"}', "suspicious-date"),
    "no date": ("x.jsonl", b'{"text": "The dam holds, they said.", "published": "soon"}', "date"),
    "lone surrogate": ("x.jsonl", b'{"text": "The dam \\ud83d holds."}', "surrogates"),
    "surrogate in a title": (
        "x.jsonl",
        b'{"text": "The dam holds.", "title": "\\udc00", "url": "\\udc00"}',
        "surrogates",
    ),
    "lines in latin-1": (
        "x.jsonl",
        '{"text": "El niño vio la presa."}\n{"text": "Añil, y más."}'.encode("latin-1"),
        "encoding",
    ),
    "unknown format": ("x.xyz", bytes(range(256)), "unknown-format"),
}


@pytest.mark.parametrize("case", SUSPICIOUS)
def test_what_looks_suspicious_is_one_warning(case: str, tmp_path: Path) -> None:
    name, content, code = SUSPICIOUS[case]

    problems = read_beside_a_good_file(tmp_path, name, content)

    assert [(p.severity, p.code) for p in problems] == [("warning", code)]
    assert str(tmp_path / name) in problems[0].message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nul.txt", b"one\x00two words of a sentence that goes on and on"),
        ("bom.txt", b"\xef\xbb\xbfThe dam holds."),
        ("utf16.txt", "The dam holds.".encode("utf-16")),
        ("utf16le.txt", "The dam holds, they said on Monday.".encode("utf-16-le")),
        ("crlf.txt", b"one line\r\nanother line\r\n"),
        ("broken.html", b"<p>The dam holds <b>well<p>they said<table><tr><td>or<div></p></html></body>"),
        ("nested.html", nested_page(30_000)),
        ("unclosed.html", b"<p>The dam holds.</p>" + b"<script" * 50_000),
        ("open.html", b"<p>The dam holds, they said.</p>" + b"<" * 200_000),
        ("utf16.jsonl", '{"text": "The dam holds."}\n'.encode("utf-16")),
        ("surrogate.txt", b"a\xed\xa0\x80b plus more text in plain ascii letters"),
    ],
)
def test_odd_but_readable_input_is_read(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    collection = reading.read(tmp_path)

    assert len(collection.documents) == 1
    assert not [p for p in collection.problems if p.severity == "error"]
    collection.documents[0].text.encode("utf8")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "El niño cruzó la calle según los vecinos de Ávila; lo dijo el señor Núñez."),
        ("cp1252", "“It holds,” said the engineer — and nobody knew how much she’d been paid…"),
        ("latin-1", "Añil"),
        ("cp1251", "Гавань Вельморы была закрыта в четверг после того, как второе обследование выявило трещины."),
        ("shift_jis", "木曜日、ベルモラ港は二回目の調査で桟橋にひび割れが見つかったため閉鎖された。"),
    ],
)
def test_old_encodings_are_read_with_a_warning(encoding: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(text.encode(encoding))

    collection = reading.read(tmp_path)

    assert [document.text for document in collection.documents] == [text]
    assert [(p.severity, p.code) for p in collection.problems] == [("warning", "encoding")]


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "\tone\r\n\r\n  two\u00a0three \u202etfel\u202c e\u0301 \U0001f600\x00 \n"
    (tmp_path / "x.txt").write_bytes(text.encode())

    assert reading.read(tmp_path).documents[0].text == text


def test_a_line_that_is_no_json_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [
        '{"text": "one is here"}',
        '{"text": ',
        "[1, 2]",
        '{"title": "no text"}',
        "[" * 100_000,
        '{"text": "two is here"}',
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(lines))

    collection = reading.read(tmp_path)

    assert sorted(d.text for d in collection.documents) == ["one is here", "two is here"]
    assert [
        f"line {n}" in p.message
        for n, p in zip((2, 3, 4, 5), sorted(collection.problems, key=lambda p: p.message[-60:]))
    ]
    assert len(collection.problems) == 4
    assert {p.severity for p in collection.problems} == {"error"}


def test_lines_before_the_cut_of_a_truncated_file_are_read(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"text": f"report number {n}", "noise": os.urandom(99).hex()}) + "\n" for n in range(2000)
    )
    packed = gzip.compress(rows.encode())
    (tmp_path / "x.jsonl.gz").write_bytes(packed[: len(packed) // 2])

    collection = reading.read(tmp_path)

    assert 500 < len(collection.documents) < 1500
    assert [(p.severity, p.code) for p in collection.problems] == [("error", "truncated")]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_bomb_is_not_unpacked(ending: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    settings = ReadingSettings(bomb_bytes=1_000_000, bomb_ratio=50)

    problems = read_beside_a_good_file(tmp_path, f"x.txt{ending}", pack(b"a" * 20_000_000), settings=settings)

    assert [(p.severity, p.code) for p in problems] == [("error", "too-large")]


@pytest.mark.parametrize(
    ("name", "before", "after", "code"),
    [
        ("x.txt", "", "", "too-long"),
        ("x.jsonl", '{"id": "long", "text": "', '"}\n{"text": "Two is here."}\n', "too-long"),
        ("x.jsonl", "", "", "json"),
        ("x.html", "<html><body><p>", "</p></body></html>", "too-long"),
        ("x.csv", "id,text\n1,", "\n2,Two is here.\n", "too-long"),
    ],
)
def test_a_line_of_50_megabytes_is_one_problem(name: str, before: str, after: str, code: str, tmp_path: Path) -> None:
    line = ("a word of no weight and another. " * 1_600_000)[:50_000_000]

    begin = time.process_time()
    problems = read_beside_a_good_file(tmp_path, name, f"{before}{line}{after}".encode())

    assert [(p.severity, p.code) for p in problems] == [("error", code)]
    assert len(problems[0].message) < 500
    assert time.process_time() - begin < 20


def test_a_long_text_of_many_lines_is_read(tmp_path: Path) -> None:
    text = "A word of no weight and another.\n" * 200_000
    (tmp_path / "x.txt").write_text(text)

    assert len(reading.read(tmp_path).documents[0].text) == len(text)


def test_missing_and_unreadable_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text(GOOD)
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink(tmp_path / "nowhere.txt", tmp_path / "dangling.txt")
    os.symlink(tmp_path, tmp_path / "loop")
    real_open = open

    def refusing(path: str, *args: object, **kwargs: object) -> object:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refusing)
    collection = reading.read([tmp_path, tmp_path / "missing", str(tmp_path / "*.pdf")])

    assert collection.documents == ()
    assert sorted(p.code for p in collection.problems) == [
        "missing",
        "missing",
        "permission",
        "unreadable",
        "unreadable",
    ]
    assert {p.severity for p in collection.problems} == {"error"}


def test_no_reader_touches_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import sys

    sys.path.insert(0, str(Path(__file__).parent.parent / "reading"))
    from formats import WRITERS

    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    for number, (file_name, write, _) in enumerate(WRITERS.values()):
        (tmp_path / str(number)).mkdir()
        write(tmp_path / str(number) / file_name)

    assert reading.read(tmp_path, settings=ReadingSettings(workers=False)).documents


def test_names_of_files_are_told_in_one_line_that_can_be_written(tmp_path: Path) -> None:
    for name in (b"new\nline.txt", b"broken\xff.txt", b"line\n.xyz"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("" if name.startswith(b"new") else GOOD)

    collection = reading.read(tmp_path)

    assert len(collection.documents) == 1
    for shown in [
        collection.documents[0].path,
        *(p.message for p in collection.problems),
        *(p.path for p in collection.problems),
    ]:
        assert shown is not None
        assert shown.isprintable()
        shown.encode("utf8")


def test_a_damaged_archive_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    sys.path.insert(0, str(Path(__file__).parent.parent / "reading"))
    from formats import write_warc

    write_warc(tmp_path / "x.warc")
    whole = (tmp_path / "x.warc").read_bytes()
    (tmp_path / "x.warc").write_bytes(whole.replace(b"Content-Length: 1", b"Content-Length: "))

    reading.read(tmp_path)

    assert capsys.readouterr() == ("", "")


def test_a_mail_with_broken_headers_is_read(tmp_path: Path) -> None:
    headers = b"From: \xff\xfe <\x00>\nSubject: =?utf-8?b?////?= caf\xe9\nDate: 99 Foo 2012\n\n"
    mail = headers + b"The dam holds, they said on Monday."
    (tmp_path / "x.eml").write_bytes(mail)

    (document,) = reading.read(tmp_path).documents

    assert document.text.startswith("The dam holds")
    repr(document).encode("utf8")
