"""Unseen common parents: documents that nobody here holds, put together from what their copies share.

Without them, ten copies of a lost agency story look like a chain of each other, or like ten reports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Floats
from firsthand.copying.documents import Shelf
from firsthand.copying.evidence import gap_price, guess_price
from firsthand.settings import COPYING


@dataclass(frozen=True, slots=True)
class Imagined:
    """What an unseen document said in family `family`: the known words, its length, and how many copies vouch."""

    family: int
    words: Floats
    length: float
    n_copies: float


def propose_groups(shelf: Shelf) -> list[NDArray[np.int64]]:
    """Sets of documents that may share an unseen parent: joints of average linkage, and neighbourhoods."""
    n = shelf.n_seen
    same, possible = np.zeros((n, n)), np.zeros((n, n))
    for texts in shelf.families:
        members = texts.members[: texts.n_seen(n)]
        rare = texts.has[: len(members)] * ~texts.common
        at = np.ix_(members, members)
        same[at] += rare @ rare.T
        possible[at] += np.minimum(rare.sum(1)[:, None], rare.sum(1)[None, :])
    likeness = same / np.maximum(possible, 1)
    np.fill_diagonal(likeness, -1)
    found: dict[tuple[int, ...], None] = {}
    linkage, weight = likeness.copy(), np.ones(n)
    inside = [[i] for i in range(n)]
    current = list(range(n))
    while len(current) > 1:
        table = linkage[np.ix_(current, current)]
        i, j = divmod(int(np.argmax(table)), len(current))
        if table[i, j] <= COPYING.unseen_likeness:
            break
        a, b = current[i], current[j]
        linkage[a] = (linkage[a] * weight[a] + linkage[b] * weight[b]) / (weight[a] + weight[b])
        linkage[:, a] = linkage[a]
        linkage[a, a] = -1
        weight[a] += weight[b]
        inside[a] = inside[a] + inside[b]
        current.remove(b)
        found[tuple(sorted(inside[a]))] = None
    for v in range(n):
        if (nearest := likeness[v].max()) > COPYING.unseen_likeness:
            found[tuple(sorted({v, *np.flatnonzero(likeness[v] > 0.5 * nearest).tolist()}))] = None
    return [np.array(group) for group in found]


def imagine(shelf: Shelf, votes: Floats, alike_only: bool) -> list[Imagined]:
    """Put an unseen document together from its copies.

    `votes` ``[family, witness]`` says how surely each is a copy there; with `alike_only`, those that share no rare word
    with the most typical one have no vote. A word is known where at least two copies vouch for it.
    """
    found = []
    for f, texts in enumerate(shelf.families):
        seen = texts.n_seen(shelf.n_seen)
        vote = votes[f, texts.members[:seen]]
        use = np.flatnonzero(vote > COPYING.unseen_vote)
        if len(use) < 2 or vote.sum() < COPYING.unseen_votes:
            continue
        has, vote = texts.has[use], vote[use]
        if alike_only and not texts.quoted.any():
            rare = has * ~texts.common
            shared = rare @ rare.T
            centre = int(np.argmax((shared - np.diag(np.diag(shared))) @ vote))
            alike = shared[centre] >= max(1.0, COPYING.unseen_alike * shared[centre, centre])
            if alike.sum() < 2:
                continue
            has, vote = has[alike], vote[alike]
        support = vote @ has
        length = round(float(np.median(has.sum(1))))
        ranked = np.argsort(-support, kind="stable")[:length]
        words = np.zeros(has.shape[1])
        words[ranked[support[ranked] >= min(COPYING.unseen_votes, COPYING.unseen_majority * vote.sum())]] = 1
        if words.sum() < COPYING.least_known * length:
            continue
        found.append(Imagined(f, words, float(length), float(vote.sum())))
    return found


def put_on_shelf(shelf: Shelf, copies: NDArray[np.int64], texts_of: list[Imagined], rewriting: float) -> Shelf:
    """Add an unseen document, published before all of `copies`."""
    number = shelf.size
    imagined = {one.family: one for one in texts_of}
    families = []
    for f, texts in enumerate(shelf.families):
        if (one := imagined.get(f)) is not None:
            texts = replace(
                texts,
                members=np.append(texts.members, number),
                has=np.vstack([texts.has, one.words]),
                quoted=np.append(texts.quoted, texts.quoted.any()),
                length=np.append(texts.length, one.length),
                guess=np.append(texts.guess, guess_price(rewriting, one.n_copies)),
                gap=np.append(texts.gap, gap_price(rewriting, one.n_copies)),
            )
        families.append(texts)
    ties = np.zeros((number + 1, number + 1))
    ties[:number, :number] = shelf.ties
    for v, credits in enumerate(shelf.credits):
        named = COPYING.credit_elsewhere if credits & shelf.outlets else COPYING.credit_absent
        ties[number, v] = COPYING.unseen_pull + (named if credits else COPYING.no_credit)
    start, end = np.nan, np.nan
    if (known := np.isfinite(shelf.start[copies])).any():
        start = float(shelf.start[copies][known].min()) - COPYING.lag_minutes
        end = float(shelf.end[copies][known].min())
    return replace(
        shelf,
        families=tuple(families),
        ties=ties,
        alone=np.append(shelf.alone, 0.0),
        start=np.append(shelf.start, start),
        end=np.append(shelf.end, end),
        lone=np.append(shelf.lone, 0.0),
    )


def take_off_last(shelf: Shelf) -> Shelf:
    """The shelf without its last unseen document."""
    last = shelf.size - 1
    families = tuple(
        replace(
            t,
            members=t.members[:-1],
            has=t.has[:-1],
            quoted=t.quoted[:-1],
            length=t.length[:-1],
            guess=t.guess[:-1],
            gap=t.gap[:-1],
        )
        if t.members[-1] == last
        else t
        for t in shelf.families
    )
    return replace(
        shelf,
        families=families,
        ties=shelf.ties[:last, :last],
        alone=shelf.alone[:last],
        start=shelf.start[:last],
        end=shelf.end[:last],
        lone=shelf.lone[:last],
    )
