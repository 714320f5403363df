"""The page that checks a text against the case: pasted, chosen, or dropped. Nothing of it is kept."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.case import CaseReader
from firsthand.checking import Finding
from firsthand.model import Document
from firsthand.report import reader
from firsthand.report.views import Views
from firsthand.web.deciding import name_of_file
from firsthand.web.pages import answer, views_for
from firsthand.web.shelf import Shelf

MOST_BYTES = 24_000_000
"""Of a text or file that is checked: a page is ten thousand, a book half a million."""
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was compared with the case."""

    document: Document
    findings: tuple[Finding, ...]
    milliseconds: int


async def _ask(request: Request) -> Response:
    views = views_for(request)
    screen = views.screen(views.ui("check.title"), "check.html", said="")
    return answer(request, views, screen, "check")


async def _check(request: Request) -> Response:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "asked from another site")
    form = await request.form(max_files=1, max_fields=8, max_part_size=MOST_BYTES)
    upload, text = form.get("file"), form.get("text")
    views, shelf = views_for(request), request.app.state.shelf
    assert isinstance(shelf, Shelf)
    documents: list[Document] = []
    said = views.ui("check.nothing")
    if isinstance(upload, UploadFile) and upload.filename:
        data = await upload.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise HTTPException(413, views.ui("add.too_large", most=MOST_BYTES // 1_000_000))
        documents = await asyncio.to_thread(_read, name_of_file(upload.filename, 1), data)
        said = views.ui("check.unreadable")
    elif isinstance(text, str) and text.strip():
        documents = [Document("-", text.replace("\r\n", "\n"))]
    if not documents:
        return answer(
            request, views, views.screen(views.ui("check.title"), "check.html", said=said), "check", status=400
        )
    async with request.app.state.checking:
        checked = [await asyncio.to_thread(_compare, shelf.path, d) for d in documents[:20]]
    views = views_for(request)
    with views.case.snapshot():
        views.by_id.fetch(id for c in checked for f in c.findings for id in f.before)
        views.by_id.fetch(d.before.document for c in checked for f in c.findings for d in f.differences if d.before)
        findings = [f for c in checked for f in c.findings]
        n_told = sum(bool(f.before) for f in findings)
        title = views.ui("check.result", n=len(findings), told=n_told)
        screen = views.screen(
            title, "checked.html", title=title, checked=checked, most=_SHOWN,
            segments=[_marked(c) for c in checked], here=lambda f: _by_name(views, f),
            claim_path=lambda f: views.claim_path(f.claim.id) if f.claim and views.case.claim_text(f.claim.id) else "",
        )  # fmt: skip
    return answer(request, views, screen, "check")


def _by_name(views: Views, finding: Finding) -> list[str]:
    """The documents that told it before, by their names, as many as fit a line."""
    return sorted((id for id in finding.before if id in views.by_id), key=lambda id: views.names[id])[:12]


def _read(name: str, data: bytes) -> list[Document]:
    from firsthand.reading import read

    with tempfile.TemporaryDirectory(prefix="firsthand-check-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return [d for d in read([path]).documents if d.text.strip()]


def _compare(case_path: Path, document: Document) -> Checked:
    from firsthand.engines.checks import check_against

    begun = time.perf_counter()
    with CaseReader(case_path) as case:
        findings = tuple(check_against(case_path, case, document))
    return Checked(document, findings, round(1000 * (time.perf_counter() - begun)))


def _marked(checked: Checked) -> list[reader.Segment]:
    """The text with its statements marked by what was found of them."""
    layers = [reader.Layer(f.span.start, f.span.end, f.verdict) for f in checked.findings if f.verdict != "new"]
    return reader.cut(checked.document.text[:200_000], layers)


ROUTES = [Route("/check", _ask), Route("/check", _check, methods=["POST"])]
