"""read(): whatever the user points at becomes a collection."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import IO, TypeAlias

from firsthand.model import Document, Problem
from firsthand.reading.draft import File
from firsthand.reading.formats import HARMLESS
from firsthand.reading.identity import id_of, settle_ids, sha256_of
from firsthand.reading.kinds import holds_pages, kind_of
from firsthand.reading.metadata import settle_outlets
from firsthand.reading.onefile import Keyed, file_at, read_one
from firsthand.reading.walk import find_files, head_of
from firsthand.reading.wire import Order
from firsthand.reading.workers import Task, available, read_tasks
from firsthand.settings import ReadingSettings

Readable: TypeAlias = "str | os.PathLike[str] | Document"
_MANY_FILES = 40
"""Below that many files, starting processes costs more than it saves."""
_USUAL = ReadingSettings()


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents given to one run, ordered by their ids, and what was wrong with the rest."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


def read(
    paths: Readable | Iterable[Readable],
    *,
    stdin: IO[bytes] | None = None,
    owners: Mapping[str, str] | None = None,
    settings: ReadingSettings = _USUAL,
    cores: int = 1,
    tick: Callable[[str], None] | None = None,
) -> Collection:
    """Read every document below `paths`.

    Parameters
    ----------
    paths : path, Document, or iterable of them
        Files, folders (all files below, hidden ones left out), globs, ``-`` for JSON lines from `stdin`, and documents
        that are already there.
    stdin : binary stream, optional
        What ``-`` reads.
    owners : mapping of str to str, optional
        Owner by outlet, for documents that name none.
    settings : ReadingSettings
        Limits.
    cores : int
        Processes to read many files with; the result does not depend on it.
    tick : callable, optional
        Called with each path that has been read, for progress.

    Returns
    -------
    Collection
        Documents and problems. Nothing is raised for bad input.

    Raises
    ------
    TypeError
        Something was given that is neither a path nor a document: a text, for one.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike, Document)) else list(paths)
    keyed: list[Keyed] = [_adopt(item) for item in given if isinstance(item, Document)]
    problems: list[Problem] = []
    names = [_path(item) for item in given if not isinstance(item, Document)]
    if "-" in names and stdin is not None:
        stream = stdin
        _sort_out(read_one(File("-", "-.jsonl", lambda: stream, settings), "jsonl"), keyed, problems)
    files: list[str] = []
    for found in find_files((name for name in names if name != "-" or stdin is None), settings):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    for task in _read_all(files, settings, cores):
        _sort_out(task.items, keyed, problems)
        if tick:
            tick(task.path)
    documents, clashes = settle_ids(keyed)
    documents = settle_outlets(documents)
    if owners:
        documents = [_owned(document, owners) for document in documents]
    return Collection(tuple(documents), tuple(sorted([*problems, *clashes], key=_problem_order)))


def _path(item: str | os.PathLike[str]) -> str:
    """`item` as a path; a text in the place of one is its author's mistake and no bad input."""
    if not isinstance(item, str | os.PathLike):
        raise TypeError(f"a path or a Document is wanted, not a {type(item).__name__}")
    name = os.fspath(item)
    if "\n" in name and not os.path.lexists(name):
        raise TypeError("a path or a Document is wanted, not a text: Document(id, text) makes a document of it")
    return name


def _problem_order(problem: Problem) -> tuple[str, ...]:
    return (problem.path or "", problem.severity, problem.code, problem.message)


def _owned(document: Document, owners: Mapping[str, str]) -> Document:
    if document.owner or not document.outlet or document.outlet not in owners:
        return document
    return replace(document, owner=owners[document.outlet])


def _adopt(document: Document) -> Keyed:
    """A document that the caller made: its own id and text, its hash filled in."""
    bare = replace(document, path=None, sha256="", same_as=())
    key = sha256_of(repr(bare))
    return key, replace(document, id=document.id or id_of(key), sha256=document.sha256 or sha256_of(document.text))


def _sort_out(items: Iterable[Keyed | Problem], keyed: list[Keyed], problems: list[Problem]) -> None:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            keyed.append(item)


def _read_all(files: list[str], settings: ReadingSettings, cores: int) -> Iterator[Task]:
    share = cores > 1 and len(files) >= _MANY_FILES
    return read_tasks((_task(path, settings, share) for path in files), max(1, cores))


def _task(path: str, settings: ReadingSettings, share: bool) -> Task:
    """The reading of one file, in a worker where its format is risky, or where there is enough to `share`."""
    head = head_of(path, settings)
    kind = kind_of(os.path.basename(path), head)
    risky = kind not in HARMLESS or holds_pages(kind, head)
    if kind and (risky or share) and settings.workers and available():
        return Task(path, Order(os.fsencode(path), kind, settings))
    return Task(path, here=partial(read_one, file_at(path, settings), kind))
