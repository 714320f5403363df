"""What every answer carries, and whose questions are answered at all."""

from __future__ import annotations

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy: this server's own style sheet and scripts, nothing written into a page."""

_FOREIGN = (b"cross-site", b"same-site")


class Guard:
    """Refuses requests that another site's page sent, and tells the browser what this page may do."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", POLICY.encode("ascii")),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse, one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                caching = [] if b"cache-control" in given else [(b"cache-control", b"no-cache, private")]
                message["headers"] = [*message["headers"], *self.headers, *caching]
            await send(message)

        headers = dict(scope["headers"])
        if headers.get(b"sec-fetch-site", b"none") in _FOREIGN and not _is_link(scope, headers):
            await JSONResponse({"error": "asked from another site"}, 403)(scope, receive, answer)
            return
        await self.app(scope, receive, answer)


def _is_link(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether a reader followed a link to a page: harmless, since the page where it stood sees nothing of this one."""
    if scope["method"] not in ("GET", "HEAD"):
        return False
    if scope["path"] == "/":
        return True
    opened = headers.get(b"sec-fetch-mode") == b"navigate" and headers.get(b"sec-fetch-dest") == b"document"
    return opened and not scope["path"].startswith(("/api", "/download"))
