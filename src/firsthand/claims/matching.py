"""Which two statements state the same: tied by reuse, by translation, or by near wording with the same facts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from firsthand.claims.statements import Statement
from firsthand.claims.wording import Rarity, words_of
from firsthand.model import Reuse, Span
from firsthand.settings import ClaimSettings
from firsthand.values import Figure, compare_figures

LinkKind = Literal["verbatim", "edited", "translated", "near wording"]


@dataclass(frozen=True, slots=True)
class Link:
    """Two statements (by index, ``a < b``) of one claim: why, and how alike they are as wholes (0..1)."""

    a: int
    b: int
    kind: LinkKind
    strength: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be compared of a statement besides its words: the entities it names, and its figures."""

    names: frozenset[str] = frozenset()
    figures: tuple[Figure, ...] = ()


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
    """Pair the statements of two aligned sentences that stand at the same place of them, quoted with quoted first."""
    pairs = []
    for i in shelf.overlapping(reuse.a.document, reuse.a.start, reuse.a.end):
        for j in shelf.overlapping(reuse.b.document, reuse.b.start, reuse.b.end):
            here, there = shelf.statements[i], shelf.statements[j]
            overlap = _common_part(_place_in(here, reuse.a), _place_in(there, reuse.b))
            same_voice = (here.quotation is None) == (there.quotation is None)
            if i != j and overlap >= 0.4:
                pairs.append((-(overlap + 0.3 * same_voice), i, j))
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


def link_by_wording(
    statements: Sequence[Statement],
    rarity: Rarity,
    facts: Callable[[int], Facts],
    settings: ClaimSettings,
) -> Iterator[Link]:
    """Links between statements of one language whose rare words agree, though no copied passage ties them.

    Candidates share two of their rarest stems; what they share is weighed against what either has alone.
    """
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, statement in enumerate(statements):
        rare = sorted(statement.stems, key=lambda stem: (-rarity.weigh(stem), stem))[:8]
        for stem in rare:
            postings[statement.language, stem].append(i)
    together: dict[tuple[int, int], int] = defaultdict(int)
    for key in sorted(postings):
        indices = postings[key]
        if 1 < len(indices) <= settings.rare_stem_documents:
            for n, i in enumerate(indices):
                for j in indices[n + 1 :]:
                    if statements[i].document != statements[j].document:
                        together[i, j] += 1
    weights = [rarity.sum(statement.stems) for statement in statements]
    for (i, j), n_shared in sorted(together.items()):
        if n_shared < 2:
            continue
        shared = set(statements[i].stems) & set(statements[j].stems)
        likeness = rarity.sum(sorted(shared)) / sqrt(weights[i] * weights[j])
        if len(shared) >= 3 and likeness >= _needed(statements[i], statements[j], i, j, shared, facts, settings):
            yield Link(i, j, "near wording", min(1.0, likeness))


def _needed(
    a: Statement, b: Statement, i: int, j: int, shared: set[str], facts: Callable[[int], Facts], settings: ClaimSettings
) -> float:
    """How alike two statements must be, given whose they are and which names and figures they share."""
    ours, theirs = facts(i), facts(j)
    verdicts = [compare_figures(f, g) for f in ours.figures for g in theirs.figures]
    if "conflict" in verdicts and "same" not in verdicts:
        return 0.8
    names = ours.names & theirs.names
    same_values = "same" in verdicts and (names or len(shared) >= 5)
    if (same_values or len(names) >= 2) and len(shared) > len(names):
        return settings.near_wording_same_values
    if _speaker(a) is not None and _speaker(a) == _speaker(b):
        return settings.near_wording_same_source
    return settings.near_wording


def _speaker(statement: Statement) -> str | None:
    source = statement.quotation.source if statement.quotation else None
    if source is None or source.anonymous:
        return None
    return source.entity or source.name


def facts_of(
    statements: Sequence[Statement],
    names: Mapping[str, Sequence[tuple[int, int, str]]],
    figures: Callable[[Statement], tuple[Figure, ...]],
) -> Callable[[int], Facts]:
    """A function that gives a statement's :class:`Facts`, each worked out once.

    `names` holds, by document, ``(start, end, entity id)`` in order of position.
    """
    known: dict[int, Facts] = {}

    def look(index: int) -> Facts:
        if index not in known:
            s = statements[index]
            here = {entity for a, b, entity in names.get(s.document, ()) if a < s.end and b > s.start}
            known[index] = Facts(frozenset(here), figures(s))
        return known[index]

    return look
