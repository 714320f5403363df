"""Repeats: what an outlet prints under everything it publishes, told by its repeating there and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.model import Document, Passage
from firsthand.settings import TextSettings
from firsthand.text.folding import fold

_LONGEST = 1000


def find_repeated(
    documents: Sequence[Document], layouts: Mapping[str, tuple[Passage, ...]], settings: TextSettings
) -> frozenset[Passage]:
    """Passages that stand in three or more otherwise different documents of one outlet, and in no other outlet.

    Only what is tied to the head or the tail of its document counts: background that an outlet keeps repeating in the
    middle of its articles is the outlet's own text.
    """
    outlet_of = {document.id: document.outlet for document in documents}
    keys = {d.id: [_key(d.text[p.start : p.end]) for p in layouts[d.id]] for d in documents}
    outlets: dict[str, set[str | None]] = defaultdict(set)
    holders: dict[str, set[str]] = defaultdict(set)
    for document, found in keys.items():
        for key in filter(None, found):
            outlets[key].add(outlet_of[document])
            holders[key].add(document)
    common = {
        key
        for key, homes in outlets.items()
        if len(homes) == 1 and None not in homes and len(holders[key]) >= settings.repeated_documents
    }
    if not common:
        return frozenset()
    own = {document for document in keys if _own_share(layouts[document], keys[document], common) >= settings.own_share}
    common = {
        key
        for key in common
        if len(holders[key] & own) >= settings.repeated_documents + len(key) // settings.repeated_length
    }
    return frozenset(
        passage for document in own for passage in _at_the_edges(layouts[document], keys[document], common)
    )


def _key(passage: str) -> str:
    return fold(passage).text.strip() if len(passage) <= _LONGEST else ""


def _own_share(passages: Sequence[Passage], keys: Sequence[str], common: set[str]) -> float:
    body = [(p.end - p.start, key in common) for p, key in zip(passages, keys) if p.kind != "boilerplate"]
    total = sum(length for length, _ in body)
    return sum(length for length, repeated in body if not repeated) / total if total else 0.0


def _at_the_edges(passages: Sequence[Passage], keys: Sequence[str], common: set[str]) -> list[Passage]:
    found: list[Passage] = []
    for order in (range(len(passages)), range(len(passages) - 1, -1, -1)):
        for n in order:
            if keys[n] in common:
                found.append(passages[n])
            elif passages[n].kind in ("body", "list"):
                break
    return found
