"""Who said it: from text to quotations, each with its content, cue, source and medium.

In: a text with its language, or a document with its passages. Out: :class:`firsthand.model.Quotation` values in the
order of the text. Always true: every span holds exactly its text; boilerplate is not listened to; nothing raises,
whatever the text; time is linear in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from firsthand.model import Document, Passage, Quotation
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.finding import find_attributions
from firsthand.quotes.interpret import interpret
from firsthand.quotes.lexicon import lexicon
from firsthand.quotes.sources.persons import find_persons
from firsthand.quotes.speech import as_speech

__all__ = ["find_quotations", "listen"]

Finder = Callable[[str, str, Sequence[tuple[int, int]]], list[Attribution]]


def find_quotations(text: str, language: str | None = None) -> list[Quotation]:
    """Find every quotation of a text, attitudes and intentions ("she hopes that") included.

    Parameters
    ----------
    text : str
        Any text.
    language : str, optional
        Its language's code; guessed, passage by passage, where absent.

    Returns
    -------
    list of Quotation
        In the order of the text. Spans are code points of `text`.

    Examples
    --------
    >>> [q.source.name for q in find_quotations("“It rained,” said Ana Ruiz.", "en")]
    ['Ana Ruiz']
    """
    if not isinstance(text, str):
        raise TypeError(f"find_quotations takes a text, not a {type(text).__name__}: a document's is document.text")
    if language is not None:
        return interpret(text, find_attributions(text, language), language)
    from firsthand.text import lay_out

    document = Document("", text)
    return _in_order(_hear(document, lay_out([document])[""]))


def listen(document: Document, passages: Sequence[Passage]) -> list[Quotation]:
    """Find what is said or written according to a laid-out document, language by language, its boilerplate left out."""
    return listen_to(document, passages, find_attributions)


def listen_to(document: Document, passages: Sequence[Passage], find: Finder) -> list[Quotation]:
    """The same, by another finder of attributions."""
    heard = _hear(document, [p for p in passages if p.kind != "boilerplate"], find)
    return _in_order(speech for q in heard for speech in as_speech(q))


def _hear(document: Document, passages: Sequence[Passage], find: Finder = find_attributions) -> Iterator[Quotation]:
    def kind(passage: Passage) -> tuple[str, bool]:
        return passage.language, passage.kind == "heading"  # a headline's speaker does not go on in the first paragraph

    ordered = sorted(passages, key=lambda p: (*kind(p), p.start))
    ranges = {key: [(p.start, p.end) for p in group] for key, group in groupby(ordered, key=kind)}
    heard = {key: find(document.text, key[0], places) for key, places in ranges.items()}
    if not any(heard.values()):
        return
    persons = [p for (code, _), places in ranges.items() for p in find_persons(document.text, lexicon(code), places)]
    persons.sort(key=lambda p: p.at)
    for (code, _), found in heard.items():
        yield from interpret(document.text, found, code, document.id, persons, document.published)


def _in_order(quotations: Iterator[Quotation]) -> list[Quotation]:
    return sorted(quotations, key=lambda q: (q.span.start, q.span.end, q.id))
