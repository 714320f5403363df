"""Translations among the documents of a corpus, as records beside those of the same wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from firsthand.engines.corpus import Corpus
from firsthand.engines.rows import ReuseRecord
from firsthand.engines.spans import SpanRecord
from firsthand.model import Document, Span

Place = tuple[str, str, int, int, int, int]


def find_translated(corpus: Corpus, with_self: bool) -> list[ReuseRecord]:
    """Sentences of different documents (`with_self`: also of one) that are translations of each other, in order."""
    from firsthand.reuse import find_translations
    from firsthand.text import lay_out

    documents: dict[str, Document] = {}
    for number, name in enumerate(corpus.ids):
        try:
            documents.setdefault(name, Document(name, corpus.text(number), outlet=corpus.outlets[number]))
        except UnicodeDecodeError:
            continue  # It has been told as a problem.
    reuses = find_translations(list(documents.values()), lay_out(documents.values()))
    records = [
        ReuseRecord(
            "reuse", _record_of(r.a), _record_of(r.b), "translated", round(r.identity, 4), None, round(r.score, 3)
        )
        for r in reuses
        if with_self or r.a.document != r.b.document
    ]
    return sorted(records, key=place_of)


def with_translations(records: Iterable[ReuseRecord], translated: list[ReuseRecord]) -> Iterator[ReuseRecord]:
    """Both, in the order of their places."""
    return merge(records, translated, key=place_of)


def place_of(record: ReuseRecord) -> Place:
    """What records are sorted by."""
    a, b = record.a, record.b
    return a.document, b.document, a.start, b.start, a.end, b.end


def _record_of(span: Span) -> SpanRecord:
    return SpanRecord(span.document, span.start, span.end, span.exact)
