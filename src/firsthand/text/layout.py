"""Layout: a document becomes passages, each with its language, its kind and its sentences."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.model import Document, Passage
from firsthand.text.paragraphs import cut_paragraphs
from firsthand.text.splitting import split_paragraph
from firsthand.text.tongues import tell_languages


def lay_out(documents: Iterable[Document]) -> dict[str, tuple[Passage, ...]]:
    """Cut documents into passages.

    Parameters
    ----------
    documents : iterable of Document
        The whole collection: furniture is also told by what repeats within one outlet.

    Returns
    -------
    dict of str to tuple of Passage
        By document id; in document order, without overlap.
    """
    return {document.id: _lay_out_one(document) for document in documents}


def _lay_out_one(document: Document) -> tuple[Passage, ...]:
    text = document.text
    paragraphs = cut_paragraphs(text, [border for piece in document.furniture for border in piece])
    languages = tell_languages(text, paragraphs, document.languages[0] if len(document.languages) == 1 else None)
    passages = []
    for p, language in zip(paragraphs, languages):
        kind = "heading" if p.end - p.start < 70 and text[p.end - 1] not in ".!?”\"" else "body"
        passages.append(
            Passage(document.id, p.start, p.end, language, kind, tuple(split_paragraph(text, p.start, p.end, language)))  # type: ignore[arg-type]
        )
    return tuple(passages)
