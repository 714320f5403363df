"""Copies of pages: where the page was saved from and when, as archives and browsers' saving tools write it down.

In: the page as text, and the address under which it was found. Out: the original's address, the copy's, and the time of
saving. What an archive writes around a page (its toolbar, its own addresses before all links) is the copy's, never the
article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.reading.dates import interval_of, read_date

_REPLAYED = re.compile(r"^https?://[^/?#]+/(?:[^?#]{0,60}/)?(\d{4}[.\d-]{0,16})(?:[a-z]{2}_)?/(https?:/{1,2}.+)$", re.I)
_RELATIVE_REPLAY = re.compile(r"^/(?:[\w-]+/){0,2}\d{14}(?:[a-z]{2}_)?/(https?:/{1,2}.+)$", re.I)
_EDGE = 6_000
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\n]{6,100})", re.I
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(?P<url>https?://[^\s>]+)\s*-->", re.I)
_MONOLITH = re.compile(r"<!--\s*Saved from (?P<url>https?://\S+) at (?P<date>\S+) using", re.I)
_MIRRORED = re.compile(
    r"<!--\s*Mirrored from (?P<url>\S+) by HTTrack[^\[,]*(?:\[[^\]]*\])?,?\s*(?P<date>[^>]{0,60}?)\s*-->", re.I
)
_CACHED = re.compile(
    r"""google-cache-hdr["'][^>]*>.{0,200}?<a\s[^>]*href=["'](?P<url>https?://[^"']+).{0,600}?as it appeared on\s"""
    r"(?P<date>[^<>]{8,40})",
    re.S,
)
_ARCHIVED = re.compile(r"FILE ARCHIVED ON (?P<clock>\d\d:\d\d):\d\d (?P<day>\w{3} \d\d, \d{4}) AND RETRIEVED FROM THE")
_ATTRIBUTES = (
    (r"""<html\b[^>]*\bdata-scrapbook-source=["']([^"']+)""", r"""<html\b[^>]*\bdata-scrapbook-create=["'](\d{14})"""),
    (
        r"""<meta\b[^>]*name=["']?savepage-url["']?[^>]*content=["']([^"']+)""",
        r"""<meta\b[^>]*name=["']?savepage-date["']?[^>]*content=["']([^"']+)""",
    ),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A page that is a copy: of which address, found where, saved when (ISO 8601)."""

    url: str | None = None
    saved_from: str | None = None
    retrieved: str | None = None


def original_of(address: str) -> Copy | None:
    """What an archive's address says: ``…/web/20210304101112/https://…``; None where it is no such address."""
    match = _REPLAYED.match(address)
    if match:
        return Copy(_mended(match[2]), address, _stamp(re.sub(r"\D", "", match[1])))
    inner = _RELATIVE_REPLAY.match(address)
    return Copy(_mended(inner[1])) if inner else None


def find_copy(page: str, address: str | None) -> Copy:
    """What a page says of having been saved.

    Parameters
    ----------
    page : str
        Its HTML, comments and all.
    address : str, optional
        The address that it names as its own, or that it was found under.
    """
    told = original_of(address) if address else None
    archived = _ARCHIVED.search(page[-_EDGE:])
    if archived:
        date = read_date(f"{archived['day']} {archived['clock']} UTC").interval
        told = told or Copy()
        return Copy(told.url, told.saved_from, told.retrieved or (date.earliest if date else None))
    if told:
        return told
    head = page[:_EDGE]
    for pattern in (_SINGLE_FILE, _MONOLITH, _MIRRORED, _SAVED_FROM, _CACHED):
        if match := pattern.search(head) or pattern.search(page[-_EDGE:]):
            return _saved(match["url"], match.groupdict().get("date"))
    for source, created in _ATTRIBUTES:
        if found := re.search(source, head, re.I):
            saved = re.search(created, head, re.I)
            return _saved(found[1], saved[1] if saved else None)
    return Copy()


def _saved(url: str, date: str | None) -> Copy:
    url = url if "://" in url else f"http://{url}"
    inner = original_of(url)
    stamp = _stamp(date) if date and date.isdigit() else None
    told = read_date(date.strip()).interval if date else None
    retrieved = stamp or (told.earliest if told else None)
    return Copy(inner.url if inner else url, url, (inner.retrieved if inner else None) or retrieved)


def _stamp(digits: str) -> str | None:
    """Fourteen digits, or the first of them, as ISO 8601."""
    parts = [digits[:4], *(digits[i : i + 2] for i in range(4, min(len(digits), 12), 2))]
    if len(parts) == 5:
        found = interval_of(f"{'-'.join(parts[:3])}T{parts[3]}:{parts[4]}Z")
    else:
        found = interval_of("-".join(parts[:3]))
    return found.earliest if found else None


def _mended(url: str) -> str:
    """An address in which a proxy has eaten one of the two slashes."""
    return re.sub(r"^(https?:)/(?!/)", r"\1//", url)
