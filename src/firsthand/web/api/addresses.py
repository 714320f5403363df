"""Every address of the API: what it answers, what it can be asked with, and who answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from firsthand.case import CaseReader
from firsthand.export.parts import Record
from firsthand.export.schemas import COUNT, Schema
from firsthand.web.api import changes, parameters, questions
from firsthand.web.api.answers import answer, page
from firsthand.web.api.parameters import PAGED, Asked, Parameter, asked
from firsthand.web.api.shapes import named, page_of

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Address:
    """One method of one address; `body` names the shape of what is sent, `status` is that of a good answer."""

    path: str
    about: str
    answer: Schema
    handler: Handler
    parameters: tuple[Parameter, ...] = ()
    method: str = "GET"
    body: str = ""
    status: int = 200
    edits: bool = False


def _about(ask: Callable[..., object]) -> str:
    return (ask.__doc__ or "").strip()


def _list(
    path: str,
    ask: Callable[[CaseReader, Asked], questions.Found],
    *more: Parameter,
    of: tuple[str, ...],
) -> Address:
    taken = (*more, *PAGED)

    async def handler(request: Request) -> Response:
        values = asked(request, taken)
        case = _case(request)
        with case.snapshot():
            total, records = ask(case, values)
        return answer(request, page(request, values, total, records))

    return Address(path, _about(ask), page_of(*of), handler, taken)


def _one(path: str, ask: Callable[[CaseReader, str], Record], of: str) -> Address:
    async def handler(request: Request) -> Response:
        return answer(request, ask(_case(request), request.path_params["id"]))

    return Address(path, _about(ask), named(of), handler)


async def _overview(request: Request) -> Response:
    case = _case(request)
    counts, run = case.counts(), case.run()
    numbers = {"documents": counts.documents, "claims": counts.claims, "quotations": counts.quotations}
    addresses = sorted({address.path for address in ADDRESSES})
    return answer(request, {"firsthand": run.version if run else None, **numbers, "addresses": addresses})


async def _audit(request: Request) -> Response:
    return answer(request, questions.audit(_case(request)))


_DECISIONS: Schema = {
    "type": "object",
    "properties": {"total": COUNT, "records": {"type": "array", "items": named("numbered_decision")}},
    "required": ["total", "records"],
    "additionalProperties": False,
}
_CHECKED: Schema = {**_DECISIONS, "properties": {"total": COUNT, "records": {"type": "array", "items": named("check")}}}

ADDRESSES: tuple[Address, ...] = (
    Address("/api", "How much the case holds, and all addresses.", named("overview"), _overview),
    _list("/api/documents", questions.documents, of=("document",)),
    _one("/api/documents/{id}", questions.document, "document"),
    _list(
        "/api/claims",
        questions.claims,
        parameters.QUERY,
        parameters.SORT,
        parameters.VERDICT,
        parameters.ONCE,
        *parameters.FACETS,
        of=("claim",),
    ),
    _one("/api/claims/{id}", questions.claim, "claim"),
    _list("/api/facts", questions.facts, parameters.QUERY, parameters.STATUS, of=("fact",)),
    _one("/api/facts/{id}", questions.fact, "fact"),
    _list("/api/edges", questions.edges, parameters.OF_CLAIM, of=("edge",)),
    _list("/api/sources", questions.sources, of=("source",)),
    _list("/api/quotations", questions.quotations, parameters.NAME, parameters.OF_DOCUMENT, of=("quotation",)),
    _list("/api/who", questions.who, parameters.NAME, of=("entity", "quotation")),
    _list("/api/search", questions.search, parameters.QUERY, of=("hit",)),
    Address(
        "/api/check",
        "What of a text was told before, by whom: the case stays as it is.",
        _CHECKED,
        changes.check,
        method="POST",
        body="text_to_check",
    ),
    Address(
        "/api/audit",
        "What was run on what, problems, decisions, and where every document is from.",
        named("audit"),
        _audit,
    ),
    _list("/api/decisions", questions.decisions, of=("numbered_decision",)),
    Address(
        "/api/decisions",
        "One decision more; applied before anything is inferred.",
        _DECISIONS,
        changes.decide,
        method="POST",
        body="decision_to_make",
        status=201,
        edits=True,
    ),
    Address(
        "/api/decisions/{number}", "A decision is taken back.", _DECISIONS, changes.undo, method="DELETE", edits=True
    ),
)


def routes() -> list[BaseRoute]:
    """The routes of the application, one an address, which answer every method that the address knows."""
    by_path: dict[str, dict[str, Handler]] = {}
    for address in ADDRESSES:
        by_path.setdefault(address.path, {})[address.method] = address.handler
    return [
        Route(path.replace("{id}", "{id:path}"), _by_method(handlers), methods=list(handlers))
        for path, handlers in by_path.items()
    ]


def _by_method(handlers: dict[str, Handler]) -> Handler:
    async def handler(request: Request) -> Response:
        return await handlers["GET" if request.method == "HEAD" else request.method](request)

    return handler


def _case(request: Request) -> CaseReader:
    case = request.app.state.shelf.case
    assert isinstance(case, CaseReader)
    return case
