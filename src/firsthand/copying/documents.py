"""Which documents a document may have been copied from, none, one or two, and how well each choice explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Bools, Floats
from firsthand.copying.evidence import Texts, score_lag, score_wording, weigh_credits, weigh_owners
from firsthand.copying.order import ParentOdds, ParentWeights
from firsthand.copying.witness import Witness
from firsthand.settings import COPYING


@dataclass(frozen=True, slots=True)
class Shelf:
    """All carriers of one component, witnesses first, unseen ones after them, with all that is known of them.

    `ties` ``[u, v]`` is what credits and owners say for u as v's parent, `alone` ``[v]`` what credits say for v being
    first-hand, in nats; `start` and `end` bound the publication in minutes, NaN where unknown. `lone` counts the
    passages that a witness alone has. `doubt` is what it costs to have taken some dates for an update's.
    """

    n_seen: int
    families: tuple[Texts, ...]
    ties: Floats
    alone: Floats
    start: Floats
    end: Floats
    credits: tuple[frozenset[str], ...]
    outlets: frozenset[str]
    lone: Floats
    doubt: float = 0.0

    @property
    def size(self) -> int:
        """Number of carriers."""
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Choices:
    """Of one document: its families, how well each carrier's wording explains it there, and its parents' weights.

    `late` weighs single parents as if nothing were known of when they came out.
    """

    families: NDArray[np.int64]
    fit: Floats
    weights: ParentWeights
    late: Floats


def stack_shelf(families: tuple[Texts, ...], speakers: Sequence[Witness], lone: Floats) -> Shelf:
    """Shelve one component.

    Parameters
    ----------
    families
        What its documents say; members are numbered within the component.
    speakers
        For each document the witness whose outlet, owner, date and credits are looked at: one of its exact copies.
    lone : (documents,)
        How many passages nobody else has.
    """
    n = len(speakers)
    outlets = frozenset(w.outlet for w in speakers if w.outlet)
    credits = tuple(frozenset(w.credits) for w in speakers)
    ties, alone = weigh_credits(speakers)
    ties += weigh_owners(speakers)
    dates = [w.published for w in speakers]
    start = np.array([np.nan if d is None else float(d[0]) for d in dates])
    end = np.array([np.nan if d is None else float(d[1]) for d in dates])
    return Shelf(n, families, ties, alone, start, end, credits, outlets, lone)


def certain_order(shelf: Shelf) -> Bools:
    """``[u, v]``: u certainly came out before v. Nothing is certain of unseen ones."""
    with np.errstate(invalid="ignore"):
        before = np.asarray(shelf.end[:, None] < shelf.start[None, :])
    before[shelf.n_seen :] = False
    before[:, shelf.n_seen :] = False
    return before


def list_choices(shelf: Shelf, rewriting: float, pairs_too: bool = True) -> list[Choices]:
    """Weigh, for every document, each single parent and each pair of parents."""
    n, n_families = shelf.size, len(shelf.families)
    carries = np.zeros((n, n_families), dtype=bool)
    fits: list[tuple[Floats, NDArray[np.int64]]] = []
    worth = np.zeros(n)
    for f, texts in enumerate(shelf.families):
        score, value = score_wording(texts, shelf.n_seen, rewriting)
        place = np.full(n, -1)
        place[texts.members] = np.arange(len(texts.members))
        fits.append((score, place))
        carries[texts.members, f] = True
        worth[texts.members] += value
    n_carriers = carries[: shelf.n_seen].sum(0)
    known = np.isfinite(shelf.end)
    spread = float(shelf.end[known].max() - np.nanmin(shelf.start)) + COPYING.lag_minutes if known.any() else 1.0
    lag = score_lag(shelf.start, shelf.end, spread)
    with np.errstate(invalid="ignore"):
        later = (shelf.end[:, None] > shelf.end[None, :]) | np.isnan(shelf.end)[None, :]
    counts = carries.sum(1) + shelf.lone
    common = carries.astype(np.float64) @ carries.T
    several = n_families > 1 or shelf.lone.any()
    first, second = np.triu_indices(n, 1) if pairs_too and several else (np.zeros(0, int), np.zeros(0, int))
    kept_log, drop_log = np.log1p(-COPYING.dropped_passage), np.log(COPYING.dropped_passage)
    hold, slip = np.log1p(-COPYING.slip), np.log(COPYING.slip)
    out = []
    for v in range(n):
        unseen = v >= shelf.n_seen
        own = np.flatnonzero(carries[v])
        have = carries[:, own]
        allowed = np.isfinite(lag[:, v])
        allowed[v] = False
        fit = np.full((n, len(own)), -np.inf)
        for j, at in enumerate(own):
            score, place = fits[at]
            members = shelf.families[at].members
            fit[members, j] = score[:, place[v]]
        lacking = np.where(n_carriers[own] > (0 if unseen else 1), COPYING.foreign_passage, COPYING.own_passage)
        base = COPYING.unseen_parent - worth[v] if unseen else COPYING.own_passage * shelf.lone[v]

        terms = np.where(have, np.logaddexp(hold + fit, slip), lacking[None, :]).sum(1)
        kept = have.sum(1)
        shape = (counts - kept) * drop_log + kept * kept_log
        late = base + np.log(COPYING.one_parent) + shelf.ties[:, v] + terms + shape
        late[v] = -np.inf
        single = np.where(allowed, late + np.where(allowed, lag[:, v], 0.0), -np.inf)
        fit[~allowed] = -np.inf

        a, b = first[keep := allowed[first] & allowed[second]], second[keep]
        if len(a) > 200:
            likely = np.zeros(n, dtype=bool)
            likely[np.argsort(-single, kind="stable")[:20]] = True
            a, b = a[keep := likely[a] & likely[b]], b[keep]
        ha, hb = have[a], have[b]
        mixed = np.where(ha & hb, np.logaddexp(fit[a], fit[b]) - np.log(2), np.maximum(fit[a], fit[b]))
        terms = np.where(ha | hb, np.logaddexp(hold + mixed, slip), lacking[None, :]).sum(1)
        kept = (ha | hb).sum(1)
        shape = (counts[a] + counts[b] - common[a, b] - kept) * drop_log + kept * kept_log
        ties = np.logaddexp(shelf.ties[a, v], shelf.ties[b, v]) - np.log(2)
        last = np.where(later[a, b], a, b)
        pair = base + np.log(COPYING.two_parents) + ties + lag[last, v] + terms + shape

        chance = 0.0 if unseen else np.log(COPYING.first_hand) + shelf.alone[v] - COPYING.own_passage * shelf.lone[v]
        root = base + chance + COPYING.first_hand_passage * (len(own) + shelf.lone[v])
        root += max(COPYING.first_hand_gap * ((n_carriers > 1) & ~carries[v]).sum(), COPYING.gap_cap)
        out.append(Choices(own, fit, ParentWeights(float(root), single, np.stack([a, b], 1), pair), late))
    return out


def parent_odds(choices: list[Choices], odds: ParentOdds) -> Floats:
    """Probability ``[u, v]`` that v took anything from u, alone or beside another."""
    ties = odds.single.copy()
    for v, choice in enumerate(choices):
        for side in choice.weights.pairs.T:
            ties[:, v] += np.bincount(side, odds.pair[v], len(ties))
    return ties


def family_edges(
    shelf: Shelf, choices: list[Choices], f: int, odds: ParentOdds, parents: Floats
) -> tuple[Floats, Floats]:
    """Probability of each edge ``[u, v]`` between members of family `f`, and of each member having no parent here.

    `parents` is what `parent_odds` gives.
    """
    members = shelf.families[f].members
    if len(members) == 1:
        return np.zeros((1, 1)), np.ones(1)
    inside = np.zeros(shelf.size, dtype=bool)
    inside[members] = True
    edges, roots = np.zeros((len(members), len(members))), np.zeros(len(members))
    descends = parents[members] + parents[members] @ parents
    for i, v in enumerate(members):
        choice = choices[v]
        fit = choice.fit[:, int(np.searchsorted(choice.families, f))]
        like = np.where(np.isfinite(fit), np.exp(np.clip(fit, -600, 600)), 0.0)
        single = odds.single[:, v]
        taken = (1 - COPYING.slip) * like
        column = np.where(inside, single * taken / (taken + COPYING.slip), 0.0)
        rest = float((single * np.where(inside, COPYING.slip / (taken + COPYING.slip), 1.0)).sum())
        if len(choice.weights.pairs):
            a, b = choice.weights.pairs.T
            both = np.maximum(1, inside[a].astype(int) + inside[b])
            from_a, from_b = taken[a] / both, taken[b] / both
            share = odds.pair[v] / (from_a + from_b + COPYING.slip)
            column += np.bincount(a, share * from_a, shelf.size) + np.bincount(b, share * from_b, shelf.size)
            rest += float((share * COPYING.slip).sum())
        # what no parent of the document explains came from an unseen one, or from another that is not its own copy
        others = np.where(inside, 1 - np.minimum(1, descends[i]), 0.0) * like
        others[v] = 0.0
        others *= COPYING.slip_seen / max(1, int((like > 0).sum()))
        total = 1 - COPYING.slip_seen + others.sum()
        edges[:, i] = (column + rest * others / total)[members]
        roots[i] = odds.root[v] + rest * (1 - COPYING.slip_seen) / total
    return edges, roots
