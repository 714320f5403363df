"""What an assistant is answered: ranges with their reasons, and the characters that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from firsthand.case import CaseReader, Choice
from firsthand.case.fact_words import find_facts
from firsthand.case.search import count_documents
from firsthand.checking import Finding
from firsthand.export.fact_records import value_record
from firsthand.export.parts import interval_record, origins_record
from firsthand.model import Assertion, Claim, Document, Fact, Origins, Quotation, Span
from firsthand.present import reason_words
from firsthand.report.known import KnownDocuments, Labels
from firsthand.report.lineage import Row, documents_of, lineage
from firsthand.report.phrases import verdict_words

Answer = dict[str, Any]

MOST = 40
"""Items of one list in an answer: more than an assistant can weigh, few enough to leave it room to think."""
_LONGEST = 600
"""Characters of one stretch of a document's words."""
_OTHERS = 8
"""Other matches that are named beside the best."""


def overview(case: CaseReader) -> Answer:
    """How much the case holds, what is told most by the fewest voices, and what the case cannot say."""
    counts = case.counts()
    total, claims = case.choose(Choice(), 10)
    facts = case.facts()
    return {
        "documents": counts.documents,
        "claims_told_more_than_once": total,
        "verdicts": dict(counts.verdicts),
        "most_repeated": [_in_short(claim) for claim in claims],
        "facts": len(facts),
        "contradictory_facts": [{"id": f.id, "label": f.label} for f in facts if f.status == "contradictory"][:MOST],
        "problems": [problem.message for problem in case.problems()[:MOST]],
    }


def trace_claim(case: CaseReader, text: str) -> Answer:
    """One claim: its range, who vouches for it, who took it from whom with reasons, what changed on the way."""
    found = case.find_claims(text, _OTHERS + 1)
    if not found:
        return {"found": False, "hint": "no claim has these words: try fewer, or `search` the documents"}
    claim, names, documents = found[0], Labels(case), KnownDocuments(case)
    documents.fetch(documents_of(claim))
    rows = lineage(claim, documents, names)
    return {
        "found": True,
        "id": claim.id,
        "claim": _cut(claim.text),
        "summary": claim.summary,
        "origins": _origins(claim.origins),
        "told_in": {"documents": claim.n_documents, "outlets": claim.n_outlets, "owners": claim.n_owners},
        "direct_reports": claim.direct_reports,
        "all_through": list(claim.chokepoints),
        "tree": [_row(row, documents, names) for row in rows[:MOST]],
        "tree_left_out": max(0, len(rows) - MOST),
        "discrepancies": [
            {"of": d.slot, "label": d.label, "values": [{"value": v.value, "span": _span(v.span)} for v in d.values]}
            for d in claim.discrepancies[:MOST]
        ],
        "originals_to_look_for": list(claim.originals),
        "other_matches": [_in_short(other) for other in found[1:]],
    }


def known_of_fact(case: CaseReader, text: str) -> Answer:
    """What documents tell of one thing, value by value: who gives it, in how many documents, with which range."""
    found = find_facts(case, text, _OTHERS + 1)
    if not found:
        return {"found": False, "hint": "no fact that several documents tell has these words: try `trace_claim`"}
    best = found[0]
    return {"found": True, **_fact(case, best), "other_matches": [{"id": f.id, "label": f.label} for f in found[1:]]}


def who_said(case: CaseReader, name: str = "", words: str = "") -> Answer:
    """All that somebody is quoted with, or everybody who is given for some words."""
    if name:
        entities, said = case.who(name)
        wanted = set(words.casefold().split())
        said = [q for q in said if wanted <= set(q.span.exact.casefold().split())]
        return {
            "found": bool(said),
            "spellings": [{"id": e.id, "name": e.name, "aliases": list(e.aliases)} for e in entities[:MOST]],
            "quotations": _quotations(case, said[:MOST]),
            "left_out": max(0, len(said) - MOST),
        }
    claims = case.find_claims(words, _OTHERS) if words else []
    names = Labels(case)
    return {
        "found": bool(claims),
        "claims": [
            {
                **_in_short(claim),
                "voices": [_telling(a, names) for a in _by_voice(claim.assertions)[:MOST]],
            }
            for claim in claims
        ],
    }


def check(case: CaseReader, findings: Sequence[Finding]) -> Answer:
    """What of a text was told before: each statement, its verdict, and the count of the claim it tells."""
    names = Labels(case)
    told = [f for f in findings if f.before]
    return {
        "statements": len(findings),
        "told_before": len(told),
        "findings": [
            {
                "words": _cut(f.span.exact),
                "start": f.span.start,
                "end": f.span.end,
                "verdict": f.verdict,
                "told_before_by": [names[d] for d in f.before[:MOST]],
                "same_words_given_to": [{"in": names[d], "voice": who} for d, who in f.elsewhere],
                "claim": _in_short(f.claim) if f.claim is not None and f.before else None,
            }
            for f in findings[:MOST]
        ],
        "left_out": max(0, len(findings) - MOST),
    }


def search(case: CaseReader, words: str) -> Answer:
    """Documents that hold all the words, best first, each with the characters that show them."""
    hits = case.search(words, MOST)
    names, documents = Labels(case), KnownDocuments(case)
    total = count_documents(case.database, words)
    return {
        "total": total,
        "left_out": total - len(hits),
        "hits": [
            {
                **_place(Span(h.start, h.end, h.exact, h.document), names),
                "title": h.title,
                "outlet": h.outlet,
                "published": interval_record(documents[h.document].published),
            }
            for h in hits
        ],
    }


def _row(row: Row, documents: KnownDocuments, names: Labels) -> Answer:
    """One line of the tree: who tells it, and why it hangs where it does."""
    edge, told = row.edge, row.assertion
    made: Answer = {"depth": row.depth, "kind": row.kind, "name": row.name}
    if told is not None:
        document: Document = documents[told.span.document]
        made |= {
            **_telling(told, names),
            "name": names[document.id],
            "outlet": document.outlet,
            "published": interval_record(document.published),
            "how": told.kind,
            "copies": [names[copy.document] for copy in told.copies[:MOST]],
        }
    if edge is not None:
        made |= {
            "probability": round(edge.probability, 3),
            "reasons": list(map(reason_words, edge.reasons)),
            "changes": [change.label for change in edge.changes],
            "without_this_edge": edge.without_it and _origins(edge.without_it),
        }
    return made


def _telling(told: Assertion, names: Labels) -> Answer:
    source = told.source
    return {
        **_place(told.span, names),
        "language": told.language,
        "voice": None if source is None else {"name": source.name, "kind": source.kind, "role": source.role},
        "medium": told.medium,
        "certainty": told.certainty.level,
    }


def _by_voice(assertions: Iterable[Assertion]) -> list[Assertion]:
    """The tellings that name a voice, each voice's first; then one that names none."""
    first: dict[str | None, Assertion] = {}
    for told in assertions:
        first.setdefault(told.source.entity or told.source.name if told.source else None, told)
    return sorted(first.values(), key=lambda told: told.source is None)


def _quotations(case: CaseReader, said: Sequence[Quotation]) -> list[Answer]:
    names, documents = Labels(case), KnownDocuments(case)
    documents.fetch(q.span.document for q in said)
    return [
        {
            **_place(q.span, names),
            "mode": q.mode,
            "voice": q.source and q.source.name,
            "medium": q.medium,
            "certainty": q.certainty.level,
            "translated": q.translated,
            "outlet": documents[q.span.document].outlet,
            "published": interval_record(documents[q.span.document].published),
        }
        for q in said
    ]


def _fact(case: CaseReader, fact: Fact) -> Answer:
    names = Labels(case)
    told = {a.id: a for a in fact.assertions}
    return {
        "id": fact.id,
        "label": fact.label,
        "kind": fact.kind,
        "status": fact.status,
        "documents": fact.n_documents,
        "time": interval_record(fact.time),
        "values": [
            {
                **value_record(value.value),
                "origins": _origins(value.origins),
                "documents": value.n_documents,
                "first": interval_record(value.first.published),
                "told": [_told(told[id], names) for id in value.assertions[:MOST] if id in told],
                "left_out": max(0, len(value.assertions) - MOST),
            }
            for value in fact.values[:MOST]
        ],
        "told": [] if fact.values else [_told(a, names) for a in fact.assertions[:MOST]],
        "left_out": max(0, (len(fact.values) or len(fact.assertions)) - MOST),
    }


def _told(assertion: Any, names: Labels) -> Answer:
    return {
        **_place(assertion.span, names),
        "voice": assertion.source and assertion.source.name,
        "medium": assertion.medium,
        "certainty": assertion.certainty.level,
    }


def _in_short(claim: Claim) -> Answer:
    return {
        "id": claim.id,
        "claim": _cut(claim.text),
        "documents": claim.n_documents,
        "origins": {"low": claim.origins.low, "high": claim.origins.high, "verdict": claim.origins.verdict},
    }


def _origins(origins: Origins) -> Answer:
    return {**origins_record(origins), "in_words": verdict_words(origins)}


def _place(span: Span, names: Labels) -> Answer:
    return {"document": names[span.document], **_span(span)}


def _span(span: Span) -> Answer:
    """Where it stands, by the document's id; long stretches are cut, their places are not."""
    shown = {"document_id": span.document, "start": span.start, "end": span.end, "words": _cut(span.exact)}
    return shown | ({"words_are_cut": True} if len(span.exact) > _LONGEST else {})


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
