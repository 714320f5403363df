"""The HTTP API: the records of the export, asked for one by one.

``/api`` lists the addresses. Lists take ``from`` and ``limit`` and say how many there are in ``total``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.export.lines import to_json
from firsthand.export.records import claim_record, document_record, entity_record, quotation_record, span_record
from firsthand.model import Verdict
from firsthand.report.phrases import is_retold
from firsthand.report.terminal import Sort, sort_claims
from firsthand.report.views import Views, fold

MOST = 500
"""Records in one answer: enough for a page, never enough to stall a browser."""

_DIGITS = 9  # of a number in a query: more could only be an attack on the parser


def bounds(request: Request) -> tuple[int, int]:
    """``from`` and ``limit`` of a request."""
    return _number(request, "from", 0), min(_number(request, "limit", 100), MOST)


def chosen(views: Views, request: Request) -> list[int]:
    """Keys of the claims that ``q``, ``verdict`` and ``once`` choose, in the order of ``sort``."""
    asked = request.query_params
    sort, verdict = asked.get("sort") or "deficit", asked.get("verdict") or ""
    if sort not in get_args(Sort) or verdict not in ("", *get_args(Verdict)):
        raise HTTPException(400, "unknown sort or verdict")
    words = fold(asked.get("q", "")).split()
    keys = [
        key
        for key, claim in enumerate(views.claims)
        if (asked.get("once") or is_retold(claim))
        and (not verdict or claim.origins.verdict == verdict)
        and all(word in views.searched[key] for word in words)
    ]
    if sort == "deficit":  # the order in which views keep them
        return keys
    return [views.claim_keys[claim.id] for claim in sort_claims([views.claims[key] for key in keys], sort)]  # type: ignore[arg-type]


def _overview(request: Request) -> Response:
    case = _views(request).case
    counts = {"documents": len(case.documents), "claims": len(case.claims), "quotations": len(case.quotations)}
    return _json({"firsthand": case.run.version if case.run else None, **counts, "addresses": list(_ADDRESSES)})


def _documents(request: Request) -> Response:
    documents = _views(request).documents
    return _page(request, documents, lambda document: document_record(document, text=False))


def _document(request: Request) -> Response:
    document = _views(request).by_id.get(request.path_params["id"])
    if document is None:
        raise HTTPException(404, "there is no document of this id")
    return _json(document_record(document))


def _claims(request: Request) -> Response:
    views = _views(request)
    return _page(request, chosen(views, request), lambda key: claim_record(views.claims[key]))


def _claim(request: Request) -> Response:
    views = _views(request)
    key = views.claim_keys.get(request.path_params["id"])
    if key is None:
        raise HTTPException(404, "there is no claim of this id")
    return _json(claim_record(views.claims[key]))


def _search(request: Request) -> Response:
    hits = request.app.state.shelf.search(request.query_params.get("q", ""), bounds(request)[1])
    return _json({"total": len(hits), "records": [{"type": "hit", "span": span_record(hit)} for hit in hits]})


def _who(request: Request) -> Response:
    views = _views(request)
    words = set(fold(request.query_params.get("name", "")).split())

    def fits(*names: str) -> bool:
        return bool(words) and any(words <= set(fold(name).split()) for name in names)

    entities = [entity for entity in views.case.entities if fits(entity.name, *entity.aliases)]
    ids = {entity.id for entity in entities}
    said = [q for q in views.case.quotations if q.source and (q.source.entity in ids or fits(q.source.name))]
    found = [*map(entity_record, entities), *map(quotation_record, said)]
    return _page(request, found, lambda record: record)


_ADDRESSES: dict[str, Callable[[Request], Response]] = {
    "/api": _overview,
    "/api/documents": _documents,
    "/api/documents/{id:path}": _document,
    "/api/claims": _claims,
    "/api/claims/{id:path}": _claim,
    "/api/search": _search,
    "/api/who": _who,
}
ROUTES = [Route(path, endpoint) for path, endpoint in _ADDRESSES.items()]


def _page(request: Request, items: Sequence[Any], record: Callable[[Any], Any]) -> Response:
    start, limit = bounds(request)
    return _json({"total": len(items), "records": [record(item) for item in items[start : start + limit]]})


def _json(value: Any) -> Response:
    return Response(to_json(value).encode("utf8"), media_type="application/json")


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise HTTPException(400, f"{name} is no number")
    return int(text)


def _views(request: Request) -> Views:
    views = request.app.state.shelf.views
    assert isinstance(views, Views)
    return views
