"""Credits: a document names the outlet that it has something from. Who names others has it rather from them.

Weights: `credit`, `credit_elsewhere`, `credit_first_hand`, … in ``settings/copying.py``, set by hand beside the
simulator. Reason: "credits the outlet".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from firsthand.copying.collate import Floats
from firsthand.copying.evidence.ends import ends_of
from firsthand.copying.witness import Witness
from firsthand.model import Reason
from firsthand.settings import COPYING


def weigh_credits(speakers: Sequence[Witness]) -> tuple[Floats, Floats]:
    """What credits say for u as v's parent ``[u, v]``, and for v being first-hand ``[v]``."""
    n = len(speakers)
    outlets = frozenset(w.outlet for w in speakers if w.outlet)
    ties, alone = np.zeros((n, n)), np.zeros(n)
    for v, child in enumerate(speakers):
        credits = frozenset(child.credits)
        if credits:
            alone[v] = COPYING.credit_first_hand if credits & outlets else COPYING.credit_absent_first_hand
        for u, parent in enumerate(speakers):
            named = COPYING.credit if parent.outlet in credits else COPYING.credit_elsewhere
            ties[u, v] = named if credits else COPYING.no_credit
    return ties, alone


def credit_reasons(parent: Witness, child: Witness) -> Iterator[Reason]:
    """That `child` names the outlet of `parent`."""
    if parent.outlet and parent.outlet in set(child.credits):
        ends, called = ends_of(parent, child)
        yield Reason("credits the outlet", documents=ends, names=(*called, parent.outlet))
