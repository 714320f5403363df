"""Web pages: their main text, and what their markup says about them."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from firsthand.model import TimeInterval
from firsthand.reading.article import bare, find_article, find_prose
from firsthand.reading.blocks import Block, find_blocks
from firsthand.reading.dates import date_of_field
from firsthand.reading.draft import Draft

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_DATE_METAS = (
    *("article:published_time", "og:article:published_time", "article.published", "datepublished", "date", "pubdate"),
    *("dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date"),
    *("publishdate", "publish-date", "citation_publication_date", "citation_date", "og:pubdate"),
)
_BY = re.compile(r"^(?:by|por)\s+", re.I)
_MOST_LINKS = 200
_TELLING_CHARS = 25
"""A line this long that stands in what was found is it, also where lines are cut otherwise; menus have shorter ones."""
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td"),
        *("th", "tr", "ul"),
    )
)
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "form", "button", "select", "head")
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<[^<>]*>?|(?P<words>[^<]+)")
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def declared_charset(page: bytes) -> str | None:
    """The encoding that the page names in its first kilobytes."""
    match = _CHARSET.search(page[:4096])
    return match[1].decode("ascii") if match else None


def draft_of_page(page: str, url: str | None = None, whole: bool = False) -> Draft | None:
    """The draft of a web page: main text, metadata and links; None where no text can be found.

    Parameters
    ----------
    page : str
        Its HTML.
    url : str, optional
        Its address, where known from elsewhere.
    whole : bool
        Take all visible text: the page is known to hold nothing but the article.
    """
    tree = _parse(page)
    if tree is None:
        return None
    blocks = list(find_blocks(tree))
    metas, linked = _metas(tree), list(_linked_data(tree))
    address = url or _canonical(tree) or metas.get("og:url")
    title = _clean(metas.get("og:title")) or _clean(_of_linked(linked, "headline")) or _clean(tree.findtext(".//title"))
    published = _published(tree, metas, linked)
    told = metas.get("og:description") or metas.get("description") or ""
    article = blocks if whole else find_article(blocks, _seeds(tree, blocks), title or "", told)
    text = "\n".join(block.text for block in article or blocks) or _without_tags(page)
    if not text.strip():
        return None
    return Draft(
        text=text,
        url=address if address and urlsplit(address).scheme in ("http", "https") else None,
        title=title,
        author=_author(linked) or _clean(metas.get("author")),
        outlet=_clean(metas.get("og:site_name")) or _publisher(linked) or _clean(metas.get("application-name")),
        published=published,
        credits=tuple(_credits(linked, metas)),
        links=tuple(_links(article or blocks, address)),
        metadata=_kept(metas, linked),
    )


def _parse(page: str) -> Any:
    """The tree of a page without comments and processing instructions: what follows them belongs to the text before."""
    from lxml import etree, html

    page = page.replace("\0", "")
    if page.startswith("<?xml"):
        page = re.sub(r"^<\?xml[^>]*\?>", "", page)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _seeds(tree: Any, blocks: Sequence[Block]) -> set[int]:
    """Numbers of the blocks that trafilatura takes for the article's; `tree` is used up."""
    import trafilatura

    try:
        found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True) or ""
    except Exception:  # hostile pages break it in many ways; the plain signs must do
        found = ""
    lines = {bare(line) for line in found.split("\n")}
    joined = bare(found)
    seeds = {i for i, block in enumerate(blocks) if _stands_in(bare(block.text), lines, joined)}
    held = sum(len(blocks[i].text) for i in seeds)
    return seeds if 2 * held > len(joined) else seeds | find_prose(blocks)


def _stands_in(words: str, lines: Collection[str], joined: str) -> bool:
    return bool(words) and (words in lines or (len(words) > _TELLING_CHARS and words in joined))


def _without_tags(page: str) -> str:
    """What is left of a page without its tags: the last resort where it nests deeper than the parser follows."""
    lines: list[list[str]] = [[]]
    skipped = ""
    for tag in _TAG.finditer(page):
        name = (tag["name"] or "").lower()
        if skipped:
            skipped = "" if tag["end"] and name == skipped else skipped
        elif name in _UNSEEN and not tag["end"] and name != "head":
            skipped = name
        elif name in _BLOCKS:
            lines.append([])
        elif tag["words"]:
            lines[-1].append(unescape(tag["words"]))
    joined = (" ".join("".join(pieces).split()) for pieces in lines)
    return "\n".join(line for line in joined if line)


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def _linked_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in content if isinstance(content, list) else [content]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for thing in graph if isinstance(graph, list) else [item]:
                if isinstance(thing, dict) and re.search(
                    r"Article|Posting|Report|NewsArticle", str(thing.get("@type"))
                ):
                    yield thing


def _of_linked(linked: list[Mapping[str, Any]], name: str) -> str | None:
    for thing in linked:
        if isinstance(thing.get(name), str):
            return str(thing[name])
    return None


def _named(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            yield " ".join(name.split())


def _author(linked: list[Mapping[str, Any]]) -> str | None:
    names = dict.fromkeys(_BY.sub("", name) for thing in linked for name in _named(thing.get("author")))
    return ", ".join(names) or None


def _publisher(linked: list[Mapping[str, Any]]) -> str | None:
    return next((name for thing in linked for name in _named(thing.get("publisher"))), None)


def _credits(linked: list[Mapping[str, Any]], metas: Mapping[str, str]) -> Iterator[str]:
    """Whom the markup names as the origin: syndication tags and schema.org's provider and sourceOrganization."""
    found = dict.fromkeys(
        name
        for thing in linked
        for key in ("sourceOrganization", "provider", "isBasedOn")
        for name in _named(thing.get(key))
    )
    for name in ("syndication-source", "original-source"):
        host = urlsplit(metas.get(name, "")).hostname
        if host:
            found.setdefault(host.removeprefix("www."))
    yield from found


def _published(tree: Any, metas: Mapping[str, str], linked: list[Mapping[str, Any]]) -> TimeInterval | None:
    values = [_of_linked(linked, "datePublished"), *(metas.get(name) for name in _DATE_METAS)]
    values += [
        t.get("datetime")
        for t in tree.iter("time")
        if t.get("pubdate") is not None or t.get("itemprop") == "datePublished"
    ]
    for value in values:
        if value and (interval := date_of_field(value)):
            return interval
    for time in tree.iter("time"):
        if interval := date_of_field(time.get("datetime") or ""):
            return interval
    return None


def _canonical(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return str(link.get("href") or "").strip() or None
    return None


def _links(article: Sequence[Block], url: str | None) -> Iterator[str]:
    """Addresses that the article links to, in their order."""
    found: dict[str, None] = {}
    for block in article:
        for _, _, href in block.links:
            try:
                target = urljoin(url or "", href)
                host = urlsplit(target).hostname
            except ValueError:
                continue
            if host and target.startswith(("http://", "https://")):
                found.setdefault(target)
    yield from list(found)[:_MOST_LINKS]


def _kept(metas: Mapping[str, str], linked: list[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    kept = {"description": metas.get("description") or metas.get("og:description")}
    kept["modified"] = _of_linked(linked, "dateModified") or metas.get("article:modified_time")
    kept["section"] = metas.get("article:section")
    kept["keywords"] = metas.get("news_keywords") or metas.get("keywords")
    return tuple(sorted((name, value) for name, value in kept.items() if value))


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
