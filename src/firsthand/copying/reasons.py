"""Why this parent: reasons as data, with the counts that a reader can check. Their sentences are made elsewhere."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from firsthand.copying.collate import Collation, Floats, counted_words
from firsthand.copying.evidence import (
    Texts,
    alike_reason,
    credit_reasons,
    ends_of,
    link_reasons,
    owner_reasons,
    time_reasons,
)
from firsthand.copying.witness import Witness
from firsthand.model import Reason


class Found(Protocol):
    """What the reasons need of a family's result."""

    edges: Floats
    roots: Floats
    together: Floats
    unseen: Floats


class Explainer:
    """Gives the reasons for the edges of one collation."""

    def __init__(self, collation: Collation, families: list[Texts]) -> None:
        self.collation = collation
        self.families = families
        self.alike = self._count_alike()
        self._same: dict[tuple[str, str], bool] = {}

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

    def explain(self, f: int, u: int, v: int, family: Found) -> tuple[Reason, ...]:
        """Reasons for member v of family f with member u as its parent; u < 0: none."""
        texts = self.families[f]
        child = self.collation.groups[int(texts.members[v])][0]
        if u < 0:
            return self._explain_alone(texts, v, family)
        a, b = sorted((int(texts.members[u]), int(texts.members[v])))
        parent = self.collation.groups[int(texts.members[u])][0]
        both = (texts.has[u] > 0) & (texts.has[v] > 0)
        n_rare = int((both & ~texts.common).sum())
        ends, called = ends_of(parent, child)
        found = [alike_reason(int(both.sum()), n_rare, ends, called)]
        if texts.quoted[u] and texts.quoted[v]:
            found.append(Reason("quotation heard twice", documents=ends, names=called))
        here = bool(n_rare) and n_rare >= 0.3 * min((texts.has[i] * ~texts.common).sum() for i in (u, v))
        others = self.alike.get((a, b), 0) - here
        if others > 0:
            found.append(Reason("other passages", (("n", int(others)),), documents=ends, names=called))
        return (*found, *_circumstances(parent, child))

    def _explain_alone(self, texts: Texts, v: int, family: Found) -> tuple[Reason, ...]:
        if len(texts.members) == 1:
            return ()
        nearest = int(np.argmax(family.edges[:, v]))
        parent, child = (self.collation.groups[int(texts.members[i])][0] for i in (nearest, v))
        ends, called = ends_of(parent, child)
        if family.edges[nearest, v] >= 0.5 and _came_later(parent, child):
            return (Reason("date of an update", documents=ends, names=called),)
        tied = [i for i in range(len(texts.members)) if i != v and family.together[i, v] >= 0.5]
        if tied and family.unseen[v] >= 0.5:
            return (Reason("through an unseen document", (("n", len(tied)),)),)
        if tied:
            return (Reason("first of those that hang together", (("n", len(tied) + 1),)),)
        shared = (texts.has > 0) @ (texts.has[v] > 0)
        shared[v] = 0
        return (Reason("nothing comes near", (("n", int(shared.max())),)),)

    def explain_copy(self, parent: Witness, child: Witness) -> tuple[Reason, ...]:
        """Reasons for a document that is word for word the same as another, or was made one with it."""
        pair = parent.document, child.document
        if pair not in self._same:
            texts = child.passages.items()
            theirs = ((parent.passages.get(f, ""), text) for f, text in texts)
            self._same[pair] = all(counted_words(a) == counted_words(b) for a, b in theirs)
        same = self._same[pair]
        kind = "the same words" if same else "nearly the same words"
        ends, called = ends_of(parent, child)
        return (Reason(kind, documents=ends, names=called), *_circumstances(parent, child))


def _circumstances(parent: Witness, child: Witness) -> list[Reason]:
    linked = list(link_reasons(parent, child))
    return [
        *(linked or credit_reasons(parent, child)),
        *time_reasons(parent, child),
        *owner_reasons(parent, child),
    ]


def _came_later(a: Witness, b: Witness) -> bool:
    return a.published is not None and b.published is not None and a.published[0] > b.published[1]
