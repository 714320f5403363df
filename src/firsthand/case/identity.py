"""Ids that tell nouns apart, whatever comes: two that have one id get numbers behind it, in the order of what they say.

Hashes of eighty bits do not meet by chance in any collection; but a case must never be lost because two did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from firsthand.model import Case, Claim, Document, Entity, Fact, Family, Quotation

N = TypeVar("N", Claim, Quotation, Entity, Fact, Family, Document)


def with_distinct_ids(case: Case) -> Case:
    """`case`, no two of whose documents, quotations, entities, families or claims have one id."""
    nouns: dict[str, Any] = {
        "documents": tell_apart(case.documents, lambda d: (d.sha256, d.text, d.path or "")),
        "quotations": tell_apart(case.quotations, lambda q: (q.span.document, q.span.start, q.span.end, repr(q))),
        "entities": tell_apart(case.entities, repr),
        "families": tell_apart(case.families, repr),
        "facts": tell_apart(case.facts, repr),
        "claims": tell_apart(case.claims, lambda c: (c.first.assertion, c.text, repr(c))),
    }
    changed = {name: found for name, found in nouns.items() if found is not getattr(case, name)}
    return replace(case, **changed) if changed else case


def tell_apart(nouns: Sequence[N], content: Callable[[N], Any]) -> Sequence[N]:
    """`nouns` with distinct ids: the first in the order of `content` keeps its own."""
    counts = Counter(noun.id for noun in nouns)
    if len(counts) == len(nouns):
        return nouns
    taken = set(counts)
    told = list(nouns)
    seen: Counter[str] = Counter()
    alike = (n for n, noun in enumerate(nouns) if counts[noun.id] > 1)
    for n in sorted(alike, key=lambda n: (nouns[n].id, content(nouns[n]))):
        id = nouns[n].id
        seen[id] += 1
        if seen[id] > 1:
            number = seen[id]
            while (name := f"{id}-{number}") in taken:
                number += 1
            taken.add(name)
            told[n] = replace(nouns[n], id=name)
    return tuple(told)
