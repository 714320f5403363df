"""Tables held against their schema: a key that nobody reads is a mistake that would go unseen for years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from firsthand.errors import LanguageTableError
from firsthand.languages.schema import ENTRIES, KEYS

_KINDS: dict[str, type | tuple[type, ...]] = {
    "words": str,
    "list": list,
    "truth": bool,
    "number": (int, float),
    "table": dict,
}


def check_table(where: str, subject: str, table: Mapping[str, Any], model: Mapping[str, Any] | None = None) -> None:
    """Make sure that `table` holds what a table of `subject` may hold.

    Parameters
    ----------
    where : str
        The file, for the message.
    subject : str
        What the table is about.
    table : mapping
        What stands in it.
    model : mapping, optional
        The English table, for subjects without a schema: its keys are the ones that there are.

    Raises
    ------
    LanguageTableError
        A key is not known, or its value is of another kind.
    """
    known = _known(subject)
    if known is None:
        if model is None:
            raise LanguageTableError(f"{where}: there is no table of this name: see languages/schema.py")
        known = dict.fromkeys(model, "")
    for key, value in _entries(table, known):
        if key not in known:
            raise LanguageTableError(f"{where}: nothing reads the key {key!r}{_nearest(key, known)}")
        wanted = known[key]
        if wanted and not isinstance(value, _KINDS[wanted]):
            raise LanguageTableError(f"{where}: {key} takes {_named(wanted)}, not {type(value).__name__}")
        if (held := ENTRIES.get(f"{subject}.{key}")) and isinstance(value, dict):
            _check_entries(f"{where}: {key}", value, dict.fromkeys(held.split(), ""))


def _check_entries(where: str, entries: Mapping[str, Any], known: Mapping[str, str]) -> None:
    for name, entry in entries.items():
        for key in entry if isinstance(entry, dict) else ():
            if key not in known:
                raise LanguageTableError(f"{where}.{name}: nothing reads the key {key!r}{_nearest(key, known)}")


def _nearest(key: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1)
    return f"; did you mean {near[0]!r}?" if near else "; what is read stands in languages/schema.py"


@cache
def _known(subject: str) -> Mapping[str, str] | None:
    kinds = KEYS.get(subject)
    return None if kinds is None else {key: kind for kind, keys in kinds.items() for key in keys.split()}


def _entries(table: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Keys with their values, those of sections with the section before them."""
    sections = {key.partition(".")[0] for key in known if "." in key}
    for key, value in table.items():
        if key in sections and isinstance(value, dict):
            yield from ((f"{key}.{inner}", held) for inner, held in value.items())
        else:
            yield key, value


def _named(kind: str) -> str:
    return {"truth": "true or false", "words": "a text", "list": "a list", "table": "a section"}.get(kind, f"a {kind}")
