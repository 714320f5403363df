"""The day or minute on which a page's article was published: never that of a change, a clock or another story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from firsthand.reading.blocks import Block
from firsthand.reading.dates import Dated, read_date
from firsthand.reading.linked_data import Thing, text_of

_METAS = (
    *(
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "article:published",
        "article.published",
    ),
    *(
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "published_time",
        "publication_date",
        "published_at",
    ),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.created",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
    ),
    *(
        "citation_publication_date",
        "citation_date",
        "og:pubdate",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
    ),
    *(
        "cxenseparse:recs:published_time",
        "article_date_original",
        "originalpublicationdate",
        "created",
        "iso-8601-publish-date",
    ),
)
_CHANGED = re.compile(r"modif|updat|changed|revis|last")
_DATE_NAMED = re.compile(
    r"(?<![a-z])(?:date\w*|time\w*|publish\w*|published|pub|posted|datum|fecha|data|meta\w*|byline|info\w*|stand)(?![a-z])"
)
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})(?![\d.])")
_MIDNIGHT = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]00:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
"""What a template writes where only the day is known: nearly nothing is published at midnight to the second."""
_LONGEST_LINE = 160
_AWAY = frozenset(("nav", "aside", "footer", "menu"))


def find_date(
    things: Sequence[Thing],
    metas: Mapping[str, Sequence[str]],
    tree: Any,
    header: Sequence[Block],
    language: str,
    window: str = "",
) -> Dated:
    """When the article was published; nothing where the page only says when it was changed.

    Parameters
    ----------
    things : sequence of Thing
        What JSON-LD says of this article.
    metas : mapping of str to sequence of str
        The page's metadata.
    tree : element
        The page.
    header : sequence of Block
        The lines around the headline.
    language : str
        The page's language, where it names one.
    window : str
        What the browser shows in its tab: some outlets end it with the day.
    """
    doubtful: Dated | None = None
    ends = [part for part in window.split(" | ")[1:] if re.fullmatch(r"\W*\d[\d./-]{6,9}\W*", part)]
    for written in (*_told(things, metas, tree), *ends):
        value = _MIDNIGHT.sub("", written.strip())
        found = read_date(value, language)
        if found.doubt:
            doubtful = doubtful or found
        elif found.interval:
            return found
    for found in _shown(header, language):
        if found.doubt:
            doubtful = doubtful or found
        else:
            return found
    return doubtful or Dated(None)


def _told(things: Sequence[Thing], metas: Mapping[str, Sequence[str]], tree: Any) -> Iterator[str]:
    for thing in things:
        if value := text_of(thing, "datePublished"):
            yield value
    for name in _METAS:
        yield from metas.get(name, ())
    times = [time for time in tree.iter("time") if not _is_away(time)]
    for element in (*times, *tree.xpath(".//*[@itemprop='datePublished']")):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or element.get("content") or " ".join(element.text_content().split())
    for thing in things:
        if value := text_of(thing, "dateCreated", "uploadDate"):
            yield value
    for time in _times_below_title(tree, times):
        if not _CHANGED.search(f"{time.get('class') or ''} {time.get('itemprop') or ''}".lower()):
            yield time.get("datetime") or " ".join(time.text_content().split())


def _times_below_title(tree: Any, times: Sequence[Any]) -> Iterator[Any]:
    """Times that stand in the article or with the headline: in its own ``article`` or ``header``."""
    title = next(tree.iter("h1"), None)
    homes = [] if title is None else [a for a in title.iterancestors() if a.tag in ("article", "header", "main")]
    for home in homes:
        inside = [time for time in times if any(a is home for a in time.iterancestors())]
        if inside:
            yield from inside
            return


def _is_away(element: Any) -> bool:
    return any(outer.tag in _AWAY for outer in element.iterancestors())


def _shown(header: Sequence[Block], language: str) -> Iterator[Dated]:
    for block in header:
        text = block.text
        if len(text) > _LONGEST_LINE or _CHANGED.search(block.region.marks) or block.linked > 0.7 * len(text):
            continue
        if match := _SHORT_YEAR.search(text):
            text = f"{text[: match.start()]}{match[1]}.{match[2]}.20{match[3]}{text[match.end() :]}"
        found = read_date(text[:100], language)
        is_day = found.interval is not None and found.interval.earliest[:10] == found.interval.latest[:10]
        if is_day or found.doubt:
            yield found
