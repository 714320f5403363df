"""Zip archives of every kind, told apart by what lies in them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.formats.parts import read_part
from firsthand.reading.kinds import HEAD_BYTES, kind_of
from firsthand.reading.walk import is_resource
from firsthand.reading.zips import Archive, BadMember, member, member_or_none, read_zip

_BY_MEMBER = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("datapackage.json", "wacz"))
_BY_MIMETYPE = ((b"application/epub", "epub"), (b"application/vnd.oasis.opendocument.text", "odt"))
_MOST_MEMBERS = 20_000


def read(file: File) -> Iterator[Draft | Problem]:
    """The documents of what the archive is; of a mere folder that was packed, those of its files."""
    yield from read_zip(file, _read)


def _read(archive: Archive, file: File) -> Iterator[Draft | Problem]:
    names = archive.namelist()
    mimetype = member_or_none(archive, "mimetype", file) or b""
    kind = next((kind for name, kind in _BY_MEMBER if name in names), None)
    kind = kind or next((kind for told, kind in _BY_MIMETYPE if mimetype.startswith(told)), None)
    if kind:
        yield from import_module(f"firsthand.reading.formats.{kind}").read(archive, file)
    elif mimetype.startswith(b"application/vnd"):
        yield file.error("unknown-format", f"{mimetype[:80].decode('ascii', 'replace')} is not read; left out")
    else:
        yield from _folder(archive, names, file)


def _folder(archive: Archive, names: list[str], file: File) -> Iterator[Draft | Problem]:
    """A page with all its parts (SingleFile's zip), an account's export, or a folder that somebody packed."""
    if file.depth >= file.settings.deepest_nesting:
        yield file.error("nesting", f"lies deeper than {file.depth} archives within each other; left out")
        return
    pages = [name for name in names if name in ("index.html", "index.htm")]
    pages = pages or [name for name in names if name.rpartition("/")[2] == "outbox.json"]
    n_passed, found = 0, False
    for name in (pages or sorted(names))[:_MOST_MEMBERS]:
        if name.endswith("/") or "/." in f"/{name}" or name.startswith("__MACOSX/"):
            continue
        if is_resource(name.rpartition("/")[2]) and not name.endswith("tweets.js"):
            n_passed += 1
            continue
        try:
            content = member(archive, name, file)
        except BadMember as error:
            yield file.error("unreadable", str(error))
            continue
        if not content.strip() or kind_of(name, content[:HEAD_BYTES]) is None:
            n_passed += 1
            continue
        for item in read_part(file, name, content):
            found = found or isinstance(item, Draft)
            yield item
    if not found:
        yield file.error("no-text", "no document that can be read in this archive; left out")
    if n_passed and not pages:
        yield file.warning("resources", f"{n_passed} files in this archive are no documents and were passed over")
