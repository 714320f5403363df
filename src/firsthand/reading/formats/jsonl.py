"""JSON lines: one document a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import decode
from firsthand.reading.fields import Rows
from firsthand.reading.unpack import TooLarge

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_decoder = json.JSONDecoder(strict=False)


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a line; a line that is none is a problem, and the next one is read."""
    guessed = False
    rows = Rows(file)
    with file.open() as stream:
        for number, line in enumerate(_lines(stream, file.settings.whole_bytes), 1):
            if not line.strip():
                continue
            if number == 1 and line.strip() in (b"{", b"[", b"[{"):
                yield from _one_whole(file)
                return
            try:
                row = line.decode("utf-8")
            except UnicodeDecodeError:
                row = line.decode("cp1252", "replace")
                if not guessed:
                    yield file.warning("encoding", f"not UTF-8 from line {number} on; read as cp1252")
                guessed = True
            yield from _documents(row, rows, f"line {number}")
    yield from rows.told()


def _one_whole(file: File) -> Iterator[Draft | Problem]:
    """The file is one JSON text over many lines, whatever its name says."""
    from firsthand.reading.formats.json_export import read as read_export

    yield from read_export(file)


def _documents(line: str, rows: Rows, where: str) -> Iterator[Draft | Problem]:
    try:
        found = list(_objects(line))
    except (ValueError, RecursionError) as error:
        yield rows.file.error("json", f"{where} is not JSON: {error}")
        return
    for fields in _flat(found):
        if isinstance(fields, dict):
            yield from rows.read(fields, where)
        else:
            yield rows.file.error("json", f"{where} is no JSON object")


def _flat(found: list[Any]) -> Iterator[Any]:
    """The objects of a line, also where it is an array of them."""
    for item in found:
        if isinstance(item, list) and item and all(isinstance(inner, dict) for inner in item):
            yield from item
        else:
            yield item


def _objects(line: str) -> Iterator[Any]:
    """What stands on a line: usually one object; a line of an array that was cut into lines; several in a row."""
    try:
        yield _decoder.decode(line)
        return
    except ValueError as error:
        rest = line.strip().strip("\x1e\ufeff\0").strip()
        bare = rest.removeprefix("[").strip().removesuffix("]").strip().strip(",").strip()
        if not bare.startswith("{"):
            if rest in ("[", "]", ",", "],"):
                return
            raise error
    at, found = 0, []
    while at < len(bare):
        value, at = _decoder.raw_decode(bare, at)
        found.append(value)
        while at < len(bare) and bare[at] in ", \t\x1e":
            at += 1
    yield from found


def _lines(stream: IO[bytes], limit: int) -> Iterable[bytes]:
    """The lines of a stream in UTF-8 with or without a mark, or in marked UTF-16."""
    first = stream.readline(limit)
    if first.startswith(_WIDE_MARKS):
        text, _ = decode(first + stream.read(limit))
        yield from (line.encode("utf-8", "replace") for line in text.splitlines())
        return
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) >= limit:
            raise TooLarge(f"a line is longer than {limit / 1e6:.0f} MB; it and what follows are left out")
        yield line
        line = stream.readline(limit)
