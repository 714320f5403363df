"""Facts and moments of the timeline as records."""

from __future__ import annotations

from firsthand import model
from firsthand.export.parts import Record, SpanRecord, certainty_record, interval_record, origins_record, span_record
from firsthand.facts.timeline import Moment


def fact_record(fact: model.Fact, span: SpanRecord = span_record) -> Record:
    """What several documents tell of one thing, with every value, who gives it and first when."""
    return {
        "type": "fact",
        "id": fact.id,
        "label": fact.label,
        "kind": fact.kind,
        "anchor": fact.anchor,
        "status": fact.status,
        "documents": fact.n_documents,
        "claims": list(fact.claims),
        "assertions": [_assertion(a, span) for a in fact.assertions],
        "values": [
            {
                "value": value_record(told.value),
                "origins": origins_record(told.origins),
                "documents": told.n_documents,
                "first": {"assertion": told.first.assertion, "published": interval_record(told.first.published)},
                "assertions": list(told.assertions),
            }
            for told in fact.values
        ],
        "time": interval_record(fact.time),
    }


def value_record(value: model.FactValue) -> Record:
    """A value: its words, its bounds, its unit, of what it speaks and as of when."""
    return {
        "text": value.text,
        "low": value.low,
        "high": value.high,
        "unit": value.unit,
        "scope": value.scope,
        "time": interval_record(value.time),
    }


def _assertion(assertion: model.FactAssertion, span: SpanRecord) -> Record:
    source = assertion.source
    return {
        "id": assertion.id,
        "span": span(assertion.span),
        "anchor": span(assertion.anchor),
        "value": assertion.value and value_record(assertion.value),
        "source": source and {"name": source.name, "kind": source.kind, "entity": source.entity, "role": source.role},
        "medium": assertion.medium,
        "certainty": certainty_record(assertion.certainty, span),
    }


def moment_record(moment: Moment, span: SpanRecord = span_record) -> Record:
    """One dated thing of the timeline."""
    return {
        "type": "moment",
        "time": interval_record(moment.time),
        "precision": moment.precision,
        "kind": moment.kind,
        "id": moment.id,
        "text": moment.text,
        "documents": moment.n_documents,
        "span": span(moment.span),
    }
