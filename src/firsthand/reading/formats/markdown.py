"""Markdown, with front matter where there is some. The marks stay in the text: it is kept as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import draft_of_fields

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_LONGEST_FRONT_MATTER = 20_000
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_OTHER_NAMES = {"date": "published", "byline": "author", "authors": "author", "publisher": "outlet", "source": "outlet",
                "site": "outlet", "lang": "language", "link": "url"}  # fmt: skip
_TITLE = re.compile(r"^#[ \t]+(.{3,300}?)[ \t#]*$", re.M)


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the text below the front matter."""
    try:
        text, remark = decode(file.bytes())
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    if remark:
        yield file.warning("encoding", remark)
    fields: dict[str, Any] = {}
    if match := _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER]):
        fields = _front_matter(match[1], match[2])
        text = text[match.end() :]
    title = _TITLE.search(text[:2000])
    if title:
        fields.setdefault("title", title[1])
    if not text.strip():
        return
    yield from draft_of_fields({**fields, "text": text}, file, "front matter")


def _front_matter(fence: str, content: str) -> dict[str, Any]:
    """Plain ``key: value`` lines; nested YAML is not read, a broken TOML block not at all."""
    if fence == "+++":
        try:
            found: dict[str, Any] = {
                k: str(v) for k, v in tomllib.loads(content).items() if not isinstance(v, (dict, list))
            }
        except tomllib.TOMLDecodeError:
            found = {}
    else:
        found = {}
        for line in content.splitlines():
            if match := _KEY.fullmatch(line.rstrip()):
                found[match[1]] = match[2].strip().strip("\"'")
    named = {name.lower(): value for name, value in found.items() if value}
    for other, name in _OTHER_NAMES.items():
        if other in named and name not in named:
            named[name] = named.pop(other)
    return named
