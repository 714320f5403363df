"""The reader: one document as it was read, with what was found in it, its other states, and where it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.case.sharing import boilerplate, neighbours, shared_in
from firsthand.model import Document, Span
from firsthand.report import reader
from firsthand.report.views import Asked, Screen, Views

BESIDE = 60
"""Claims and documents listed beside a document: the rest is said in a number."""

_LONGEST = 2_000_000
"""Characters of a text that a page shows."""
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim that is told elsewhere too stands in a document."""

    span: Span
    path: str
    text: str


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The document of that id, with the characters marked that are asked for."""
    document = views.document_named(parts[0])
    key = views.case.shared.key(document.id)
    assert key is not None
    found = views.case.places_in(key)
    ids = views.case.shared.document_id
    beside = [(ids(other), n) for other, n in neighbours(views.case, key)]
    views.by_id.fetch([*(id for id, _ in beside[:BESIDE]), *document.same_as[:BESIDE], *document.versions[:BESIDE]])
    path = views.document_path(document.id)
    here, anchors = marked(document, asked.get("at")), views.anchors.get(path, {})
    return views.screen(
        views.opening(document),
        "document.html",
        document=document,
        path=path,
        anchors=anchors,
        here=here.start if here else -1,
        segments=reader.cut(document.text[:_LONGEST], layers(views, key, here), anchors),
        n_left_out=max(0, len(document.text) - _LONGEST),
        places=[
            Place(document.span(start, end), views.claim_path(id), views.case.claim_text(id) or "")
            for start, end, id in found[:BESIDE]
        ],
        n_places=len(found),
        quoted=quoted_here(views, key),
        beside=beside,
        most=BESIDE,
        versions=[views.by_id[id] for id in document.versions[:BESIDE] if id in views.by_id],
    )


def quoted_here(views: Views, key: int) -> list[tuple[str, tuple[str, str | None], list[Span]]]:
    """Who is quoted in a document, in the order in which they are: what to call them, who is meant, and where."""
    found: dict[tuple[str, str | None], list[Span]] = {}
    names: dict[tuple[str, str | None], str] = {}
    for quotation in views.case.quoted_in(key):
        if quotation.source is not None:
            who = (quotation.source.name, quotation.source.entity)
            names.setdefault(who, views.ui.source(quotation.source))
            found.setdefault(who, []).append(quotation.span)
    return [(names[who], who, spans) for who, spans in list(found.items())[:BESIDE]]


def marked(document: Document, at: str) -> Span | None:
    """The characters that an address leads to, if the document has them."""
    match = _PLACE.fullmatch(at)
    if match is None:
        return None
    start, end = (int(part) for part in match.groups())
    return document.span(start, end) if start < end <= len(document.text) else None


def layers(views: Views, key: int, here: Span | None) -> list[reader.Layer]:
    """What lies over a document's text: quotations, reuse, furniture, and where the reader wants to look."""
    id = views.case.shared.document_id(key)
    quoted = (span for quotation in views.case.quoted_in(key) for span in quotation.content if span.document == id)
    return [
        *(reader.Layer(span.start, span.end, "quoted") for span in quoted),
        *(reader.Layer(start, end, kind) for start, end, kind in shared_in(views.case, key)),
        *(reader.Layer(span.start, span.end, "furniture") for span in boilerplate(views.case, key)),
        *([reader.Layer(here.start, here.end, "here")] if here else []),
    ]
