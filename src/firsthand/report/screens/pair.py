"""Two documents side by side: what is the same, edited, translated, moved, dropped, added, and which values changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.case.sharing import between, retold_between
from firsthand.model import Change, Document, Span
from firsthand.report.reader import RETOLD, Facing, Gap, face
from firsthand.report.views import Asked, Screen, Views
from firsthand.values.changes import find_changes

_Languages = list[tuple[int, str]]

_COMPARED = 4000
"""Characters of a passage in which changed values are looked for: a page of print."""
_BESIDE = 300
"""Characters between two shared passages that are compared with what follows: a sentence begins there, no paragraph."""
_ROWS = 1500


@dataclass(frozen=True, slots=True)
class Row:
    """One row of two documents: a shared passage with what changed in it, or what only one of them has."""

    shared: Facing | None
    gap: Gap | None
    moved: bool = False
    changes: tuple[Change, ...] = ()


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The documents of those two ids."""
    a, b = (views.document_named(part) for part in parts)
    are_versions = b.id in a.versions or a.id in b.versions
    if are_versions and a.published and b.published and a.published.earliest > b.published.earliest:
        a, b = b, a  # of two states of a page the earlier comes first
    path = views.pair_path(a.id, b.id)
    if asked.get("swap"):
        a, b = b, a
    first, second = (_key(views, d) for d in (a, b))
    shared = between(views.case, first, second)
    languages = [_languages(views, key) for key in (first, second)]
    retold = retold_between(views.case, first, second) if first != second else []
    rows = rows_of(face(shared, a, b, retold), a, b, languages)
    tally: dict[str, int] = {}
    for row in rows:
        for change in row.changes:
            tally[change.slot] = tally.get(change.slot, 0) + 1
    same = a.id == b.id
    title = views.ui("pair.title", a=views.names[a.id], b=views.ui("pair.other_half") if same else views.names[b.id])
    if are_versions and a.published and b.published:
        days = [views.ui.date(d.published) for d in (a, b)]
        title = views.ui("pair.states", title=views.opening(a), a=days[0], b=days[1])
    return views.screen(
        title, "pair.html", title=title, a=a, b=b, rows=rows[:_ROWS], n_rows=len(rows), n_shared=len(shared),
        n_retold=sum(row.shared is not None and row.shared.kind == RETOLD for row in rows),
        tally=sorted(tally.items()), path=path, swapped=bool(asked.get("swap")),
        are_versions=are_versions,
    )  # fmt: skip


def rows_of(faced: Sequence[Facing | Gap], a: Document, b: Document, languages: Sequence[_Languages]) -> list[Row]:
    """The rows of both documents, with what was moved and what changed."""
    still = _in_order([row.b.start for row in faced if isinstance(row, Facing)])
    rows, n = [], 0
    for at, row in enumerate(faced):
        if isinstance(row, Gap):
            rows.append(Row(None, row))
            continue
        moved = n not in still
        around = [] if moved else [*faced[max(0, at - 1) : at], *(faced[at + 1 :] if len(faced) == at + 2 else [])]
        spans = _with_gaps(row, [gap for gap in around if isinstance(gap, Gap)], a, b)
        rows.append(Row(row, None, moved, _changes(row, spans, a, b, languages)))
        n += 1
    return rows


def _with_gaps(row: Facing, gaps: Sequence[Gap], a: Document, b: Document) -> tuple[Span, Span]:
    """A shared passage with the few words beside it that differ: a figure that changed is not shared."""
    ours, theirs = row.a, row.b
    for gap in gaps:
        if gap.a and gap.b and max(len(gap.a.exact), len(gap.b.exact)) <= _BESIDE:
            ours = a.span(min(ours.start, gap.a.start), max(ours.end, gap.a.end))
            theirs = b.span(min(theirs.start, gap.b.start), max(theirs.end, gap.b.end))
    return ours, theirs


def _in_order(starts: Sequence[int]) -> set[int]:
    """Places of a longest run that stands in both documents in one order: whatever is not in it was moved."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for n, start in enumerate(starts):
        at = bisect_right(tails, start)
        if at == len(tails):
            tails.append(start)
            places.append(n)
        else:
            tails[at], places[at] = start, n
        before.append(places[at - 1] if at else -1)
    kept, n = set(), places[-1] if places else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept


def _changes(
    row: Facing, spans: tuple[Span, Span], a: Document, b: Document, languages: Sequence[_Languages]
) -> tuple[Change, ...]:
    if max(len(span.exact) for span in spans) > _COMPARED:
        return ()
    ours, theirs = (_spoken_at(parts, span.start) for parts, span in zip(languages, (row.a, row.b)))
    found = find_changes(*spans, ours, theirs, published_before=a.published, published_after=b.published)
    return tuple(change for change in found if change.slot != "cut" or spans == (row.a, row.b))


def _key(views: Views, document: Document) -> int:
    key = views.case.shared.key(document.id)
    assert key is not None
    return key


def _languages(views: Views, key: int) -> _Languages:
    """The languages of a document's passages, by where each begins."""
    row = views.case.database.execute(
        "SELECT document, packed, rest FROM passages WHERE document = ?", (key,)
    ).fetchone()
    return [(p.start, p.language) for p in views.case.make.passages(*row)] if row else []


def _spoken_at(parts: _Languages, start: int) -> str:
    at = bisect_right(parts, start, key=lambda part: part[0]) - 1
    return parts[max(at, 0)][1] if parts else ""
