"""What the JSON-LD of a page says of its article.

In: a parsed page, its addresses and titles. Out: the objects that describe this article and no other, best first, with
references followed. Pages write it badly: wrapped as CDATA or comments, with trailing commas, escaped twice, several
objects in one script; what can be read is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from firsthand.reading.article import bare

Thing = Mapping[str, Any]
_OPENED = re.compile(r"(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|<!--)\s{0,9}(?:\*/)?")
_CLOSED = re.compile(r"(?://|/\*)?\s{0,9}(?:\]\]>|-->)\s{0,9}(?:\*/)?;?$")
_EDGE = 60
_TRAILING = re.compile(r",(?=\s*[}\]])")
_ARTICLE = re.compile(r"Article|Posting|Report(?!er)|Blog$")
_PAGE = re.compile(r"WebPage$|ItemPage$")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
_DEEPEST = 4
_ALIKE = 0.6
_MOST_THINGS = 400
_LONGEST_FIELD = 2_000
"""Longer titles, names and dates are none; what is read of them is bounded, and so is the time it takes."""


def find_things(tree: Any) -> list[Thing]:
    """All JSON-LD objects of a page that could describe it, those inside others too, in their order."""
    found: list[Thing] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for value in _values(script.text or ""):
                _collect(value, found, 0)
    return found


def _values(text: str) -> Iterator[Any]:
    text = _unwrapped(text.strip())
    try:
        yield json.loads(text, strict=False)
        return
    except (ValueError, RecursionError):
        pass
    if "&quot;" in text and '"' not in text.replace("&quot;", ""):
        text = unescape(text)
    text = _TRAILING.sub("", text)
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while match := re.compile(r"[\[{]").search(text, at):
        try:
            value, at = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            return
        yield value


def _unwrapped(text: str) -> str:
    """A script's text without the marks that hid it from old parsers; they are looked for at its edges only."""
    for _ in range(2):
        opened = _OPENED.match(text)
        text = text[opened.end() :].lstrip() if opened else text
        closed = _CLOSED.search(text, max(0, len(text) - _EDGE))
        text = text[: closed.start()].rstrip() if closed else text
    return text


def _collect(value: Any, found: list[Thing], depth: int) -> None:
    if depth > _DEEPEST or len(found) > _MOST_THINGS:
        return
    if isinstance(value, list):
        for item in value:
            _collect(item, found, depth)
    elif isinstance(value, dict):
        found.append(value)
        for key in _NESTED:
            if isinstance(value.get(key), (dict, list)):
                _collect(value[key], found, depth + 1)


def own_things(things: Sequence[Thing], addresses: Collection[str], titles: Collection[str]) -> list[Thing]:
    """The things that describe the article itself: articles first, then the page.

    Where several articles are told, those count that bear the page's address or title; where none does, the first. A
    single article that bears another address and another title is a related story.
    """
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    articles = [thing for thing in things if _is_of(thing, _ARTICLE)]
    pages = [thing for thing in things if _is_of(thing, _PAGE) and not _is_of(thing, _ARTICLE)]
    tails = {_tail(address) for address in addresses if address}
    known = [set(re.findall(r"\w{2,}", title.lower())) for title in titles if title]
    ranked = [(_likeness(thing, tails, known), -n, thing) for n, thing in enumerate(articles)]
    best = max((likeness for likeness, _, _ in ranked), default=0.0)
    own = [thing for likeness, _, thing in sorted(ranked, key=_order, reverse=True) if likeness >= max(best, 0.0) > -1]
    if best <= 0:
        own = own[:1]
    return [_resolved(thing, by_id) for thing in (*own, *pages)]


def _order(entry: tuple[float, int, Thing]) -> tuple[float, int]:
    return entry[0], entry[1]


def _is_of(thing: Thing, kind: re.Pattern[str]) -> bool:
    named = thing.get("@type")
    return any(isinstance(name, str) and kind.search(name) for name in (named if isinstance(named, list) else [named]))


def _tail(address: str) -> str:
    """An address without scheme, host's ``www``, query and last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", address.split("?")[0].split("#")[0]).rstrip("/").lower()


def _likeness(thing: Thing, tails: Collection[str], known: Sequence[set[str]]) -> float:
    """2 where address and title agree, 1 where one does, -1 where both are given and neither does."""
    pages = thing.get("mainEntityOfPage")
    given = [thing.get("url"), thing.get("@id"), pages.get("@id") if isinstance(pages, dict) else pages]
    told = {_tail(address) for address in given if isinstance(address, str) and "://" in address}
    words = set(re.findall(r"\w{2,}", text_of(thing, "headline", "name").lower()))
    same_place = bool(told & set(tails))
    shared = max((len(words & other) / max(1, min(len(words), len(other))) for other in known if other), default=0.0)
    same_title = bool(words) and shared >= _ALIKE
    if same_place or same_title:
        return float(same_place + same_title)
    return -1.0 if words and known and ((told and tails) or shared < 0.2) else 0.0


def _resolved(thing: Thing, by_id: Mapping[str, Thing]) -> Thing:
    """`thing` with the references in its values followed."""
    return {key: _followed(value, by_id) for key, value in thing.items()}


def _followed(value: Any, by_id: Mapping[str, Thing]) -> Any:
    if isinstance(value, list):
        return [_followed(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def text_of(thing: Thing, *names: str) -> str:
    """The first of these properties that is a text, cleaned of markup's escapes; empty where none is."""
    for name in names:
        value = thing.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("@value")
        if isinstance(value, str) and value.strip():
            return plain(value[:_LONGEST_FIELD])
    return ""


def plain(value: str) -> str:
    """A text without escapes and tags, in one line."""
    value = value.replace("\\u0026", "&")
    for _ in range(2):
        value = unescape(value) if "&" in value else value
    return " ".join(re.sub(r"<[^<>]{1,200}>", " ", value).split())


def names_of(value: Any) -> Iterator[tuple[str, bool]]:
    """Names in a property that holds persons or bodies, each with whether it is said to be a body."""
    for item in value if isinstance(value, list) else [value]:
        is_body = False
        if isinstance(item, dict):
            is_body = _is_of(item, re.compile("Organi[sz]ation|Corporation|Brand"))
            item = item.get("name") or item.get("@value") or " ".join(_given_names(item))
        if isinstance(item, list):
            yield from names_of(item)
        elif isinstance(item, str) and bare(item) and not item.startswith(("http", "@")):
            yield plain(item[:_LONGEST_FIELD]), is_body


def _given_names(item: Thing) -> Iterator[str]:
    for key in ("givenName", "familyName"):
        if isinstance(item.get(key), str):
            yield item[key]
