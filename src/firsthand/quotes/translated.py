"""Whose words stand in another language than they were spoken in.

In: quotations, translated reuses with their directions, the languages of documents. Out: the quotations, with
`translated` set where the evidence is clear: the passage was taken from one in another language, or the words in quote
marks went through an outlet that publishes in other languages only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from firsthand.languages import codes, table
from firsthand.model import Document, Quotation, Reuse, Span
from firsthand.quotes.lexicon import lexicon
from firsthand.settings import QUOTES


def mark_translated(
    quotations: Sequence[Quotation], reuses: Sequence[Reuse], documents: Iterable[Document]
) -> list[Quotation]:
    """`quotations` with `translated` filled in; `reuses` have their directions, `documents` their languages."""
    outlets = _languages_of_outlets(documents)
    taken: dict[str, list[Span]] = defaultdict(list)
    for reuse in reuses:
        side = _taken_side(reuse)
        if side is not None:
            taken[side.document].append(side)
    for spans in taken.values():
        spans.sort(key=lambda span: (span.start, span.end))
    marked = {
        (q.language, _words_of(q))
        for q in quotations
        if _stands_in(q, taken.get(q.span.document, ())) or _went_abroad(q, outlets)
    }  # whoever copies a translation has the same words
    return [replace(q, translated=True) if (q.language, _words_of(q)) in marked else q for q in quotations]


def _words_of(quotation: Quotation) -> tuple[str, ...]:
    """What is quoted, piece by piece."""
    return tuple(piece.exact for piece in quotation.content)


def _taken_side(reuse: Reuse) -> Span | None:
    """The side of a translation that was made from the other one, where that is likelier than not."""
    if reuse.kind != "translated" or reuse.direction is None or (reuse.probability or 0.0) < QUOTES.sure_translation:
        return None
    return reuse.b if reuse.direction == "a->b" else reuse.a


def _stands_in(quotation: Quotation, spans: Sequence[Span]) -> bool:
    """Whether most of what is quoted stands in the spans, which are in order."""
    inside = 0
    for piece in quotation.content:
        first = bisect_left(spans, piece.start, key=lambda span: span.end)
        for span in spans[first:]:
            if span.start >= piece.end:
                break
            inside += max(0, min(span.end, piece.end) - max(span.start, piece.start))
    return 2 * inside > sum(piece.end - piece.start for piece in quotation.content)


def _went_abroad(quotation: Quotation, outlets: Mapping[str, frozenset[str]]) -> bool:
    """Whether words in quote marks went through an outlet that has another language than they stand in."""
    if quotation.medium is None or quotation.mode == "indirect":
        return False
    name = _key(quotation.medium)
    spoken = outlets.get(name) or frozenset(code for code in codes() if name in _outlets(code))
    return bool(spoken) and quotation.language not in spoken


@cache
def _key(name: str) -> str:
    """An outlet's name without case and article, in whichever language."""
    first, _, rest = name.lower().partition(" ")
    return rest if rest and any(lexicon(code).has("determiners", first) for code in codes()) else name.lower()


@cache
def _outlets(language: str) -> frozenset[str]:
    """The outlets that the language's table of names lists."""
    names = table(language, "names").get("outlets", {}).get("names", "")
    return frozenset(_key(name.strip()) for name in names.replace("\n", "").split("|"))


def _languages_of_outlets(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """Every outlet's languages, from its documents."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if document.outlet:
            spoken[_key(document.outlet)].update(document.languages)
    return {name: frozenset(languages) for name, languages in spoken.items() if languages}
