"""A new text against a collection: which of its statements were told before, and whether it is an echo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.annotate import Annotate, annotate_here
from firsthand.model import Assertion, Claim, Decision, Document, Span
from firsthand.pipeline import trace_documents

Finding_ = Literal["new", "echo", "firsthand", "told"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of the new text: ``new``, an ``echo`` of a document here, ``firsthand``, or ``told`` before.

    ``firsthand`` means that it names somebody for it and does not seem copied; ``told`` that its words are its own, but
    what they say was told before.
    """

    span: Span
    verdict: Finding_
    before: tuple[str, ...]
    claim: Claim | None


def check_text(
    documents: Iterable[Document],
    text: Document,
    decisions: Iterable[Decision] = (),
    annotate: Annotate = annotate_here,
) -> list[Finding]:
    """Trace `documents` with `text` among them, and say what of it was told before.

    Parameters
    ----------
    documents : iterable of Document
        The collection; it is not changed.
    text : Document
        The new text; a document of the collection with the same content is left out of the comparison.
    decisions : iterable of Decision
        The user's own word.
    annotate : callable
        Whoever annotates the documents.

    Returns
    -------
    list of Finding
        One for every statement of `text`, in order.
    """
    others = [d for d in documents if d.text != text.text]
    new = replace(text, id=_free_id({d.id for d in others}))
    case = trace_documents([*others, new], decisions=tuple(decisions), annotate=annotate)
    findings = []
    for claim in case.claims:
        for assertion in claim.assertions:
            if assertion.span.document != new.id:
                continue
            before = tuple(dict.fromkeys(a.span.document for a in claim.assertions if a.span.document != new.id))
            findings.append(Finding(assertion.span, _verdict(claim, assertion, bool(before)), before, claim))
    return sorted(findings, key=lambda f: (f.span.start, f.span.end))


def _verdict(claim: Claim, assertion: Assertion, told_before: bool) -> Finding_:
    """Whether the words were taken from here, heard from somebody who is named, or only told before in other words."""
    if not told_before:
        return "new"
    edges = [d for d in claim.derivations if d.target == assertion.id]
    if assertion.copy_of or any(not d.origin.startswith(("origin:", "medium:")) for d in edges):
        return "echo"
    if assertion.source is not None and not assertion.source.anonymous:
        return "firsthand"
    return "echo" if assertion.kind in ("verbatim", "edited", "translated") else "told"


def _free_id(taken: set[str]) -> str:
    name = "checked"
    while name in taken:
        name += "_"
    return name
