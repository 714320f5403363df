"""Pages on which the user decides: what would change is worked out and shown first, then kept or thrown away."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from firsthand.engines.deciding import KINDS
from firsthand.errors import CaseError
from firsthand.report.views import Views
from firsthand.web.editing import Editor, key_for
from firsthand.web.jobs import Job, Jobs
from firsthand.web.pages import answer, views_for

_COMMANDS = {kind: command for command, kind in KINDS.items()}
_REFRESH = 1
"""Seconds between two looks at how far a change is."""
_REFRESH_WHILE_READ = 5
_LOOK = 3
"""Seconds that the answer to a decision waits for what it would do to the claim that one looks at."""
_SHOWN = 60


async def _decide(request: Request) -> Response:
    form = await accepted_form(request)
    kind = str(form.get("kind", ""))
    subjects = [str(s).strip() for s in form.getlist("subject") if isinstance(s, str)]
    asked: dict[str, Any]
    if kind == "undo":
        asked = {"do": "undo", "number": subjects[0] if subjects and subjects[0].isdecimal() else "0"}
    elif kind in _COMMANDS and len(set(subjects)) > 1:
        note = str(form.get("note", ""))[:2000]
        asked = {"do": "decide", "kind": _COMMANDS[kind], "subjects": subjects[:20], "note": note}
    else:
        raise HTTPException(400, views_for(request).ui("edit.need_two"))
    job = jobs_of(request).begin(Job(asked, claim=str(form.get("claim", ""))[:200]))
    with suppress(TimeoutError):
        await asyncio.wait_for(job.looked.wait(), _LOOK)
    return RedirectResponse(f"/change/{job.id}", 303)


async def _change(request: Request) -> Response:
    job, views = _job(request), views_for(request)
    if job.state == "kept" and job.wish == "keep":
        return RedirectResponse(_after(views, job), 303)
    title = {"ready": "edit.ready", "failed": "edit.failed"}.get(
        job.state, "edit.working_title" if not job.is_over else "edit.kept"
    )
    if job.asked["do"] == "add" and job.state == "kept":
        title = "add.done"
    n = int(job.done.get("added", 0))
    asked = job.asked
    with views.case.snapshot():
        screen = views.screen(
            views.ui(title), "change.html", job=job, title=views.ui(title), n_added=n, most=_SHOWN,
            kind={v: k for k, v in _COMMANDS.items()}.get(asked.get("kind", ""), asked["do"]),
            subjects=[_called(views, s) for s in asked.get("subjects", ())],
            here=[c for c in job.changed if c.id == job.claim], others=[c for c in job.changed if c.id != job.claim],
            looked_at=views.case.claim_text(job.claim) if job.claim else None,
            claim_path=views.claim_path(job.claim) if job.claim else "",
            paths={c.id: views.claim_path(c.id) for c in job.changed if views.case.claim_text(c.id) is not None},
        )  # fmt: skip
    return answer(request, views, screen, "change", refresh=_pause(job))


def _pause(job: Job) -> int:
    """Seconds to the next look: there is time to read, and to press a button, where there is something to read."""
    return 0 if job.is_over else _REFRESH if job.preview is None or job.wish else _REFRESH_WHILE_READ


def _called(views: Views, subject: str) -> str:
    """The label of a document, or the name itself."""
    return views.case.labels([subject]).get(subject, subject)


async def _keep(request: Request) -> Response:
    form = await accepted_form(request)
    job, jobs = _job(request), jobs_of(request)
    if form.get("discard") is not None:
        if job.state in ("waiting", "running", "ready"):
            jobs.discard(job)
    elif not job.is_over:
        job.wish = "keep"
        return RedirectResponse(f"/change/{job.id}", 303)
    elif job.state == "ready":
        try:
            jobs.keep(job)
        except CaseError as error:
            jobs.discard(job)
            job.state, job.why = "failed", str(error)
            return RedirectResponse(f"/change/{job.id}", 303)
    return RedirectResponse(_after(views_for(request), job), 303)


def _after(views: Views, job: Job) -> str:
    """Where one goes on when a change is through: to the claim that one came from, if it is one still."""
    known = job.claim and views.case.claim_text(job.claim) is not None
    return f"/{views.claim_path(job.claim)}" if known else "/audit#decisions"


async def accepted_form(request: Request, files: int = 0, largest: int = 1 << 20) -> FormData:
    """The form that `request` sends, if whoever sends it may change the case."""
    editor = request.app.state.editor
    assert isinstance(editor, Editor)
    if not editor.knows(request):  # before anything that is sent is read
        raise HTTPException(403, views_for(request).ui("edit.refused"))
    form = await request.form(max_files=files, max_fields=60, max_part_size=largest)
    if not editor.is_ours(str(form.get("key", ""))):
        raise HTTPException(403, views_for(request).ui("edit.refused"))
    return form


def jobs_of(request: Request) -> Jobs:
    """The changes of this explorer."""
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


def _job(request: Request) -> Job:
    job = jobs_of(request).get(request.path_params["id"])
    if job is None or not key_for(request):
        raise HTTPException(404, "there is no such change")
    return job


def name_of_file(given: str | None, n: int) -> str:
    """A name for a file that was sent: its own, without any folder."""
    name = Path((given or "").replace("\\", "/")).name.strip().replace("\0", "")
    stem = name.encode("utf8", "replace")[:200].decode("utf8", "ignore")
    return stem if stem and set(stem) != {"."} else f"file-{n}"


ROUTES = [
    Route("/decide", _decide, methods=["POST"]),
    Route("/change/{id}", _change),
    Route("/change/{id}", _keep, methods=["POST"]),
]
