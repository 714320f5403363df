"""read(): whatever the user points at becomes a collection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from firsthand.model import Document, Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.formats import ENDINGS, reader_for


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents given to one run, ordered by their content, and what was wrong with the rest."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


def read(
    paths: str | Path | Document | Iterable[str | Path | Document],
    *,
    stdin: IO[bytes] | None = None,
    owners: Mapping[str, str] | None = None,
) -> Collection:
    """Read every document below `paths`."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in [paths] if isinstance(paths, (str, Path, Document)) else list(paths):
        if isinstance(path, Document):
            documents.append(path)
            continue
        top = Path(path)
        for found in sorted(top.rglob("*")) if top.is_dir() else [top]:
            reader = reader_for(found.suffix) if found.suffix in ENDINGS else None
            if reader is None or not found.is_file():
                continue
            for item in reader(File(str(found), found.name, lambda found=found: open(found, "rb"))):  # type: ignore[misc]
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    documents.append(_finish(item, str(found)))
    return Collection(tuple(sorted(documents, key=lambda d: d.id)), tuple(problems))


def _finish(draft: Draft, path: str) -> Document:
    sha256 = hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        draft.given_id or sha256[:12],
        draft.text,
        path=path,
        url=draft.url,
        title=draft.title,
        author=draft.author,
        outlet=draft.outlet,
        owner=draft.owner,
        published=draft.published,
        retrieved=draft.retrieved,
        languages=(draft.language,) if draft.language else (),
        sha256=sha256,
        metadata=draft.metadata,
    )
