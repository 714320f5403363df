"""The HTTP API: the records of the export, asked for one by one.

``/api`` lists the addresses. Lists take ``from`` and ``limit`` and say how many there are in ``total``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.case import CaseReader, Choice
from firsthand.case.ledger import Sort
from firsthand.export.lines import to_json
from firsthand.export.records import (
    Record,
    claim_record,
    document_record,
    entity_record,
    quotation_record,
    span_record,
)
from firsthand.model import Verdict
from firsthand.web.shelf import hits

MOST = 500
"""Records in one answer: enough for a page, never enough to stall a browser."""

_DIGITS = 9  # of a number in a query: more could only be an attack on the parser


def bounds(request: Request) -> tuple[int, int]:
    """``from`` and ``limit`` of a request."""
    return _number(request, "from", 0), min(_number(request, "limit", 100), MOST)


def chosen(request: Request) -> Choice:
    """The claims that ``q``, ``verdict`` and ``once`` choose, in the order of ``sort``."""
    asked = request.query_params
    sort, verdict = asked.get("sort") or "deficit", asked.get("verdict") or ""
    if sort not in get_args(Sort) or verdict not in ("", *get_args(Verdict)):
        raise HTTPException(400, "unknown sort or verdict")
    return Choice(sort, bool(asked.get("once")), verdict, asked.get("q", "").strip())  # type: ignore[arg-type]


async def _overview(request: Request) -> Response:
    case = _case(request)
    counts, run = case.counts(), case.run()
    numbers = {"documents": counts.documents, "claims": counts.claims, "quotations": counts.quotations}
    return _json({"firsthand": run.version if run else None, **numbers, "addresses": list(_ADDRESSES)})


async def _documents(request: Request) -> Response:
    case = _case(request)
    start, limit = bounds(request)
    found = case.documents(limit, start)
    return _page(case.counts().documents, [document_record(document, text=False) for document in found])


async def _document(request: Request) -> Response:
    document = _case(request).document(request.path_params["id"])
    if document is None:
        raise HTTPException(404, "there is no document of this id")
    return _json(document_record(document))


async def _claims(request: Request) -> Response:
    start, limit = bounds(request)
    total, claims = _case(request).choose(chosen(request), limit, start)
    return _page(total, list(map(claim_record, claims)))


async def _claim(request: Request) -> Response:
    claim = _case(request).claim(request.path_params["id"])
    if claim is None:
        raise HTTPException(404, "there is no claim of this id")
    return _json(claim_record(claim))


async def _search(request: Request) -> Response:
    found = hits(_case(request), request.query_params.get("q", ""), bounds(request)[1])
    return _page(len(found), [{"type": "hit", "span": span_record(hit)} for hit in found])


async def _who(request: Request) -> Response:
    case = _case(request)
    start, limit = bounds(request)
    entities, said = case.who(request.query_params.get("name", ""))
    behind = max(0, start - len(entities))
    shown = entities[start : start + limit]
    records = [entity_record(case.with_mentions(entity)) for entity in shown]
    records += map(quotation_record, said[behind : behind + limit - len(shown)])
    return _page(len(entities) + len(said), records)


_ADDRESSES: dict[str, Callable[[Request], Awaitable[Response]]] = {
    "/api": _overview,
    "/api/documents": _documents,
    "/api/documents/{id:path}": _document,
    "/api/claims": _claims,
    "/api/claims/{id:path}": _claim,
    "/api/search": _search,
    "/api/who": _who,
}
ROUTES = [Route(path, endpoint) for path, endpoint in _ADDRESSES.items()]


def _page(total: int, records: list[Record]) -> Response:
    return _json({"total": total, "records": records})


def _json(value: Any) -> Response:
    return Response(to_json(value).encode("utf8"), media_type="application/json")


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise HTTPException(400, f"{name} is no number")
    return int(text)


def _case(request: Request) -> CaseReader:
    case = request.app.state.shelf.case
    assert isinstance(case, CaseReader)
    return case
