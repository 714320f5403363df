"""Checking a new text against a saved case: only documents near to it are looked at, and the case stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from firsthand.annotate import Annotation, annotate, annotation_key, uncollected
from firsthand.case.kept import InMemory, read_kept
from firsthand.case.neighbours import find_neighbours
from firsthand.case.reader import CaseReader
from firsthand.checking import Finding, check_text
from firsthand.engines.processes import on_cores
from firsthand.engines.screening import Screen
from firsthand.model import Claim, Document
from firsthand.pipeline import untraced
from firsthand.settings import Settings

MOST_RECENT = 192
"""Annotations that stay unpacked between two checks: those of a few texts' neighbours, some 60 MB."""
_RECENT: OrderedDict[str, Annotation] = OrderedDict()
_LOCK = Lock()


def check_against(path: Path, case: CaseReader, text: Document) -> list[Finding]:
    """What of `text` was told before in the case at `path`, which `case` reads: by whom, firsthand or as an echo.

    Each finding's claim is the case's own where the case has it, with all its tellings and its count.
    """
    with uncollected():
        return _check(path, case, replace(text, id=_free_id(case)))


def _check(path: Path, case: CaseReader, text: Document) -> list[Finding]:
    new = annotate(text, Settings())
    near, rarity = find_neighbours(case.database, list(_pieces(text.text, new)))
    documents = [untraced(d) for id in near if (d := case.document(id)) is not None]
    heard = {a.document: a for a in _heard(path, documents, Settings())}
    near_enough = Screen(new, rarity).nearest(list(heard.values()))
    documents = [d for d in documents if d.id in near_enough]
    heard[new.document] = new
    found = check_text(documents, text, case.decisions(), lambda asked, _: (heard[d.id] for d in asked))
    return [_of_the_case(finding, case) for finding in found]


def _free_id(case: CaseReader) -> str:
    """An id for the new text that no document of `case` has."""
    name = "checked"
    while case.document(name) is not None:
        name += "_"
    return name


def _pieces(text: str, heard: Annotation) -> Iterator[str]:
    """The sentences of `text` that may state something."""
    for passage in heard.passages:
        if passage.kind in ("body", "list"):
            for start, end in passage.sentences:
                yield text[start:end]


def _heard(path: Path, documents: Sequence[Document], settings: Settings) -> Iterator[Annotation]:
    """What `documents` of the case at `path` say: kept there, and the last ones here too."""
    keys = {d.id: annotation_key(d, settings) for d in documents}
    with _LOCK:
        known = {id: _RECENT[key] for id, key in keys.items() if key in _RECENT}
    missing = [d for d in documents if d.id not in known]
    made = on_cores(1, keeper=InMemory(read_kept(path, [keys[d.id] for d in missing])))(missing, settings)
    known |= {annotation.document: annotation for annotation in made}
    with _LOCK:
        for id, key in sorted(keys.items()):
            _RECENT[key] = known[id]
            _RECENT.move_to_end(key)
        while len(_RECENT) > MOST_RECENT:
            _RECENT.popitem(last=False)
    yield from (known[d.id] for d in documents)


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


def forget_recent() -> None:
    """Keep no annotation unpacked."""
    with _LOCK:
        _RECENT.clear()
