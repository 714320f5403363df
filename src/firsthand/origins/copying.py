"""Who took which passage from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from firsthand.origins.collate import Collation, FamilyTable, Floats, collate
from firsthand.origins.documents import stack_shelf
from firsthand.origins.evidence import Texts, weigh_words
from firsthand.origins.forest import best_forest
from firsthand.origins.reasons import Explainer
from firsthand.origins.solving import Reading, solve_component
from firsthand.origins.tellings import count_clusters, fold_unseen, tie_together
from firsthand.origins.witness import Copying, Tellings, Witness
from firsthand.settings import COPYING

Ints = NDArray[np.int64]


def infer_copying(witnesses: Iterable[Witness], background: Mapping[str, float] | None = None) -> Copying:
    """Infer who copied whom, passage by passage, and how many separate first tellings each passage has.

    Parameters
    ----------
    witnesses
        The documents with their passages, in any order. Documents that are word for word the same count as one.
    background
        Word -> probability that an independent report of the same thing has it. Without it, words are judged by their
        looks and by how many other passages have them.

    Returns
    -------
    Copying
        Parents, probabilities, reasons, alternatives and counts per family.

    Notes
    -----
    Documents that share no telling word are solved apart. Within a component, the sums run over all circle-free networks
    in which a document has up to two parents, unseen documents included; see ``docs/explanation/independence.md``.
    """
    collation = collate(witnesses)
    spread: Counter[str] = Counter()
    for table in collation.families:
        spread.update(dict(zip(table.words, table.has.sum(0).tolist(), strict=True)))
    families = [weigh_words(collation, table, spread, background) for table in collation.families]
    size = len(collation.groups)
    found = [_Family(table, len(table.members)) for table in collation.families]
    for component in _components(families, size):
        _solve(collation, families, component, found)
    return _write_down(collation, families, found)


class _Family:
    """What has been found out about one family so far: tables over its members."""

    def __init__(self, table: FamilyTable, n: int) -> None:
        self.table = table
        self.edges = np.zeros((n, n))
        self.roots = np.zeros(n)
        self.together = np.eye(n)
        self.loosely = np.zeros((n, n))
        self.count = np.array([1.0])
        self.unseen = np.zeros(n)


def _components(families: list[Texts], n: int) -> list[Ints]:
    """Groups of documents that share a word which not everybody would have, or a quotation."""
    label = list(range(n))

    def find(i: int) -> int:
        while label[i] != i:
            label[i] = label[label[i]]
            i = label[i]
        return i

    def unite(members: Ints) -> None:
        for m in members[1:]:
            a, b = sorted((find(int(members[0])), find(int(m))))
            label[b] = a

    for texts in families:
        for column in np.flatnonzero(~texts.common):
            unite(texts.members[texts.has[:, column] > 0])
        unite(texts.members[texts.quoted])
    roots = np.array([find(i) for i in range(n)])
    return [np.flatnonzero(roots == root) for root in np.unique(roots)]


def _solve(collation: Collation, families: list[Texts], component: Ints, found: list[_Family]) -> None:
    """Solve one component and enter the result into the families' tables."""
    place = np.full(len(collation.groups), -1)
    place[component] = np.arange(len(component))
    parts: list[Texts] = []
    homes: list[tuple[_Family, Ints]] = []
    carriers: list[Ints] = []
    for texts, family in zip(families, found, strict=True):
        rows = np.flatnonzero(place[texts.members] >= 0)
        if len(rows):
            columns = np.flatnonzero(texts.has[rows].any(0) | texts.common)
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
            carriers.append(place[texts.members[rows]])
    readings = solve_component(stack_shelf(collation, tuple(parts), component))
    for f, (family, rows) in enumerate(homes):
        _enter(family, rows, readings, f, carriers[f])


def _enter(family: _Family, rows: Ints, readings: list[Reading], f: int, carriers: Ints) -> None:
    at = np.ix_(rows, rows)
    count = np.zeros(len(rows) + 1)
    family.together[at] = 0
    for reading in readings:
        edges, roots = fold_unseen(reading.edges[f], reading.roots[f], len(rows))
        together, distribution = tie_together(reading.edges[f], len(rows))
        family.edges[at] += reading.weight * edges
        family.roots[rows] += reading.weight * roots
        family.together[at] += reading.weight * together
        family.unseen[rows] += reading.weight * reading.edges[f][len(rows) :, : len(rows)].sum(0)
        count += reading.weight * distribution
        if reading.ties.any():
            family.loosely[at] += reading.weight * _reach(reading.ties)[np.ix_(carriers, carriers)]
    family.count = np.convolve(family.count, count)


def _reach(ties: Floats) -> Floats:
    """Probability of the best path between two carriers, whatever its direction: the widest path's narrowest tie."""
    width = np.maximum(ties, ties.T)
    for k in range(len(width)):
        width = np.maximum(width, np.minimum(width[:, k, None], width[None, k, :]))
    return width


def _write_down(collation: Collation, families: list[Texts], found: list[_Family]) -> Copying:
    copying = Copying({}, {}, {}, {}, {}, {})
    explainer = Explainer(collation, families)
    for f, family in enumerate(found):
        groups = [collation.groups[g] for g in family.table.members]
        gain = np.where(family.edges > 0, family.edges, -np.inf)
        chosen = best_forest(gain, family.roots)
        parents: dict[str, str | None] = {}
        probability: dict[str, float] = {}
        reasons: dict[str, tuple[str, ...]] = {}
        candidates: dict[str, tuple[tuple[str | None, float], ...]] = {}
        for v, group in enumerate(groups):
            head, n_heads = group[0].document, _possible_heads(group)
            column = family.edges[:, v]
            options: list[tuple[str | None, float]] = [(None, float(family.roots[v]))]
            options += [
                (groups[int(u)][0].document, float(column[u]))
                for u in np.argsort(-column, kind="stable")[: COPYING.shown_candidates]
            ]
            u = int(chosen[v])
            parents[head] = None if u < 0 else groups[u][0].document
            probability[head] = float(family.roots[v] if u < 0 else column[u]) / n_heads
            reasons[head] = explainer.explain(f, u, v, family)
            candidates[head] = _ranked(options, 1 / n_heads)
            for copy in group[1:]:
                parents[copy.document] = head
                probability[copy.document] = 0.9 if n_heads == 1 else 1 / n_heads
                reasons[copy.document] = explainer.explain_copy(group[0], copy)
                candidates[copy.document] = _ranked(
                    [(head, probability[copy.document]), *options], 1 - probability[copy.document]
                )
        copying.parents[family.table.name] = parents  # type: ignore[index]
        copying.probability[family.table.name] = probability  # type: ignore[index]
        copying.reasons[family.table.name] = reasons  # type: ignore[index]
        copying.candidates[family.table.name] = candidates  # type: ignore[index]
        copying.origins[family.table.name] = _tellings(family)  # type: ignore[index]
        copying.together[family.table.name] = _pairs(groups, family.together)  # type: ignore[index]
    return copying


def _possible_heads(group: tuple[Witness, ...]) -> int:
    """How many of exact copies may have been the first, as far as dates tell."""
    first = group[0].published
    if first is None:
        return len(group)
    return sum(w.published is None or w.published[0] <= first[1] for w in group)


def _ranked(options: list[tuple[str | None, float]], scale: float) -> tuple[tuple[str | None, float], ...]:
    best: dict[str | None, float] = {}
    for k, (document, p) in enumerate(options):
        best[document] = best.get(document, 0.0) + (p if k == 0 and document is not None else p * scale)
    ranked = sorted(best.items(), key=lambda option: (-option[1], option[0] or ""))
    return tuple((d, p) for d, p in ranked if p >= COPYING.least_shown)[: COPYING.shown_candidates]


def _tellings(family: _Family) -> Tellings:
    cumulated = np.cumsum(family.count / family.count.sum())
    best = int(np.searchsorted(cumulated, 0.5))
    low = int(np.searchsorted(cumulated, COPYING.tail))
    high = int(np.searchsorted(cumulated, 1 - COPYING.tail))
    telling = family.table.has.sum(1) >= COPYING.telling_words
    possible = np.maximum(family.together, family.loosely)[np.ix_(telling, telling)]
    low = min(low, count_clusters(possible, COPYING.possible))
    high = max(high, count_clusters(family.together, COPYING.sure))
    n = len(family.roots)
    return Tellings(min(max(best, 1), n), min(max(low, 1), best, n), min(max(high, best, 1), n))


def _pairs(groups: list[tuple[Witness, ...]], together: Floats) -> dict[tuple[str, str], float]:
    pairs = {}
    for a, group in enumerate(groups):
        for b in range(a + 1):
            for x in group:
                for y in groups[b]:
                    if x.document != y.document and (p := float(together[a, b])) >= COPYING.least_shown:
                        pairs[min(x.document, y.document), max(x.document, y.document)] = p
    return pairs
