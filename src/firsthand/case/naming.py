"""What a user calls things of a case: an id, the beginning of one, or the label that ``show`` prints."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.case.reader import CaseReader
from firsthand.errors import WrongUse
from firsthand.text import fold

_OFFERED = 5
"""Names offered where one fits nothing."""


def pick_document(case: CaseReader, name: str) -> str:
    """The id of the one document that `name` means.

    Raises
    ------
    WrongUse
        None is called so, or several are.
    """
    found = case.documents_called(name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongUse(f"there is no document {name!r} in the case: 'firsthand documents CASE' lists them")
    labels = case.labels(found)
    some = ", ".join(f"{labels[id]} ({id})" for id in found[:_OFFERED])
    raise WrongUse(f"{name!r} may mean several documents: {some}" + (" and more" if len(found) > _OFFERED else ""))


def pick_person(case: CaseReader, name: str) -> str:
    """`name` if somebody in the case is called so, or the whole id of an entity of which it is the beginning.

    Raises
    ------
    WrongUse
        Nobody is.
    """

    def key(text: str) -> str:
        return " ".join(fold(text).text.split())

    wanted = key(name)
    entities = case.names_of_entities()
    names = sorted({n for called in entities.values() for n in called} | case.names_of_sources())
    if name in entities or any(key(known) == wanted for known in names):
        return name
    ids = sorted(id for id in entities if ":" in name and id.startswith(name))
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise WrongUse(f"{name!r} may mean several: {', '.join(ids[:_OFFERED])}")
    raise WrongUse(f"nobody in the case is called {name!r}{_nearest(name, names)}")


def pick_outlet(case: CaseReader, name: str) -> str:
    """The outlet of the case that `name` is, in whatever case it is written.

    Raises
    ------
    WrongUse
        No document is of such an outlet.
    """
    outlets = case.outlets()
    found = [o for o in outlets if o == name] or [o for o in outlets if o.casefold() == name.casefold()]
    if not found:
        raise WrongUse(f"no document of the case is of the outlet {name!r}{_nearest(name, outlets)}")
    return found[0]


def _nearest(name: str, names: Iterable[str]) -> str:
    """The names that are most like `name`, for the message."""
    from difflib import get_close_matches

    by_key = {known.casefold(): known for known in names}
    near = [by_key[key] for key in get_close_matches(name.casefold(), by_key, _OFFERED)]
    near = near or [known for key, known in by_key.items() if name.casefold() in key][:_OFFERED]
    return f"; did you mean {', '.join(map(repr, near))}?" if near else ""
