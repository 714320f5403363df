"""Wording: the words that both have, each for as much as it is rare, and those that one of them changed.

Weights: `rare_word`, `house_style`, `heard_quotation`, … in ``settings/copying.py``. Reason: "words alike".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Bools, FamilyTable, Floats, plain_word
from firsthand.copying.evidence.ends import Ends
from firsthand.model import Reason
from firsthand.settings import COPYING


@dataclass(frozen=True, slots=True)
class Texts:
    """One family's wording as numbers: a row a carrier (witnesses first, unseen ones after them), a column a word.

    `surprise` is what a word weighs where two have it, `common` marks the words that every report of the event has.
    `length` is how many words a carrier had. Of an unseen one only some are known: `guess` is what a word of its copy
    costs where nothing is known, `gap` what a word of its own parent costs there. `offset` is added to every score.
    """

    members: NDArray[np.int64]
    has: Floats
    surprise: Floats
    common: Bools
    quoted: Bools
    length: Floats
    guess: Floats
    gap: Floats
    offset: float

    def n_seen(self, n_witnesses: int) -> int:
        """How many of the members are witnesses."""
        return int(np.searchsorted(self.members, n_witnesses))


def weigh_words(
    table: FamilyTable,
    spread: Mapping[str, int],
    background: Mapping[str, float] | None,
    vocabulary: Mapping[str, float],
) -> Texts:
    """Put one family into numbers. `spread`: word -> families' passages that have it, for lack of a background."""
    has = table.has.astype(np.float64)
    n_have = table.has.sum(0)
    if background is not None:
        plain = [plain_word(word) for word in table.words]
        chance = np.array([background.get(word, vocabulary.get(word, COPYING.rare_word)) for word in plain])
        chance = np.clip(chance, 1e-6, COPYING.surest_word)
        common = np.array([background.get(word, 0.0) > COPYING.common_word for word in plain], dtype=bool)
    else:
        elsewhere = np.array([spread.get(word, 0) for word in table.words]) - n_have
        chance = np.array([_plainness(word) for word in table.words])
        chance = chance + (COPYING.plainest_word - chance) * elsewhere / (elsewhere + COPYING.plain_after)
        common = chance >= COPYING.common_by_looks
        if table.quoted.any():
            common = _spoken(has[table.quoted])
    zeros = np.zeros(len(table.members))
    offset = 0.0 if background is not None else COPYING.selected
    return Texts(table.members, has, -np.log(chance), common, table.quoted, has.sum(1), zeros, zeros, offset)


def _spoken(quoted: Floats) -> Bools:
    """The words of what was said: at least half of the like versions of a quotation have them."""
    size = quoted.sum(1)
    alike = 2 * (quoted @ quoted.T) >= np.minimum(size[:, None], size[None, :])
    return np.asarray(((quoted > 0) & (2 * (alike @ quoted) >= alike.sum(1)[:, None])).any(0))


def _plainness(word: str) -> float:
    """How likely any report of the same thing has this word, by its looks: short words and figures are likelier."""
    short, medium, long = COPYING.by_looks
    return short if len(word) <= 3 else medium if len(word) == 4 or word.isdigit() else long


def score_wording(texts: Texts, n_witnesses: int, rewriting: float) -> tuple[Floats, Floats]:
    """How much better u's wording explains v's than an independent report would, and what each wording is worth.

    Returns
    -------
    score : (members, members)
        Nats at ``[u, v]``; ``-inf`` on the diagonal.
    worth : (members,)
        What it costs to think a wording up: unseen parents pay it.
    """
    has, common, quoted = texts.has, texts.common, texts.quoted
    same = (has * texts.surprise) @ has.T
    worth = np.diag(same).copy()
    if quoted.any():
        spoken = (has * (texts.surprise * common)) @ has.T
        heard = same - spoken + np.minimum(spoken, -np.log(COPYING.heard_quotation))
        same = np.where(quoted[:, None] & quoted[None, :], heard, same)
        worth = np.where(quoted, np.diag(heard), worth)
    size = has.sum(1)
    n_same = has @ has.T
    own = size[None, :] - n_same
    unknown = np.maximum(texts.length - size, 0)
    free = np.minimum(own, unknown[:, None])
    replaced = np.minimum(own - free, np.maximum(size[:, None] - n_same, 0))
    inserted = own - free - replaced
    again = (has[: texts.n_seen(n_witnesses)].sum(0) >= 2).astype(np.float64)
    echoed = (has @ again)[None, :] - (has * again) @ has.T
    fresh, echo = np.log(rewriting * (1 - COPYING.house_style)), np.log(rewriting * COPYING.house_style)
    price = fresh + (echo - fresh) * echoed / np.maximum(own, 1)
    lost_in_gap = np.minimum(np.maximum(size[:, None] - n_same, 0), unknown[None, :])
    chosen = np.where(quoted[:, None] & quoted[None, :], 0.0, texts.offset)
    score = (
        chosen
        + same
        + n_same * np.log1p(-rewriting)
        + replaced * price
        + inserted * COPYING.inserted_word
        + free * texts.guess[:, None]
        + lost_in_gap * texts.gap[None, :]
        + _altered(texts)[None, :]
    )
    np.fill_diagonal(score, -np.inf)
    return score, worth


def _altered(texts: Texts) -> Floats:
    """What the words of the event that v lacks say against v being first-hand."""
    missing = (texts.common * (1 - texts.has)).sum(1)
    odd = (texts.has * ~texts.common).sum(1)
    plain = np.minimum(missing * COPYING.absent_common, COPYING.absent_cap)
    spoken = np.minimum(np.minimum(missing, odd) * COPYING.absent_spoken, COPYING.spoken_cap)
    return np.asarray(np.where(texts.quoted, spoken, plain))


def guess_price(rewriting: float, n_copies: float) -> float:
    """Cost of a copy's word where an unseen parent's is not known because all its copies differ; a share for each."""
    kept = n_copies * (1 - rewriting) * rewriting ** (n_copies - 1)
    return float(np.log(rewriting**n_copies + kept) / max(n_copies, 1.0))


def gap_price(rewriting: float, n_copies: float) -> float:
    """Cost of a parent's word where nothing is known of its unseen copy but that this one's copies all differ."""
    return float(np.log(rewriting + (1 - rewriting) * rewriting / (rewriting + n_copies * (1 - rewriting))))


def alike_reason(n: int, n_rare: int, ends: Ends, called: Ends) -> Reason:
    """How many words two have in common, and how many of those are rare."""
    return Reason("words alike", (("n", n), ("rare", n_rare)), documents=ends, names=called)
