"""What other tools call the fields of a row: news-please, trafilatura, fundus, newspaper, Media Cloud, X, Telegram.

In: a row's fields under whatever names. Out: the same fields under ours. A field of ours that is there is never
replaced; of several others that mean the same, the first in these tables is taken, and the others stay metadata.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

OWN_NAMES = ("id", "text", "html", "title", "author", "outlet", "owner", "published", "retrieved", "url", "language")

_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("maintext", "main_text", "full_text", "fulltext", "article_text", "articlebody", "article_body", "plaintext"),
        *("plain_text", "body_text", "text_content", "story_text", "cleaned_text", "article", "body", "content"),
        *("story", "message", "extracted_text", "transcript", "raw_text", "textcontent"),
    ),
    "html": ("raw_html", "page_html", "html_content", "content_html", "source_html", "body_html"),
    "title": ("headline", "article_title", "title_page", "heading", "hl1"),
    "author": (
        *("authors", "byline", "creator", "author_name", "writer", "user", "username", "screen_name", "from"),
        *("account", "sender"),
    ),
    "outlet": (
        *("sitename", "site_name", "outlet_name", "media_name", "publisher", "publication", "newspaper", "source_name"),
        *("source_domain", "source", "source-hostname", "hostname", "domain", "site", "channel"),
    ),
    "published": (
        *("date_publish", "publishing_date", "publish_date", "published_at", "publishedat", "date_published"),
        *("datepublished", "publication_date", "published_date", "publishdate", "pub_date", "pubdate", "created_at"),
        *("createdat", "publishedtime", "published_time", "created", "date", "datetime", "timestamp"),
    ),
    "retrieved": (
        *("date_download", "download_date", "crawl_date", "crawled_at", "scraped_at", "fetched_at", "retrieved_at"),
        *("accessed", "indexed_date", "filedate"),
    ),
    "url": ("link", "canonical_url", "article_url", "web_url", "permalink", "requested_url", "source_url", "href"),
    "language": ("lang", "language_code", "detected_language", "langid"),
    "id": ("id_str", "article_id", "document_id", "doc_id", "stories_id", "guid", "uuid", "_id"),
}
_OURS = {other: (name, rank) for name, others in _OTHER_NAMES.items() for rank, other in enumerate(others)}
_ADDRESS = re.compile(r"https?://\S+")
_PERSON_NAMES = ("name", "display_name", "full_name", "screen_name", "username", "acct", "title")


def is_understood(name: str) -> bool:
    """Whether a field's name means something here, be it that another field told the same first."""
    return name in OWN_NAMES or name in _OURS


def in_own_names(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row under our names; those that mean nothing to us keep theirs."""
    told = {_plain_name(name): value for name, value in row.items()}
    taken: dict[str, str] = {}
    for name in sorted(told, key=lambda n: (_OURS.get(n, ("", 0))[1], n)):
        ours = _meaning(name, told[name])
        if ours and told[name] not in (None, "", []) and told.get(ours) in (None, "", []) and ours not in taken:
            taken[ours] = name
    renamed = {theirs: ours for ours, theirs in taken.items()}
    fields = {renamed.get(name, name): value for name, value in told.items() if name in renamed or name not in taken}
    return {name: _person(value) if name in ("author", "outlet") else value for name, value in fields.items()}


def _plain_name(name: object) -> str:
    """A field's name as the tables write it; X's and Media Cloud's exports differ in case and in spaces."""
    return re.sub(r"\s+", "_", str(name).strip().lstrip("\ufeff").lower())


def _meaning(name: str, value: object) -> str | None:
    """What a field means; ``source`` is an address in some exports, and an outlet in others."""
    if name in OWN_NAMES or name not in _OURS:
        return None
    ours = _OURS[name][0]
    if ours == "outlet" and isinstance(value, str) and _ADDRESS.fullmatch(value.strip()):
        return "url" if name == "source" and urlsplit(value).path.strip("/") else None
    if name == "channel" and not isinstance(value, str):
        return None
    return ours


def _person(value: object) -> object:
    """The name of who is given as an object, or as a list of them."""
    if isinstance(value, list):
        return [_person(item) for item in value]
    if isinstance(value, Mapping):
        return next((value[name] for name in _PERSON_NAMES if isinstance(value.get(name), str) and value[name]), None)
    return value
