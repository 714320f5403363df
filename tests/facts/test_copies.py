"""A copy more changes nothing but who tells it."""

from __future__ import annotations

from dataclasses import replace

import firsthand
from firsthand.model import Document

TEXT = "The quake killed 24 people in Velmar, said Ana Ruiz, the mayor.\n\n“We lost 300 houses,” she told reporters."
OTHER = "At least 24 people died in the quake at Velmar on Monday, the disaster agency said."


def facts(documents: list[Document]) -> list[tuple[str, int, int, str]]:
    case = firsthand.trace(documents)
    return sorted((f.label, f.n_documents, len(f.assertions), f.status) for f in case.facts)


def test_copies_are_told_and_weigh_nothing() -> None:
    first, other = Document("a", TEXT, outlet="Post"), Document("b", OTHER, outlet="Mail")
    alone = facts([first, other])
    copied = facts([first, other, *(replace(first, id=f"c{n}", outlet=f"Paper {n}") for n in range(4))])
    toll = [(status, told + 4) for _, n, told, status in alone if n == 2]
    assert toll
    for status, told in toll:
        assert (status, told) in {(f[3], f[2]) for f in copied if f[1] == 6}
