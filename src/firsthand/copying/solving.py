"""One component solved: its rate of rewriting, its unseen documents, and the odds of everybody's parents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Floats
from firsthand.copying.documents import Choices, Shelf, certain_order, family_edges, list_choices, parent_odds
from firsthand.copying.forest import edge_marginals
from firsthand.copying.order import OrderSums, ParentOdds, explain_order
from firsthand.copying.unseen import imagine, propose_groups, put_on_shelf, take_off_last
from firsthand.settings import COPYING


@dataclass(frozen=True, slots=True)
class Solution:
    """One reading of a component, comparable with others by `log_total`."""

    log_total: float
    shelf: Shelf
    rewriting: float
    choices: list[Choices]
    sums: OrderSums

    def odds(self) -> ParentOdds:
        """Odds of everybody's parents."""
        return self.sums.odds()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading says of the families: ``edges[f]`` and ``roots[f]`` over its members, seen and unseen.

    Where much is rewritten, ``ties[u, v]`` is the probability that carrier v took anything from u; else it is 0.
    """

    weight: float
    n_seen: int
    edges: list[Floats]
    roots: list[Floats]
    ties: Floats


def solve_component(shelf: Shelf) -> list[Reading]:
    """All readings that deserve a hearing, weighted."""
    if shelf.size == 1:
        alone = [np.zeros((1, 1)) for _ in shelf.families]
        return [Reading(1.0, 1, alone, [np.ones(1) for _ in shelf.families], np.zeros((1, 1)))]
    if shelf.size > COPYING.exact_documents:
        return [_solve_large(shelf)]
    solutions = _explore(shelf)
    logs = np.array([s.log_total for s in solutions])
    weights = np.exp(logs - logs.max())
    weights = np.where(weights < COPYING.least_reading * weights.sum(), 0, weights)
    return [
        _read_off(float(weight), s.shelf, s.rewriting, s.choices, s.odds())
        for weight, s in zip(weights / weights.sum(), solutions, strict=True)
        if weight
    ]


def _read_off(weight: float, shelf: Shelf, rewriting: float, choices: list[Choices], odds: ParentOdds) -> Reading:
    parents = parent_odds(choices, odds)
    found = [family_edges(shelf, choices, f, odds, parents) for f in range(len(shelf.families))]
    ties = np.zeros((shelf.size, shelf.size))
    if rewriting >= COPYING.mostly_rewritten:
        ties += 1.0
    elif rewriting >= COPYING.much_rewritten:
        ties = parents
    return Reading(weight, shelf.n_seen, [edges for edges, _ in found], [roots for _, roots in found], ties)


def _solve(shelf: Shelf, rewriting: float) -> Solution:
    choices = list_choices(shelf, rewriting)
    sums = OrderSums([c.weights for c in choices], certain_order(shelf))
    return Solution(sums.log_total + shelf.doubt, shelf, rewriting, choices, sums)


def _explore(shelf: Shelf) -> list[Solution]:
    """Climb to the likeliest rate of rewriting, then add unseen documents while that pays."""
    best: Solution | None = None
    for rate in COPYING.rewriting:
        solution = _solve(shelf, rate)
        if best is not None and solution.log_total < best.log_total:
            break
        best = solution
    assert best is not None
    heard = [best]
    best = _improve(best, heard, _doubt_date, COPYING.most_updated)
    groups = propose_groups(shelf)
    _improve(best, heard, lambda solution: _add_unseen(solution, groups), COPYING.most_unseen)
    return heard


def _improve(best: Solution, heard: list[Solution], step: Callable[[Solution], Solution | None], most: int) -> Solution:
    """Take `step` up to `most` times, as long as it makes the whole likelier. What was tried goes to `heard`."""
    for _ in range(most):
        tried = step(best)
        if tried is None:
            break
        heard.append(tried)
        if tried.log_total < best.log_total:
            break
        best = tried
    return best


def _doubt_date(best: Solution) -> Solution | None:
    """The reading in which the date is an update's of the page that explains most of what came out before it."""
    shelf = best.shelf
    gain = np.zeros(shelf.size)
    for v, choice in enumerate(best.choices):
        weights = choice.weights
        known = max(weights.root, weights.single.max(), weights.pair.max(initial=-np.inf))
        with np.errstate(invalid="ignore"):
            vetoed = shelf.start > shelf.end[v]
        gain += np.where(vetoed, np.maximum(choice.late - known, 0.0), 0.0)
    u = int(np.argmax(gain))
    if gain[u] < -COPYING.updated:
        return None
    start = shelf.start.copy()
    start[u] = np.nan
    return _solve(replace(shelf, start=start, doubt=shelf.doubt + COPYING.updated), best.rewriting)


def _add_unseen(best: Solution, groups: list[NDArray[np.int64]]) -> Solution | None:
    """The reading with the most promising unseen document more. Siblings look twice as rewritten as they are."""
    n = best.shelf.n_seen
    rates = COPYING.rewriting
    lower = rates[max(0, rates.index(best.rewriting) - 1)]
    order = best.sums.likeliest_order()
    promising = []
    for group in groups:
        votes = np.zeros((len(best.shelf.families), n))
        votes[:, group] = 1
        if not (imagined := imagine(best.shelf, votes, alike_only=True)):
            continue
        candidate = put_on_shelf(best.shelf, group, imagined, lower)
        weights = [c.weights for c in list_choices(candidate, lower)]
        promising.append((explain_order(weights, [candidate.size - 1, *order]), candidate, group))
    promising.sort(key=lambda p: -p[0])
    step: Solution | None = None
    for _, candidate, group in promising[: COPYING.tried_unseen]:
        for rate in sorted({lower, best.rewriting}):
            solution = _let_copies_vote(_solve(candidate, rate), group)
            if solution is not None and (step is None or solution.log_total > step.log_total):
                step = solution
    return step


def _let_copies_vote(solution: Solution, group: NDArray[np.int64]) -> Solution | None:
    """Put the last unseen document together anew from all that seem to be its copies; None where none are left."""
    for _ in range(3):
        shelf = solution.shelf
        last, odds = shelf.size - 1, solution.odds()
        parents = parent_odds(solution.choices, odds)
        votes = np.zeros((len(shelf.families), shelf.n_seen))
        for f, texts in enumerate(shelf.families):
            seen = texts.members[: texts.n_seen(shelf.n_seen)]
            if texts.members[-1] == last:
                edges, _ = family_edges(shelf, solution.choices, f, odds, parents)
                votes[f, seen] = edges[-1, : len(seen)]
            else:
                votes[f, seen] = odds.single[last, seen]
        without = take_off_last(shelf)
        if not (imagined := imagine(without, votes, alike_only=False)):
            return None
        copies = np.flatnonzero(votes.max(0) > 0.5)
        again = _solve(
            put_on_shelf(without, copies if len(copies) else group, imagined, solution.rewriting), solution.rewriting
        )
        settled = abs(again.log_total - solution.log_total) < COPYING.settled
        solution = again
        if settled:
            break
    return solution


def _solve_large(shelf: Shelf) -> Reading:
    """Large components: one parent a document, by forests, or in order of date where even those are too many."""
    best: tuple[float, float, list[Choices]] | None = None
    for rate in COPYING.rewriting[2::3]:
        choices = list_choices(shelf, rate, pairs_too=False)
        value = sum(float(np.logaddexp(c.weights.root, c.weights.single.max())) for c in choices)
        if best is None or value > best[0]:
            best = value, rate, choices
    assert best is not None
    _, rewriting, choices = best
    single = np.stack([c.weights.single for c in choices], 1)
    root = np.array([c.weights.root for c in choices]) + np.log(shelf.size / 2)
    if shelf.size <= COPYING.forest_documents:
        edges, roots = edge_marginals(single, root)
    else:
        rank = np.empty(shelf.size)
        rank[np.lexsort((np.arange(shelf.size), np.nan_to_num(shelf.start, nan=np.inf)))] = np.arange(shelf.size)
        single[rank[:, None] >= rank[None, :]] = -np.inf
        top = np.maximum(single.max(0), root)
        edges, roots = np.exp(single - top), np.exp(root - top)
        edges, roots = edges / (edges.sum(0) + roots), roots / (edges.sum(0) + roots)
    odds = ParentOdds(roots, edges, [np.zeros(0) for _ in choices])
    return _read_off(1.0, shelf, rewriting, choices, odds)
