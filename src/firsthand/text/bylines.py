"""Bylines and datelines: the lines and openings that say who wrote an article, when, where and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.languages import any_around_names, codes, pages, table
from firsthand.text.folding import Folded, fold

_LONGEST = 160
_MOST_WORDS = 20
_SEPARATORS = "|/·•:;,()[]-–—_*>»\t "
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?(?:[ap]\.? ?m\.?|h(?:rs?|s)?\b))?")
_DATELINE = re.compile(
    r"""(?P<place>[^\W\d_][^\n()—–:“"«]{1,50}?)?
        (?:,?\s+(?P<day>[^\n()—–:“"«]{3,24}))??
        \s*\((?P<agency>[^()\n]{2,40})\)\s*
        (?:[.:]?\s*(?:[—–]|--?)+\s*|(?<=\(CNN\)))""",
    re.X,
)
_CAPITAL_PLACE = re.compile(
    r"(?P<place>[^\W\d_a-z][^\na-z()“\"«:—–]{2,40}?)(?:,\s+(?P<day>[^\n()—–:“\"«]{3,24}))?\s*(?:[—–]|\s--?\s)\s*"
)
_MOST_DATELINE = 110


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; `day` is an ISO 8601 prefix, `agency` one that stands where the author would."""

    author: str | None = None
    outlet: str | None = None
    day: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """An opening like "LA PAZ, June 3 (Reuters) —": where it ends, and the agency that it names."""

    end: int
    agency: str | None


def read_byline(line: str, language: str = "") -> Byline | None:
    """What `line` says if it is nothing but a byline or a date line, else None."""
    if not 4 <= len(line) <= _LONGEST or len(line.split()) > _MOST_WORDS or line.rstrip()[-1:] in '.?!…”"':
        return None
    folded = fold(line)
    rest = folded.text
    day = None
    if found := find_day(rest, language):
        day, start, end = found
        rest = _blanked(rest, start, end)
        if second := find_day(rest, language):
            rest = _blanked(rest, second[1], second[2])
    rest = _TIME.sub(lambda m: "|" * len(m.group()), rest) if day else rest
    author, outlet, rest = _take_author(line, folded, rest)
    if author is None and (day is None or _by_pattern().search(rest)):
        return None
    left = [(m.group(), m.start()) for m in re.finditer(r"[^\s|]+", rest)]
    left = [(w.strip(_SEPARATORS), at) for w, at in left if w.strip(_SEPARATORS)]
    left = [(w, at) for w, at in left if w not in _small_words()]
    if len(left) > 4 or any(not line[folded.home[at] :].lstrip("([")[:1].isupper() for _, at in left):
        return None
    agency = agencies().get((outlet or "").removeprefix("The ")) or agencies().get((author or "").removeprefix("The "))
    return Byline(author, outlet, day, agency)


def read_dateline(opening: str) -> Dateline | None:
    """The dateline that `opening` (the start of a paragraph) begins with, if any."""
    head = opening[:_MOST_DATELINE]
    if match := _DATELINE.match(head):
        agency = match["agency"].strip()
        place = match["place"] or ""
        if (agency in agencies() or (_is_name(agency) and place.isupper()) or not place) and _is_place(place):
            return Dateline(match.end(), agencies().get(agency, agency))
    if (match := _CAPITAL_PLACE.match(head)) and (match["place"].isupper()) and _is_place(match["place"]):
        following = head[match.end() : match.end() + 1]
        if following and not following.islower() and sum(c.isalpha() for c in match["place"]) >= 4:
            return Dateline(match.end(), None)
    return None


def find_day(folded: str, language: str = "") -> tuple[str, int, int] | None:
    """The first date with a year in folded text, as an ISO 8601 prefix with its range."""
    best: tuple[str, int, int] | None = None
    for pattern, order in _day_patterns(table(language, "dates").get("order", "day-month")):
        match = pattern.search(folded)
        if match and (best is None or (match.start(), -match.end()) < (best[1], -best[2])):
            parts = dict(zip(order, match.groups()))
            if stamp := _stamp(parts.get("y"), parts.get("m"), parts.get("d")):
                best = (stamp, match.start(), match.end())
    return best


@cache
def agencies() -> Mapping[str, str]:
    """The usual name of a news agency by each of its names, of all languages."""
    usual: dict[str, str] = {}
    for code in codes():
        for name, others in table(code, "bylines").get("agencies", {}).items():
            usual.update({name: name, **dict.fromkeys(others, name)})
    return usual


def find_agencies(line: str) -> Iterator[str]:
    """The usual names of the agencies that `line` names, in their order."""
    for match in _agency_pattern().finditer(line):
        yield agencies()[match.group()]


@cache
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(agencies(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")


def normal_case(name: str) -> str:
    """A name that was written in capitals, as one writes it."""
    if not name.isupper():
        return name
    words = [w.title() if w.lower() not in _particles() or n == 0 else w.lower() for n, w in enumerate(name.split())]
    return " ".join(words)


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for code in codes():
        for name, number in table(code, "dates").get("months", {}).items():
            found.setdefault(fold(name).text, number)
    for name, number in pages()["months"].items():
        found.setdefault(name, number)
    return found


@cache
def _day_patterns(order: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    month = "|".join(sorted(map(re.escape, _months()), key=lambda m: (-len(m), m))) or "(?!)"
    slashed = "mdy" if order == "month-day" else "dmy"
    day, of = r"\b(\d{1,2})(?:st|nd|rd|th|o|°)?\s*(?:of |de |-|\.)?", r"\.?,?\s*(?:of |de |del |-)?"
    return (
        (re.compile(rf"{day}\s*({month}){of}\s*(\d{{4}})\b"), "dmy"),
        (re.compile(rf"\b({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:de )?(\d{{4}})\b"), "mdy"),
        (re.compile(rf"\b({month})\.?,?\s+(?:de |of )?(\d{{4}})\b"), "my"),
        (re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),
        (re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b"), slashed),
    )


def _stamp(year: str | None, month: str | None, day: str | None) -> str | None:
    if not year or not month:
        return None
    number = _months().get(month) or (int(month) if month.isdigit() else 0)
    n_day = int(day) if day else None
    if n_day is not None and number > 12 >= n_day:
        number, n_day = n_day, number
    if not 1 <= number <= 12 or (n_day is not None and not 1 <= n_day <= 31):
        return None
    return f"{year}-{number:02}" + (f"-{n_day:02}" if n_day else "")


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "|" * (end - start) + text[end:]


@cache
def _by_pattern() -> re.Pattern[str]:
    words = sorted(
        {fold(w).text for code in codes() for w in table(code, "bylines").get("by", ())}, key=lambda w: (-len(w), w)
    )
    return re.compile(rf"(?:^|[|/•·,;-])\s*(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?:\s*:\s*|\s+)(?=\S)")


@cache
def _particles() -> frozenset[str]:
    return frozenset(w for code in codes() for w in table(code, "bylines").get("name_particles", ()))


@cache
def _roles() -> frozenset[str]:
    return frozenset(fold(w).text for code in codes() for w in table(code, "bylines").get("roles", ()))


@cache
def _small_words() -> frozenset[str]:
    subjects = [table(code, "bylines") for code in codes()]
    words = {fold(w).text for t in subjects for name in ("publishing", "clock") for w in t.get(name, ())}
    words |= {w for phrase in words for w in phrase.split()}
    words |= {fold(w).text for code in codes() for w in table(code, "dates").get("weekdays", {})}
    return frozenset(words | set(codes()))


def _take_author(line: str, folded: Folded, rest: str) -> tuple[str | None, str | None, str]:
    match = _by_pattern().search(rest)
    if not match:
        return None, None, rest
    stop = re.search(r"\s*(?:\|| [-•·] |$)", rest[match.end() :])
    end = match.end() + (stop.start() if stop else len(rest) - match.end())
    written = line[folded.home[match.end()] : folded.home[end]].strip(" :,|-–—")
    names, _, house = written.partition("/")
    names, _, role = names.partition(",") if not house and _splits_off(names) else (names, "", "")
    author = " ".join(names.split())
    if author.split()[-1:] and len(author.split()) > 2 and author.isupper() and author.split()[-1].lower() in codes():
        author = author.rsplit(maxsplit=1)[0]
    if not _is_name(author):
        return None, None, rest
    outlet = house.strip(" :") or ("" if _is_role(role) else role.strip())
    if outlet and not _is_name(outlet):
        return None, None, rest
    return normal_case(author), outlet or None, _blanked(rest, match.start(), end)


def _is_role(words: str) -> bool:
    folded = fold(words).text.strip()
    return any(folded.startswith(role) for role in _roles())


def _splits_off(names: str) -> bool:
    head, _, tail = names.partition(",")
    return bool(tail.strip()) and "," not in tail and len(head.split()) >= 2 and not _joins().search(tail)


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_around_names('between_authors')})\b")


def _is_name(name: str) -> bool:
    words = name.replace("&", " ").replace(",", " ").split()
    if not words or len(words) > 14 or any(c.isdigit() for c in name):
        return False
    particles = _particles()
    proper = [w for w in words if w[0].isupper() or not w[0].isalpha()]
    return bool(proper) and all(w in proper or w.lower() in particles for w in words)


def _is_place(place: str) -> bool:
    words = place.replace(",", " ").replace("/", " ").split()
    return len(words) <= 8 and all(not w[0].islower() or w in _particles() or w.strip(".") in _months() for w in words)
