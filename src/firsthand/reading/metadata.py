"""Metadata that a document's own text and address give away where its markup is silent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TypeVar
from urllib.parse import urlsplit

from firsthand.languages import any_around_names, codes, table
from firsthand.model import Document, DocumentStatus, PassageKind, TimeInterval
from firsthand.reading.dates import interval_of, year_of
from firsthand.reading.draft import Draft, Remark
from firsthand.settings import ReadingSettings
from firsthand.text.bylines import Byline, find_agencies, read_byline, read_dateline
from firsthand.text.folding import fold
from firsthand.text.furniture import find_calls, tell_kinds
from firsthand.text.paragraphs import Paragraph, bare_words, cut_paragraphs
from firsthand.text.tongues import tell_languages

_LONG_EDGE = 6_000
"""How much of a page saved as text is searched at its head and tail; longer mastheads and imprints were not seen."""
_SHORT_EDGE = 1_500
"""The same for a text whose title came with it."""
_SHORT_LINE = 220
_HEAD_PARAGRAPHS = 14
_LONGEST_LINE = 420
_URL_LINE = re.compile(r"^[^\S\n]*(https?://[^\s<>\"]+)[^\S\n]*$", re.M)
_URL = re.compile(r"https?://[^\s<>\"”’)\]]+")
_URL_DATE = re.compile(r"(?<!\d)((?:15|16|17|18|19|20)\d{2})[/-](\d{2})(?:[/-](\d{2}))?(?!\d)")
_MOST_LINKS = 200
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Completed:
    """A draft with all that could be told about it."""

    draft: Draft
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    raw: str
    folded: str
    kind: PassageKind
    language: str
    at_head: bool


def complete(draft: Draft, settings: ReadingSettings) -> Completed:
    """Fill in what `draft` leaves open, from its text first, then from its address; drop impossible dates.

    What the file itself says is never replaced.
    """
    lines = list(_edge_lines(draft))
    bylines = [found for line in lines if line.at_head and (found := read_byline(line.raw, line.language))]
    url = draft.url or _only_url(draft.text)
    published = draft.published or interval_of(_first(b.day for b in bylines)) or _day_of_url(url)
    remarks = list(draft.remarks)
    if published and not settings.first_year <= year_of(published) <= settings.last_year:
        remarks.append(Remark("suspicious-date", f"publication date {published.earliest} is not believable; left out"))
        published = None
    outlet = draft.outlet or _first(b.outlet for b in bylines) or _self_named(lines) or outlet_of_url(url)
    author = draft.author or _first(byline.author for byline in bylines) or _name_above_date(lines)
    credits = dict.fromkeys([*draft.credits, *_credits(lines, bylines)])
    completed = replace(
        draft,
        url=url,
        title=draft.title or _title(lines),
        author=author,
        outlet=outlet,
        published=published,
        status=draft.status if draft.status != "unknown" else _status(lines),
        credits=tuple(credit for credit in credits if credit != outlet),
        links=draft.links or tuple(dict.fromkeys(_URL.findall(draft.text)))[:_MOST_LINKS],
    )
    return Completed(completed, tuple(remarks))


def settle_outlets(documents: Sequence[Document]) -> list[Document]:
    """Complete what only the whole collection tells about outlets.

    A document known by its domain only gets the name that all others of this domain have; one that hints at an outlet
    ("X Analysis" over a section) is of X where another document is; and where an author is the outlet of another
    document, that outlet is credited.
    """
    names = _names_of_domains(documents)
    documents = [replace(d, outlet=names.get(d.outlet, d.outlet)) if d.outlet else d for d in documents]
    known = {fold(document.outlet).text: document.outlet for document in documents if document.outlet}
    return [_credited(_placed(document, known), known) for document in documents]


def _names_of_domains(documents: Iterable[Document]) -> dict[str, str]:
    """The outlet's name by domain, where it is the only one: a platform hosts many."""
    names: dict[str, set[str]] = defaultdict(set)
    nameless = any(d.outlet and "." in d.outlet and d.outlet in (d.url or "") for d in documents)
    for document in documents if nameless else ():  # the list of suffixes takes a while to load
        domain = outlet_of_url(document.url)
        if domain and document.outlet and document.outlet != domain:
            names[domain].add(document.outlet)
    return {domain: found.pop() for domain, found in names.items() if len(found) == 1}


def _placed(document: Document, known: Mapping[str, str]) -> Document:
    if document.outlet is not None or not known:
        return document
    lines = _edge_lines(Draft(document.text, title=document.title))
    hinted = (fold(name).text for line in lines if line.kind == "heading" for name in _names(line, "self_hinting"))
    return replace(document, outlet=_first(known.get(name) for name in hinted))


def _credited(document: Document, known: Mapping[str, str]) -> Document:
    parts = (fold(part).text.strip() for part in _between_authors().split(document.author or ""))
    named = dict.fromkeys(known[part] for part in parts if part in known)
    fresh = tuple(name for name in named if name != document.outlet and name not in document.credits)
    return replace(document, credits=document.credits + fresh) if fresh else document


def outlet_of_url(url: str | None) -> str | None:
    """The registrable domain of an address, which stands for its outlet where nothing better does."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    if "." not in host or host.replace(".", "").isdigit():
        return None
    return _suffixes()(host) or None


@cache
def _suffixes() -> Callable[[str], str | None]:
    from publicsuffixlist import PublicSuffixList

    suffixes = PublicSuffixList()
    return lambda host: suffixes.privatesuffix(host)


def _first(found: Iterable[_T | None]) -> _T | None:
    return next((item for item in found if item is not None), None)


def _edge_lines(draft: Draft) -> Iterator[_Line]:
    """The paragraphs at the head and the tail of a text, with their kinds.

    Where the title is given, a short paragraph without a stop is known to be no body, and that is enough; where it is
    not, the text may be a page saved as it was, and its kinds are told with all care.
    """
    text = draft.text
    edge = _LONG_EDGE if draft.title is None else _SHORT_EDGE
    pieces = [text[:edge], text[-edge:]] if len(text) > 2 * edge else [text]
    for number, piece in enumerate(pieces):
        paragraphs = cut_paragraphs(piece)
        if draft.title is None:
            languages = tell_languages(piece, paragraphs, draft.language)
            kinds: Sequence[PassageKind] = tell_kinds(piece, paragraphs, languages)
        else:
            languages = [draft.language or ""] * len(paragraphs)
            kinds = ["heading" if _is_short(piece, p) else "body" for p in paragraphs]
        in_head = number == 0
        for nth, (p, kind, language) in enumerate(zip(paragraphs, kinds, languages)):
            in_head = in_head and nth < _HEAD_PARAGRAPHS and kind != "body"
            raw = piece[p.start : min(p.end, p.start + _LONGEST_LINE)]
            yield _Line(
                raw, fold(raw).text if kind != "body" or len(raw) < _SHORT_LINE else "", kind, language, in_head
            )


def _is_short(text: str, paragraph: Paragraph) -> bool:
    return len(paragraph.words) <= 24 and not (len(paragraph.words) > 12 and text[paragraph.end - 1] in '.!?”"')


def _only_url(text: str) -> str | None:
    """The address that stands alone on a line, if it is the only such one."""
    found = set(_URL_LINE.findall(text[:_LONG_EDGE])) | set(_URL_LINE.findall(text[_LONG_EDGE:]))
    return found.pop() if len(found) == 1 else None


def _day_of_url(url: str | None) -> TimeInterval | None:
    match = _URL_DATE.search(url) if url else None
    return interval_of("-".join(filter(None, match.groups()))) if match else None


def _name_above_date(lines: Sequence[_Line]) -> str | None:
    """A line that is nothing but a person's name, right above the line with the date."""
    for above, line in pairwise(lines):
        if line.at_head and above.kind != "body" and (byline := read_byline(line.raw, line.language)) and byline.day:
            words = above.raw.split()
            if 2 <= len(words) <= 4 and all(w[0].isupper() and w.isalpha() and not w.isupper() for w in words):
                return above.raw
    return None


def _title(lines: Sequence[_Line]) -> str | None:
    """The first heading above the article that is more than a name."""
    headings = [" ".join(line.raw.lstrip("# ").split()) for line in lines if line.at_head and line.kind == "heading"]
    return next((h for n_words in (4, 3) for h in headings if len(h.split()) >= n_words), None)


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for code in codes() for p in table(code, "bylines").get(name, ()))


@cache
def _generic_names() -> frozenset[str]:
    return frozenset(name for code in codes() for name in table(code, "bylines").get("generic_names", ()))


def _names(line: _Line, subject: str) -> Iterator[str]:
    """Proper names that a table's patterns catch in a line, as they are written."""
    folded = fold(line.raw)
    for pattern in _patterns(subject):
        for match in pattern.finditer(folded.text):
            start, end = folded.span(*match.span(1))
            name = line.raw[start:end].strip(" .,:;|-–—\"'“”")
            article, _, rest = name.partition(" ")
            name = rest if article.islower() else name
            words = [word for word in name.split() if len(word) > 3] or name.split()
            if name and all(word[0].isupper() for word in words) and fold(name).text not in _generic_names():
                yield name


def _self_named(lines: Sequence[_Line]) -> str | None:
    """The outlet that a page's furniture names as its own."""
    furniture = [
        line for line in lines if line.kind != "body" or find_calls(line.raw, set(bare_words(line.raw)), line.language)
    ]
    named = Counter(name for line in furniture for name in _names(line, "self_naming"))
    return min(named, key=lambda name: (-named[name], name)) if named else None


def _credits(lines: Sequence[_Line], bylines: Sequence[Byline]) -> Iterator[str]:
    """Agencies and outlets that datelines, bylines and closing lines name as where this came from."""
    yield from (byline.agency for byline in bylines if byline.agency)
    for line in lines:
        if (dateline := read_dateline(line.raw)) and dateline.agency:
            yield dateline.agency
        if line.kind != "body":
            yield from _names(line, "credits")
            if any(pattern.search(line.folded) for pattern in _patterns("shared_credits")):
                yield from find_agencies(line.raw)


def _status(lines: Sequence[_Line]) -> DocumentStatus:
    statuses: tuple[DocumentStatus, ...] = ("retracted", "corrected")
    for status in statuses:
        if any(pattern.search(line.folded) for line in lines for pattern in _patterns(status)):
            return status
    return "unknown"


@cache
def _between_authors() -> re.Pattern[str]:
    return re.compile(rf"[/,;|]|\s(?:{any_around_names('between_authors')})\s")
