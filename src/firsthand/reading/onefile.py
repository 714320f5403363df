"""One file becomes documents and problems, wherever that happens: in this process or in a worker.

In: a file and the name of its format. Out: documents under the hash of their content, and problems. Always true:
nothing is raised for bad input, and what was read before something went wrong stays read.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeAlias

from firsthand.errors import FirsthandError
from firsthand.model import Custody, Document, Problem, Severity
from firsthand.reading.draft import Draft, File, find_defect
from firsthand.reading.encodings import printable, writable
from firsthand.reading.formats import reader_of
from firsthand.reading.identity import content_key, id_of, sha256_of
from firsthand.reading.metadata import complete
from firsthand.reading.unpack import TooLarge, open_unpacked
from firsthand.settings import ReadingSettings

Keyed: TypeAlias = tuple[str, Document]
_ROWS = frozenset(("jsonl", "json_export", "table", "warc", "feed", "mbox", "chat_page"))
"""Formats that hold many documents: custody is that of a row, whichever file it stands in."""
_MOST_PROBLEMS = 100
"""Problems of one sort that are told of one file, one by one."""


def file_at(path: str, settings: ReadingSettings) -> File:
    """The file at `path`, opened when it is read."""
    return File(printable(path), os.path.basename(path), lambda: open_unpacked(path, settings), settings)


def read_one(file: File, kind: str | None) -> Iterator[Keyed | Problem]:
    """Everything in one file; whatever goes wrong on the way is one problem, and ends only this file."""
    yield from _counted(_read(file, kind), file)


def _counted(items: Iterator[Keyed | Problem], file: File) -> Iterator[Keyed | Problem]:
    """The same, with problems of one sort told one by one until there are many, and then counted."""
    told: Counter[tuple[Severity, str]] = Counter()
    for item in items:
        if isinstance(item, Problem):
            sort = item.severity, item.code
            told[sort] += 1
            if told[sort] > _MOST_PROBLEMS:
                continue
        yield item
    for (severity, code), n in sorted(told.items()):
        if n > _MOST_PROBLEMS:
            yield file.problem(severity, code, f"{n - _MOST_PROBLEMS:,} more problems of this sort ({code})")


def _read(file: File, kind: str | None) -> Iterator[Keyed | Problem]:
    nothing = True
    digest = None if kind in _ROWS else _digest_of(file)
    try:
        for item in reader_of(kind)(file) if kind else ():
            nothing = False
            if isinstance(item, Problem):
                yield item
            else:
                yield from _finish(item, file, digest)
        if nothing:
            yield file.error("empty", "is empty; left out")
    except Exception as error:
        yield problem_of(error, file)


def _digest_of(file: File) -> str | None:
    """The SHA-256 of what a file holds, unpacked; None where it cannot be read, which its reader will tell."""
    try:
        with file.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    except Exception:
        return None


def problem_of(error: Exception, file: File) -> Problem:
    """What is told of an error that ended the reading of a file.

    Raises
    ------
    FirsthandError
        `error` itself, where it is no fault of the file.
    """
    if isinstance(error, FirsthandError):
        raise error
    if isinstance(error, MemoryError):
        limit = file.settings.worker_bytes // 1_000_000
        return file.error("memory-limit", f"needs more than {limit} MB of memory to be read; the rest is left out")
    if isinstance(error, (EOFError, zlib.error)):
        return file.error("truncated", f"packed data are cut off or damaged: {error}")
    if isinstance(error, TooLarge):
        return file.error("too-large", str(error))
    if isinstance(error, PermissionError):
        return file.error("permission", "cannot be read: no permission")
    if isinstance(error, OSError):
        return file.error("unreadable", f"cannot be read: {error.strerror or error}")
    # a library met input that its authors did not foresee
    return file.error("unreadable", f"cannot be read: {type(error).__name__}: {error}"[:300])


def _finish(draft: Draft, file: File, digest: str | None) -> Iterator[Keyed | Problem]:
    """The document of a draft, completed from its text and address, named by its content."""
    defect = find_defect(draft, file)
    if defect is not None:
        yield defect
        return
    clean = replace(draft, **{f.name: writable(getattr(draft, f.name)) for f in fields(draft)})
    if clean != draft:
        yield file.warning("surrogates", "characters that no encoding can write were replaced")
        draft = clean
    key = content_key(draft)
    name = draft.given_id or id_of(key)
    try:
        completed = complete(draft, file.settings)
    except Exception as error:  # the text is there all the same
        kind = type(error).__name__
        yield file.warning("metadata", f"document {name!r:.80}: not all could be told from its text ({kind})")
    else:
        for remark in completed.remarks:
            yield replace(file.warning(remark.code, remark.message), document=name)
        draft = completed.draft
    yield key, _document(draft, name, file.path, Custody(digest or key, draft.saved_from))


def _document(draft: Draft, name: str, path: str, custody: Custody) -> Document:
    return Document(
        id=name,
        text=draft.text,
        path=path,
        url=draft.url,
        title=draft.title,
        author=draft.author,
        outlet=draft.outlet,
        owner=draft.owner,
        published=draft.published,
        retrieved=draft.retrieved,
        languages=(draft.language,) if draft.language else (),
        sha256=sha256_of(draft.text),
        status=draft.status,
        credits=draft.credits,
        links=draft.links,
        furniture=draft.furniture,
        metadata=draft.metadata,
        custody=custody,
    )
