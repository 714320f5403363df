"""Translations among the documents of a corpus, as records beside those of the same wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import TYPE_CHECKING

from firsthand.engines.corpus import Corpus
from firsthand.engines.rows import ReuseRecord
from firsthand.engines.spans import SpanRecord

if TYPE_CHECKING:
    from firsthand.model import Span

Place = tuple[str, str, int, int, int, int]


def find_translated(corpus: Corpus, with_self: bool) -> list[ReuseRecord]:
    """Sentences of different documents (`with_self`: also of one) that are translations of each other, in order."""
    told: dict[str, tuple[str, str | None]] = {}
    for number, name in enumerate(corpus.ids):
        try:
            told.setdefault(name, (corpus.text(number), corpus.outlets[number]))
        except UnicodeDecodeError:
            continue  # It has been told as a problem.
    if not _in_several_languages(text for text, _ in told.values()):
        return []
    from firsthand.model import Document
    from firsthand.reuse import find_translations
    from firsthand.text import lay_out

    documents = [Document(name, text, outlet=outlet) for name, (text, outlet) in told.items()]
    records = [
        ReuseRecord(
            "reuse", _record_of(r.a), _record_of(r.b), "translated", round(r.identity, 4), None, round(r.score, 3)
        )
        for r in find_translations(documents, lay_out(documents))
        if with_self or r.a.document != r.b.document
    ]
    return sorted(records, key=place_of)


def _in_several_languages(texts: Iterable[str]) -> bool:
    """Whether any two sentences may be of two languages: mostly none are, and then no text need be laid out."""
    from firsthand.reuse.translation_words import is_surely_in, sentence_language, sentence_tokens
    from firsthand.text.outline import outline, possible_sentences

    heard: set[str] = set()
    for text in texts:
        for paragraph, language in outline(text):
            heard.add(language)
            if not is_surely_in(language, text, paragraph.start, paragraph.end):
                sentences = possible_sentences(text, paragraph, language)
                heard.update(sentence_language(sentence_tokens(text, *sentence), language) for sentence in sentences)
            if len(heard) > 1:
                return True
    return False


def with_translations(records: Iterable[ReuseRecord], translated: list[ReuseRecord]) -> Iterator[ReuseRecord]:
    """Both, in the order of their places."""
    return merge(records, translated, key=place_of)


def place_of(record: ReuseRecord) -> Place:
    """What records are sorted by."""
    a, b = record.a, record.b
    return a.document, b.document, a.start, b.start, a.end, b.end


def _record_of(span: Span) -> SpanRecord:
    return SpanRecord(span.document, span.start, span.end, span.exact)
