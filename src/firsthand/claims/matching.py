"""Which two statements stand at the same place of two aligned spans, in the same language or in two."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.claims.statements import Statement
from firsthand.model import Reuse, Span
from firsthand.settings import ClaimSettings
from firsthand.text.words import words_of

LinkKind = Literal["verbatim", "edited", "translated", "near wording"]


@dataclass(frozen=True, slots=True)
class Link:
    """Two statements (by index, ``a < b``) of one claim: why, and how alike they are as wholes (0..1)."""

    a: int
    b: int
    kind: LinkKind
    strength: float


def link_by_reuse(statements: Sequence[Statement], reuses: Sequence[Reuse], settings: ClaimSettings) -> Iterator[Link]:
    """Links between statements that stand at the same place of two aligned spans."""
    shelf = _Shelf(statements)
    for reuse in reuses:
        if reuse.kind == "translated":
            yield from _link_translation(shelf, reuse)
        else:
            yield from _link_wording(shelf, reuse, settings)


class _Shelf:
    """Statements by document and position."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._by_document: dict[str, list[int]] = defaultdict(list)
        for i, statement in enumerate(statements):
            self._by_document[statement.document].append(i)
        self._starts: dict[str, list[int]] = {}
        for document, indices in self._by_document.items():
            indices.sort(key=lambda i: statements[i].key)
            self._starts[document] = [statements[i].start for i in indices]

    def overlapping(self, document: str, start: int, end: int) -> list[int]:
        """Indices of the statements of `document` that share a character with ``[start, end)``."""
        indices = self._by_document.get(document, [])
        last = bisect_left(self._starts.get(document, []), end)
        found = []
        for i in reversed(indices[:last]):
            if self.statements[i].end > start:
                found.append(i)
            elif self.statements[i].end < start - 2000:
                break
        return found[::-1]


def _link_wording(shelf: _Shelf, reuse: Reuse, settings: ClaimSettings) -> Iterator[Link]:
    from rapidfuzz.distance import LCSseq

    stretch = (reuse.b.end - reuse.b.start) / max(1, reuse.a.end - reuse.a.start)
    slack = 80 + 0.15 * (reuse.b.end - reuse.b.start)
    opposite = shelf.overlapping(reuse.b.document, reuse.b.start, reuse.b.end)
    for i in shelf.overlapping(reuse.a.document, reuse.a.start, reuse.a.end):
        here = shelf.statements[i]
        start = reuse.b.start + (here.start - reuse.a.start) * stretch - slack
        end = reuse.b.start + (here.end - reuse.a.start) * stretch + slack
        for j in opposite:
            there = shelf.statements[j]
            if i == j or there.end < start or there.start > end:
                continue
            ours, theirs = words_of(here.text), words_of(there.text)
            shared = LCSseq.similarity(ours, theirs)
            shorter = min(len(ours), len(theirs))
            if shared >= min(settings.min_shared_words, shorter) and shared >= settings.min_containment * shorter:
                kind: LinkKind = "verbatim" if ours == theirs else "edited"
                yield Link(min(i, j), max(i, j), kind, 2 * shared / (len(ours) + len(theirs)))


def _link_translation(shelf: _Shelf, reuse: Reuse) -> Iterator[Link]:
    """Pair the statements of two aligned sentences: the only ones that are attributed, else those at the same place."""
    ours = shelf.overlapping(reuse.a.document, reuse.a.start, reuse.a.end)
    theirs = shelf.overlapping(reuse.b.document, reuse.b.start, reuse.b.end)
    attributed = [[i for i in side if shelf.statements[i].quotation is not None] for side in (ours, theirs)]
    pairs = []
    for i in ours:
        for j in theirs:
            here, there = shelf.statements[i], shelf.statements[j]
            overlap = _common_part(_place_in(here, reuse.a), _place_in(there, reuse.b))
            same_voice = (here.quotation is None) == (there.quotation is None)
            only = attributed == [[i], [j]]
            if i != j and (overlap >= 0.4 or only):
                pairs.append((-(overlap + 0.3 * same_voice + only), i, j))
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in taken and j not in taken:
            taken |= {i, j}
            yield Link(min(i, j), max(i, j), "translated", reuse.identity)


def _place_in(statement: Statement, span: Span) -> tuple[float, float]:
    """Where `statement` begins and ends in `span`, as shares of its length."""
    length = max(1, span.end - span.start)
    return max(0.0, (statement.start - span.start) / length), min(1.0, (statement.end - span.start) / length)


def _common_part(a: tuple[float, float], b: tuple[float, float]) -> float:
    """What two ranges share of what either covers."""
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0])) / max(1e-9, max(a[1], b[1]) - min(a[0], b[0]))
