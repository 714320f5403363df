"""News agencies' own formats: NewsML-G2 and NITF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.fields import told_date

_BLOCKS = frozenset(["p", "hl1", "hl2", "h1", "h2", "h3", "h4", "li", "td", "th", "pre", "dt", "dd", "blockquote"])


def read_items(root: Any, file: File) -> Iterator[Draft | Problem]:
    """One draft a news item below `root`."""
    if _name(root) == "nitf":
        items = [root]
    else:
        items = [element for element in root.iter() if _name(element) == "newsitem"]
    for number, item in enumerate(items, 1):
        yield from guarded(_of_item(item), file, f"item {number}")


def _of_item(item: Any) -> Iterator[Draft]:
    draft = _of_nitf(item) if _name(item) == "nitf" else _of_newsml(item)
    if draft.text:
        yield draft


def _of_newsml(item: Any) -> Draft:
    nitf = _find(item, "nitf")
    inner = _of_nitf(nitf) if nitf is not None else Draft(_text(_find(item, "contentset")))
    meta = _find(item, "contentmeta")
    meta = item if meta is None else meta
    sources = [_label(source) for source in _all(meta, "infosource")]
    outlet = _label(_find(item, "provider")) or inner.outlet
    return Draft(
        inner.text,
        title=_words(_find(meta, "headline")) or inner.title,
        author=_by(_words(_find(meta, "by")) or _label(_find(meta, "creator"))) or inner.author,
        outlet=outlet,
        published=told_date(_words(_find(meta, "contentcreated")))
        or told_date(_words(_find(item, "versioncreated")))
        or inner.published,
        language=_language(_find(meta, "language")) or inner.language,
        credits=tuple(dict.fromkeys(name for name in [*sources, *inner.credits] if name and name != outlet)),
        metadata=tuple(
            (name, value) for name, value in (("guid", item.get("guid")), ("version", item.get("version"))) if value
        ),
    )


def _of_nitf(nitf: Any) -> Draft:
    head, body = _find(nitf, "head"), _find(nitf, "body")
    issued = _find(head, "date.issue") if head is not None else None
    content = _find(body, "body.content") if body is not None else None
    published = _compact(issued.get("norm")) if issued is not None else None
    distributor = _words(_find(nitf, "distributor"))
    holder = _find(nitf, "doc.copyright")
    return Draft(
        _text(content if content is not None else body),
        title=_words(_find(nitf, "hl1")) or _words(_find(head, "title") if head is not None else None),
        author=_by(_words(_find(nitf, "byline"))),
        outlet=(holder.get("holder") if holder is not None else None) or distributor,
        published=told_date(published),
        credits=(distributor,) if distributor else (),
    )


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _find(element: Any, name: str) -> Any:
    return next((child for child in element.iter() if _name(child) == name), None)


def _all(element: Any, name: str) -> list[Any]:
    return [child for child in element.iter() if _name(child) == name]


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _label(element: Any) -> str | None:
    """What a concept is called: its name, its text, or its literal."""
    if element is None:
        return None
    named = _find(element, "name")
    return (
        _words(named)
        or _words(element)
        or element.get("literal")
        or (element.get("qcode") or "").rpartition(":")[2]
        or None
    )


def _language(element: Any) -> str | None:
    tag = element.get("tag") if element is not None else None
    return tag[:2].lower() if tag else None


def _by(name: str | None) -> str | None:
    return name[3:] if name and name.lower().startswith("by ") else name


def _compact(stamp: str | None) -> str | None:
    """NITF's ``20120719T083000Z`` as other formats write it."""
    if not stamp or "-" in stamp[:8] or len(stamp) < 8 or not stamp[:8].isdigit():
        return stamp
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"
    clock = stamp[9:]
    return f"{day}T{clock[:2]}:{clock[2:4]}{clock[6:]}" if len(clock) >= 4 and clock[:4].isdigit() else day


def _text(element: Any) -> str:
    """The visible text, one block a line."""
    if element is None:
        return ""
    lines: list[str] = []
    inside: set[Any] = set()
    for child in element.iter():
        if _name(child) in _BLOCKS and child not in inside:
            inside.update(child.iter())
            lines.append(_words(child) or "")
    if not any(lines):
        lines = ["\n".join(" ".join(line.split()) for line in "".join(element.itertext()).splitlines())]
    return "\n".join(line for line in "\n".join(lines).split("\n") if line.strip())
