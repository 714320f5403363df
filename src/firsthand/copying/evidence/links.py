"""Links: a document's text links to the page of another outlet.

Weight: that of a credit of the outlet, for whoever collects credits counts the link as one: a judgement, since no gold
says what a link is worth. Reason: "links to it", which stands in the place of the credit.
"""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.copying.evidence.ends import ends_of
from firsthand.copying.witness import Witness
from firsthand.model import Reason


def link_reasons(parent: Witness, child: Witness) -> Iterator[Reason]:
    """That the text of `child` links to `parent`."""
    if parent.document in set(child.links):
        ends, called = ends_of(parent, child)
        yield Reason("links to it", documents=ends, names=called)
