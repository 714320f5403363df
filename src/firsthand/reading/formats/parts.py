"""Parts of a file that are files themselves: a mail's attachments, an archive's members and records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.formats import reader_of
from firsthand.reading.kinds import HEAD_BYTES, kind_of


def read_part(file: File, name: str, content: bytes, kind: str | None = None) -> Iterator[Draft | Problem]:
    """The documents of a part called `name`, by its own format; a problem where it cannot be read."""
    kind = kind or kind_of(name, content[:HEAD_BYTES])
    if file.depth >= file.settings.deepest_nesting:
        yield file.error(
            "nesting", f"{name}: lies deeper than {file.settings.deepest_nesting} files within files; left out"
        )
    elif kind is None:
        yield file.warning("unknown-format", f"{name}: of no known format; left out")
    else:
        yield from guarded(reader_of(kind)(file.within(name, content)), file, name)


def tied(found: Iterator[Draft | Problem], name: str, value: str) -> Iterator[Draft | Problem]:
    """The same documents, with a word in their metadata on what they were a part of."""
    for item in found:
        if isinstance(item, Draft) and value and name not in dict(item.metadata):
            item = replace(item, metadata=tuple(sorted((*item.metadata, (name, value)))))
        yield item
