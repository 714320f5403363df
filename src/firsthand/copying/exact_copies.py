"""Exact copies are one witness before anything is weighed: which of them speaks for all.

What is counted must not depend on who else printed the very same text. A group of exact copies is heard through one of
them at a time, and every count is the least that any of them gives: a copy more can add a hearing, never a telling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from firsthand.copying.witness import Witness
from firsthand.settings import COPYING

Profile = tuple[object, ...]


def list_hearings(groups: Sequence[tuple[Witness, ...]]) -> Iterator[list[Witness]]:
    """One witness a group, in every way that can make a difference; first the earliest of each.

    Copies differ here only by what the other groups can take notice of: an outlet that somebody credits, an owner that
    another has too, credits, a date. There are at most `COPYING.most_hearings` of one component.
    """
    credited = {name for group in groups for w in group for name in w.credits}
    published = {w.outlet for group in groups for w in group if w.outlet}
    owners = Counter(owner for group in groups for owner in {w.owner for w in group if w.owner})

    def profile(w: Witness) -> Profile:
        named = frozenset(w.credits)
        return (
            w.outlet if w.outlet in credited else None,
            w.owner if w.owner and owners[w.owner] > 1 else None,
            named & published,
            bool(named),
            w.published,
        )

    heard: list[list[Witness]] = []
    for group in groups:
        different: dict[Profile, Witness] = {}
        for witness in group:
            different.setdefault(profile(witness), witness)
        heard.append(list(different.values()))
    room = max(1, COPYING.most_hearings * COPYING.exact_documents // max(COPYING.exact_documents, len(groups) ** 2))
    for n, chosen in enumerate(product(*heard)):
        if n >= room:
            return
        yield list(chosen)
