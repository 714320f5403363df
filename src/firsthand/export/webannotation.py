"""A case as W3C Web Annotations: every telling, quotation and value as a note on the words that it stands on.

Selectors count code points of the document's text as firsthand read it; the quoted words and those around them find the
place in the page itself. See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from firsthand.export.parts import QUOTABLE_WORDS
from firsthand.export.records import ledger_order
from firsthand.model import Case, Claim, Document, Fact, Quotation, Source, Span, fact_order

Annotation = dict[str, Any]

_NAMESPACE = "https://firsthand.invalid/case/"
_AROUND = 32
"""Characters before and behind that tell two places with the same words apart."""


def collection(case: Case, text: bool = True) -> Annotation:
    """All annotations as one collection with a single page, in the order of what is told."""
    targets = _Targets(case, text)
    items = [
        *(_quotation(q, targets) for q in sorted(case.quotations, key=lambda q: (q.span.document, q.span.start, q.id))),
        *(note for claim in sorted(case.claims, key=ledger_order) for note in _tellings(claim, targets)),
        *(note for fact in sorted(case.facts, key=fact_order) for note in _values(fact, targets)),
    ]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _id("annotations"),
        "type": "AnnotationCollection",
        "label": "firsthand",
        "total": len(items),
        "first": {"id": _id("annotations", "1"), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _quotation(quotation: Quotation, targets: _Targets) -> Annotation:
    bodies = [_tag(f"{quotation.mode} quotation")]
    if quotation.source is not None:
        bodies.append(_voice(quotation.source))
    if quotation.medium:
        bodies.append(_text("commenting", f"through {quotation.medium}"))
    return _note(
        ("quotation", quotation.span.document, quotation.id), "identifying", bodies, targets.of(quotation.span)
    )


def _tellings(claim: Claim, targets: _Targets) -> Iterator[Annotation]:
    origins = claim.origins
    for assertion in sorted(claim.assertions, key=lambda a: (a.span.document, a.span.start, a.id)):
        bodies = [
            {"type": "SpecificResource", "source": _id("claim", claim.id), "purpose": "linking"},
            _tag(assertion.kind),
            _text("describing", f"{origins.low} to {origins.high} independent origins ({origins.verdict})"),
        ]
        if assertion.source is not None:
            bodies.append(_voice(assertion.source))
        yield _note(("claim", claim.id, assertion.id), "linking", bodies, targets.of(assertion.span))


def _values(fact: Fact, targets: _Targets) -> Iterator[Annotation]:
    for n, assertion in enumerate(fact.assertions):
        bodies = [
            {"type": "SpecificResource", "source": _id("fact", fact.id), "purpose": "linking"},
            _tag(fact.status),
            _text("describing", fact.label),
        ]
        if assertion.value is not None:
            bodies.append(_text("assessing", assertion.value.text))
        if assertion.source is not None:
            bodies.append(_voice(assertion.source))
        yield _note(("fact", fact.id, str(n)), "linking", bodies, targets.of(assertion.span))


def _note(name: tuple[str, ...], motivation: str, bodies: list[Annotation], target: Annotation) -> Annotation:
    return {"id": _id(*name), "type": "Annotation", "motivation": motivation, "body": bodies, "target": target}


def _voice(source: Source) -> Annotation:
    return _text("identifying", source.name)


def _tag(value: str) -> Annotation:
    return _text("tagging", value)


def _text(purpose: str, value: str) -> Annotation:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


class _Targets:
    """Makes targets of spans, with what stands around them."""

    def __init__(self, case: Case, text: bool) -> None:
        self._documents: dict[str, Document] = {document.id: document for document in case.documents}
        self._text = text

    def of(self, span: Span) -> Annotation:
        """The target of an annotation on `span`."""
        document = self._documents[span.document]
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        selectors: list[Annotation] = [place]
        if self._text or len(span.exact.split(None, QUOTABLE_WORDS)) <= QUOTABLE_WORDS:
            words = {"type": "TextQuoteSelector", "exact": span.exact}
            if self._text:
                words["prefix"] = document.text[max(0, span.start - _AROUND) : span.start]
                words["suffix"] = document.text[span.end : span.end + _AROUND]
            selectors.append(words)
        source = _id("document", document.id)
        target: Annotation = {"source": document.url or source, "selector": selectors}
        if document.url:
            target["scope"] = source  # which reading of the page it was
        if document.languages:
            target["language"] = list(document.languages)
        return target


def _id(*parts: str) -> str:
    return _NAMESPACE + "/".join(quote(part, safe="", errors="replace") for part in parts)
