"""What the API asks of a case: each question a function from an open case and what is asked with to records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException

from firsthand.case import CaseReader, Hit
from firsthand.case.edges import edges_by_claim
from firsthand.case.known_facts import FactChoice, choose_facts, find_fact
from firsthand.case.search import count_documents
from firsthand.case.voices import Voice, count_voices, voices
from firsthand.export.fact_records import fact_record
from firsthand.export.parts import Record, span_record
from firsthand.export.records import (
    claim_record,
    decision_record,
    document_record,
    entity_record,
    original_record,
    problem_record,
    quotation_record,
    run_record,
)
from firsthand.model import Quotation, Span
from firsthand.web.api.answers import USUAL
from firsthand.web.api.parameters import Asked, choice_of

Found = tuple[int, Sequence[Record]]
"""How many there are in all, and those that were asked for."""


def documents(case: CaseReader, values: Asked) -> Found:
    """The documents by their labels, without their texts."""
    start, limit = _bounds(values)
    return case.counts().documents, [document_record(d, text=False) for d in case.documents(limit, start)]


def document(case: CaseReader, id: str) -> Record:
    """One document with its text."""
    found = case.document(id)
    return document_record(_there(found, "document"))


def claims(case: CaseReader, values: Asked) -> Found:
    """Claims of the ledger."""
    start, limit = _bounds(values)
    total, found = case.choose(choice_of(values), limit, start)
    return total, list(map(claim_record, found))


def claim(case: CaseReader, id: str) -> Record:
    """One claim with all its tellings, its origins, and who took it from whom."""
    return claim_record(_there(case.claim(id), "claim"))


def facts(case: CaseReader, values: Asked) -> Found:
    """Facts: contradictions first, then what most documents tell."""
    start, limit = _bounds(values)
    choice = FactChoice(status=values.get("status", ""), text=values.get("q", ""))
    total, found = choose_facts(case, choice, limit, start)
    return total, list(map(fact_record, found))


def fact(case: CaseReader, id: str) -> Record:
    """One fact with every value."""
    return fact_record(_there(find_fact(case, id), "fact"))


def edges(case: CaseReader, values: Asked) -> Found:
    """Who took what from whom, by claim: each edge with its reasons, its spans, and what the count were without it."""
    start, limit = _bounds(values)
    counted = _counted_edges(case, values.get("claim"))
    records: list[Record] = []
    before = 0
    for id, n in counted:
        if before + n > start and before < start + limit:
            told = claim_record(_there(case.claim(id), "claim"))
            places = {a["id"]: a["span"]["document"] for a in told["assertions"]}
            for place, edge in enumerate(told["derivations"], before):
                if start <= place < start + limit:
                    ends = {"from_document": places.get(edge["from"]), "to_document": places.get(edge["to"])}
                    records.append({"type": "edge", "claim": id, **edge, **ends})
        before += n
    return before, records


def _counted_edges(case: CaseReader, claim: str | None) -> list[tuple[str, int]]:
    if claim is not None:
        return [(claim, len(_there(case.claim(claim), "claim").derivations))]
    return edges_by_claim(case)


def sources(case: CaseReader, values: Asked) -> Found:
    """Everybody who is quoted, most quoted first."""
    start, limit = _bounds(values)
    found = [v for v in voices(case, start + limit) if v.source is not None][start:]
    return count_voices(case), list(map(_source_record, found))


def _source_record(voice: Voice) -> Record:
    source, entity = voice.source, voice.entity
    assert source is not None
    return {
        "type": "source",
        "name": entity.name if entity else source.name,
        "kind": source.kind,
        "entity": source.entity,
        "aliases": list(entity.aliases) if entity else [],
        "quotations": voice.n,
    }


def quotations(case: CaseReader, values: Asked) -> Found:
    """What somebody is quoted with, or all that a document quotes."""
    start, limit = _bounds(values)
    found: list[Quotation] = case.who(values["name"])[1] if "name" in values else []
    if "document" in values:
        key = _there(case.key(values["document"]), "document")
        inside = case.quoted_in(key)
        said = {q.id for q in found}
        found = [q for q in inside if q.id in said] if "name" in values else inside
    return len(found), list(map(quotation_record, found[start : start + limit]))


def who(case: CaseReader, values: Asked) -> Found:
    """The entities of a name, and all that they are quoted with."""
    start, limit = _bounds(values)
    entities, said = case.who(values.get("name", ""))
    behind = max(0, start - len(entities))
    shown = entities[start : start + limit]
    records = [entity_record(case.with_mentions(entity)) for entity in shown]
    records += map(quotation_record, said[behind : behind + limit - len(shown)])
    return len(entities) + len(said), records


def search(case: CaseReader, values: Asked) -> Found:
    """Documents that hold all the words, best first, each with a span that shows them."""
    start, limit = _bounds(values)
    query = values.get("q", "")
    hits = case.search(query, start + limit)[start:]
    records: list[Record] = [
        {"type": "hit", "document": h.document, "title": h.title, "outlet": h.outlet, "span": span_record(_span(h))}
        for h in hits
    ]
    return count_documents(case.database, query), records


def _span(hit: Hit) -> Span:
    return Span(hit.start, hit.end, hit.exact, hit.document)


def decisions(case: CaseReader, values: Asked) -> Found:
    """The user's own word, in the order in which it was given; the place in it is a decision's number."""
    start, limit = _bounds(values)
    found = [{**decision_record(d), "number": n} for n, d in enumerate(case.decisions(), 1)]
    return len(found), found[start : start + limit]


def audit(case: CaseReader) -> Record:
    """What a check of the case begins with: what was run with which settings, on what, and what was left out."""
    run = case.run()
    return {
        "type": "audit",
        "run": run and run_record(run),
        "problems": list(map(problem_record, case.problems())),
        "decisions": list(map(decision_record, case.decisions())),
        "originals": list(map(original_record, case.originals())),
        "custody": [
            {
                "document": d.id,
                "path": d.path,
                "url": d.url,
                "text_sha256": d.sha256,
                "file_sha256": d.custody.sha256 if d.custody else None,
                "retrieved": d.retrieved,
                "saved_from": d.custody.saved_from if d.custody else None,
            }
            for d in case.documents(None)
        ],
    }


def _bounds(values: Asked) -> tuple[int, int]:
    return values.get("from", 0), values.get("limit", USUAL)


def _there(found: Any, what: str) -> Any:
    if found is None:
        raise HTTPException(404, f"there is no {what} of this id")
    return found
