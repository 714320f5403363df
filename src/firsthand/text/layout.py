"""Layout: a document becomes passages, each with its language, its kind and its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.model import Document, Passage, PassageKind
from firsthand.settings import TextSettings
from firsthand.text.furniture import find_calls, may_call, tell_kinds
from firsthand.text.outline import after_dateline
from firsthand.text.paragraphs import Paragraph, bare_words, cut_paragraphs
from firsthand.text.repeats import find_repeated
from firsthand.text.splitting import split_paragraph
from firsthand.text.tongues import tell_languages

_USUAL = TextSettings()


def lay_out(documents: Iterable[Document], settings: TextSettings = _USUAL) -> dict[str, tuple[Passage, ...]]:
    """Cut documents into passages.

    Parameters
    ----------
    documents : iterable of Document
        The whole collection: furniture is also told by what repeats within one outlet.
    settings : TextSettings
        Thresholds.

    Returns
    -------
    dict of str to tuple of Passage
        By document id; in document order, without overlap.
    """
    documents = list(documents)
    return mark_repeated(documents, {d.id: lay_out_alone(d, settings) for d in documents}, settings)


def mark_repeated(
    documents: Sequence[Document], alone: Mapping[str, tuple[Passage, ...]], settings: TextSettings = _USUAL
) -> dict[str, tuple[Passage, ...]]:
    """The same passages, with what an outlet prints under everything it publishes marked as boilerplate."""
    repeated = find_repeated(documents, alone, settings)
    touched = {p.document for p in repeated}
    return {
        name: tuple(_furnished(p) if p in repeated else p for p in passages) if name in touched else passages
        for name, passages in alone.items()
    }


def _furnished(passage: Passage) -> Passage:
    return Passage(passage.document, passage.start, passage.end, passage.language, "boilerplate", passage.sentences)


def lay_out_alone(document: Document, settings: TextSettings = _USUAL) -> tuple[Passage, ...]:
    """Cut one document into passages, by what can be seen in it alone."""
    text = document.text
    paragraphs = cut_paragraphs(text, [border for piece in document.furniture for border in piece], settings)
    given = document.languages[0] if len(document.languages) == 1 else None
    languages = tell_languages(text, paragraphs, given, settings)
    names = [name for name in (document.author, document.outlet) if name]
    kinds = tell_kinds(text, paragraphs, languages, document.title, names, document.furniture, settings)
    passages: list[Passage] = []
    for paragraph, language, kind in zip(paragraphs, languages, kinds):
        passages.extend(_passages_of(document, paragraph, language, kind))
    return tuple(passages)


def _passages_of(document: Document, paragraph: Paragraph, language: str, kind: PassageKind) -> Iterator[Passage]:
    """One passage, or several where a dateline or calls to the reader stand in one paragraph with the article."""
    text, start, end = document.text, paragraph.start, paragraph.end
    if kind == "body" and (begin := after_dateline(text, start, end)) > start:
        opening = start + len(text[start:begin].rstrip())
        yield Passage(document.id, start, opening, language, "boilerplate", ((start, opening),))
        start = begin
    sentences = list(split_paragraph(text, start, end, language))
    if kind == "boilerplate" or not may_call(paragraph.words, language):
        yield Passage(document.id, start, end, language, kind, tuple(sentences))
        return
    called = _called(text, sentences, language)
    for first, last in _runs(called):
        of_page = called[first]
        begin = start if first == 0 else sentences[first][0]
        stop = end if last == len(sentences) else sentences[last - 1][1]
        yield Passage(
            document.id, begin, stop, language, "boilerplate" if of_page else kind, tuple(sentences[first:last])
        )


def _called(text: str, sentences: Sequence[tuple[int, int]], language: str) -> list[bool]:
    """Which sentences call on the reader; so does a question that stands between or beside such ones."""
    called = [find_calls(text[s:e], set(bare_words(text[s:e])), language) for s, e in sentences]
    for n, (_, end) in enumerate(sentences):
        if not called[n] and text[end - 1] == "?" and called[max(n - 1, 0) : n + 2].count(True):
            called[n] = all(called[n + 1 :]) or all(called[:n])
    return called


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first = 0
    for n in range(1, len(flags) + 1):
        if n == len(flags) or flags[n] != flags[first]:
            yield first, n
            first = n
