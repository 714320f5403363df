"""The application: which address answers with what, in which order they are tried, and what goes before all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from firsthand.web import adding, api, checking, deciding, downloads, pages
from firsthand.web.editing import Admission, Editor
from firsthand.web.failing import HANDLERS
from firsthand.web.guard import Guard
from firsthand.web.jobs import Jobs
from firsthand.web.shelf import Shelf

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names under which the explorer answers: a foreign page that reaches it under its own name gets nothing."""


def create_app(case_path: Path, editor: Editor | None = None) -> Starlette:
    """The explorer of the case at `case_path`, which whoever has the token of `editor` may change."""
    app = Starlette(
        routes=[
            *pages.STATIC,
            *downloads.ROUTES,
            *api.ROUTES,
            *checking.ROUTES,
            *([] if editor is None else [*adding.ROUTES, *deciding.ROUTES]),
            *pages.VIEWS,
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False),
            Middleware(Guard),
            Middleware(Admission),
        ],
        exception_handlers=HANDLERS,
        lifespan=_lifespan,
    )
    app.state.shelf = Shelf(case_path)
    app.state.editor = editor
    app.state.checking = asyncio.Lock()  # one text at a time: readers are answered meanwhile
    app.state.jobs = Jobs(app.state.shelf)
    return app


# Pages are made in the server's own thread, one after the other: they cost milliseconds, and share one open case.


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    yield
    app.state.jobs.close()
