"""The page that adds documents to the case: files that were chosen or dropped, read as ``firsthand add`` reads them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from firsthand.web.deciding import accepted_form, jobs_of, name_of_file
from firsthand.web.jobs import Job
from firsthand.web.pages import answer, views_for

MOST_BYTES = 200_000_000
"""Of all files sent at once: a folder of saved pages; more is what the command line is for."""
_FILES = 2000
_PART = 1 << 20


async def _ask(request: Request) -> Response:
    views = views_for(request)
    screen = views.screen(views.ui("add.title"), "add.html", said="")
    return answer(request, views, screen, "add")


async def _add(request: Request) -> Response:
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        raise HTTPException(413, views_for(request).ui("add.too_large", most=MOST_BYTES // 1_000_000))
    form = await accepted_form(request, files=_FILES)
    sent = [u for u in form.getlist("file") if isinstance(u, UploadFile) and u.filename]
    if not sent:
        views = views_for(request)
        return answer(request, views, views.screen(views.ui("add.title"), "add.html", said=views.ui("add.none")), "add")
    folder = Path(tempfile.mkdtemp(prefix="firsthand-add-"))
    for n, upload in enumerate(sent):
        await _save(upload, _free(folder, name_of_file(upload.filename, n)))
    job = jobs_of(request).begin(Job({"do": "add", "folder": str(folder)}, folder=folder))
    return RedirectResponse(f"/change/{job.id}", 303)


async def _save(upload: UploadFile, path: Path) -> None:
    with path.open("wb") as file:
        while part := await upload.read(_PART):
            file.write(part)


def _free(folder: Path, name: str) -> Path:
    """A place for a file of that name: two files of one name lie in two folders."""
    n = 0
    while (folder / str(n) / name).exists():
        n += 1
    (folder / str(n)).mkdir(exist_ok=True)
    return folder / str(n) / name


ROUTES = [Route("/add", _ask), Route("/add", _add, methods=["POST"])]
