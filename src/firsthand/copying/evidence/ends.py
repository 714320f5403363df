"""The two documents that a reason compares, and what readers call them."""

from __future__ import annotations

from firsthand.copying.witness import Witness

Ends = tuple[str, str]


def ends_of(parent: Witness, child: Witness) -> tuple[Ends, Ends]:
    """Their ids, and their outlets' names or else their ids."""
    return (parent.document, child.document), (parent.outlet or parent.document, child.outlet or child.document)
