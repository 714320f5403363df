"""Serving the explorer: who connects and says nothing, or says it too slowly, locks nobody out and fills no log."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""A browser on the same machine sends its request in a millisecond."""
MOST_CONNECTIONS = 256
"""Open at once; a browser opens six."""
_BACKLOG = 64
"""Connections accepted in one go, on top of those that are open."""
_LINES = 20
"""Lines of log in a minute."""


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve `app` on a socket that listens, until Ctrl-C."""
    for name in ("asyncio", "uvicorn.error"):
        logging.getLogger(name).addFilter(FewLines())
    protocol = bounded(min(MOST_CONNECTIONS, _files() // 2))
    config = uvicorn.Config(
        app, http=protocol, backlog=_BACKLOG, log_level="warning", access_log=False, server_header=False
    )
    uvicorn.Server(config).run(sockets=[listening])


def bounded(most: int, header_seconds: float = HEADER_SECONDS) -> type[H11Protocol]:
    """HTTP with at most `most` connections, each of which has so many seconds to say what it wants.

    Where more come, those that have said nothing for longest are closed first: whoever asks is answered.
    """
    waiting: dict[H11Protocol, asyncio.TimerHandle] = {}

    class Bounded(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            if len(self.connections) > most:
                oldest = next(iter(waiting), self)
                _stop_waiting(oldest)
                oldest.transport.abort()
            if not transport.is_closing():
                self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                _stop_waiting(self)
            elif self not in waiting and not self.transport.is_closing():
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            _stop_waiting(self)
            super().connection_lost(exc)

        def _wait(self) -> None:
            waiting[self] = self.loop.call_later(header_seconds, self._give_up)

        def _give_up(self) -> None:
            _stop_waiting(self)
            if self.cycle is None or self.cycle.response_complete:
                self.transport.abort()

    def _stop_waiting(protocol: H11Protocol) -> None:
        timer = waiting.pop(protocol, None)
        if timer is not None:
            timer.cancel()

    return Bounded


class FewLines(logging.Filter):
    """Lets so many lines of a log pass in a minute: a fault that repeats is told, and fills no disk."""

    def __init__(self, most: int = _LINES) -> None:
        super().__init__()
        self._most, self._passed, self._since = most, 0, time.monotonic()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether `record` is written; the last one that is says that more are not."""
        now = time.monotonic()
        if now - self._since > 60:
            self._passed, self._since = 0, now
        self._passed += 1
        if self._passed == self._most:
            record.msg, record.args, record.exc_info = "more of this is not told for a minute", (), None
        return self._passed <= self._most


def _files() -> int:
    """How many files and connections this process may have open."""
    try:
        import resource
    except ImportError:  # not every system counts them
        return 2 * MOST_CONNECTIONS
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
