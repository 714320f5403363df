"""Families: the passages that reuse ties together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from firsthand.disjoint_sets import DisjointSets
from firsthand.model import Document, Family, Reuse, Span

Place = tuple[str, int, int]


def tie_families(reuses: Sequence[Reuse], documents: Sequence[Document]) -> tuple[list[Reuse], list[Family]]:
    """Tie reused spans into families.

    Spans of one document are one passage where they overlap by more than half of the longer one; a reuse ties the
    passages of its two spans. A short quotation inside a long copied article therefore does not pull the article into
    the quotation's family.

    Parameters
    ----------
    reuses : sequence of Reuse
        In any order.
    documents : sequence of Document
        The collection they were found in.

    Returns
    -------
    list of Reuse
        The same with `family` set, in the same order.
    list of Family
        Sorted by id, which depends on the members' places alone.
    """
    texts = {document.id: document for document in documents}
    passage_of = _merge_spans(reuses)
    tied = DisjointSets(set(passage_of.values()))
    for reuse in reuses:
        tied.join(passage_of[_place(reuse.a)], passage_of[_place(reuse.b)])
    families, id_of = [], {}
    for places in tied.all():
        first = places[0]
        name = "f" + hashlib.blake2b(repr(places).encode("utf8", "surrogatepass"), digest_size=10).hexdigest()
        id_of[first] = name
        spans = [texts[document].span(start, end) for document, start, end in places]
        families.append(Family(name, tuple(spans), max(spans, key=lambda s: (s.end - s.start, s.document, s.start))))
    named = [replace(reuse, family=id_of[tied.root(passage_of[_place(reuse.a)])]) for reuse in reuses]
    return named, sorted(families, key=lambda f: f.id)


def _place(span: Span) -> Place:
    return span.document, span.start, span.end


def _merge_spans(reuses: Sequence[Reuse]) -> dict[Place, Place]:
    by_document: dict[str, set[Place]] = defaultdict(set)
    for reuse in reuses:
        for span in (reuse.a, reuse.b):
            by_document[span.document].add(_place(span))
    merged: dict[Place, Place] = {}
    for document, places in by_document.items():
        group: list[Place] = []
        start, end = 0, -1
        for place in sorted(places):
            shared = min(end, place[2]) - max(start, place[1])
            if group and 2 * shared > max(end - start, place[2] - place[1]):
                end = max(end, place[2])
            else:
                merged.update(dict.fromkeys(group, (document, start, end)))
                group, start, end = [], place[1], place[2]
            group.append(place)
        merged.update(dict.fromkeys(group, (document, start, end)))
    return merged
