"""A case as records: plain dictionaries, one a document, quotation, passage pair, entity, claim, problem and run.

Records are what ``--json`` prints and what ``--format jsonl`` writes; their JSON Schemas are in :mod:`.schemas`. Every
key is always there: what is absent is null or an empty list. Their order and their bytes follow from what the documents
say, never from the order in which anything was read or found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from firsthand import model
from firsthand.export.fact_records import fact_record
from firsthand.export.parts import (
    Record,
    SpanRecord,
    certainty_record,
    interval_record,
    origins_record,
    place,
    short_span_record,
    span_record,
)
from firsthand.present import reason_words

_DIGITS = 6  # decimals of identities and probabilities: enough for any reader, few enough to be the same everywhere


def records(case: model.Case, text: bool = True) -> Iterator[Record]:
    """Yield every record of `case`, documents first, the run last.

    Parameters
    ----------
    case
        The case to be shown.
    text
        Whether to give other people's full texts. Where not, ``document.text`` is null, and so is ``exact`` of every
        span longer than 25 words; offsets and hashes stay, so that whoever has the texts can put them back.
    """
    span = span_record if text else short_span_record
    yield from (document_record(d, text) for d in sorted(case.documents, key=lambda d: (d.id, d.sha256)))
    yield from (quotation_record(q, span) for q in sorted(case.quotations, key=lambda q: (*place(q.span), q.id)))
    yield from (reuse_record(r, span) for r in sorted(case.reuses, key=lambda r: (*place(r.a), *place(r.b), r.kind)))
    yield from (family_record(f, span) for f in sorted(case.families, key=lambda f: (place(f.representative), f.id)))
    yield from (entity_record(e, span) for e in sorted(case.entities, key=lambda e: e.id))
    yield from (claim_record(c, span) for c in sorted(case.claims, key=ledger_order))
    yield from (fact_record(f, span) for f in sorted(case.facts, key=model.fact_order))
    yield from (original_record(o) for o in sorted(case.originals, key=original_order))
    yield from map(decision_record, case.decisions)  # in the order in which the user spoke: a later word counts more
    yield from (problem_record(p) for p in sorted(case.problems, key=problem_order))
    if case.run is not None:
        yield run_record(case.run)


def ledger_order(claim: model.Claim) -> tuple[int, int, int, str]:
    """Sort key of the ledger: what is told most often beyond its origins comes first."""
    return -claim.deficit, -claim.n_documents, -len(claim.assertions), claim.id


def original_order(original: model.MissingOriginal) -> tuple[int, str, str]:
    """Sort key of missing originals: what most claims point at comes first."""
    return -len(original.claims), original.name, original.reason


def document_record(document: model.Document, text: bool = True) -> Record:
    """One published version of an article, with or without its text."""
    return {
        "type": "document",
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "author": document.author,
        "outlet": document.outlet,
        "owner": document.owner,
        "published": interval_record(document.published),
        "retrieved": document.retrieved,
        "languages": list(document.languages),
        "sha256": document.sha256,
        "text": document.text if text else None,
        "same_as": sorted(document.same_as),
        "versions": list(document.versions),
        "status": document.status,
        "credits": list(document.credits),
        "links": list(document.links),
        "metadata": [{"name": name, "value": value} for name, value in document.metadata],
        "custody": document.custody
        and {
            "sha256": document.custody.sha256,
            "retrieved": document.retrieved,
            "saved_from": document.custody.saved_from,
        },
    }


def quotation_record(quotation: model.Quotation, span: SpanRecord = span_record) -> Record:
    """Words or thoughts presented as somebody's."""
    source = quotation.source
    return {
        "type": "quotation",
        "id": quotation.id,
        "span": span(quotation.span),
        "content": [span(piece) for piece in quotation.content],
        "mode": quotation.mode,
        "cue": None if quotation.cue is None else [span(piece) for piece in quotation.cue],
        "source": source
        and {
            "span": source.span and span(source.span),
            "name": source.name,
            "kind": source.kind,
            "entity": source.entity,
            "anonymous": source.anonymous,
            "role": source.role,
        },
        "medium": quotation.medium,
        "medium_span": quotation.medium_span and span(quotation.medium_span),
        "addressee": quotation.addressee,
        "language": quotation.language,
        "certainty": certainty_record(quotation.certainty, span),
        "within": quotation.within,
        "translated": quotation.translated,
        "time": quotation.time
        and {"text": quotation.time.text, "earliest": quotation.time.earliest, "latest": quotation.time.latest},
        "probability": round(quotation.probability, _DIGITS),
        "inferred": quotation.inferred,
        "doing": quotation.doing,
        "programme": quotation.programme,
    }


def reuse_record(reuse: model.Reuse, span: SpanRecord = span_record) -> Record:
    """Two spans that share their wording, or are translations of one another."""
    return {
        "type": "reuse",
        "a": span(reuse.a),
        "b": span(reuse.b),
        "kind": reuse.kind,
        "identity": round(reuse.identity, _DIGITS),
        "family": reuse.family or None,
        "score": round(reuse.score, _DIGITS),
        "direction": reuse.direction,
        "probability": None if reuse.probability is None else round(reuse.probability, _DIGITS),
    }


def family_record(family: model.Family, span: SpanRecord = span_record) -> Record:
    """The passages that reuse ties together, and the one that stands for them."""
    return {
        "type": "family",
        "id": family.id,
        "representative": span(family.representative),
        "members": [span(member) for member in sorted(family.members, key=place)],
    }


def entity_record(entity: model.Entity, span: SpanRecord = span_record) -> Record:
    """A person, organization or place under all its spellings."""
    return {
        "type": "entity",
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
        "mentions": [span(mention) for mention in sorted(entity.mentions, key=place)],
        "merges": [
            {"name": merge.name, "into": merge.into, "reason": merge.reason, "decided": merge.decided}
            for merge in entity.merges
        ],
    }


def claim_record(claim: model.Claim, span: SpanRecord = span_record) -> Record:
    """One proposition with all its tellings, its origins, and the edges between them."""
    told = {assertion.id: assertion for assertion in claim.assertions}
    return {
        "type": "claim",
        "id": claim.id,
        "text": claim.text,
        "language": claim.language,
        "assertions": [
            _assertion(assertion, span) for assertion in sorted(claim.assertions, key=lambda a: (*place(a.span), a.id))
        ],
        "origins": origins_record(claim.origins),
        "direct_reports": claim.direct_reports,
        "documents": claim.n_documents,
        "outlets": claim.n_outlets,
        "owners": claim.n_owners,
        "deficit": claim.deficit,
        "concentration": claim.concentration,
        "first": {"assertion": claim.first.assertion, "published": interval_record(claim.first.published)},
        "derivations": [
            _derivation(edge, span, told) for edge in sorted(claim.derivations, key=lambda e: (e.target, e.origin))
        ],
        "chokepoints": list(claim.chokepoints),
        "discrepancies": [
            {
                "slot": discrepancy.slot,
                "values": [
                    {"value": value.value, "span": span(value.span)}
                    for value in sorted(discrepancy.values, key=lambda v: (*place(v.span), v.value))
                ],
                "label": discrepancy.label,
            }
            for discrepancy in claim.discrepancies
        ],
        "originals": list(claim.originals),
        "summary": claim.summary,
        "summaries": [{"language": language, "text": text} for language, text in claim.summaries],
    }


def original_record(original: model.MissingOriginal) -> Record:
    """Something that everything points at and that the collection lacks."""
    return {
        "type": "original",
        "name": original.name,
        "claims": sorted(original.claims),
        "reason": original.reason,
    }


def decision_record(decision: model.Decision) -> Record:
    """The user's own word."""
    return {
        "type": "decision",
        "kind": decision.kind,
        "subjects": list(decision.subjects),
        "note": decision.note,
    }


def problem_record(problem: model.Problem) -> Record:
    """A defect of the input."""
    return {
        "type": "problem",
        "severity": problem.severity,
        "document": problem.document,
        "path": problem.path,
        "stage": problem.stage,
        "code": problem.code,
        "message": problem.message,
    }


def run_record(run: model.Run) -> Record:
    """The manifest: what was run, on what, and how long each stage took."""
    return {
        "type": "run",
        "version": run.version,
        "settings": dict(sorted(run.settings)),
        "inputs": [{"document": document, "sha256": sha256} for document, sha256 in sorted(run.inputs)],
        "counts": dict(sorted(run.counts)),
        "seconds": {stage: round(seconds, 3) for stage, seconds in run.seconds},
    }


def _assertion(assertion: model.Assertion, span: SpanRecord) -> Record:
    source = assertion.source
    return {
        "id": assertion.id,
        "span": span(assertion.span),
        "language": assertion.language,
        "kind": assertion.kind,
        "source": source and {"name": source.name, "kind": source.kind, "entity": source.entity, "role": source.role},
        "medium": assertion.medium,
        "certainty": certainty_record(assertion.certainty, span),
        "quotation": assertion.quotation,
        "copies": [span(copy) for copy in sorted(assertion.copies, key=place)],
        "inferred": assertion.inferred,
    }


def _derivation(edge: model.Derivation, span: SpanRecord, told: Mapping[str, model.Assertion]) -> Record:
    return {
        "from": edge.origin,
        "to": edge.target,
        "probability": round(edge.probability, _DIGITS),
        "reasons": [
            {"kind": reason.kind, "text": reason_words(reason), "spans": list(map(span, _shown(reason, edge, told)))}
            for reason in edge.reasons
        ],
        "without_it": edge.without_it and origins_record(edge.without_it),
        "changes": [change_record(change, span) for change in edge.changes],
    }


def change_record(change: model.Change, span: SpanRecord) -> Record:
    """One thing that is told otherwise, with both places."""
    return {
        "slot": change.slot,
        "label": change.label,
        "before": change.before and span(change.before),
        "after": change.after and span(change.after),
    }


def _shown(reason: model.Reason, edge: model.Derivation, told: Mapping[str, model.Assertion]) -> list[model.Span]:
    """Where a reader sees a reason: the two tellings that it compares, or the words that name whom it speaks of."""
    ends = [told[id] for id in (edge.origin, edge.target) if id in told]
    if reason.spans or not ends:
        return list(reason.spans)
    if reason.documents:
        return [assertion.span for assertion in ends]
    source = ends[-1].source
    return [source.span] if source is not None and source.span is not None else [ends[-1].span]


def problem_order(problem: model.Problem) -> tuple[str, str, str, str, str, str]:
    """Sort key of problems. The path comes last: it only orders those that are equal in everything else."""
    document = problem.document or ""
    return problem.severity, document, problem.stage, problem.code, problem.message, problem.path or ""
