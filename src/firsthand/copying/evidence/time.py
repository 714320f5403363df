"""Time: what came out later cannot be the source; copies mostly come within hours.

Weights: `lag_minutes` in ``settings/copying.py``, the simulator's own. Reasons: "published later", "dates overlap".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from firsthand.copying.collate import Floats
from firsthand.copying.evidence.ends import ends_of
from firsthand.copying.witness import Witness
from firsthand.model import Reason
from firsthand.settings import COPYING


def score_lag(start: Floats, end: Floats, spread: float) -> Floats:
    """Log density ``[u, v]`` of the time from u to v, against any time within the collection's `spread`.

    ``-inf`` where u certainly came out after v; 0 where either date is unknown.
    """
    lag = COPYING.lag_minutes
    density = np.zeros((len(start), len(start)))
    shares = (np.arange(5) + 0.5) / 5
    for mine, theirs in itertools.product(shares, shares):
        gap = (start + (end - start) * theirs)[None, :] - (start + (end - start) * mine)[:, None]
        late = np.exp(-np.maximum(gap, 0) / (4 * lag))
        early = COPYING.lag_early / lag * np.exp(np.minimum(gap, 0) / (3 * lag))
        after = COPYING.lag_soon / lag * late**4 + COPYING.lag_tail / lag * late
        density += np.where(gap >= 0, after, early) / len(shares) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.log(density * spread)
        score = np.where(np.isnan(score), 0.0, score)
        return np.asarray(np.where(start[:, None] > end[None, :], -np.inf, np.maximum(score, -30.0)))


def time_reasons(parent: Witness, child: Witness) -> Iterator[Reason]:
    """How long after `parent` `child` came out, as an interval, where both dates are known."""
    if parent.published and child.published:
        ends, called = ends_of(parent, child)
        least, most = child.published[0] - parent.published[1], child.published[1] - parent.published[0]
        kind = "published later" if least >= 0 else "dates overlap"
        yield Reason(kind, (("least_minutes", least), ("most_minutes", most)), documents=ends, names=called)
