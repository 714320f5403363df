"""Why this parent: sentences that a reader can check, with the counts that stand behind them."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from firsthand.origins.collate import Collation, Floats, words_of
from firsthand.origins.evidence import Texts
from firsthand.origins.witness import Witness


class Found(Protocol):
    """What the sentences need of a family's result."""

    edges: Floats
    roots: Floats
    together: Floats
    unseen: Floats


class Explainer:
    """Writes the reasons for the edges of one collation."""

    def __init__(self, collation: Collation, families: list[Texts]) -> None:
        self.collation = collation
        self.families = families
        self.alike = self._count_alike()

    def _count_alike(self) -> dict[tuple[int, int], int]:
        """Per pair of groups: how many families have them alike in wording (half of the rarer words at least)."""
        alike: dict[tuple[int, int], int] = {}
        for texts in self.families:
            rare = texts.has * ~texts.common
            if not rare.any():
                continue
            shared = rare @ rare.T
            size = np.maximum(1, np.minimum(rare.sum(1)[:, None], rare.sum(1)[None, :]))
            for a, b in zip(*np.nonzero(np.triu((shared / size >= 0.3) & (shared > 0), 1)), strict=True):
                key = (int(texts.members[a]), int(texts.members[b]))
                alike[key] = alike.get(key, 0) + 1
        return alike

    def explain(self, f: int, u: int, v: int, family: Found) -> tuple[str, ...]:
        """Sentences for member v of family f with member u as its parent; u < 0: none."""
        texts = self.families[f]
        child = self.collation.groups[int(texts.members[v])][0]
        if u < 0:
            return self._explain_alone(texts, v, family)
        a, b = sorted((int(texts.members[u]), int(texts.members[v])))
        parent = self.collation.groups[int(texts.members[u])][0]
        both = (texts.has[u] > 0) & (texts.has[v] > 0)
        n_rare = int((both & ~texts.common).sum())
        sentences = [f"{_words(int(both.sum()))} alike, {n_rare} of them rare"]
        if texts.quoted[u] and texts.quoted[v]:
            sentences.append("a direct quotation, which two reporters may have heard: the words alone prove little")
        here = bool(n_rare) and n_rare >= 0.3 * min((texts.has[i] * ~texts.common).sum() for i in (u, v))
        others = self.alike.get((a, b), 0) - here
        if others > 0:
            plural = "passages" if others > 1 else "passage"
            sentences.append(
                f"{others} other {plural} of {_name(parent)} stand{'' if others > 1 else 's'} in {_name(child)}"
            )
        return (*sentences, *_circumstances(parent, child))

    def _explain_alone(self, texts: Texts, v: int, family: Found) -> tuple[str, ...]:
        if len(texts.members) == 1:
            return ()
        nearest = int(np.argmax(family.edges[:, v]))
        parent, child = (self.collation.groups[int(texts.members[i])][0] for i in (nearest, v))
        if family.edges[nearest, v] >= 0.5 and _came_later(parent, child):
            return (f"its wording stands in {_name(parent)}, whose date is later: perhaps that of an update",)
        tied = [i for i in range(len(texts.members)) if i != v and family.together[i, v] >= 0.5]
        if tied and family.unseen[v] >= 0.5:
            return (f"shares its wording with {_words(len(tied), 'other')}, through a document that is not here",)
        if tied:
            return (f"the earliest of {len(tied) + 1} tellings that hang together, as far as can be told",)
        shared = (texts.has > 0) @ (texts.has[v] > 0)
        shared[v] = 0
        return (f"no wording here comes near: {_words(int(shared.max()))} alike at most",)

    def explain_copy(self, parent: Witness, child: Witness) -> tuple[str, ...]:
        """Sentences for a document that is word for word the same as another, or was made one with it."""
        same = all(words_of(parent.passages.get(f, "")) == words_of(text) for f, text in child.passages.items())
        return ("word for word the same" if same else "nearly word for word the same", *_circumstances(parent, child))


def _circumstances(parent: Witness, child: Witness) -> list[str]:
    sentences = []
    if parent.outlet and parent.outlet in set(child.credits):
        sentences.append(f"{_name(child)} names {parent.outlet} as its source")
    if parent.published and child.published:
        if (later := child.published[0] - parent.published[1]) >= 0:
            sentences.append(
                f"{_name(child)} was published {_duration(later)} later"
                if later
                else f"{_name(child)} was published later"
            )
        else:
            sentences.append("published at about the same time")
    if parent.owner and parent.owner == child.owner:
        sentences.append("same owner")
    return sentences


def _came_later(a: Witness, b: Witness) -> bool:
    return a.published is not None and b.published is not None and a.published[0] > b.published[1]


def _name(witness: Witness) -> str:
    return witness.outlet or witness.document


def _words(n: int, noun: str = "word") -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _duration(minutes: float) -> str:
    for size, unit in ((1440, "day"), (60, "hour")):
        if minutes >= size:
            return _words(round(minutes / size), unit)
    return _words(max(1, round(minutes)), "minute")
