"""Evidence to hand over, made by the server: the case itself, the report, and a bundle that verifies offline."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from firsthand.case import CaseReader
from firsthand.report.whole import render
from firsthand.web.pages import language_of
from firsthand.web.shelf import Shelf

_AT_ONCE = asyncio.Semaphore(1)
"""One file is made at a time: the others wait, and readers are answered meanwhile."""


async def _case(request: Request) -> Response:
    path = _path(request)
    return FileResponse(path, media_type="application/vnd.sqlite3", filename=path.name)


async def _report(request: Request) -> Response:
    async with _AT_ONCE:
        page = await asyncio.to_thread(_rendered, _path(request), language_of(request))
    named = {"content-disposition": f'attachment; filename="{_stem(request)}.html"'}
    return Response(page, media_type="text/html; charset=utf-8", headers=named)


def _rendered(path: Path, language: str) -> bytes:
    with CaseReader(path) as case:
        return render(case, language=language).encode("utf8", "replace")


async def _bundle(request: Request) -> Response:
    """The bundle of ``firsthand bundle --report``, made by a process of its own: it holds the whole case."""
    place = Path(tempfile.mkdtemp(prefix="firsthand-bundle-"))
    file = place / "evidence.zip"
    command = [sys.executable, "-m", "firsthand", "bundle", str(_path(request)), "--out", str(file), "--report"]
    async with _AT_ONCE:
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, said = await process.communicate()
    if not file.is_file():
        _clear(place)
        raise HTTPException(500, said.decode("utf8", "replace").strip()[:300])
    name = f"{_stem(request)}.evidence.zip"
    return FileResponse(file, media_type="application/zip", filename=name, background=BackgroundTask(_clear, place))


def _clear(place: Path) -> None:
    for file in place.iterdir():
        file.unlink()
    place.rmdir()


def _path(request: Request) -> Path:
    shelf = request.app.state.shelf
    assert isinstance(shelf, Shelf)
    return shelf.path


def _stem(request: Request) -> str:
    """A name for a file that any header can carry."""
    stem = "".join(c for c in _path(request).stem if c.isascii() and (c.isalnum() or c in "-_."))
    return stem or "case"


ROUTES = [Route("/download/case", _case), Route("/download/report", _report), Route("/download/bundle", _bundle)]
