"""Who may change a case through the explorer: only who was given the token, and one change at a time.

In: the path of a case. Always true: without ``--edit`` nobody may; a change needs the token in a header, or in a cookie
that other sites' pages cannot send; readers are answered meanwhile from the case as it was.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from firsthand.engines.deciding import decide, undo
from firsthand.files import only_writer
from firsthand.model import Decision

COOKIE = "firsthand-edit"


class Editor:
    """Changes one case for whoever holds its token."""

    def __init__(self, path: Path, token: str | None = None, cores: int | None = None) -> None:
        self.path = path
        self.token = token or secrets.token_urlsafe(24)
        self.cores = cores
        self._one = asyncio.Lock()

    def knows(self, request: Request) -> bool:
        """Whether `request` carries the token: as a bearer, or in the cookie that the first address sets."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        bearer = given.strip() if scheme.lower() == "bearer" else ""
        return any(self.is_token(told) for told in (bearer, request.cookies.get(COOKIE, "")))

    @property
    def form_key(self) -> str:
        """What the forms of our own pages carry: a second secret, which no other page can know."""
        return hmac.new(self.token.encode("ascii"), b"form", hashlib.sha256).hexdigest()

    def is_ours(self, form_key: str) -> bool:
        """Whether a form came from a page of ours."""
        return secrets.compare_digest(form_key.encode("utf8", "replace"), self.form_key.encode("ascii"))

    def is_token(self, told: str) -> bool:
        """Whether `told` is the token; how long that takes says nothing about it."""
        return secrets.compare_digest(told.encode("utf8", "replace"), self.token.encode("ascii"))

    async def decide(self, kind: str, subjects: tuple[str, ...], note: str) -> tuple[Decision, ...] | None:
        """All decisions after one more; None where that was decided already."""
        made: tuple[Decision, ...] | None = await self._change(
            lambda: decide(self.path, kind, subjects, note, cores=self.cores)
        )
        return made

    async def undo(self, number: int | None = None) -> tuple[Decision, ...]:
        """The decisions that are left without that one."""
        left: tuple[Decision, ...] = await self._change(lambda: undo(self.path, number, cores=self.cores))
        return left

    async def _change(self, change: Callable[[], Any]) -> Any:
        def alone() -> Any:
            with only_writer(self.path):
                return change()

        async with self._one:
            return await run_in_threadpool(alone)


def editor_of(request: Request) -> Editor:
    """The editor, if `request` may use it.

    Raises
    ------
    HTTPException
        The explorer was started without ``--edit`` (403), or the request has no token (401).
    """
    editor = request.app.state.editor
    if editor is None:
        raise HTTPException(403, "this case is shown for reading: 'firsthand serve CASE --edit' lets it be changed")
    assert isinstance(editor, Editor)
    if not editor.knows(request):
        raise HTTPException(
            401, "changing needs the token that was printed at the start", {"www-authenticate": "Bearer"}
        )
    return editor


def key_for(request: Request) -> str:
    """What the forms of an answer to `request` carry; empty for whoever may only read."""
    editor = request.app.state.editor
    return editor.form_key if isinstance(editor, Editor) and editor.knows(request) else ""


class Admission:
    """Takes the token out of the first address that is opened, and keeps it in a cookie of this session only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the address with the token; leave every other to the application."""
        if scope["type"] == "http" and scope["path"] == "/" and scope["query_string"].startswith(b"token="):
            request = Request(scope)
            editor = scope["app"].state.editor
            if editor is not None and editor.is_token(request.query_params["token"]):
                away = RedirectResponse("/", 303)
                away.set_cookie(COOKIE, editor.token, httponly=True, samesite="strict")
                await away(scope, receive, send)
                return
        await self.app(scope, receive, send)
