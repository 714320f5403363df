"""Owners: two titles of one publisher rather share a desk than send two reporters.

Weight: `same_owner` in ``settings/copying.py``, the simulator's own. Reason: "same owner".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from firsthand.copying.collate import Floats
from firsthand.copying.evidence.ends import ends_of
from firsthand.copying.witness import Witness
from firsthand.model import Reason
from firsthand.settings import COPYING


def weigh_owners(speakers: Sequence[Witness]) -> Floats:
    """What owners say for u as v's parent ``[u, v]``."""
    owners = [w.owner for w in speakers]
    return np.array([[COPYING.same_owner if a and a == b else 0.0 for b in owners] for a in owners]).reshape(
        len(owners), len(owners)
    )


def owner_reasons(parent: Witness, child: Witness) -> Iterator[Reason]:
    """That both have one owner."""
    if parent.owner and parent.owner == child.owner:
        ends, called = ends_of(parent, child)
        yield Reason("same owner", documents=ends, names=(*called, parent.owner))
