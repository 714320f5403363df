"""JSON Schemas of what only the API answers with; those of records are the published ones."""

from __future__ import annotations

from typing import get_args

from firsthand.checking import Finding_
from firsthand.export.schemas import COUNT, DERIVATION, SPAN, TEXT, TYPES, Schema, schema
from firsthand.model import SourceKind

LONGEST_TEXT = 200_000
"""Characters of a text to be checked: the longest article there is, and no book."""
LONGEST_NAME = 2000
KINDS = ("same-person", "not-same-person", "copy", "not-a-copy", "same-owner")
_PRINTED = r"\S"
OPTIONAL: Schema = {"type": ["string", "null"]}


def _object(about: str = "", **properties: Schema) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {**made, "additionalProperties": False, **({"description": about} if about else {})}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def named(name: str) -> Schema:
    """A reference to a schema of :data:`SHAPES`."""
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(*names: str) -> Schema:
    """The schema of a page of records of these types."""
    items = named(names[0]) if len(names) == 1 else {"anyOf": list(map(named, names))}
    return _object(
        "A page of a list. `total` is how many there are in all; where `cut` is true, `next` leads to those behind.",
        **{"total": COUNT, "from": COUNT, "limit": COUNT, "cut": {"type": "boolean"}, "next": OPTIONAL},
        records=_list(items),
    )


def _record(type_: str) -> Schema:
    return {key: value for key, value in schema(type_).items() if key != "$schema"}


def _edge() -> Schema:
    own = {"type": {"const": "edge"}, "claim": TEXT, "from_document": OPTIONAL, "to_document": OPTIONAL}
    properties = {**own, **DERIVATION["properties"]}
    return {**DERIVATION, "properties": properties, "required": list(properties)}


SHAPES: dict[str, Schema] = {
    **{type_: _record(type_) for type_ in TYPES},
    "edge": _edge(),
    "source": _object(
        type={"const": "source"},
        name=TEXT,
        kind={"type": "string", "enum": list(get_args(SourceKind))},
        entity=OPTIONAL,
        aliases=_list(TEXT),
        quotations=COUNT,
    ),
    "hit": _object(type={"const": "hit"}, document=TEXT, title=OPTIONAL, outlet=OPTIONAL, span=SPAN),
    "check": _object(
        "One statement of the text: `new`, an `echo` of a document here, `firsthand` (it names somebody for it and "
        "does not seem copied), or `told` before in other words.",
        type={"const": "check"},
        span=SPAN,
        verdict={"type": "string", "enum": list(get_args(Finding_))},
        told_before_by=_list(TEXT),
        elsewhere=_list(_object(document=TEXT, source=OPTIONAL)),
        differences=DERIVATION["properties"]["changes"],
        claim={"anyOf": [named("claim"), {"type": "null"}]},
        path=OPTIONAL,
    ),
    "numbered_decision": {
        **_object(type={"const": "decision"}, kind=TEXT, subjects=_list(TEXT), note=TEXT, number=COUNT),
        "description": "Your own word; by its number it is taken back.",
    },
    "audit": _object(
        type={"const": "audit"},
        run={"anyOf": [named("run"), {"type": "null"}]},
        problems=_list(named("problem")),
        decisions=_list(named("decision")),
        originals=_list(named("original")),
        custody=_list(
            _object(
                document=TEXT,
                path=OPTIONAL,
                url=OPTIONAL,
                text_sha256=TEXT,
                file_sha256=OPTIONAL,
                retrieved=OPTIONAL,
                saved_from=OPTIONAL,
            )
        ),
    ),
    "overview": _object(firsthand=OPTIONAL, documents=COUNT, claims=COUNT, quotations=COUNT, addresses=_list(TEXT)),
    "error": _object(error=TEXT),
    "text_to_check": {
        "type": "object",
        "properties": {
            "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": _PRINTED},
            **{name: {"type": "string", "maxLength": LONGEST_NAME} for name in ("title", "outlet", "author", "url")},
        },
        "required": ["text"],
        "additionalProperties": False,
    },
    "decision_to_make": {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": list(KINDS)},
            "subjects": {"type": "array", "items": {"type": "string", "maxLength": LONGEST_NAME}, "minItems": 2},
            "note": {"type": "string", "maxLength": LONGEST_NAME},
        },
        "required": ["kind", "subjects"],
        "additionalProperties": False,
    },
}
