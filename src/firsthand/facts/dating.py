"""Days as values: an event that nearly the same words date to two days, as "signed on 20 June" and "on 12 July".

One event of a kind on two days is two events; but where two documents tell it in nearly the same words and only the day
differs, one of them errs, and both days are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.facts.frames import Frame
from firsthand.model import Document
from firsthand.values import Date, find_dates

_ALIKE, _LEAST_SHARED = 0.45, 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a clause tells it: its words, and its date."""

    text: str
    date: str


def find_days(cluster: Sequence[Frame], documents: Mapping[str, Document]) -> dict[Day, list[int]]:
    """The frames (by number) of each day that an event is told to have had; empty where no two days contradict."""
    dated = [(i, day) for i, f in enumerate(cluster) if (day := _day_of(f, documents)) is not None]
    found: dict[str, list[tuple[int, Date]]] = {}
    for i, day in dated:
        found.setdefault(day.value, []).append((i, day))
    homes = {value: {cluster[i].document for i, _ in told} for value, told in found.items()}
    clash: set[str] = set()
    for a, ours in found.items():
        for b, theirs in found.items():
            if a < b and not homes[a] & homes[b] and _clash(cluster, documents, ours, theirs):
                clash |= {a, b}
    words = {value: min((d.text for _, d in told), key=lambda t: (len(t), t)) for value, told in found.items()}
    return {Day(words[v], v): [i for i, _ in found[v]] for v in sorted(clash)}


def _day_of(frame: Frame, documents: Mapping[str, Document]) -> Date | None:
    """The one day that the clause names."""
    document = documents[frame.document]
    if frame.days is None:
        return None
    text = document.text[slice(*frame.clause)]
    days = [d for d in find_dates(text, frame.language, document.published) if d.kind == "date"]
    only = days[0] if len({d.value for d in days}) == 1 else None
    return only if only is not None and only.earliest == only.latest and len(only.value) == len("2024-06-20") else None


def _clash(
    cluster: Sequence[Frame],
    documents: Mapping[str, Document],
    ours: Sequence[tuple[int, Date]],
    theirs: Sequence[tuple[int, Date]],
) -> bool:
    return any(
        _alike(cluster[i], cluster[j]) and (_is_full(a, b) or _is_plain(a, b, cluster[i], cluster[j], documents))
        for i, a in ours
        for j, b in theirs
    )


def _alike(a: Frame, b: Frame) -> bool:
    """Whether nearly half of the longer sentence's words are the other's; months and who says so differ in any case."""
    ours, theirs = {*a.context, *a.names}, {*b.context, *b.names}
    shared = len(ours & theirs)
    return shared >= _LEAST_SHARED and shared >= _ALIKE * max(len(ours), len(theirs))


def _is_full(a: Date, b: Date) -> bool:
    """Whether both are told by their number in the month."""
    return all(any(c.isdigit() for c in day.text) for day in (a, b))


def _is_plain(first: Date, second: Date, a: Frame, b: Frame, documents: Mapping[str, Document]) -> bool:
    """Whether two weekdays were told on one day in other words: "yesterday" of two days is said of two days."""
    days = [documents[f.document].published for f in (a, b)]
    return days[0] is not None and days[0] == days[1] and first.text.casefold() != second.text.casefold()
