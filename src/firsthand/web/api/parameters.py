"""What an address can be asked with: every parameter with its schema, by which it is both described and read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request

from firsthand.case import Choice
from firsthand.case.facets import Facets
from firsthand.case.ledger import Sort
from firsthand.export.schemas import Schema
from firsthand.model import FactStatus, Verdict

MOST = 500
"""Records in one answer: enough for a page, never enough to stall a browser."""
_DIGITS = 9  # of a number in a query: more could only be an attack on the parser
_LONGEST = 128
_CHECK = "'firsthand check' and POST /api/check compare a whole text"
_NO_YES = ("0", "1", "false", "true")
_WORDS = r"^\s*(\S+\s+){0,31}\S*$"
_DAY = r"^[0-9]{4}(-[0-9]{2}){0,2}(?![\s\S])"
_WANTED = {_WORDS: f"takes at most 32 words; {_CHECK}", _DAY: "takes a day, month or year: 2031-03-05, 2031-03, 2031"}
"""What a pattern asks for, in words."""
_ID = 2000  # characters


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that may stand behind the question mark."""

    name: str
    about: str
    schema: Schema

    def value(self, text: str) -> Any:
        """`text` as what the schema asks for.

        Raises
        ------
        HTTPException
            It is none.
        """
        schema = self.schema
        if schema["type"] == "integer":
            if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
                raise HTTPException(400, f"{self.name} is no number")
            if int(text) > schema.get("maximum", 10**_DIGITS):
                raise HTTPException(400, f"{self.name} is {schema['maximum']} at most")
            return int(text)
        if text not in schema.get("enum", [text]):
            raise HTTPException(400, f"{self.name} is none of: {', '.join(schema['enum'])}")
        if len(text) > schema.get("maxLength", len(text)):
            raise HTTPException(400, f"{self.name} takes {schema['maxLength']} characters at most; {_CHECK}")
        if not re.search(schema.get("pattern", ""), text):
            raise HTTPException(400, f"{self.name} {_WANTED[schema['pattern']]}")
        return text


def _choice(values: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


FROM = Parameter(
    "from",
    "The place of the first record, counted from 0.",
    {"type": "integer", "minimum": 0, "maximum": 10**_DIGITS - 1},
)
LIMIT = Parameter(
    "limit", "How many records at most; 100 if not told.", {"type": "integer", "minimum": 0, "maximum": MOST}
)
PAGED = (FROM, LIMIT)
QUERY = Parameter(
    "q",
    "Words that all stand there; in quote marks, together.",
    {"type": "string", "maxLength": _LONGEST, "pattern": _WORDS},
)
SORT = Parameter("sort", "The order: `deficit` if not told.", _choice(get_args(Sort)))
VERDICT = Parameter("verdict", "Only claims of this verdict.", _choice(get_args(Verdict)))
ONCE = Parameter("once", "`1`: claims that are told once, too.", _choice(_NO_YES))
STATUS = Parameter("status", "Only facts of this status.", _choice(get_args(FactStatus)))
NAME = Parameter(
    "name", "Words of a name, in any spelling, or the id of an entity.", {"type": "string", "maxLength": _LONGEST}
)
OF_CLAIM = Parameter("claim", "Only those of this claim.", {"type": "string", "maxLength": _ID})
OF_DOCUMENT = Parameter("document", "Only those of this document.", {"type": "string", "maxLength": _ID})

_FLAGS = {
    "unattributed": "of which no telling names a source",
    "anonymous": "that only unnamed sources are named for",
    "contradictory": "whose tellings differ in a figure, a name or a source",
    "decided": "about which the user decided something",
}
FACETS = (
    Parameter("language", "Only claims told in this language, by its code.", {"type": "string", "maxLength": 35}),
    Parameter("outlet", "Only claims that this outlet tells.", {"type": "string", "maxLength": _ID}),
    Parameter("source", "Only claims attributed to it: the id of an entity, or a name.",
              {"type": "string", "maxLength": _ID}),
    Parameter("since", "Only claims first told on that day or later.", {"type": "string", "pattern": _DAY}),
    Parameter("until", "Only claims first told on that day or before.", {"type": "string", "pattern": _DAY}),
    *(Parameter(flag, f"`1`: only claims {what}.", _choice(_NO_YES)) for flag, what in _FLAGS.items()),
)  # fmt: skip
"""What narrows the ledger, here as on the page of claims."""

Asked = Mapping[str, Any]


def asked(request: Request, parameters: Sequence[Parameter]) -> Asked:
    """What a request asks with, each as its schema says."""
    given = request.query_params
    for name in given:
        if len(given.getlist(name)) > 1:
            raise HTTPException(400, f"{name} stands twice")
    return {p.name: p.value(given[p.name]) for p in parameters if p.name in given}


def choice_of(values: Asked) -> Choice:
    """The claims that are asked for."""
    once = values.get("once", "0") not in ("0", "false")
    named = {facet.name: values.get(facet.name, "") for facet in FACETS if facet.name not in _FLAGS}
    flags = {flag: values.get(flag, "") in _NO_YES[1::2] for flag in _FLAGS}
    facets = Facets(**named, **flags)  # type: ignore[arg-type]
    return Choice(values.get("sort", "deficit"), once, values.get("verdict", ""), values.get("q", "").strip(), facets)
