"""read(): whatever the user points at becomes a collection."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import IO, TypeAlias

from firsthand.errors import FirsthandError
from firsthand.model import Document, Problem
from firsthand.reading.draft import Draft, File, find_defect
from firsthand.reading.encodings import printable, writable
from firsthand.reading.formats import reader_for
from firsthand.reading.identity import content_key, id_of, settle_ids, sha256_of
from firsthand.reading.metadata import complete, settle_outlets
from firsthand.reading.unpack import TooLarge, open_unpacked
from firsthand.reading.walk import ending_of, find_files
from firsthand.settings import ReadingSettings

Readable: TypeAlias = "str | os.PathLike[str] | Document"
_Keyed: TypeAlias = tuple[str, Document]
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
    """
    given = [paths] if isinstance(paths, (str, os.PathLike, Document)) else list(paths)
    keyed: list[_Keyed] = [_adopt(item) for item in given if isinstance(item, Document)]
    problems: list[Problem] = []
    names = [os.fspath(item) for item in given if not isinstance(item, Document)]
    if "-" in names and stdin is not None:
        stream = stdin
        _sort_out(_read_with(File("-", "-.jsonl", lambda: stream, settings)), keyed, problems)
    files: list[str] = []
    for found in find_files(name for name in names if name != "-" or stdin is None):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            files.append(found)
    for path, items in zip(files, _read_all(files, settings, cores)):
        _sort_out(items, keyed, problems)
        if tick:
            tick(path)
    documents, clashes = settle_ids(keyed)
    documents = settle_outlets(documents)
    if owners:
        documents = [_owned(document, owners) for document in documents]
    return Collection(tuple(documents), tuple(sorted([*problems, *clashes], key=_problem_order)))


def _problem_order(problem: Problem) -> tuple[str, ...]:
    return (problem.path or "", problem.severity, problem.code, problem.message)


def _owned(document: Document, owners: Mapping[str, str]) -> Document:
    if document.owner or not document.outlet or document.outlet not in owners:
        return document
    return replace(document, owner=owners[document.outlet])


def _adopt(document: Document) -> _Keyed:
    """A document that the caller made: its own id and text, its hash filled in."""
    bare = replace(document, path=None, sha256="", same_as=())
    key = sha256_of(repr(bare))
    return key, replace(document, id=document.id or id_of(key), sha256=document.sha256 or sha256_of(document.text))


def _sort_out(items: Iterable[_Keyed | Problem], keyed: list[_Keyed], problems: list[Problem]) -> None:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            keyed.append(item)


def _read_all(files: list[str], settings: ReadingSettings, cores: int) -> Iterator[list[_Keyed | Problem]]:
    if cores > 1 and len(files) >= _MANY_FILES:
        from concurrent.futures import ProcessPoolExecutor
        from itertools import repeat
        from multiprocessing import get_context

        with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
            yield from pool.map(_read_path, files, repeat(settings), chunksize=8)
    else:
        for path in files:
            yield _read_path(path, settings)


def _read_path(path: str, settings: ReadingSettings) -> list[_Keyed | Problem]:
    name = os.path.basename(path)
    return list(_read_with(File(printable(path), name, lambda: open_unpacked(path, settings), settings)))


def _read_with(file: File) -> Iterator[_Keyed | Problem]:
    """Everything in one file; whatever goes wrong on the way is one problem, and ends only this file."""
    reader = reader_for(ending_of(file.name))
    nothing = True
    try:
        for item in reader(file) if reader else ():
            nothing = False
            if isinstance(item, Problem):
                yield item
            else:
                yield from _finish(item, file)
        if nothing:
            yield file.error("empty", "is empty; left out")
    except (EOFError, zlib.error) as error:
        yield file.error("truncated", f"packed data are cut off or damaged: {error}")
    except TooLarge as error:
        yield file.error("too-large", str(error))
    except PermissionError:
        yield file.error("permission", "cannot be read: no permission")
    except OSError as error:
        yield file.error("unreadable", f"cannot be read: {error.strerror or error}")
    except FirsthandError:
        raise
    except Exception as error:  # a library met input that its authors did not foresee
        yield file.error("unreadable", f"cannot be read: {type(error).__name__}: {error}"[:300])


def _finish(draft: Draft, file: File) -> Iterator[_Keyed | Problem]:
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
    completed = complete(draft, file.settings)
    for problem in completed.remarks:
        yield Problem(
            "warning", "read", problem.code, printable(f"{file.path}: {problem.message}"), document=name, path=file.path
        )
    draft = completed.draft
    yield (
        key,
        Document(
            id=name,
            text=draft.text,
            path=file.path,
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
        ),
    )
