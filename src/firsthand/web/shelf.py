"""The case that the explorer shows, asked for what is shown, and opened anew when its file has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from firsthand.case import CaseReader
from firsthand.case.opening import connect
from firsthand.model import Span
from firsthand.present.interface import Interface
from firsthand.report.views import Views

_KEPT = 32_000_000
"""Characters of pages that are kept as they were made: what several readers look at is made once."""

Stamp = tuple[int, int, int]


def hits(case: CaseReader, query: str, limit: int = 50) -> list[Span]:
    """Where documents hold all words of `query`."""
    return [Span(hit.start, hit.end, hit.exact, hit.document) for hit in case.search(query, limit)]


class Shelf:
    """Holds one saved case open; `firsthand add` and `decide` show at the next request.

    Everything is asked in one thread: making a page takes a few milliseconds of the one processor that Python uses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open(self.stamp())

    @property
    def case(self) -> CaseReader:
        """The case as it is on disk now; as it was, while the file is away or being replaced."""
        stamp = self.stamp()
        if stamp is not None and stamp != self._stamp:
            self._case.close()
            self._open(stamp)
        return self._case

    def views(self, language: str = "en", key: str = "") -> Views:
        """The views of the case as it is now, in a language; with `key`, those that can change it."""
        case = self.case
        if (language, key) not in self._views:
            self._views[language, key] = Views(case, Interface(language), key=key)
        return self._views[language, key]

    def page(self, name: str, views: Views, make: Callable[[Views], str]) -> str:
        """The page of that name, as it was made already or as `make` makes it; all of it from one state of the case."""
        page = self._pages.get(name)
        if page is None:
            with views.case.snapshot():
                page = make(views)
            self._pages[name] = page
            self._size += len(page)
            while self._size > _KEPT and len(self._pages) > 1:
                self._size -= len(self._pages.popitem(last=False)[1])
        else:
            self._pages.move_to_end(name)
        return page

    def stamp(self) -> Stamp | None:
        """What tells one state of the file from another; None while there is no file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _open(self, stamp: Stamp | None) -> None:
        self._case = CaseReader(connect(self.path, any_thread=True))
        self._stamp = stamp
        self._views: dict[tuple[str, str], Views] = {}
        self._pages: OrderedDict[str, str] = OrderedDict()
        self._size = 0
