"""A web page as the blocks of text that a reader sees, in their order, each with where it stands in the markup.

In: a parsed page. Out: :class:`Block` values. Always true: every visible word of the page is in exactly one block;
comments, processing instructions, scripts and what the markup hides are in none, and what follows them is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "tr", "ul", "option", "title"),
    )
)
_UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "iframe", "select", "head", "object", "embed", "math"),
        *("audio", "video", "canvas", "textarea", "input", "datalist", "map", "frameset"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STREAMED = re.compile(r"S:[\da-f]+$")
"""Parts of a page that arrive hidden and are put in their place by a script: React's way to stream."""
_HIDDEN_CLASS = re.compile(
    r"(?<![a-z])(?:visually-?hidden|sr-?only|screen-?reader\w*|a11y-?hidden|tooltip\w*|popover\w*|rollover-\w+-block|hidden-?text)(?![a-z])",
    re.I,
)
_NAMING = ("class", "id", "data-testid", "data-component", "role", "itemprop")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Region:
    """An element that breaks lines, with what encloses it."""

    element: Any
    name: str
    parent: Region | None
    depth: int
    marks: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text as it is seen; `region` is the innermost element around it that breaks lines.

    `linked` is how many of its characters lead away, `strong` how many stand out; `links` are ranges and addresses.
    """

    text: str
    region: Region
    linked: int = 0
    strong: int = 0
    links: tuple[tuple[int, int, str], ...] = ()


def find_blocks(tree: Any, with_hidden: bool = False) -> Iterator[Block]:
    """The blocks of a page, `with_hidden` those too that only a script would show."""
    pieces: list[tuple[str, str | None, bool]] = []
    body = tree.find("body")
    region = Region(tree, "html", None, 0, "", 0)
    stack: list[tuple[Any, Region | None, str | None, bool]] = [(tree if body is None else body, None, None, False)]
    # entries: (element, None, …) enters it; (element, region before it, link before, strong before) leaves it
    link: str | None = None
    strong = False
    number = 0
    while stack:
        element, before, link_before, strong_before = stack.pop()
        if before is not None:
            if before is not region:
                if pieces:
                    yield from _block(pieces, region)
                    pieces = []
                region = before
            link, strong = link_before, strong_before
            if element.tail:
                pieces.append((element.tail, link, strong))
            continue
        name = element.tag
        if not isinstance(name, str) or name in _UNSEEN or (_is_hidden(element) and not with_hidden):
            if element.tail:
                pieces.append((element.tail, link, strong))
            continue
        stack.append((element, region, link, strong))
        if name in _BREAKING:
            if pieces:
                yield from _block(pieces, region)
                pieces = []
            number += 1
            region = Region(element, name, region, region.depth + 1, _marks(element), number)
        elif name == "a":
            link = element.get("href") or ""
        elif name in ("b", "strong"):
            strong = True
        if element.text:
            pieces.append((element.text, link, strong))
        stack.extend((child, None, None, False) for child in reversed(element))
    if pieces:
        yield from _block(pieces, region)


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return _STREAMED.match(element.get("id") or "") is None
    named = element.get("class")
    if named is not None and _HIDDEN_CLASS.search(named):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _marks(element: Any) -> str:
    found = [value for key in _NAMING if (value := element.get(key))]
    return " ".join(found).lower() if found else ""


def _block(pieces: list[tuple[str, str | None, bool]], region: Region) -> Iterator[Block]:
    text = ""
    linked = strong = 0
    links: list[tuple[int, int, str]] = []
    for words, link, stands_out in pieces:
        words = _SPACE.sub(" ", words)
        if not words or (words == " " and (not text or text[-1] == " ")):
            continue
        if words[0] == " " and (not text or text[-1] == " "):
            words = words[1:]
        start = len(text)
        text += words
        n = len(words.strip())
        if link is not None:
            if not link.startswith("#") or region.name == "li":  # a heading linked to itself leads nowhere
                linked += n
            if links and links[-1][2] == link and links[-1][1] == start:
                links[-1] = (links[-1][0], len(text), link)
            else:
                links.append((start, len(text), link))
        if stands_out:
            strong += n
    text = text.rstrip()
    if text:
        yield Block(text, region, linked, strong, tuple(links))
