"""What the API does besides answering questions: a text is checked, and decisions are made and taken back."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from firsthand.case import CaseReader
from firsthand.engines.checks import check_against
from firsthand.errors import WrongUse
from firsthand.export.check_records import check_record
from firsthand.export.parts import Record
from firsthand.export.records import decision_record
from firsthand.model import Decision, Document
from firsthand.web.api.answers import answer
from firsthand.web.api.bodies import body_of
from firsthand.web.editing import editor_of


async def check(request: Request) -> Response:
    """What of a text was told before."""
    sent = await body_of(request, "text_to_check")
    document = Document(
        "-",
        sent["text"],
        title=sent.get("title"),
        outlet=sent.get("outlet"),
        author=sent.get("author"),
        url=sent.get("url"),
    )
    path: Path = request.app.state.shelf.path
    async with request.app.state.checking:
        records = await run_in_threadpool(_checked, path, document)
    return answer(request, {"total": len(records), "records": records})


def _checked(path: Path, text: Document) -> list[Record]:
    from firsthand.reading import read

    read_as_any = read([text]).documents
    with CaseReader(path) as case:
        return [check_record(d, found) for d in read_as_any for found in check_against(path, case, d)]


async def decide(request: Request) -> Response:
    """One decision more; what was decided already is answered with 200 instead of 201."""
    editor = editor_of(request)
    sent = await body_of(request, "decision_to_make")
    try:
        made = await editor.decide(sent["kind"], tuple(sent["subjects"]), sent.get("note", ""))
    except WrongUse as error:
        raise HTTPException(409, str(error)) from error
    if made is None:
        with CaseReader(editor.path) as case:
            return answer(request, _numbered(case.decisions()))
    return answer(request, _numbered(made), 201)


async def undo(request: Request) -> Response:
    """The decisions that are left without one."""
    editor = editor_of(request)
    number = request.path_params["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 10 and int(number)):
        raise HTTPException(404, "there is no decision of this number")
    with CaseReader(editor.path) as case:
        if int(number) > len(case.decisions()):
            raise HTTPException(404, "there is no decision of this number")
    return answer(request, _numbered(await editor.undo(int(number))))


def _numbered(decisions: tuple[Decision, ...]) -> Record:
    records = [{**decision_record(d), "number": n} for n, d in enumerate(decisions, 1)]
    return {"total": len(records), "records": records}
