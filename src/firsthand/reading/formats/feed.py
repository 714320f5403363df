"""XML: news feeds (RSS, Atom), news items (NewsML-G2, NITF), and what other tools write."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.fields import merge, told_date
from firsthand.reading.formats.newsml import read_items
from firsthand.reading.formats.other_xml import reader_of_root
from firsthand.reading.markup import draft_of_page
from firsthand.reading.safexml import BadXml, parse_damaged


def read(file: File) -> Iterator[Draft | Problem]:
    """One document an entry or news item."""
    content = file.bytes()
    if not content.strip():
        return
    try:
        root, damage = parse_damaged(content)
    except BadXml as error:
        yield file.error("xml", str(error))
        return
    name = root.tag.rpartition("}")[2].lower() if isinstance(root.tag, str) else ""
    if name in ("newsitem", "newsmessage", "nitf"):
        found: Iterator[Draft | Problem] = read_items(root, file)
    elif name in ("rss", "feed", "rdf"):
        found = _entries(content, file)
    elif read_other := reader_of_root(name):
        found = read_other(root, file)
    else:
        yield file.error("unknown-format", f"<{name}> is neither a feed nor news that is known here; left out")
        return
    if damage:
        yield file.warning("damaged", damage)
    nothing = True
    for item in found:
        nothing = False
        yield item
    if nothing:
        yield file.error("no-text", "no entry with text; left out")


def _entries(content: bytes, file: File) -> Iterator[Draft | Problem]:
    """The entries with text. The library is given a stream: it would open a string that is a path or an address."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    n_without = 0
    for number, entry in enumerate(feed.entries, 1):
        pages = [c.get("value") for c in entry.get("content", ())] + [entry.get("summary")]
        page = max((page for page in pages if page), key=len, default="")
        if page.strip():
            yield from guarded(_entry(entry, page, feed.feed, file), file, f"entry {number}")
        else:
            n_without += 1
    if n_without and n_without < len(feed.entries):
        yield file.warning("no-text", f"{n_without} entries are titles and links only; left out")


def _entry(entry: Any, page: str, feed: Any, file: File) -> Iterator[Draft | Problem]:
    url = entry.get("link")
    draft = _of_fragment(page, url)
    if draft is None:
        return
    outlet = _clean(feed.get("title"))
    credit = _clean((entry.get("source") or {}).get("title"))
    date = entry.get("published") or entry.get("updated")
    published = told_date(date)
    title = _clean(_plain(entry.get("title", "")))
    if date and published is None:
        yield file.warning("date", f"{title!r:.60}: published {date!r:.60} is no date that can be read; left out")
    told = Draft(
        "",
        url=url,
        title=title,
        author=_clean(entry.get("author")),
        outlet=outlet,
        published=published,
        language=_clean((feed.get("language") or "")[:2].lower()),
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
