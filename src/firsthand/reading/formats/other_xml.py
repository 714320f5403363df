"""XML that other tools write: trafilatura's, TEI, and Evernote's notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.fields import merge, told_date
from firsthand.reading.markup import draft_of_page

_LINES = frozenset(("p", "head", "item", "quote", "cell", "ab", "l"))


def reader_of_root(name: str) -> Callable[[Any, File], Iterator[Draft | Problem]] | None:
    """What reads XML whose outermost element is called so, in small letters."""
    return {"doc": _of_trafilatura, "tei": _of_tei, "teicorpus": _of_tei, "en-export": _of_evernote}.get(name)


def _of_trafilatura(root: Any, file: File) -> Iterator[Draft | Problem]:
    told = {name: value.strip() for name, value in root.attrib.items() if value.strip()}
    yield Draft(
        _lines(next((e for e in root.iter() if _name(e) == "main"), root)),
        url=told.get("source") or told.get("url"),
        title=told.get("title"),
        author=(told.get("author") or "").replace("; ", ", ") or None,
        outlet=told.get("sitename") or told.get("hostname"),
        published=told_date(told.get("date", "")),
        language=told.get("language"),
    )


def _of_tei(root: Any, file: File) -> Iterator[Draft | Problem]:
    texts = [root] if _name(root) == "tei" else [e for e in root.iter() if _name(e) == "tei"]
    for nth, text in enumerate(texts, 1):
        yield from guarded(_of_one_tei(text), file, f"text {nth}")


def _of_one_tei(text: Any) -> Iterator[Draft]:
    yield Draft(
        _lines(_find(text, "body")),
        title=_words(_find(_find(text, "titlestmt"), "title")),
        author=_words(_find(_find(text, "titlestmt"), "author")),
        outlet=_words(_find(text, "publisher")),
        published=told_date(_words(_find(_find(text, "publicationstmt"), "date")) or ""),
    )


def _of_evernote(root: Any, file: File) -> Iterator[Draft | Problem]:
    for nth, note in enumerate((e for e in root.iter() if _name(e) == "note"), 1):
        yield from guarded(_of_note(note, file, nth), file, f"note {nth}")


def _of_note(note: Any, file: File, nth: int) -> Iterator[Draft | Problem]:
    page = _find(note, "content")
    found = draft_of_page(page.text or "", whole=True) if page is not None else None
    if found is None:
        yield file.error("no-text", f"note {nth} holds no text; left out")
        return
    saved = _words(_find(note, "created")) or ""
    day = told_date(saved[:8])
    told = Draft("", url=_words(_find(note, "source-url")), title=_words(_find(note, "title")))
    yield merge(told, Draft(found.text, author=_words(_find(note, "author")), retrieved=day.earliest if day else None))


def _lines(element: Any) -> str:
    inner = [e for e in element.iter() if _name(e) in _LINES] if element is not None else []
    nested = {below for e in inner for below in e.iterdescendants() if below is not e}
    return "\n".join(line for e in inner if e not in nested and (line := _words(e)))


def _find(element: Any, name: str) -> Any:
    return next((e for e in element.iter() if _name(e) == name), None) if element is not None else None


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None
