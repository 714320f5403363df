"""Web archives that are packed with their index (WACZ)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.formats.warc import read as read_warc
from firsthand.reading.zips import Archive


def read(archive: Archive, file: File) -> Iterator[Draft | Problem]:
    """The pages of every archive within."""
    names = sorted(
        n for n in archive.namelist() if n.startswith("archive/") and n.lower().endswith((".warc", ".warc.gz"))
    )
    n_records = 0
    for name in names:
        n_records += archive.getinfo(name).file_size
        inner = replace(file, name=name, open=partial(archive.open, name))
        yield from guarded(read_warc(inner), file, name)
    if not n_records:
        yield file.error("no-text", "no page in this archive; left out")
