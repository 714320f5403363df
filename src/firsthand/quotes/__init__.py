"""Who said it: from text to quotations, each with its content, cue, source and medium.

In: a text with its language, or a document with its passages. Out: :class:`firsthand.model.Quotation` values in the order
of the text. Always true: every span holds exactly its text; boilerplate is not listened to; nothing raises, whatever the
text; time is linear in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from firsthand.model import Document, Passage, Quotation
from firsthand.quotes.interpret import interpret
from firsthand.quotes.finding import find_attributions


def find_quotations(text: str, language: str | None = None) -> list[Quotation]:
    """Find every quotation of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str, optional
        Its language's code; guessed where absent.

    Returns
    -------
    list of Quotation
        In the order of the text. Spans are code points of `text`.

    Examples
    --------
    >>> [q.source.name for q in find_quotations("“It rained,” said Ana Ruiz.", "en")]
    ['Ana Ruiz']
    """
    if language is None:
        from firsthand.text import lay_out

        document = Document("", text)
        return listen(document, lay_out([document])[""])
    return interpret(text, find_attributions(text, language), language)


def listen(document: Document, passages: Sequence[Passage]) -> list[Quotation]:
    """Find the quotations of a laid-out document, language by language, its boilerplate left out."""
    found: list[Quotation] = []
    heard = sorted((p for p in passages if p.kind != "boilerplate"), key=lambda p: (p.language, p.start))
    for language, group in groupby(heard, key=lambda p: p.language):
        ranges = [(p.start, p.end) for p in group]
        found.extend(interpret(document.text, find_attributions(document.text, language, ranges), language, document.id))
    return sorted(found, key=lambda q: (q.span.start, q.span.end, q.id))
