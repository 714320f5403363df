"""Web pages: their article, and what their markup says about it.

In: a page as text, perhaps its address. Out: a :class:`Draft`, or why there is none. The article's blocks are chosen
from the page's own (``blocks``, ``article``); what a script keeps is read where the page shows nothing (``scripted``);
title, author and date each have a room (``page_title``, ``page_author``, ``page_date``), and so has what archives and
saving tools write around a page (``archive_copies``).
"""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from firsthand.languages import pages
from firsthand.model import TimeInterval
from firsthand.reading.archive_copies import Copy, find_copy, original_of
from firsthand.reading.article import bare, find_article, find_prose, is_in_menu, weight, weight_of
from firsthand.reading.blocks import Block, find_blocks
from firsthand.reading.draft import Draft, Remark
from firsthand.reading.linked_data import Thing, find_things, names_of, own_things, plain, text_of
from firsthand.reading.page_author import (
    agency_of_line,
    find_author,
    find_bylines,
    find_sections,
    labelled_names,
    linked_names,
    name_beside_date,
    shown_names,
    signed_names,
)
from firsthand.reading.page_date import find_date
from firsthand.reading.page_title import Titles, find_title
from firsthand.reading.scripted import body_of_linked, body_of_state, entries_of_linked
from firsthand.text.bylines import Byline, read_byline

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_MOST_LINKS = 200
_TELLING_CHARS = 25
"""A line this long that stands in what was found is it, also where lines are cut otherwise; menus have shorter ones."""
_HELD_SHARE = 0.5
"""Less of the page's own column of prose than this, and what was found is something else."""
_LEAST_ARTICLE = 250
"""Fewer characters than this, without a paragraph, are a headline and its furniture."""
_PARAGRAPH_CHARS = 80
_HIDDEN_SHARE = 0.6
"""What a page shows of its article where the rest is in its scripts; pages that show all differ by captions only."""
_HEADER_BLOCKS = 16
_SHORT_HEADER = 160
_LAST_LINES = 3
_MOST_CONSENT = 1_500
_LONGEST_FIELD = 2_000
_MOST_SEARCHED = 500_000_000
"""Characters that are searched for blocks inside lines; a book of a page goes by its lines alone."""
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
_CONTROLS = ("button", "form", "input")
_NEVER_SEEN = (
    *(
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
        "canvas",
    ),
    *("video", "audio", "object", "embed", "input", "textarea", "menu", "dialog", "link", "picture", "source", "map"),
)
_SHADOW = re.compile(r"<template(\s[^<>]*\bshadowrootmode\b)", re.I)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<[^<>]*>?|(?P<words>[^<]+)")
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

Metas = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a page holds no article."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class _About:
    """What a page's markup says of its article."""

    metas: Metas
    own: Sequence[Thing]
    address: str | None
    copy: Copy
    outlets: Sequence[str]
    title: str | None
    window: str
    summary: str


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
    found = read_page(page, url, whole)
    return found if isinstance(found, Draft) else None


def read_page(page: str, url: str | None = None, whole: bool = False) -> Draft | Absence:
    """The draft of a web page, or why it holds no article; see :func:`draft_of_page`."""
    tree = _parse(page)
    if tree is None:
        return Absence("no-text", "no text can be found in this page; left out")
    blocks = list(find_blocks(tree))
    if sum(len(block.text) for block in blocks) < _LEAST_ARTICLE:
        blocks = list(find_blocks(tree, with_hidden=True))
    about = _tell(page, tree, blocks, url)
    scripts, shell, asks = list(tree.iter("script")), _is_shell(tree), next(tree.iter(*_CONTROLS), None) is not None
    article = blocks if whole else find_article(blocks, _seeds(tree, blocks), about.title or "", about.summary)
    header, language = _header(blocks, article), _language(tree)
    date = find_date(about.own, about.metas, tree, header, language, about.window)
    shown = _shown_authors(tree, blocks, article, header, language, about.outlets)
    bodies = [*about.outlets, *find_sections(tree, about.metas)]
    author = find_author(about.own, about.metas, linked_names(tree), shown, bodies)
    if not whole:
        article = _without_signature(article, author, date.interval, language)
    text = "\n".join(block.text for block in article) or ("" if blocks else _without_tags(page))
    if not whole:
        text = _hidden(scripts, about.own, text) or text
        absence = _absence(blocks, text, shell, asks and not about.own and not date.interval)
        if absence:
            return absence
    if not text.strip():
        return Absence("no-text", "no text can be found in this page; left out")
    return Draft(
        text=text,
        url=about.address,
        title=about.title,
        author=author,
        outlet=_outlet(about.own, about.metas, tree, about.copy),
        published=date.interval,
        retrieved=about.copy.retrieved,
        saved_from=about.copy.saved_from,
        credits=tuple(_credits(about.own, about.metas)),
        links=tuple(_links(article, about.address)),
        metadata=_kept(about.metas, about.own),
        remarks=tuple(_remarks(about.own, text, date.doubt)),
    )


def _tell(page: str, tree: Any, blocks: Sequence[Block], url: str | None) -> _About:
    """What a page's markup says of its article, before the article is looked for."""
    metas = _metas(tree)
    canonical = _canonical(tree) or _first(metas, "og:url")
    copy = find_copy(page, url if url and original_of(url) else canonical)
    address = _address(url, copy, canonical)
    window = plain((tree.findtext(".//title") or "")[:_LONGEST_FIELD])
    headings = [block.text[:_LONGEST_FIELD] for block in blocks if block.region.name == "h1"][:3]
    shared = _first(metas, "og:title", "twitter:title")
    own = own_things(find_things(tree), [address or "", canonical or ""], [shared, window, *headings[:2]])
    told = next((at for thing in own if (at := text_of(thing, "url", "@id"))), None)
    address = address or _address(None, Copy(), told)
    outlets = _outlets(own, metas, address)
    titles = Titles(_headline(own), _first(metas, "og:title"), _first(metas, "twitter:title"), tuple(headings), window)
    title = find_title(titles, outlets)
    return _About(metas, own, address, copy, outlets, title, window, _first(metas, "og:description", "description"))


def _remarks(own: Sequence[Thing], text: str, doubt: str | None) -> Iterator[Remark]:
    if doubt:
        yield Remark("date", f"published {doubt}")
    costs = any(thing.get("isAccessibleForFree") in (False, "False", "false") for thing in own)
    if costs and len(text) < _MOST_CONSENT:
        yield Remark("paywall", "the page says that it is not free to read: this may be its beginning only")


def _without_signature(
    article: list[Block], author: str | None, published: TimeInterval | None, language: str
) -> list[Block]:
    """The article without lines above its first paragraph that only say who wrote it and when, as is known by now."""
    start = next((n for n, block in enumerate(article) if len(block.text) > _SHORT_HEADER), 0)
    day = published.earliest[:10] if published else None

    def is_known(line: Byline | None) -> bool:
        if line is None or line.agency or (line.day and line.day != day):
            return False
        return line.author is None or line.author in (author or "")

    signed = [block for block in article[:start] if is_known(read_byline(block.text, language))]
    return [block for block in article if all(block is not other for other in signed)]


def _parse(page: str) -> Any:
    """The tree of a page without comments and processing instructions: what follows them belongs to the text before."""
    from lxml import etree, html

    page = page.replace("\0", "")
    if page.startswith("<?xml"):
        page = re.sub(r"^<\?xml[^>]*\?>", "", page)
    if "shadowrootmode" in page:  # browsers show such a template as a part of the page
        page = _SHADOW.sub(r"<div\1", page).replace("</template>", "</div>")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _seeds(tree: Any, blocks: Sequence[Block]) -> set[int]:
    """Numbers of the blocks that trafilatura takes for the article's; `tree` loses what nobody sees."""
    import trafilatura
    from lxml import etree

    etree.strip_elements(tree, *_NEVER_SEEN, with_tail=False)
    seeds: set[int] = set()
    prose = find_prose(blocks)
    enough = _HELD_SHARE * weight_of(blocks, prose)
    for is_fast in (True, False):  # the slow way compares several extractors: worth it where the first found links only
        try:
            found = trafilatura.extract(tree, fast=is_fast, include_comments=False, include_tables=True) or ""
        except Exception:  # hostile pages break it in many ways; the plain signs must do
            break
        seeds = _standing_in(blocks, found)
        if weight_of(blocks, seeds) >= enough:
            return seeds
    return seeds | prose


def _standing_in(blocks: Sequence[Block], found: str) -> set[int]:
    """Numbers of the blocks that stand in a text, as lines or, where they are long, anywhere."""
    lines = {bare(line) for line in found.split("\n")}
    joined = bare(found) if len(found) * len(blocks) <= _MOST_SEARCHED else ""
    keys = [bare(block.text) for block in blocks]
    seeds = {
        i for i, key in enumerate(keys) if key and (key in lines or (weight(key) > _TELLING_CHARS and key in joined))
    }
    rows: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if block.region.name in ("td", "th") and block.region.parent is not None:
            rows[block.region.parent.number].append(i)
    return seeds.union(*(row for row in rows.values() if "".join(keys[i] for i in row) in lines))


def _hidden(scripts: Sequence[Any], own: Sequence[Thing], text: str) -> str:
    """The article as the page's scripts hold it, where the page shows little of it."""
    linked = _lines_of(body_of_linked(own))
    if len(linked) >= 2 * _LEAST_ARTICLE and len(text) < _HIDDEN_SHARE * len(linked):
        return linked
    if len(text) >= _LEAST_ARTICLE and any(len(line) >= _PARAGRAPH_CHARS for line in text.split("\n")):
        return ""
    state = _lines_of(body_of_state(scripts))
    best = max(linked, state, _lines_of(entries_of_linked(own)), key=len)
    return best if len(best) > max(_LEAST_ARTICLE, len(text)) else ""


def _lines_of(body: str) -> str:
    """A body that may be markup, markup written as text, or text, as lines."""
    for _ in range(2):
        body = unescape(body) if "&lt;" in body or "&#" in body or "&quot;" in body else body
    if re.search(r"</?(?:p|br|div|h\d|a|strong|em|li)\b", body):
        body = re.sub(r"\n(?=<)|(?<=>)\n", "", body)
        tree = _parse(f"<html><body>{body.replace(chr(10), '<br>')}</body></html>")
        return "\n".join(block.text for block in find_blocks(tree)) if tree is not None else ""
    return "\n".join(line for raw in body.split("\n") if (line := " ".join(raw.split())))


def _absence(blocks: Sequence[Block], text: str, shell: bool, asks: bool) -> Absence | None:
    """Why this is no article: a page that asks for consent, or a shell that a script was to fill."""
    has_paragraph = any(len(line) >= _PARAGRAPH_CHARS for line in text.split("\n"))
    shown = sum(len(block.text) for block in blocks)
    if len(text) < _LEAST_ARTICLE and not has_paragraph and shown < 4 * _LEAST_ARTICLE and shell:
        return Absence("no-article", "the text of this page is not in it: a script was to load it; left out")
    if asks and len(text) < _MOST_CONSENT and set(re.findall(r"\w+", text.lower())) & set(pages()["consent"]):
        return Absence("no-article", "this page asks for consent and holds no article; left out")
    return None


def _is_shell(tree: Any) -> bool:
    """Whether scripts make the page: nothing but empty boxes for them, or a word to those who run none."""
    if next(tree.iter("script"), None) is None:
        return False
    empty = any(not len(box) and not (box.text or "").strip() and box.get("id") for box in tree.iter("div", "main"))
    return empty or any((noscript.text_content() or "").strip() for noscript in tree.iter("noscript"))


def _without_tags(page: str) -> str:
    """What is left of a page without its tags: the last resort where it nests deeper than the parser follows."""
    lines: list[list[str]] = [[]]
    skipped = ""
    for tag in _TAG.finditer(page):
        name = (tag["name"] or "").lower()
        if skipped:
            skipped = "" if tag["end"] and name == skipped else skipped
        elif (name in _UNSEEN or name == "title") and not tag["end"] and name != "head":
            skipped = name
        elif name in _BLOCKS:
            lines.append([])
        elif tag["words"]:
            lines[-1].append(unescape(tag["words"]))
    joined = (" ".join("".join(pieces).split()) for pieces in lines)
    return "\n".join(line for line in joined if line)


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas[name].append(content)
    return metas


def _first(metas: Metas, *names: str) -> str:
    return next((plain(values[0][:_LONGEST_FIELD]) for name in names if (values := metas.get(name))), "")


def _canonical(tree: Any) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return str(link.get("href") or "").strip() or None
    return None


def _address(url: str | None, copy: Copy, canonical: str | None) -> str | None:
    """The original's address: a copy's own is never it."""
    for found in (url, copy.url, canonical):
        inner = original_of(found) if found else None
        found = inner.url if inner else found
        try:
            if found and urlsplit(found).scheme in ("http", "https") and urlsplit(found).hostname:
                return found
        except ValueError:
            continue
    return None


def _language(tree: Any) -> str:
    return re.split("[-_]", (tree.get("lang") or "").strip().lower())[0]


def _headline(own: Sequence[Thing]) -> str:
    return next(
        (title for thing in own if "Page" not in str(thing.get("@type")) and (title := text_of(thing, "headline"))), ""
    )


def _outlet(own: Sequence[Thing], metas: Metas, tree: Any, copy: Copy) -> str | None:
    """Who publishes the page; an archive that keeps a copy of it does not."""
    named = next((name for thing in own for name, _ in names_of(thing.get("publisher"))), None)
    found = _first(metas, "og:site_name") or named or _publisher(tree)
    found = found or _first(metas, "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher")
    keeper = (urlsplit(copy.saved_from or "").hostname or "").removeprefix("www.")
    return found if found and bare(found) != bare(keeper) else None


def _publisher(tree: Any) -> str | None:
    """The publisher in the page's microdata."""
    for element in tree.iter("div", "span", "meta", "p", "a", "footer"):
        if (element.get("itemprop") or "").lower() == "publisher":
            named = next((e for e in element.iter() if (e.get("itemprop") or "").lower() == "name"), element)
            return plain((named.get("content") or named.text_content())[:_LONGEST_FIELD])[:_SHORT_HEADER] or None
    return None


def _outlets(own: Sequence[Thing], metas: Metas, address: str | None) -> list[str]:
    """Everything that the outlet is called here: its names, its domain, and that without its ending."""
    names = dict.fromkeys(name for thing in own for name, _ in names_of(thing.get("publisher")))
    for name in ("og:site_name", "application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title"):
        names.update(dict.fromkeys(plain(value) for value in metas.get(name, ())))
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    if host:
        names.update(dict.fromkeys((host, *(part for part in host.split(".")[:-1] if len(part) > 3))))
    return list(names)


def _shown_authors(
    tree: Any,
    blocks: Sequence[Block],
    article: Sequence[Block],
    header: Sequence[Block],
    language: str,
    outlets: Sequence[str],
) -> Iterator[Iterable[str]]:
    """Bylines that the page shows, the surest first."""
    yield from shown_names(header)
    lines = (read_byline(block.text, language) for block in header)
    yield (line.author for line in lines if line and line.author)
    yield find_bylines(tree)
    yield labelled_names(blocks)
    yield name_beside_date(header)
    yield agency_of_line(header)
    yield from shown_names(_tail(blocks, article))
    yield from signed_names([*article[-_LAST_LINES:], *_tail(blocks, article)[:1]], outlets)


def _header(blocks: Sequence[Block], article: Sequence[Block]) -> list[Block]:
    """Short lines around the headline, those below it first: from above the article to its second paragraph."""
    chosen = {id(block) for block in article}
    places = [i for i, block in enumerate(blocks) if id(block) in chosen]
    prose = [i for i in places if len(blocks[i].text) >= _PARAGRAPH_CHARS] or places
    if not prose:
        return []
    start, end = max(0, places[0] - _HEADER_BLOCKS), prose[min(1, len(prose) - 1)]
    lines = [i for i in range(start, end) if len(blocks[i].text) <= _SHORT_HEADER and not is_in_menu(blocks[i])]
    title = max((i for i in range(start, end) if blocks[i].region.name == "h1"), default=start)
    return [blocks[i] for i in (*(i for i in lines if i > title), *(i for i in reversed(lines) if i < title))]


def _tail(blocks: Sequence[Block], article: Sequence[Block]) -> list[Block]:
    """The article's last line and those below it: some outlets sign there."""
    last = next((i for i in reversed(range(len(blocks))) if article and blocks[i] is article[-1]), None)
    return [] if last is None else [b for b in blocks[last : last + 3] if len(b.text) <= _SHORT_HEADER]


def _credits(own: Sequence[Thing], metas: Metas) -> Iterator[str]:
    """Whom the markup names as the origin: syndication tags and schema.org's provider and sourceOrganization."""
    found = dict.fromkeys(
        name
        for thing in own
        for key in ("sourceOrganization", "provider", "isBasedOn")
        for name, _ in names_of(thing.get(key))
    )
    for name in ("syndication-source", "original-source"):
        host = urlsplit(_first(metas, name)).hostname
        if host:
            found.setdefault(host.removeprefix("www."))
    yield from found


def _links(article: Sequence[Block], url: str | None) -> Iterator[str]:
    """Addresses that the article links to, in their order; those that an archive put before them taken away."""
    found: dict[str, None] = {}
    for block in article:
        for _, _, href in block.links:
            try:
                inner = original_of(href)
                target = inner.url if inner and inner.url else urljoin(url or "", href)
                host = urlsplit(target).hostname
            except ValueError:
                continue
            if host and target.startswith(("http://", "https://")):
                found.setdefault(target)
    yield from list(found)[:_MOST_LINKS]


def _kept(metas: Metas, own: Sequence[Thing]) -> tuple[tuple[str, str], ...]:
    kept = {"description": _first(metas, "description", "og:description")}
    changed = next((text for thing in own if (text := text_of(thing, "dateModified"))), "")
    kept["modified"] = changed or _first(metas, "article:modified_time")
    kept["section"] = _first(metas, "article:section")
    kept["keywords"] = _first(metas, "news_keywords", "keywords")
    return tuple(sorted((name, value) for name, value in kept.items() if value))
