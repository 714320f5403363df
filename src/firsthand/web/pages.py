"""The pages: each view of a case at an address of its own, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from firsthand.present.interface import choose_language, interface_languages
from firsthand.report.page import COMMON, EXPLORER, STYLE, asset, page
from firsthand.report.screens import show
from firsthand.report.views import Asked, NoSuchView, Screen, Views
from firsthand.web.editing import key_for
from firsthand.web.shelf import Shelf

_LANGUAGE = "firsthand-language"
_KINDS = {STYLE: "text/css", COMMON: "text/javascript", EXPLORER: "text/javascript", "icon.svg": "image/svg+xml"}
_A_YEAR = "private, max-age=31536000, immutable"
_MOST_ASKED = 40


def language_of(request: Request) -> str:
    """The language of the interface: the one asked for, the one chosen before, or the one the browser likes best."""
    for chosen in (request.query_params.get("lang", ""), request.cookies.get(_LANGUAGE, "")):
        if chosen in interface_languages():
            return chosen
    return choose_language(request.headers.get("accept-language", ""))


def views_for(request: Request) -> Views:
    """The views for whoever sends `request`: in their language, and with forms if they may edit."""
    shelf = request.app.state.shelf
    assert isinstance(shelf, Shelf)
    return shelf.views(language_of(request), key_for(request))


def only_explorer(views: Views) -> tuple[str, ...]:
    """Views that the explorer has and a report has not."""
    return ("check", "add") if views.key else ("check",)


def answer(
    request: Request, views: Views, screen: Screen, path: str, *, status: int = 200, refresh: int = 0
) -> HTMLResponse:
    """A page of its own making, which is not kept."""
    editable = bool(views.key)
    html = page(views, screen, path, asked_of(request), more=only_explorer(views), refresh=refresh, editable=editable)
    return _remembering(request, HTMLResponse(html.encode("utf8", "replace"), status))


def asked_of(request: Request) -> Asked:
    """What stands behind the question mark, but for the language and the token."""
    given = list(request.query_params.multi_items())[:_MOST_ASKED]
    return Asked({name: value for name, value in given if name not in ("lang", "token")})


async def _view(request: Request) -> Response:
    path, asked, views = _path(request), asked_of(request), views_for(request)
    name = f"{views.ui.language} {views.key} {path}?{urlencode(_sorted(asked.values), errors='surrogatepass')}"

    def make(views: Views) -> str:
        more = only_explorer(views)
        return page(views, show(views, path, asked), path, asked, more=more, editable=bool(views.key))

    try:
        shelf: Shelf = request.app.state.shelf
        html = shelf.page(name, views, make)
    except NoSuchView:
        raise HTTPException(404, "there is nothing of this name in the case") from None
    return _remembering(request, HTMLResponse(html.encode("utf8", "replace")))


def _sorted(values: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(values.items())


def _path(request: Request) -> str:
    """The path as it was sent: a slash within an id is no step."""
    raw = request.scope.get("raw_path") or request.url.path.encode("utf8")
    return str(raw.split(b"?")[0].decode("ascii", "replace")).lstrip("/")


def _remembering(request: Request, response: HTMLResponse) -> HTMLResponse:
    chosen = request.query_params.get("lang", "")
    if chosen in interface_languages():
        response.set_cookie(_LANGUAGE, chosen, max_age=31_536_000, samesite="strict", path="/")
    return response


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _KINDS:
        raise HTTPException(404, "there is no such file")
    return Response(asset(name), media_type=_KINDS[name], headers={"cache-control": _A_YEAR})


STATIC = [Route("/static/{name}", _static)]
VIEWS = [Route("/{path:path}", _view)]
"""To be tried last: whatever is no other address is a view, or nothing."""
