"""XML: news feeds (RSS, Atom) and news items (NewsML-G2, NITF)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import date_of_field
from firsthand.reading.draft import Draft, File
from firsthand.reading.fields import merge
from firsthand.reading.formats.newsml import read_items
from firsthand.reading.markup import draft_of_page
from firsthand.reading.safexml import BadXml, parse


def read(file: File) -> Iterator[Draft | Problem]:
    """One document an entry or news item."""
    content = file.bytes()
    if not content.strip():
        return
    try:
        root = parse(content)
    except BadXml as error:
        yield file.error("xml", str(error))
        return
    name = root.tag.rpartition("}")[2].lower() if isinstance(root.tag, str) else ""
    if name in ("newsitem", "newsmessage", "nitf"):
        found = list(read_items(root))
    elif name in ("rss", "feed", "rdf"):
        found = list(_entries(content))
    else:
        yield file.error("unknown-format", f"<{name}> is neither RSS, Atom, NewsML-G2 nor NITF; left out")
        return
    if not found:
        yield file.error("no-text", "no entry with text; left out")
    yield from found


def _entries(content: bytes) -> Iterator[Draft]:
    import feedparser

    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    outlet = _clean(feed.feed.get("title"))
    for entry in feed.entries:
        pages = [c.get("value") for c in entry.get("content", ())] + [entry.get("summary")]
        page = max((page for page in pages if page), key=len, default="")
        if not page.strip():
            continue
        url = entry.get("link")
        draft = _of_fragment(page, url)
        if draft is None:
            continue
        source = entry.get("source") or {}
        credit = _clean(source.get("title"))
        told = Draft(
            "",
            url=url,
            title=_clean(_plain(entry.get("title", ""))),
            author=_clean(entry.get("author")),
            outlet=outlet,
            published=date_of_field(entry.get("published") or entry.get("updated")),
            language=_clean(feed.feed.get("language", "")[:2].lower()),
            credits=(credit,) if credit and credit != outlet else (),
        )
        yield merge(told, draft)


def _of_fragment(page: str, url: str | None) -> Draft | None:
    """An entry's content: plain text as it is, markup by its visible text (it is all article, there is no page)."""
    if "<" not in page:
        return Draft(page.strip())
    return draft_of_page(f"<html><body><article>{page}</article></body></html>", url, whole=True)


def _plain(title: str) -> str:
    found = draft_of_page(f"<p>{title}</p>", whole=True) if "<" in title else None
    return found.text if found else title


def _clean(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if value else None
