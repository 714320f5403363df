"""Checking a new text against a saved case: only documents near to it are looked at, and the case stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from firsthand.annotate import Annotation, annotate, uncollected
from firsthand.case.neighbours import find_neighbours
from firsthand.case.reader import CaseReader
from firsthand.checking import Finding, check_text, free_id
from firsthand.engines.recent import recent_in
from firsthand.engines.screening import Screen
from firsthand.model import Claim, Document
from firsthand.pipeline import untraced
from firsthand.settings import Settings


def check_against(path: Path, case: CaseReader, text: Document) -> list[Finding]:
    """What of `text` was told before in the case at `path`, which `case` reads: by whom, firsthand or as an echo.

    Each finding's claim is the case's own where the case has it, with all its tellings and its count.
    """
    with uncollected():
        return _check(path, case, replace(text, id=free_id(lambda id: case.document(id) is not None)))


def _check(path: Path, case: CaseReader, text: Document) -> list[Finding]:
    new = annotate(text, Settings())
    near, rarity = find_neighbours(case.database, list(_pieces(text.text, new)))
    documents = [untraced(d) for id in near if (d := case.document(id)) is not None]
    heard = {a.document: a for a in recent_in(path)(documents, Settings())}
    screen = Screen(new, rarity)
    documents = [d for d in documents if screen.passes(heard[d.id])]
    heard[new.document] = new
    found = check_text(documents, text, case.decisions(), lambda asked, _: (heard[d.id] for d in asked))
    return [_of_the_case(finding, case) for finding in found]


def _pieces(text: str, heard: Annotation) -> Iterator[str]:
    """The sentences of `text` that may state something."""
    for passage in heard.passages:
        if passage.kind in ("body", "list"):
            for start, end in passage.sentences:
                yield text[start:end]


def _of_the_case(finding: Finding, case: CaseReader) -> Finding:
    """`finding` with the claim under which the case itself holds what was told before."""
    if finding.claim is None or not finding.before:
        return finding
    votes: dict[str, int] = {}
    claims: dict[str, Claim] = {}
    for assertion in finding.claim.assertions:
        span = assertion.span
        if span.document not in finding.before:
            continue
        for start, end, claim in case.claims_at(span.document, span.start, span.end):
            votes[claim.id] = votes.get(claim.id, 0) + min(end, span.end) - max(start, span.start)
            claims[claim.id] = claim
    if not votes:
        return finding
    claim = claims[min(votes, key=lambda id: (-votes[id], id))]
    before = tuple(dict.fromkeys([*finding.before, *(a.span.document for a in claim.assertions)]))
    return replace(finding, claim=claim, before=before)
