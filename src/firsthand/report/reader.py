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


def face(reuses: Iterable[Reuse], a: Document, b: Document) -> list[Facing | Gap]:
    """The shared passages of `a` and `b` in a's order, with what lies before, between and after them."""
    rows: list[Facing | Gap] = []
    at_a = at_b = 0
    for reuse in sorted((_turned(r, a.id) for r in reuses), key=lambda r: (r.a.start, r.a.end, r.b.start, r.kind)):
        rows.extend(_gap(_skipped(a, at_a, reuse.a.start), _skipped(b, at_b, reuse.b.start)))
        at_a, at_b = max(at_a, reuse.a.end), max(at_b, reuse.b.end)
        if reuse.kind == "translated":  # words of two languages cannot be compared one by one
            pieces = [Piece(reuse.a.exact, 0, False)], [Piece(reuse.b.exact, 0, False)]
        else:
            pieces = compare(reuse.a.exact, reuse.b.exact)
        rows.append(Facing(reuse.kind, reuse.identity, reuse.a, reuse.b, *pieces))
    rows.extend(_gap(_skipped(a, at_a, len(a.text)), _skipped(b, at_b, len(b.text))))
    return rows


def _turned(reuse: Reuse, first: str) -> Reuse:
    return reuse if reuse.a.document == first else replace(reuse, a=reuse.b, b=reuse.a)


def _skipped(document: Document, start: int, end: int) -> Span | None:
    """What stands between two shared passages, if it has any word."""
    return document.span(start, end) if any(c.isalnum() for c in document.text[start:end]) else None


def _gap(a: Span | None, b: Span | None) -> list[Gap]:
    return [Gap(a, b)] if a or b else []
