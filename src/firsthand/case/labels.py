"""Labels: short names for documents, what a reader would call a file in a folder of forty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from firsthand.text.printable import plain

_LONGEST = 24  # characters of a name that still fit a column of a phone


def label_documents(named: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Labels by document id: the beginning of its file's name, as short as leaves it unlike all others.

    Parameters
    ----------
    named : iterable of (str, str or None)
        Each document's id and path.
    """
    stems = {id: _stem(id, path) for id, path in named}
    beginnings = {id: _beginnings(stem) for id, stem in stems.items()}
    shared = Counter(beginning for choices in beginnings.values() for beginning in set(choices))
    names = {
        id: _cut(next((choice for choice in choices if shared[choice] == 1), stems[id]))
        for id, choices in beginnings.items()
    }
    for other in (_cut, _cut_before):  # what is still alike goes by its id: by the beginning of it, or else by the end
        taken = Counter(names.values())
        names = {id: name if taken[name] == 1 else other(plain(id)) for id, name in names.items()}
    return _numbered(names)


def _stem(id: str, path: str | None) -> str:
    known = PurePath(path.replace("\\", "/")) if path else None
    return plain(known.stem if known and known.stem else id) or id


def _beginnings(stem: str) -> list[str]:
    ends = [match.start() for match in re.finditer(r"[^\w]+|_+", stem) if match.start() > 1]
    return [*(stem[:end] for end in ends), stem]


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _cut_before(name: str) -> str:
    return name if len(name) <= _LONGEST else "…" + name[1 - _LONGEST :]


def _numbered(names: dict[str, str]) -> dict[str, str]:
    """The last resort: a number behind names that are still alike, in the order of their ids."""
    taken, seen = Counter(names.values()), Counter[str]()
    numbered = {}
    for id, name in sorted(names.items()):
        seen[name] += 1
        numbered[id] = name if taken[name] == 1 else f"{name} ({seen[name]})"
    return numbered
