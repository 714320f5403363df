"""What goes wrong, told as it is: as a page to readers, as JSON to programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from firsthand.case.damage import find_damage
from firsthand.errors import CaseError, WrongUse
from firsthand.present.interface import Interface
from firsthand.report.page import stamp
from firsthand.report.views import environment
from firsthand.web.pages import language_of
from firsthand.web.shelf import Shelf

Handler = Callable[[Request, Exception], Awaitable[Response]]


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    key = "errors.not_found" if error.status_code == 404 else "errors.wrong"
    answer = _said(request, error.status_code, str(error.detail), key)
    answer.headers.update(error.headers or {})
    return answer


async def _misuse(request: Request, error: Exception) -> Response:
    return _said(request, 400, str(error), "errors.wrong")


async def _damage(request: Request, error: Exception) -> Response:
    """The case cannot be read: said as it is, instead of a fault of the server."""
    said = str(error) if isinstance(error, CaseError) else f"the case is damaged and cannot be read ({error})"
    return _said(request, 503, said, "errors.damaged")


async def _fault(request: Request, error: Exception) -> Response:
    """What nobody foresaw: a damaged case, or a mistake of ours."""
    shelf: Shelf = request.app.state.shelf
    damage = find_damage(shelf.path)
    if damage:
        return _said(request, 503, f"the case is damaged and cannot be read ({damage})", "errors.damaged")
    return _said(request, 500, f"unexpected {type(error).__name__}", "errors.fault")


def _said(request: Request, status: int, why: str, key: str) -> Response:
    if "text/html" not in request.headers.get("accept", "") or request.url.path.startswith("/api"):
        return JSONResponse({"error": why}, status)
    t = Interface(language_of(request))
    html = environment().get_template("problem.html").render(t=t, said=t(key, why=t.remark(why) or why), stamp=stamp())
    return HTMLResponse(html, status)


HANDLERS: dict[type[Exception], Handler] = {
    HTTPException: _refusal,
    WrongUse: _misuse,
    CaseError: _damage,
    sqlite3.Error: _damage,
    Exception: _fault,
}
