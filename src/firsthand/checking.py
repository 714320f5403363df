"""A new text against a collection: which of its statements were told before, and whether it is an echo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.annotate import Annotate, annotate_here
from firsthand.claims import content_stems
from firsthand.model import Assertion, Change, Claim, Decision, Document, Span
from firsthand.origins.assertions import lost_between
from firsthand.origins.utterances import is_held, is_one_utterance
from firsthand.pipeline import trace_documents
from firsthand.settings import OriginSettings
from firsthand.values import find_changes

Finding_ = Literal["new", "echo", "firsthand", "told"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of the new text: ``new``, an ``echo`` of a document here, ``firsthand``, or ``told`` before.

    ``firsthand`` means that it names somebody for it and does not seem copied; ``told`` that its words are its own, but
    what they say was told before. `elsewhere` are documents in which the very same words stand, or stand in another
    language, each with whom it gives them to, where that is nobody or somebody else: words may have been put in a
    mouth. `differences` are what the new text tells otherwise than the telling that it took this from, or, where it
    took it from none, than the earliest: figures, dates, names, hedges, negations, a source or medium that it lacks, a
    cut.
    """

    span: Span
    verdict: Finding_
    before: tuple[str, ...]
    claim: Claim | None
    elsewhere: tuple[tuple[str, str | None], ...] = ()
    differences: tuple[Change, ...] = ()


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
    rest = [d for d in documents if d.text != text.text]
    taken = {d.id for d in rest}
    new = replace(text, id=free_id(taken.__contains__)) if text.id in taken else text
    case = trace_documents([*rest, new], decisions=tuple(decisions), annotate=annotate, about=new.id)
    told = {d.id: d for d in case.documents}
    findings = []
    for claim in case.claims:
        for assertion in claim.assertions:
            if assertion.span.document != new.id:
                continue
            before = tuple(dict.fromkeys(a.span.document for a in claim.assertions if a.span.document != new.id))
            others = [a for a in claim.assertions if a.span.document != new.id]
            same = [a for a in others if _has_its_words(assertion, a)]
            translated = [a for a in others if _is_translated(assertion, a)]
            mouths = tuple(_other_mouths(assertion, [*same, *translated]))
            verdict = "echo" if same or mouths else _verdict(claim, assertion, bool(before))
            differences = tuple(_differences(claim, assertion, told))
            findings.append(Finding(assertion.span, verdict, before, claim, mouths, differences))
    return sorted(findings, key=lambda f: (f.span.start, f.span.end))


def _has_its_words(assertion: Assertion, other: Assertion) -> bool:
    """Whether both are one utterance, or one of them, if it is more than a phrase, stands in the other."""
    if assertion.language != other.language:
        return False
    ours, theirs = (content_stems(a.span.exact, a.language) for a in (assertion, other))
    settings = OriginSettings()
    return is_one_utterance(ours, theirs, settings) or is_held(ours, theirs, settings)


def _is_translated(assertion: Assertion, other: Assertion) -> bool:
    """Whether the words of two people in two languages are one utterance: within a claim nothing else ties languages.

    Offices and bodies are called differently in every language, so that only people by name can be told apart.
    """
    persons = all(a.source is not None and a.source.kind == "person" for a in (assertion, other))
    return persons and assertion.language != other.language


def _differences(claim: Claim, assertion: Assertion, documents: Mapping[str, Document]) -> Iterator[Change]:
    """What `assertion` tells otherwise than the telling of another document that it is to be compared with."""
    others = [a for a in claim.assertions if a.span.document != assertion.span.document and a.copy_of is None]
    if not others:
        return
    origins = {d.origin for d in claim.derivations if d.target == assertion.id}
    parents = [a for a in others if a.id in origins]

    def age(other: Assertion) -> tuple[bool, str, str]:
        published = documents[other.span.document].published
        return published is None, published.earliest if published else "", other.id

    before = min(parents or others, key=age)
    ours, theirs = documents[before.span.document].published, documents[assertion.span.document].published
    yield from find_changes(before.span, assertion.span, before.language, assertion.language, ours, theirs)
    yield from lost_between(before.source, assertion.source, (before.medium, None), assertion.medium)


def _other_mouths(assertion: Assertion, same: Iterable[Assertion]) -> Iterator[tuple[str, str | None]]:
    """Whom other documents give the same words to, if `assertion` gives them to somebody whom they do not name."""
    named = assertion.source
    if named is None or named.anonymous:
        return
    told: dict[str, list[str | None]] = {}
    for other in same:
        source = other.source
        told.setdefault(other.span.document, []).append(None if source is None or source.anonymous else source.name)
        if source is not None and (source.entity or source.name) == (named.entity or named.name):
            told[other.span.document].append(named.name)
    for document, names in sorted(told.items()):
        if named.name not in names:
            yield document, next((name for name in names if name is not None), None)


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


def free_id(is_taken: Callable[[str], bool]) -> str:
    """An id for the new text that no document of the collection has."""
    name = "checked"
    while is_taken(name):
        name += "_"
    return name
