"""Between firsthand and spaCy, both ways.

``nlp.add_pipe("firsthand_quotations")`` gives every ``Doc`` its ``doc._.quotations``; :func:`listen_with` takes a spaCy
pipeline of the user's and lets its dependency parser correct where sources begin and end. Importing this module
registers the component (an entry point does it for an installed package); everything else of firsthand works without
spaCy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from firsthand.errors import MissingExtra, WrongUse
from firsthand.model import Document, Passage, Quotation
from firsthand.quotes import find_quotations, listen_to
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.finding import find_attributions

try:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token
except ImportError as error:  # pragma: no cover - the message is all there is
    raise MissingExtra("The spaCy bridge", "spacy") from error

Range = tuple[int, int]
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})


@Language.factory("firsthand_quotations", default_config={"language": None})
def make_component(nlp: Language, name: str, language: str | None) -> QuotationFinder:
    """The pipeline component; `language` overrides the pipeline's own."""
    return QuotationFinder(language or nlp.lang or "")


class QuotationFinder:
    """Sets ``doc._.quotations`` to firsthand's own values."""

    def __init__(self, language: str) -> None:
        self.language = language
        if not Doc.has_extension("quotations"):
            Doc.set_extension("quotations", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of `doc`, and group their contents in ``doc.spans["quotations"]``."""
        found = find_quotations(doc.text, self.language)
        doc._.quotations = tuple(found)
        spans = (doc.char_span(s.start, s.end, label=q.mode, alignment_mode="expand") for q in found for s in q.content)
        doc.spans["quotations"] = [s for s in spans if s is not None]
        return doc


def listen_with(
    pipeline: str | Language, documents: Iterable[Document], layouts: Mapping[str, Sequence[Passage]]
) -> list[Quotation]:
    """The quotations of `documents`, each source's ends corrected by the parser of a spaCy pipeline.

    Raises
    ------
    WrongUse
        The pipeline is not installed, or has no parser.
    """
    nlp = _load(pipeline)

    def find(text: str, language: str, ranges: Sequence[Range]) -> list[Attribution]:
        found = sorted(find_attributions(text, language, ranges), key=lambda a: a.span)
        if language != nlp.lang:
            return found
        return [a for start, end in ranges for a in _corrected(nlp(text[start:end]), start, _inside(found, start, end))]

    return [q for d in documents for q in listen_to(d, layouts[d.id], find)]


def _load(pipeline: str | Language) -> Language:
    if isinstance(pipeline, str):
        try:
            nlp = spacy.load(pipeline)
        except OSError as error:
            raise WrongUse(f"no spaCy pipeline {pipeline!r}: python -m spacy download {pipeline}") from error
    else:
        nlp = pipeline
    if not nlp.has_pipe("parser") and not any("parser" in name for name in nlp.pipe_names):
        raise WrongUse("the spaCy pipeline has no parser, so that it has nothing to add")
    return nlp


def _inside(found: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """Those of `found`, which is in order, that begin in ``[start, end)``."""
    first, stop = (bisect_left(found, place, key=lambda a: a.span[0]) for place in (start, end))
    return list(found[first:stop])


def _corrected(doc: Doc, offset: int, found: Sequence[Attribution]) -> list[Attribution]:
    """`found` with the subject that the parser sees at their cues, where it overlaps their source or there is none."""
    return [_with_subject(doc, offset, a) for a in found]


def _with_subject(doc: Doc, offset: int, attribution: Attribution) -> Attribution:
    if not attribution.cue:
        return attribution
    cue = doc.char_span(attribution.cue[-1][0] - offset, attribution.cue[-1][1] - offset, alignment_mode="expand")
    if cue is None:
        return attribution
    for token in cue:
        subject = _subject_of(token)
        if subject is None:
            continue
        start, end = subject.start_char + offset, subject.end_char + offset
        source = attribution.source
        in_content = any(s < end and start < e for s, e in attribution.content)
        if in_content or (source is not None and not (source[0] < end and start < source[1])):
            continue
        return replace(attribution, source=(start, end))
    return attribution


def _subject_of(token: Token) -> Span | None:
    for child in token.children:
        if child.dep_ in _SUBJECTS:
            return _subtree(child)
    return None


def _subtree(token: Token) -> Span:
    edges: tuple[Any, Any] = (token.left_edge.i, token.right_edge.i + 1)
    return token.doc[edges[0] : edges[1]]
