"""The JSON Schema of every type of record, each whole in itself, published with the documentation."""

from __future__ import annotations

import json
from typing import Any, get_args

from firsthand import model

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
TRUTH: Schema = {"type": "boolean"}


def _one_of(literal: Any) -> Schema:
    return {"type": "string", "enum": list(get_args(literal))}


def _or_null(schema: Schema) -> Schema:
    if "type" in schema and "enum" not in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


SPAN = _object(document=TEXT, start=COUNT, end=COUNT, exact=_or_null(TEXT)) | {
    "description": "Half-open code-point offsets into the document's text. `exact` holds exactly the characters that "
    "stand there; it is null only where texts are left out and the span has more than 25 words."
}
INTERVAL = _object(earliest=TEXT, latest=TEXT) | {"description": "ISO 8601 days or minutes (UTC), both ends included."}
CERTAINTY = _object(
    level=_one_of(model.CertaintyLevel),
    hedge=_or_null(SPAN),
    whose=_or_null({"type": "string", "enum": ["document", "source"]}),
)
ORIGINS = _object(
    best=COUNT,
    low=COUNT,
    high=COUNT,
    verdict=_one_of(model.Verdict),
    list=_list(_object(kind=_one_of(model.OriginKind), name=TEXT, entity=_or_null(TEXT), tellings=COUNT)),
)
FACT_VALUE = _object(
    text=TEXT,
    low=_or_null(NUMBER),
    high=_or_null(NUMBER),
    unit=_or_null(TEXT),
    scope=_or_null(TEXT),
    time=_or_null(INTERVAL),
) | {"description": 'Bounds are null where a figure is open: "more than 20" has no `high`.'}
ASSERTION = _object(
    id=TEXT,
    span=SPAN,
    language=TEXT,
    kind=_one_of(model.AssertionKind),
    source=_or_null(_object(name=TEXT, kind=_one_of(model.SourceKind), entity=_or_null(TEXT), role=_or_null(TEXT))),
    medium=_or_null(TEXT),
    certainty=CERTAINTY,
    quotation=_or_null(TEXT),
    copies=_list(SPAN),
    inferred=TEXT,
)
DERIVATION: Schema = {
    "type": "object",
    "properties": {
        "from": TEXT,
        "to": TEXT,
        "probability": SHARE,
        "reasons": _list(_object(kind=TEXT, text=TEXT, spans=_list(SPAN))),
        "without_it": _or_null(ORIGINS),
        "changes": _list(_object(slot=TEXT, label=TEXT, before=_or_null(SPAN), after=_or_null(SPAN))),
    },
    "required": ["from", "to", "probability", "reasons", "without_it", "changes"],
    "additionalProperties": False,
}

_RECORDS: dict[str, Schema] = {
    "document": _object(
        id=TEXT,
        path=_or_null(TEXT),
        url=_or_null(TEXT),
        title=_or_null(TEXT),
        author=_or_null(TEXT),
        outlet=_or_null(TEXT),
        owner=_or_null(TEXT),
        published=_or_null(INTERVAL),
        retrieved=_or_null(TEXT),
        languages=_list(TEXT),
        sha256=TEXT,
        text=_or_null(TEXT),
        same_as=_list(TEXT),
        versions=_list(TEXT),
        status=_one_of(model.DocumentStatus),
        credits=_list(TEXT),
        links=_list(TEXT),
        metadata=_list(_object(name=TEXT, value=TEXT)),
        custody=_or_null(_object(sha256=TEXT, retrieved=_or_null(TEXT), saved_from=_or_null(TEXT))),
    ),
    "quotation": _object(
        id=TEXT,
        span=SPAN,
        content=_list(SPAN),
        mode=_one_of(model.QuotationMode),
        cue=_or_null(_list(SPAN)),
        source=_or_null(
            _object(
                span=_or_null(SPAN),
                name=TEXT,
                kind=_one_of(model.SourceKind),
                entity=_or_null(TEXT),
                anonymous=TRUTH,
                role=_or_null(TEXT),
            )
        ),
        medium=_or_null(TEXT),
        medium_span=_or_null(SPAN),
        addressee=_or_null(TEXT),
        language=TEXT,
        certainty=CERTAINTY,
        within=_or_null(TEXT),
        translated=TRUTH,
        time=_or_null(_object(text=TEXT, earliest=_or_null(TEXT), latest=_or_null(TEXT))),
        probability=SHARE,
        inferred=TEXT,
        doing=_one_of(model.Doing),
        programme=_or_null(TEXT),
    ),
    "reuse": _object(
        a=SPAN,
        b=SPAN,
        kind=_one_of(model.ReuseKind),
        identity=SHARE,
        family=_or_null(TEXT),
        score=NUMBER,
        direction=_or_null({"type": "string", "enum": ["a->b", "b->a"]}),
        probability=_or_null(SHARE),
    ),
    "family": _object(id=TEXT, representative=SPAN, members=_list(SPAN)),
    "entity": _object(
        id=TEXT,
        kind=_one_of(model.EntityKind),
        name=TEXT,
        aliases=_list(TEXT),
        roles=_list(TEXT),
        mentions=_list(SPAN),
        merges=_list(_object(name=TEXT, into=TEXT, reason=TEXT, decided=TRUTH)),
    ),
    "claim": _object(
        id=TEXT,
        text=TEXT,
        language=TEXT,
        assertions=_list(ASSERTION),
        origins=ORIGINS,
        direct_reports=COUNT,
        documents=COUNT,
        outlets=COUNT,
        owners=COUNT,
        deficit={"type": "integer"},
        concentration=SHARE,
        first=_object(assertion=TEXT, published=_or_null(INTERVAL)),
        derivations=_list(DERIVATION),
        chokepoints=_list(TEXT),
        discrepancies=_list(_object(slot=TEXT, values=_list(_object(value=TEXT, span=SPAN)), label=TEXT)),
        originals=_list(TEXT),
        summary=TEXT,
        summaries=_list(_object(language=TEXT, text=TEXT)),
    ),
    "fact": _object(
        id=TEXT,
        label=TEXT,
        kind=_one_of(model.FactKind),
        anchor=TEXT,
        status=_one_of(model.FactStatus),
        documents=COUNT,
        claims=_list(TEXT),
        assertions=_list(
            _object(
                id=TEXT,
                span=SPAN,
                anchor=SPAN,
                value=_or_null(FACT_VALUE),
                source=_or_null(
                    _object(name=TEXT, kind=_one_of(model.SourceKind), entity=_or_null(TEXT), role=_or_null(TEXT))
                ),
                medium=_or_null(TEXT),
                certainty=CERTAINTY,
            )
        ),
        values=_list(
            _object(
                value=FACT_VALUE,
                origins=ORIGINS,
                documents=COUNT,
                first=_object(assertion=TEXT, published=_or_null(INTERVAL)),
                assertions=_list(TEXT),
            )
        ),
        time=_or_null(INTERVAL),
    ),
    "moment": _object(
        time=INTERVAL,
        precision=TEXT,
        kind={"type": "string", "enum": ["fact", "claim", "quotation"]},
        id=TEXT,
        text=TEXT,
        documents=COUNT,
        span=SPAN,
    ),
    "original": _object(name=TEXT, claims=_list(TEXT), reason=TEXT),
    "decision": _object(kind=TEXT, subjects=_list(TEXT), note=TEXT),
    "problem": _object(
        severity=_one_of(model.Severity),
        document=_or_null(TEXT),
        path=_or_null(TEXT),
        stage=TEXT,
        code=TEXT,
        message=TEXT,
    ),
    "run": _object(
        version=TEXT,
        settings=_map(TEXT),
        inputs=_list(_object(document=TEXT, sha256=TEXT)),
        counts=_map({"type": "integer"}),
        seconds=_map(NUMBER),
    ),
}

_ABOUT = {
    "document": "One published version of an article, report or post. `same_as` lists other copies of the "
    "article, `versions` other states of its address.",
    "quotation": 'A span presented as somebody\'s words or thoughts. `content` are its pieces, around "she said".',
    "reuse": "Two spans of one wording, or translations of one another. After tracing, `direction` and `probability` "
    "say whether one depends on the other, either way or through a common parent.",
    "family": "The passages that reuse ties together, with the one that stands for them.",
    "entity": "A person, organization or place under all its spellings, with the reason of every merge.",
    "claim": "One proposition with all its tellings. A derivation's `from` is an assertion's id, `origin:…` for a "
    "voice, or `medium:…` for a medium that is not here. `first` means first in this collection.",
    "fact": "What several documents tell of one thing in whatever words: an event, or a value with all its values.",
    "moment": "One dated thing of the timeline, which `firsthand timeline --json` prints: a fact, claim or quotation.",
    "original": "An interview, release or article that claims point at and that the collection lacks.",
    "decision": "Your own word, in the order in which you spoke.",
    "problem": "A defect of the input.",
    "run": "What was run, on what, and how long it took. Only `seconds` may differ between two runs.",
}

TYPES = tuple(_RECORDS)
"""Names of all types of records, in the order in which they are written."""


def schema(type_: str) -> Schema:
    """The JSON Schema of one type of record, whole in itself."""
    body = _RECORDS[type_]
    properties = {"type": {"const": type_}, **body["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"firsthand {type_}",
        "description": _ABOUT[type_],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def to_text(type_: str) -> str:
    """The schema of one type as it is published."""
    return json.dumps(schema(type_), indent=1, ensure_ascii=False) + "\n"
