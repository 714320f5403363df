"""What firsthand itself wrote, told by how a file begins (or for Parquet ends): never by its name alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

_HEAD = 4096
"""Bytes: every mark stands within them."""
_FOOTER = 1 << 20
"""Bytes of a Parquet file's end that are looked through."""

EMPTY = "empty"
"""A file without a byte: nothing is lost with it."""

_STRING = rb'"(?:[^"\\]|\\.)*"'
_MARKS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("report", re.compile(rb"\s*<!doctype html>.{0,2000}<meta name=\"generator\" content=\"firsthand", re.S | re.I)),
    ("records", re.compile(rb'{"type":"document","id":' + _STRING + rb',"path":(?:null|' + _STRING + rb'),"url":')),
    (
        "records",
        re.compile(rb'{"type":"(?:run|claim|entity|family|hit|fact|original)","(?:id|version|document|name)":'),
    ),
    ("records", re.compile(rb'{"type":"(?:check|problem|decision)","(?:span|severity|kind)":')),
    ("quotations", re.compile(rb'{"type":"quotation","id":' + _STRING + rb',"span":{"document":')),
    ("reuse", re.compile(rb'{"type":"(?:reuse|boilerplate)",(?:"a":{"document"|"id"):')),
    ("ftm", re.compile(rb'{"id":"[0-9a-f]{40}","schema":"[A-Z]\w+","properties":{')),
    ("prov", re.compile(rb'{"prefix":{"firsthand":')),
    ("datapackage", re.compile(rb'{"\$schema":"https://datapackage[^"]{1,100}","name":"firsthand-case"')),
    ("webannotation", re.compile(rb'{"@context":"http://www.w3.org/ns/anno.jsonld","id":"https://firsthand.invalid/')),
    ("claimreview", re.compile(rb'\[\]\n\Z|\[{"@context":"https://schema.org","@type":"ClaimReview","creativeWork')),
    ("bundle", re.compile(rb"PK\x03\x04.{26}README\.txtfirsthand bundle \d", re.S)),
    ("graphml", re.compile(rb"<\?xml [^>]*>\s*<!-- firsthand -->\s*<graphml ")),
    ("gexf", re.compile(rb"(?:<\?xml [^>]*>\s*)?<gexf .{0,600}<creator>firsthand</creator>", re.S)),
)
_TABLES = {
    "document": b"id,path,url,title",
    "claim": b"id,text,language,origins.",
    "quotation": b"id,span.document,span.start",
    "assertion": b"claim,id,span.document",
    "run": b"version,settings,inputs",
}
"""How the first line of a CSV table of each name begins."""
_HEADER = re.compile(rb"[a-z_]+(?:\.[a-z_]+)*(?:,[a-z_]+(?:\.[a-z_]+)*)*\r\n")
_PARQUET_MARK = re.compile(rb"\x18\x09firsthand\x18.([a-z_]+)", re.S)
_INDEX_MARK = re.compile(rb'{"version": \d+, "bucket_bits": \d+, "ids": \[')
INDEX_FILES = frozenset(
    ("words", "offsets", "heads", "low", "places", "counts", "neighbours", "bounds", "texts", "index.json")
)

NAMES = {
    "case": "a case",
    "report": "a report",
    "records": "records of firsthand",
    "quotations": "quotations found by firsthand",
    "reuse": "reuse found by firsthand",
    "reuse parquet": "reuse found by firsthand",
    "bundle": "a bundle of firsthand",
    "csv table": "a table of firsthand",
    "parquet table": "a table of firsthand",
    "datapackage": "a description of tables of firsthand",
    "ftm": "FollowTheMoney entities of firsthand",
    "prov": "a PROV export of firsthand",
    "graphml": "a GraphML export of firsthand",
    "gexf": "a GEXF export of firsthand",
    "webannotation": "Web Annotations of firsthand",
    "claimreview": "ClaimReview drafts of firsthand",
    "index": "an index of firsthand",
}
"""Every kind of output, as it is told to the user."""


def kind_of(path: str | os.PathLike[str]) -> str | None:
    """Which of :data:`NAMES` the file or folder at `path` is; :data:`EMPTY` for a file without a byte, else None."""
    place = Path(path)
    if place.is_dir():
        return _kind_of_folder(place)
    try:
        with place.open("rb") as file:
            head = file.read(_HEAD)
            if not head:
                return EMPTY
            for begins, look in _LOOKS:
                if head.startswith(begins):
                    return look(place, head)
    except OSError:
        return None
    return _by_mark(place, head)


def written_by_firsthand(path: str | os.PathLike[str]) -> str | None:
    """What firsthand output the file at `path` is, in words; None for every other file."""
    return NAMES.get(kind_of(path) or "")


def _by_mark(path: Path, head: bytes) -> str | None:
    return next((kind for kind, mark in _MARKS if mark.match(head)), None)


def _kind_of_database(path: Path, head: bytes) -> str | None:
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as database:
            found = database.execute("SELECT 1 FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        # Busy or damaged, but with our table: whatever it is, it may be somebody's work.
        return "case" if isinstance(error, sqlite3.OperationalError) and "locked" in str(error) else None
    return "case" if found else None


def _kind_of_parquet(path: Path, head: bytes) -> str | None:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _FOOTER))
        found = _PARQUET_MARK.search(file.read())
    if not found:
        return None
    return "reuse parquet" if found[1] == b"reuse_records" else "parquet table"


def _kind_of_table(path: Path, head: bytes) -> str | None:
    if begins := _TABLES.get(path.stem):
        return "csv table" if head[3:].startswith(begins) else None
    # Other tables stand beside that of the run, which every export has.
    run = path.with_name("run.csv")
    beside = path.stem != "run" and run.is_file() and kind_of(run) == "csv table"
    return "csv table" if beside and _HEADER.match(head[3:]) else None


_LOOKS: tuple[tuple[bytes, Callable[[Path, bytes], str | None]], ...] = (
    (b"SQLite format 3\0", _kind_of_database),
    (b"PAR1", _kind_of_parquet),
    (b"\xef\xbb\xbf", _kind_of_table),
)
"""How files begin that are looked at more closely."""


def _kind_of_folder(path: Path) -> str | None:
    """An index, if there is nothing else in the folder."""
    try:
        with (path / "index.json").open("rb") as file:
            found = _INDEX_MARK.match(file.read(200))
        return "index" if found and set(os.listdir(path)) <= INDEX_FILES else None
    except OSError:
        return None
