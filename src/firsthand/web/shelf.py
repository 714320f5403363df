"""The case that the explorer shows, read anew when its file has changed."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from firsthand.case import load, search
from firsthand.model import Span
from firsthand.report.views import Views


class Shelf:
    """Holds the views of one saved case; `firsthand add` and `decide` show at the next request."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._stamp = self._current()
        self._views = Views(load(path))

    @property
    def views(self) -> Views:
        """The views of the case as it is on disk now; of what it was, while the file is away or being replaced."""
        with self._lock:
            stamp = self._current()
            if stamp is not None and stamp != self._stamp:
                self._views, self._stamp = Views(load(self.path)), stamp
            return self._views

    def search(self, query: str, limit: int = 50) -> list[Span]:
        """Where documents hold all words of `query`."""
        known = self.views.by_id
        hits = search(self.path, query, limit)
        return [Span(hit.start, hit.end, hit.exact, hit.document) for hit in hits if hit.document in known]

    def _current(self) -> tuple[int, int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino
