"""Who took which passage from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Collation, FamilyTable, Floats, collate
from firsthand.copying.documents import stack_shelf
from firsthand.copying.evidence import Texts, weigh_words
from firsthand.copying.exact_copies import list_hearings
from firsthand.copying.forest import best_forest
from firsthand.copying.reasons import Explainer
from firsthand.copying.solving import Reading, solve_component
from firsthand.copying.stemma import draw_stemma, is_tradition
from firsthand.copying.tellings import count_clusters, fold_unseen, tie_together
from firsthand.copying.witness import Copying, Tellings, Witness
from firsthand.disjoint_sets import DisjointSets
from firsthand.errors import want_all
from firsthand.kernels.one_thread import on_one_thread
from firsthand.model import Reason
from firsthand.settings import COPYING

Ints = NDArray[np.int64]


def infer_copying(
    witnesses: Iterable[Witness],
    background: Mapping[str, float] | None = None,
    vocabulary: Mapping[str, float] | None = None,
) -> Copying:
    """Infer who copied whom, passage by passage, and how many separate first tellings each passage has.

    Parameters
    ----------
    witnesses
        The documents with their passages, in any order. Documents that are word for word the same count as one.
    background
        Word -> probability that an independent report of the same thing has it: names, figures, what was said. Without
        it, words are judged by their looks and by how many other passages have them.
    vocabulary
        The same for words that such a report may have by chance, but is not expected to have: plain words of the
        matter and of the language. Only looked at beside a background.

    Returns
    -------
    Copying
        Parents, probabilities, reasons, alternatives and counts per family.

    Notes
    -----
    Documents that share no telling word are solved apart. Within a component, the sums run over all circle-free
    networks in which a document has up to two parents, unseen documents included; see
    ``docs/explanation/independence.md``.
    """
    witnesses = want_all(witnesses, Witness, "infer_copying", "Witness(document, outlet, …) makes one")
    with on_one_thread():
        return _infer(collate(witnesses), background, vocabulary or {})


def _infer(collation: Collation, background: Mapping[str, float] | None, vocabulary: Mapping[str, float]) -> Copying:
    spread: Counter[str] = Counter()
    for table in (*collation.families, *collation.lone):
        spread.update(dict(zip(table.words, table.has.sum(0).tolist(), strict=True)))
    families = [weigh_words(table, spread, background, vocabulary) for table in collation.families]
    size = len(collation.groups)
    found = [_Family(table, len(table.members)) for table in collation.families]
    for component in _components(families, size):
        _solve(collation, families, component, found)
    return _write_down(collation, families, found)


class _Family:
    """What has been found out about one family so far: tables over its members, and counts of its tellings."""

    def __init__(self, table: FamilyTable, n: int) -> None:
        self.table = table
        self.edges = np.zeros((n, n))
        self.roots = np.zeros(n)
        self.together = np.eye(n)
        self.unseen = np.zeros(n)
        self.tellings = Tellings(0, 0, 0)

    def told_alone(self, row: int) -> None:
        """Enter a member that nobody of its component shares the passage with: a telling of its own."""
        self.roots[row] = 1.0
        self.add(Tellings(1, int(self.table.has[row].sum() >= COPYING.telling_words), 1))

    def add(self, more: Tellings) -> None:
        """Count the tellings of a component more."""
        known = self.tellings
        self.tellings = Tellings(known.best + more.best, known.low + more.low, known.high + more.high)


def _only(table: FamilyTable) -> _Family:
    """What is known of a family that one text alone has: it was told once."""
    family = _Family(table, 1)
    family.told_alone(0)
    return family


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one hearing of a component says of one family there."""

    edges: Floats
    roots: Floats
    together: Floats
    unseen: Floats
    tellings: Tellings


def _components(families: list[Texts], n: int) -> list[Ints]:
    """Groups of documents that share a word which not everybody would have, or any word of a quotation."""
    tied = DisjointSets(range(n))
    for texts in families:
        for column, common in enumerate(texts.common):
            members = texts.members[(texts.has[:, column] > 0) & (texts.quoted | (not common))]
            for member in members[1:]:
                tied.join(int(members[0]), int(member))
    return list(map(np.array, tied.all()))


def _solve(collation: Collation, families: list[Texts], component: Ints, found: list[_Family]) -> None:
    """Solve one component and enter the result into the families' tables."""
    place = np.full(len(collation.groups), -1)
    place[component] = np.arange(len(component))
    parts: list[Texts] = []
    homes: list[tuple[_Family, Ints]] = []
    lone = np.zeros(len(component))
    for texts, family in zip(families, found, strict=True):
        rows = np.flatnonzero(place[texts.members] >= 0)
        if len(rows) == 1:
            lone[place[texts.members[rows[0]]]] += 1
            family.told_alone(int(rows[0]))
        elif len(rows):
            columns = np.flatnonzero(texts.has[rows].any(0))  # nobody lacks a name that only strangers have
            parts.append(
                replace(
                    texts,
                    members=place[texts.members[rows]],
                    has=texts.has[np.ix_(rows, columns)],
                    surprise=texts.surprise[columns],
                    common=texts.common[columns],
                    quoted=texts.quoted[rows],
                    length=texts.length[rows],
                    guess=texts.guess[rows],
                    gap=texts.gap[rows],
                )
            )
            homes.append((family, rows))
    for table in collation.lone:
        if place[table.members[0]] >= 0:
            lone[place[table.members[0]]] += 1
    heard: list[_Heard] | None = None
    for speakers in list_hearings([collation.groups[g] for g in component]):
        again = _hear(parts, speakers, lone)
        heard = again if heard is None else [_fewer(a, b) for a, b in zip(heard, again, strict=True)]
        if all(one.tellings.high <= 1 for one in heard):
            break
    stemma = _draw_stemma(collation, component, homes, place)
    for (family, rows), one in zip(homes, heard or (), strict=True):
        at = np.ix_(rows, rows)
        family.together[at], family.unseen[rows] = one.together, one.unseen
        family.edges[at], family.roots[rows] = one.edges, one.roots
        if stemma is not None:
            part = stemma[np.ix_(place[family.table.members[rows]], place[family.table.members[rows]])]
            family.edges[at], family.roots[rows] = part, COPYING.stemma_root * (1 - part.sum(0))
        family.add(one.tellings)


def _draw_stemma(
    collation: Collation, component: Ints, homes: list[tuple[_Family, Ints]], place: Ints
) -> Floats | None:
    """Who of a component was copied from whom, if it hands down one text of which nothing but the words is known."""
    known = (w for g in component for w in collation.groups[g])
    if any(w.published is not None or w.credits for w in known):
        return None
    passages = [
        {int(place[family.table.members[row]]): family.table.texts[row] for row in rows} for family, rows in homes
    ]
    if not is_tradition(passages, len(component)):
        return None
    return COPYING.stemma_trust * draw_stemma(passages, len(component))


def _fewer(first: _Heard, again: _Heard) -> _Heard:
    """The first hearing with the least counts of both."""
    a, b = first.tellings, again.tellings
    return replace(first, tellings=Tellings(min(a.best, b.best), min(a.low, b.low), min(a.high, b.high)))


def _hear(parts: list[Texts], speakers: list[Witness], lone: Floats) -> list[_Heard]:
    readings = solve_component(stack_shelf(tuple(parts), speakers, lone))
    reaches = [_reach(reading.ties) if reading.ties.any() else None for reading in readings]
    return [_read_family(part, f, readings, reaches) for f, part in enumerate(parts)]


def _read_family(part: Texts, f: int, readings: list[Reading], reaches: list[Floats | None]) -> _Heard:
    n = len(part.members)
    edges, together, loosely = np.zeros((n, n)), np.zeros((n, n)), np.zeros((n, n))
    roots, unseen, count = np.zeros(n), np.zeros(n), np.zeros(n + 1)
    for reading, reach in zip(readings, reaches, strict=True):
        seen_edges, seen_roots = fold_unseen(reading.edges[f], reading.roots[f], n)
        tied, distribution = tie_together(reading.edges[f], n)
        edges += reading.weight * seen_edges
        roots += reading.weight * seen_roots
        together += reading.weight * tied
        unseen += reading.weight * reading.edges[f][n:, :n].sum(0)
        count += reading.weight * distribution
        if reach is not None:
            loosely += reading.weight * reach[np.ix_(part.members, part.members)]
    return _Heard(edges, roots, together, unseen, _tellings(count, together, loosely, part.has.sum(1)))


def _reach(ties: Floats) -> Floats:
    """Probability of the best path between two carriers, whatever its direction: the widest path's narrowest tie."""
    width = np.maximum(ties, ties.T)
    for k in range(len(width)):
        width = np.maximum(width, np.minimum(width[:, k, None], width[None, k, :]))
    return width


def _write_down(collation: Collation, families: list[Texts], found: list[_Family]) -> Copying:
    parents: dict[str, dict[str, str | None]] = {}
    probability: dict[str, dict[str, float]] = {}
    reasons: dict[str, dict[str, tuple[Reason, ...]]] = {}
    candidates: dict[str, dict[str, tuple[tuple[str | None, float], ...]]] = {}
    origins: dict[str, Tellings] = {}
    heads: dict[str, dict[str, str]] = {}
    together: dict[str, dict[tuple[str, str], float]] = {}
    explainer = Explainer(collation, families)
    for f, family in enumerate([*found, *map(_only, collation.lone)]):
        name = family.table.name
        groups = [tuple(w for w in collation.groups[g] if name in w.passages) for g in family.table.members]
        later = _later(groups)
        gain = np.where((family.edges > 0) & ~later, family.edges, -np.inf)
        # an earlier version of a page that was updated since is not here: to be taken from that is to have no parent
        chosen = best_forest(gain, family.roots + (family.edges * later).sum(0))
        parents[name], probability[name], reasons[name], candidates[name] = {}, {}, {}, {}
        for v, group in enumerate(groups):
            u = int(chosen[v])
            column = family.edges[:, v]
            nearest = np.argsort(-column, kind="stable")[: COPYING.shown_candidates]
            options: list[tuple[str | None, float]] = [(None, float(family.roots[v]))]
            options += [(groups[k][0].document, float(column[k])) for k in nearest]
            if len(groups) > 1:
                taken = 0 if u < 0 else 1 + int(np.flatnonzero(nearest == u)[0]) if u in nearest else len(options)
                sure = _calibrate(float(family.roots[v] if u < 0 else column[u]))
                others = options[:taken] + options[taken + 1 :]
                room = min(1.0, (1 - sure) / max(sum(p for _, p in others), 1e-300))
                options = [(None if u < 0 else groups[u][0].document, sure), *((d, p * room) for d, p in others)]
            else:
                sure = 1.0
            n_heads = _possible_heads(group)
            head = group[0].document
            parents[name][head] = None if u < 0 else groups[u][0].document
            probability[name][head] = sure / n_heads
            reasons[name][head] = explainer.explain(f, u, v, family) if f < len(found) else ()
            candidates[name][head] = _rank(options, 1 / n_heads)
            for copy in group[1:]:
                first = COPYING.exact_copy if n_heads == 1 else 1 / n_heads
                parents[name][copy.document] = head
                probability[name][copy.document] = first
                reasons[name][copy.document] = explainer.explain_copy(group[0], copy)
                candidates[name][copy.document] = _rank(options, 1 - first, (head, first))
        origins[name] = replace(family.tellings, low=max(1, family.tellings.low))
        heads[name] = {copy.document: group[0].document for group in groups for copy in group[1:]}
        together[name] = _pairs([group[0].document for group in groups], family.together)
    return Copying(parents, probability, reasons, candidates, origins, heads, together)


def _later(groups: list[tuple[Witness, ...]]) -> NDArray[np.bool_]:
    """``[u, v]``: by the dates that they bear, u came out after v."""
    dates = np.array([group[0].published or (np.nan, np.nan) for group in groups], dtype=np.float64)
    return np.asarray(dates[:, None, 0] > dates[None, :, 1])


def _possible_heads(group: tuple[Witness, ...]) -> int:
    """How many of exact copies may have been the first, as far as dates tell."""
    first = group[0].published
    if first is None:
        return len(group)
    return sum(w.published is None or w.published[0] <= first[1] for w in group)


def _calibrate(probability: float) -> float:
    """How often a choice of this probability is right."""
    computed, right = zip(*COPYING.calibration, strict=True)
    return float(np.interp(probability, computed, right))


def _rank(
    options: list[tuple[str | None, float]], scale: float, head: tuple[str, float] | None = None
) -> tuple[tuple[str | None, float], ...]:
    """The alternatives worth showing, likeliest first; `head` is the first of exact copies, for the others of them."""
    scaled = [(document, p * scale) for document, p in options]
    ranked = sorted([*scaled, *([head] if head else [])], key=lambda option: (-option[1], option[0] or ""))
    return tuple(option for option in ranked if option[1] >= COPYING.least_shown)[: COPYING.shown_candidates]


def _tellings(count: Floats, together: Floats, loosely: Floats, n_words: Floats) -> Tellings:
    """The separate tellings of one family in one component."""
    cumulated = np.cumsum(count / count.sum())
    best = int(np.searchsorted(cumulated, 0.5))
    low = int(np.searchsorted(cumulated, COPYING.tail))
    high = int(np.searchsorted(cumulated, 1 - COPYING.tail))
    telling = n_words >= COPYING.telling_words
    possible = np.maximum(together, loosely)[np.ix_(telling, telling)]
    low = min(low, count_clusters(possible, COPYING.possible))
    high = max(high, count_clusters(together, COPYING.sure))
    n = len(n_words)
    return Tellings(min(max(best, 1), n), min(low, best, n), min(max(high, best, 1), n))


def _pairs(names: list[str], together: Floats) -> dict[tuple[str, str], float]:
    """How surely two hang together, by their ordered names; what is not worth showing is left out."""
    rows, columns = np.nonzero(np.triu(together >= COPYING.least_shown, 1))
    return {
        (min(names[i], names[j]), max(names[i], names[j])): min(1.0, float(together[i, j]))
        for i, j in zip(rows, columns, strict=True)
    }
