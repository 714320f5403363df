"""A document's text with what was found in it, and two documents side by side.

Both keep every character: the pieces of a text, joined, are the text. In HTML each piece carries the offset it starts
at, so that any span of the case can be found on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from firsthand.model import Document, Reuse, Span
from firsthand.report.wording import Piece, compare


@dataclass(frozen=True, slots=True)
class Layer:
    """A range of a document's text and the one thing known of it: ``quoted``, ``verbatim``, ``furniture``, …."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same layers lie."""

    start: int
    text: str
    layers: tuple[str, ...]


def cut(text: str, layers: Iterable[Layer], also: Iterable[int] = ()) -> list[Segment]:
    """Cut `text` wherever a layer begins or ends, and at the places `also`, in one sweep."""
    edges: dict[int, list[tuple[str, int]]] = {0: [], len(text): []}
    for place in also:
        if 0 < place < len(text):
            edges.setdefault(place, [])
    for layer in layers:
        start, end = max(0, layer.start), min(layer.end, len(text))
        if start < end:
            edges.setdefault(start, []).append((layer.name, 1))
            edges.setdefault(end, []).append((layer.name, -1))
    open_layers: Counter[str] = Counter()
    segments = []
    places = sorted(edges)
    for place, following in pairwise(places):
        for name, step in edges[place]:
            open_layers[name] += step
        names = tuple(sorted(name for name, n in open_layers.items() if n))
        segments.append(Segment(place, text[place:following], names))
    return segments


_UNSHOWABLE = re.compile("[\0\ud800-\udfff]")


def verbatim(text: str) -> Markup:
    """`text` for HTML, character by character: parsers would fold CR LF and drop NUL, and offsets would shift."""
    shown = _UNSHOWABLE.sub(lambda match: "␀" if match.group() == "\0" else "\ufffd", text)
    return Markup(str(escape(shown)).replace("\r", "&#13;"))


@dataclass(frozen=True, slots=True)
class Facing:
    """One row of two documents side by side: two passages that are one wording, cut where they differ."""

    kind: str
    identity: float
    a: Span
    b: Span
    pieces_a: Sequence[Piece]
    pieces_b: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two rows, in one document, the other, or both."""

    a: Span | None
    b: Span | None


RETOLD = "retold"
"""The kind of two clauses that tell one claim and share no wording that was found."""


def face(
    reuses: Iterable[Reuse], a: Document, b: Document, retold: Iterable[tuple[Span, Span]] = ()
) -> list[Facing | Gap]:
    """The shared passages of `a` and `b` in a's order, with what lies before, between and after them.

    Of `retold`, clauses of both that tell one claim, those are shown that stand in no shared passage.
    """
    rows: list[Facing | Gap] = []
    at_a = at_b = 0
    shared: list[tuple[Span, Span, str, float]] = [
        (r.a, r.b, r.kind, r.identity) for r in (_turned(r, a.id) for r in reuses)
    ]
    for ours, theirs in retold:
        if not any(_meet(ours, x) or _meet(theirs, y) for x, y, *_ in shared):
            shared.append((ours, theirs, RETOLD, 0.0))
    for ours, theirs, kind, identity in sorted(shared, key=lambda r: (r[0].start, r[0].end, r[1].start, r[2])):
        rows.extend(_gap(_skipped(a, at_a, ours.start), _skipped(b, at_b, theirs.start)))
        at_a, at_b = max(at_a, ours.end), max(at_b, theirs.end)
        if kind in ("translated", RETOLD):  # words of two languages, or tellings, cannot be compared one by one
            pieces = [Piece(ours.exact, 0, False)], [Piece(theirs.exact, 0, False)]
        else:
            pieces = compare(ours.exact, theirs.exact)
        rows.append(Facing(kind, identity, ours, theirs, *pieces))
    rows.extend(_gap(_skipped(a, at_a, len(a.text)), _skipped(b, at_b, len(b.text))))
    return rows


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _turned(reuse: Reuse, first: str) -> Reuse:
    return reuse if reuse.a.document == first else replace(reuse, a=reuse.b, b=reuse.a)


def _skipped(document: Document, start: int, end: int) -> Span | None:
    """What stands between two shared passages, if it has any word."""
    return document.span(start, end) if any(c.isalnum() for c in document.text[start:end]) else None


def _gap(a: Span | None, b: Span | None) -> list[Gap]:
    return [Gap(a, b)] if a or b else []
