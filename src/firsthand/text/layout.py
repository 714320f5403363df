"""Layout: a document becomes passages, each with its language, its kind and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from firsthand.model import Document, Passage
from firsthand.text.splitting import LINE_ENDS, split_paragraph

_LINE = re.compile(f"[^{LINE_ENDS}]*[^{LINE_ENDS}\\s][^{LINE_ENDS}]*")


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
    passages = []
    for line in _LINE.finditer(text):
        start, end = line.start(), line.end()
        kind = "heading" if end - start < 70 and text[end - 1] not in ".!?”\"" else "body"
        passages.append(
            Passage(document.id, start, end, "en", kind, tuple(split_paragraph(text, start, end, "en")))  # type: ignore[arg-type]
        )
    return tuple(passages)
