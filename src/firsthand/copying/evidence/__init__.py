"""The kinds of evidence that v took something from u, one file a kind: its weight, its reason, what chose it.

All weights are in nats against "v took nothing from anybody here", so that unrelated kinds add up.
Always true: a kind that is unknown of either document says nothing.
"""

from firsthand.copying.evidence.credits import credit_reasons, weigh_credits
from firsthand.copying.evidence.ends import Ends, ends_of
from firsthand.copying.evidence.links import link_reasons
from firsthand.copying.evidence.owners import owner_reasons, weigh_owners
from firsthand.copying.evidence.time import score_lag, time_reasons
from firsthand.copying.evidence.wording import (
    Texts,
    alike_reason,
    gap_price,
    guess_price,
    score_wording,
    weigh_words,
)

__all__ = [
    "Ends",
    "Texts",
    "alike_reason",
    "credit_reasons",
    "ends_of",
    "gap_price",
    "guess_price",
    "link_reasons",
    "owner_reasons",
    "score_lag",
    "score_wording",
    "time_reasons",
    "weigh_credits",
    "weigh_owners",
    "weigh_words",
]
