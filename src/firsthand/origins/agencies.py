"""Agencies: whose text an article prints. An outlet vouches only for its own words; an agency's are the agency's.

A credit may stand at the head, in a dateline, as a byline, at the foot, in the metadata. Portals, search engines,
archives and relays carry texts and publish none; both are tables, ``languages/<code>/bylines``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from firsthand.languages import any_of, codes, table
from firsthand.model import Document
from firsthand.text import fold
from firsthand.text.bylines import agencies, find_agencies, read_byline, read_dateline

_HEAD_LINES, _FOOT_LINES = 14, 6
_LONGEST_LINE = 90
_OPENING = 500
_MOST_OTHER_WORDS = 5


def credit_agencies(document: Document) -> Document:
    """`document` with the agencies that it prints among its credits, under their usual names."""
    named = [usual_name(credit) for credit in document.credits]
    named += [name for name in find_credits(document) if name not in named]
    own = usual_name(document.outlet) if document.outlet else None
    credits = tuple(name for name in dict.fromkeys(named) if name != own)
    return document if credits == document.credits else replace(document, credits=credits)


def find_credits(document: Document) -> list[str]:
    """The agencies that the text of `document` says it is from, in their order."""
    return list(dict.fromkeys(_find(document)))


def find_contributions(document: Document) -> frozenset[str]:
    """The agencies that `document` has something from, if only a part: they tie it to others, and vouch for nothing."""
    return frozenset([*document.credits, *_at_the_foot(document.text)])


@lru_cache(maxsize=1 << 12)
def _at_the_foot(text: str) -> tuple[str, ...]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    shared = any_of("bylines", "shared_credits")
    feet = (line for line in lines[-_FOOT_LINES:] if shared.search(fold(line).text))
    return tuple(name for line in feet for name in find_agencies(line))


def _find(document: Document) -> Iterator[str]:
    yield from find_agencies(document.author or "")
    yield from _if_shaped(document.author or "")
    lines = [line.strip() for line in document.text.split("\n") if line.strip()]
    for line in lines[:_HEAD_LINES]:
        if (dateline := read_dateline(line)) and dateline.agency:
            yield from _named_in_dateline(dateline.agency)
        yield from _of_byline(line)
        if opening := _opening().match(line):
            yield opening[1]
    for match in _bracketed().finditer(document.text[:_OPENING]):
        yield agencies()[match[1]]
    for line in lines[-_FOOT_LINES:] if len(lines) > 1 else ():
        yield from _of_byline(line)
        yield from _of_foot(line)


def _of_byline(line: str) -> Iterator[str]:
    """Agencies of a line that names hardly anything else: "By Ada Quill, Associated Press", "Redacción / EFE"."""
    if len(line) > _LONGEST_LINE or line[-1:] in '?!:”"':
        return
    byline = read_byline(line)
    if byline and byline.agency:
        yield byline.agency
        return
    yield from _if_shaped(byline.author if byline and byline.author else line.strip(" .·|/—–-"))
    found = list(find_agencies(line))
    if not found:
        return
    words = [fold(w).text for w in re.findall(r"[^\W\d_]+", _names().sub(" ", line))]
    ends = re.search(rf"[/|·,(–—]\s*(?:{_names().pattern})\W*$", line)
    plain = all(w in _by_words() for w in words)
    signed = any(w in _by_words() for w in words[:1] + words[-1:])
    if plain or (len(words) <= _MOST_OTHER_WORDS and _is_title(line) and (ends or signed)):
        yield from found


def _is_title(line: str) -> bool:
    """Whether all longer words are capitalised, as in names."""
    return all(w[0].isupper() or len(w) <= 4 for w in re.findall(r"[^\W\d_]+", line))


def _of_foot(line: str) -> Iterator[str]:
    """Agencies whose words a closing line says it has, and those that close their own pieces in a way of their own."""
    folded = fold(line).text
    if any_of("bylines", "agency_feet").search(folded):
        yield from find_agencies(line)
        yield from (match[0] for match in _shape().finditer(line) if match[0] not in agencies())
    for code in codes():
        for agency, patterns in table(code, "bylines").get("agency_signs", {}).items():
            if any(re.search(pattern, folded) for pattern in patterns):
                yield agency


def _named_in_dateline(name: str) -> Iterator[str]:
    """The agency in the brackets of a dateline: one that a table lists, or that calls itself one."""
    if name in agencies():
        yield agencies()[name]
    elif _shape().fullmatch(name) or name.split()[-1] in _last_words():
        yield name


def _if_shaped(line: str) -> Iterator[str]:
    """`line` if it is nothing but the name of an agency that no table lists: "Agencia Pampa", "Coral News Agency"."""
    if line not in agencies() and _shape().fullmatch(line):
        yield line


def usual_name(name: str) -> str:
    """The usual name of an agency that goes by several; any other name as it is."""
    bare = fold(name).text
    first, _, rest = bare.partition(" ")
    return _usual().get(bare) or (_usual().get(rest) if first in _articles() else None) or name


def is_agency(name: str) -> bool:
    """Whether `name` is the usual name of a news agency."""
    return name in agencies().values()


def is_carrier(name: str) -> bool:
    """Whether `name` is a portal, search engine, archive or relay, which publishes nothing of its own."""
    return fold(name).text.removeprefix("www.") in _carriers()


@cache
def _usual() -> dict[str, str]:
    return {fold(name).text: usual for name, usual in agencies().items()}


@cache
def _articles() -> frozenset[str]:
    return _words_of("articles")


@cache
def _by_words() -> frozenset[str]:
    return _words_of("by") | _words_of("roles") | _words_of("articles")


@cache
def _carriers() -> frozenset[str]:
    return frozenset(fold(name).text for code in codes() for name in table(code, "bylines").get("carriers", ()))


def _words_of(key: str) -> frozenset[str]:
    listed = (entry for code in codes() for entry in table(code, "bylines").get(key, ()))
    return frozenset(word for entry in listed for word in fold(entry).text.split())


@cache
def _names() -> re.Pattern[str]:
    names = sorted(agencies(), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)) or "(?!)")


@cache
def _shape() -> re.Pattern[str]:
    """Names of agencies that no table lists, told by the words that begin or end them."""
    before, after = _listed("agency_begins"), _listed("agency_ends")
    name = r"[^\W\d_a-zà-ÿ][\w’'-]+"
    return re.compile(rf"(?<!\w)(?:(?:{before}) {name}(?: {name}){{0,2}}|(?:{name} ){{1,3}}(?:{after}))(?!\w)")


@cache
def _opening() -> re.Pattern[str]:
    """Such a name alone before the first sentence: "Agencia Pampa.- El gobierno …"."""
    return re.compile(rf"({_shape().pattern})(?:\s*[.:—–-]+)+\s+(?=[^\W\d_a-z])")


def _listed(key: str) -> str:
    names = {name for code in codes() for name in table(code, "bylines").get(key, ())}
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or "(?!)"


@cache
def _last_words() -> frozenset[str]:
    return frozenset(word for code in codes() for word in table(code, "bylines").get("agency_last_words", ()))


@cache
def _bracketed() -> re.Pattern[str]:
    """An agency in brackets before the dash that ends a dateline."""
    return re.compile(rf"\(({_names().pattern})\)[\s.:]*[-–—]")
