"""Where views are found: addresses of the explorer's pages, or places within a report.

In: the path of a view (``claim/c0a1``), and what is asked of it. Out: what stands in ``href``. Always true: an address
holds ids and nothing else that another run would change, and every id, whatever is in it, has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote, unquote, urlencode

from firsthand.model import Span

_LONGEST = 160
"""Characters of an id in an address: what is longer goes by its key, for the sake of servers and logs."""


def part_of(id: str, key: int | None) -> str:
    """`id` as a part of an address; ids that browsers would read as steps, and very long ones, go by their `key`."""
    written = quote(id, safe="", errors="surrogatepass").replace("~", "%7E")
    if key is not None and (not id or len(written) > _LONGEST or set(id) == {"."}):
        return f"~{key}"
    return written


def read_part(part: str) -> str | int:
    """The id, or the key, that a part of an address means."""
    if part.startswith("~") and part[1:].isascii() and part[1:].isdigit() and len(part) < 19:
        return int(part[1:])
    try:
        return unquote(part, errors="surrogatepass")
    except UnicodeDecodeError:  # nobody's id: written by hand, or by an attacker
        return unquote(part, errors="replace")


class Addresses(Protocol):
    """How views lead to one another."""

    is_report: bool

    def view(self, path: str, asked: Mapping[str, str] | None = None) -> str:
        """The address of a view by its path (``claim/c0a1``)."""

    def place(self, path: str, span: Span) -> str:
        """The address of characters in the view of a document."""


class PagesOfServer:
    """Pages of the explorer: each has an address of its own."""

    is_report = False

    def view(self, path: str, asked: Mapping[str, str] | None = None) -> str:
        """The address of a view by its path; what is asked of it stands behind a question mark."""
        given = {name: value for name, value in (asked or {}).items() if value}
        return f"/{path}" + (f"?{urlencode(given, errors='surrogatepass')}" if given else "")

    def place(self, path: str, span: Span) -> str:
        """The address of characters in the view of a document."""
        return f"/{path}?at={span.start}-{span.end}#here"


class PlacesInReport:
    """Places within one file: what a server would be asked for cannot be asked here."""

    is_report = True

    def view(self, path: str, asked: Mapping[str, str] | None = None) -> str:
        """The address of a view by its path."""
        return f"#/{path}"

    def place(self, path: str, span: Span) -> str:
        """The address of characters in the view of a document."""
        return f"#/{path}@{span.start}-{span.end}"
