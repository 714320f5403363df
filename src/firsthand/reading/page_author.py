"""Who wrote a page's article: persons before bodies, what the markup says before what a byline shows.

A name is no address, number or account. A body is an author only where the page names nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from firsthand.languages import codes, pages, table
from firsthand.reading.article import bare
from firsthand.reading.blocks import Block
from firsthand.reading.linked_data import Thing, names_of, plain
from firsthand.text.bylines import agencies
from firsthand.text.folding import fold

_METAS = (
    *(
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "citation_author",
    ),
    *(
        "cxenseparse:author",
        "article.author",
        "bylinename",
        "og:author",
        "articleauthor",
        "news_author",
        "article:author_name",
        "creator",
    ),
)
_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?|author-?names?|(?:article|post|entry)-?author|autor\w*|auteurs?|signature|writer"
    r"|reporter)(?![a-z])"
)
_NO_BYLINE = re.compile(
    r"bio|about|avatar|social|image|photo|foto|bild|caption|credit|related|comment|list|follow|description"
)
_OF_PICTURE = re.compile(r"image|photo|foto|bild|caption|credit")
_MAIL = re.compile(r"<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?|\(\s*\)|\(?(?:https?://|www\.)\S+|(?<!\w)@\w+")
_EDGES = " \t,;:|/·•–—-()<>[]\"'"
_CODES = r"(?!(?<=[a-z]/)[a-z]+(?![^\W_]))"  # "dpa/lby" is one signature
_SPLIT = re.compile(
    rf"\s*(?:[;|•·、]|(?<=\w{{3}})/(?=[^\W\d_]{{3}}){_CODES}|,(?!\s*(?:Jr|Sr|PhD|MD)\b)|\s/\s|\s&\s)\s*"
)
_PLACE = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST_NAME = 60
_MOST_WORDS = 6
_LONGEST_BYLINE = 120
_BESIDE = 4
"""Links to authors have that many elements around them, at most, until the one that holds them all."""
_LONGEST_FIELD = 1_000
_HAS_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b")


def find_author(
    things: Sequence[Thing],
    metas: Mapping[str, Sequence[str]],
    told: Sequence[str],
    shown: Iterable[Iterable[str]],
    outlets: Sequence[str],
) -> str | None:
    """The authors, joined with commas.

    Parameters
    ----------
    things : sequence of Thing
        What JSON-LD says of this article.
    metas : mapping of str to sequence of str
        The page's metadata.
    told : sequence of str
        Names in the links to authors that stand beside one another below the headline.
    shown : iterable of iterables of str
        Bylines that the page shows, the surest first; looked at only where the markup names no person.
    outlets : sequence of str
        Names of the outlet and of the article's section: whoever bears one of them is a body.
    """
    own = {bare(name) for outlet in outlets for name in (outlet, *names_in(outlet)) if bare(name)}
    body = mine = ""
    for source in _sources(things, metas, shown):
        named = {name: is_body for written, is_body in source for name in names_in(written)}
        others = [name for name, is_body in named.items() if _is_other(name, is_body, own)]
        if any(not named[name] and not _is_agency(name) and not _is_account(name) for name in others):
            others = _with_those_beside(others, told)
            return ", ".join(name for name in others if not any(name.startswith(f"{other} ") for other in others))
        body, mine = body or ", ".join(others[:1]), mine or next(iter(named), "")
    return body or mine or None


def _with_those_beside(names: list[str], told: Sequence[str]) -> list[str]:
    """`names`, or all that links to authors name in one place with them: markup often has room for one author only."""
    line = list(dict.fromkeys(name for written in told for name in names_in(written)))
    return line if set(names) < set(line) and all(_looks_like_name(name) for name in line) else names


def _is_other(name: str, is_body: bool, own: set[str]) -> bool:
    """Whether a name is not the outlet's: a person's, or that of a body from which the article came."""
    if bare(name) in own or "." in name.strip(".").split()[-1]:
        return False
    return is_body or _is_person(name, own)


def _is_agency(name: str) -> bool:
    return name in agencies()


def _is_account(name: str) -> bool:
    """Whether this is what somebody logs in with: "orvelle news"; short codes ("tma") are signatures."""
    return " " in name and name.islower()


def _sources(
    things: Sequence[Thing], metas: Mapping[str, Sequence[str]], shown: Iterable[Iterable[str]]
) -> Iterator[list[tuple[str, bool]]]:
    for key in ("author", "creator"):
        for thing in things:
            if key in thing:
                yield list(names_of(thing[key]))
    for name in _METAS:
        yield [(plain(value), False) for value in metas.get(name, ()) if "://" not in value]
    for names in shown:
        yield [(value, False) for value in names]


def _is_person(name: str, own: set[str]) -> bool:
    """Whether a name is not plainly one of the outlet's own: "BR24 Redaktion", "MDR Thüringen"."""
    mine, first = bare(name), bare(name.split()[0])
    return first not in own and not any(
        len(outlet) > 3 and (mine.startswith(outlet) or outlet.startswith(mine)) for outlet in own
    )


def names_in(written: str) -> Iterator[str]:
    """The names in a byline or a field, one by one, without the words around them."""
    written = _MAIL.sub(" ", plain(written[:_LONGEST_FIELD]))
    for part in _SPLIT.split(_without_by(written)):
        for name in _split_joined(_without_by(part)):
            name = name.strip(_EDGES)
            if (
                name
                and not any(c.isdigit() for c in name[:1])
                and len(name) <= _LONGEST_NAME
                and len(name.split()) <= _MOST_WORDS
            ):
                yield name


def _without_by(written: str) -> str:
    written = written.strip(_EDGES)
    match = _by_pattern().match(fold(written).text)
    return written[match.end() :].strip(_EDGES) if match and len(fold(written).text) == len(written) else written


@cache
def _by_pattern() -> re.Pattern[str]:
    words = {fold(w).text for code in codes() for w in table(code, "bylines").get("by", ())} | set(pages()["by"])
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?:\s*:\s*|\s+)(?=\S)")


def _split_joined(written: str) -> Iterator[str]:
    """Names joined with "and": a word of the table between two names of two words each."""
    words = written.split()
    joints = pages()["and"]
    start = 0
    for at, word in enumerate(words):
        if word in joints and at - start >= 2 and len(words) - at - 1 >= 2 and words[at + 1][:1].isupper():
            yield " ".join(words[start:at])
            start = at + 1
    yield " ".join(words[start:])


def shown_names(header: Sequence[Block]) -> Iterator[list[str]]:
    """The bylines around the headline: their class says so, a word begins them, or they are bold and only names."""
    for block in header:
        if _is_shown_byline(block):
            linked = [block.text[start:end].strip() for start, end, _ in block.links]
            found = _names_among([name for name in linked if _looks_like_name(name)] or [_shortened(block.text)])
            if found:
                yield found


def agency_of_line(header: Sequence[Block]) -> Iterator[str]:
    """The agency of a line that is nothing but its name, or its name and a place: "AFP, MANILA"."""
    for block in header:
        parts = _parts(block.text) if len(block.text) <= _LONGEST_NAME else []
        if parts and _is_agency(parts[0]) and all(_PLACE.fullmatch(part) for part in parts[1:]):
            yield parts[0]
            return


def name_beside_date(header: Sequence[Block]) -> Iterator[str]:
    """A line that is nothing but a person's name, right before or after a line with a date."""
    dated = [_HAS_DATE.search(block.text) is not None for block in header]
    for at, block in enumerate(header):
        beside = dated[max(0, at - 1) : at] + dated[at + 1 : at + 2]
        words = block.text.split()
        is_name = 2 <= len(words) <= 4 and all(w[0].isupper() and w.replace("-", "").isalpha() for w in words)
        if (
            is_name
            and not block.linked
            and any(beside)
            and not block.region.name.startswith("h")
            and block.region.name != "li"
        ):
            yield block.text
            return


def signed_names(tail: Sequence[Block], outlets: Sequence[str]) -> Iterator[list[str]]:
    """Signatures below an article: a line that stands out as a whole, or the outlet with whom it took this from."""
    own = {bare(outlet) for outlet in outlets}
    for block in reversed(tail):
        parts = [part.strip(_EDGES) for part in block.text.split("/")]
        is_named = parts[-1][:1].isupper() and len(parts[-1].split()) <= _MOST_WORDS
        if len(parts) == 2 and bare(parts[0]) in own and is_named:
            yield parts[1:]
        elif _is_emphasised(block) and len(block.text) <= _LONGEST_NAME / 2 and block.text[:1].isupper():
            yield [block.text] if block.text[-1].isalpha() else []


def _is_emphasised(block: Block) -> bool:
    element = block.region.element
    inner = element[0] if block.region.name == "p" and len(element) == 1 else None
    return inner is not None and inner.tag in ("em", "i") and not (element.text or inner.tail or "").strip()


def labelled_names(blocks: Sequence[Block]) -> Iterator[str]:
    """What stands behind a label for the author, anywhere on the page."""
    for block in blocks:
        if len(block.text) <= _LONGEST_BYLINE and (match := _label_pattern().match(fold(block.text).text)):
            yield from _names_among([block.text[match.end() :].strip(_EDGES)])


def _is_shown_byline(block: Block) -> bool:
    marks = f"{block.region.marks} {block.region.parent.marks if block.region.parent else ''}"
    if _BYLINE.search(marks) and not _NO_BYLINE.search(block.region.marks):
        return True
    if len(block.text) > _LONGEST_BYLINE or _OF_PICTURE.search(block.region.marks):
        return False
    begins = _without_by(block.text) != block.text.strip(_EDGES)
    return begins or (block.strong > 0.8 * len(block.text) and "/" in block.text)


def _names_among(written: Sequence[str]) -> list[str]:
    """Those that are nothing but names, without the place that stands behind the last of them ("Ada Roe, Orvelle")."""
    found = []
    for line in written:
        parts = _parts(line)
        if len(parts) > 1 and _PLACE.fullmatch(parts[-1]) and _looks_like_name(parts[-2]):
            line = line[: line.rindex(parts.pop())].rstrip(_EDGES)
        if parts and all(_looks_like_name(name) for name in parts):
            found.append(line)
    return found


@cache
def _label_pattern() -> re.Pattern[str]:
    longest = sorted(pages()["author_labels"], key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?:\s*:\s*|\s+)(?=\S)")


def _parts(written: str) -> list[str]:
    return [part for part in re.split(r"\s*[,;/]\s*", _without_by(written)) if part]


def _shortened(written: str) -> str:
    return re.split(r"\s[|•·–—]\s|\s\d", _without_by(written))[0]


def find_bylines(tree: Any) -> Iterator[str]:
    """The byline that elements below the headline show by their names, with those that stand beside the first."""
    title = next(tree.iter("h1"), None)
    is_below = title is None
    home = None
    for element in tree.iter("h1", "a", "span", "div", "p", "address", "li", "cite", "section", "strong"):
        is_below = is_below or element is title
        is_told = element.get("itemprop") == "author" or element.get("rel") == "author"
        if not is_below or (not is_told and not _is_byline(element)):
            continue
        if home is not None and not any(outer is home for outer in element.iterancestors()):
            return
        names = [" ".join(a.text_content().split()) for a in element.iter("a")]
        words = [name for name in names if _looks_like_name(name)] or [" ".join(element.text_content().split())]
        found = _names_among([_shortened(w) for w in words])
        if not found and is_told and 0 < len(words[0]) <= _LONGEST_NAME / 2:
            found = words[:1]
        yield from found
        if found and home is None:
            inner = element.getparent()
            home = inner.getparent() if inner is not None and inner.getparent() is not None else inner


def linked_names(tree: Any) -> list[str]:
    """Names in links to authors ("rel=author") that stand beside one another, the first such below the headline."""
    title = next(tree.iter("h1"), None)
    is_below = title is None
    found: list[str] = []
    home = None
    for element in tree.iter("h1", "a"):
        is_below = is_below or element is title
        if not is_below or element.get("rel") != "author":
            continue
        outer = list(element.iterancestors())[: _BESIDE + 1]
        if home is None:
            home = outer[-1]
        elif all(place is not home for place in outer):
            break
        found.append(" ".join(element.text_content().split()))
    return found


def find_sections(tree: Any, metas: Mapping[str, Sequence[str]]) -> list[str]:
    """The sections that a page is filed under, as its metadata and its links to them name them."""
    links = (link for link in tree.iter("a") if "category" in (link.get("rel") or "").split())
    return [*metas.get("article:section", ()), *(" ".join(link.text_content().split()) for link in links)]


def _is_byline(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}".lower()
    return bool(named.strip()) and _BYLINE.search(named) is not None and not _NO_BYLINE.search(named)


def _looks_like_name(written: str) -> bool:
    words = [word for word in _without_by(written).split() if word[0].isalpha()]
    if (
        not 2 <= len(words) <= _MOST_WORDS
        or len(written) > _LONGEST_NAME
        or any(c.isdigit() or c in ":/" for c in written)
    ):
        return False
    return words[0][0].isupper() and sum(word[0].isupper() for word in words) >= max(2, len(words) - 2)
