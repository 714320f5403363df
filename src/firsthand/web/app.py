"""The application: which address answers with what, and the headers that every answer carries."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firsthand.case.damage import find_damage
from firsthand.errors import CaseError, WrongUse
from firsthand.report.page import policy, shell
from firsthand.report.views import Views
from firsthand.web import api
from firsthand.web.editing import Admission, Editor
from firsthand.web.shelf import Shelf, hits

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names under which the explorer answers: a foreign page that reaches it under its own name gets nothing."""


def create_app(case_path: Path, editor: Editor | None = None) -> Starlette:
    """The explorer of the case at `case_path`, which whoever has the token of `editor` may change."""
    app = Starlette(
        routes=[
            Route("/", _first_screen),
            Route("/fragments/ledger", _ledger),
            Route("/fragments/search/{query:path}", _search),
            Route("/fragments/{path:path}", _fragment),
            *api.ROUTES,
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False),
            Middleware(_Guard),
            Middleware(Admission),
        ],
        exception_handlers={
            HTTPException: _refusal,
            WrongUse: _misuse,
            CaseError: _damage,
            sqlite3.Error: _damage,
            Exception: _fault,
        },
    )
    app.state.shelf = Shelf(case_path)
    app.state.editor = editor
    app.state.checking = asyncio.Lock()  # one text at a time: readers are answered meanwhile
    return app


# Pages are made in the server's own thread, one after the other: they cost milliseconds, and share one open case.


async def _first_screen(request: Request) -> Response:
    return HTMLResponse(_shelf(request).page("", lambda views: shell(views, "explorer")))


async def _fragment(request: Request) -> Response:
    path = request.path_params["path"]
    try:
        return HTMLResponse(_shelf(request).page(path, lambda views: views.fragment(path)))
    except KeyError:
        raise HTTPException(404, "there is no such view") from None


async def _ledger(request: Request) -> Response:
    start, limit = api.bounds(request)
    choice = api.chosen(request)

    def lines(views: Views) -> str:
        total, claims = views.case.choose(choice, limit, start)
        return json.dumps({"total": total, "html": "".join(map(views.line, claims))}, ensure_ascii=False)

    page = _shelf(request).page(f"ledger {choice} {start} {limit}", lines)
    return Response(page, media_type="application/json")


async def _search(request: Request) -> Response:
    shelf = _shelf(request)
    query = request.path_params["query"]
    return HTMLResponse(shelf.page(f"search {query}", lambda views: views.found(query, hits(views.case, query))))


def _shelf(request: Request) -> Shelf:
    shelf = request.app.state.shelf
    assert isinstance(shelf, Shelf)
    return shelf


def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


async def _misuse(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)


async def _damage(request: Request, error: Exception) -> Response:
    """The case cannot be read: said as it is, instead of a fault of the server."""
    said = str(error) if isinstance(error, CaseError) else f"the case is damaged and cannot be read ({error})"
    return JSONResponse({"error": said}, 503)


async def _fault(request: Request, error: Exception) -> Response:
    """What nobody foresaw: a damaged case, or a mistake of ours."""
    damage = find_damage(_shelf(request).path)
    said = f"the case is damaged and cannot be read ({damage})" if damage else f"unexpected {type(error).__name__}"
    return JSONResponse({"error": said}, 503 if damage else 500)


_NOT_KEPT = (b"cache-control", b"no-store")


class _Guard:
    """Refuses requests that another site's page sent, and tells the browser what this page may do."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", (policy("explorer") + "; frame-ancestors 'none'").encode("ascii")),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = any(name == b"cache-control" for name, _ in message["headers"])
                message["headers"] = [*message["headers"], *self.headers, *([] if kept else [_NOT_KEPT])]
            await send(message)

        sent_from = dict(scope["headers"]).get(b"sec-fetch-site", b"none")
        # Opening the first screen from a link elsewhere is harmless; asking for data from elsewhere is not.
        if sent_from in (b"cross-site", b"same-site") and scope["path"] != "/":
            await JSONResponse({"error": "asked from another site"}, 403)(scope, receive, answer)
            return
        await self.app(scope, receive, answer)
