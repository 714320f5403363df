"""Who goes by an office and a surname that only a relative's full name has: "President Trask" beside "Ivanka Trask".

In: the persons of a text. Out: the places of such surnames, each behind its office. Always true: a surname is the
relative's own where the text gives that office to the relative, or nobody is called by a given name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.sources.gender import given_names
from firsthand.quotes.sources.persons import Person

_WORD = re.compile(r"\w+")
_REACH = 60
"""Characters beside a full name in which an office is told to be its bearer's."""


def find_apart(persons: Sequence[Person], text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Mentions by office and surname of somebody who is none of `persons`."""
    by_surname: dict[str, list[Person]] = {}
    for person in persons:
        if len(person.words) > 1:
            by_surname.setdefault(person.words[-1], []).append(person)
    for last, bearers in sorted(by_surname.items()):
        kin = any(_is_kin(person, text, lexicon) for person in bearers)
        if not kin and not all(_goes_by_given_name(words, text) for words in sorted({p.words for p in bearers})):
            continue
        titled = list(_titled_alone(last, text, lexicon))
        offices = {office for office, _ in titled}
        if not any(_is_beside(person, offices, text) for person in bearers):
            yield from (Person((last,), at, at + len(last)) for _, at in titled)


def _is_kin(person: Person, text: str, lexicon: Lexicon) -> bool:
    """Whether a relation stands right before a full name: "first lady | Nadia Trask"."""
    before = _WORD.findall(text[max(0, person.at - _REACH) : person.at])[-1:]
    return bool(before) and lexicon.has("kin", before[0].lower())


def _titled_alone(last: str, text: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Where a surname stands right behind an office: the office, and the place."""
    for match in re.finditer(rf"(?<!\w)([^\W\d_][\w-]+) ({re.escape(last)})(?!\w)", text):
        if lexicon.has("kinds.roles", match.group(1).lower()):
            yield match.group(1).lower(), match.start(2)


def _goes_by_given_name(words: Sequence[str], text: str) -> bool:
    """Whether a person is called by a known given name alone, as relatives are to be told apart."""
    given = words[0]
    if given.lower() not in given_names():
        return False
    return re.search(rf"(?<![\w.]){re.escape(given)}(?!\w)(?!\.? [^\W\d_a-zß-öø-ÿ])", text) is not None


def _is_beside(person: Person, offices: set[str], text: str) -> bool:
    """Whether one of `offices` stands beside a full name."""
    before = re.split(r"[.;:\n]", text[max(0, person.at - _REACH) : person.at])[-1]
    before = before.rpartition(person.words[-1])[2]  # "President Trask and | first lady Nadia Trask"
    behind = re.split(r"[.;:\n]", text[person.end : person.end + _REACH])[0]
    behind = behind if behind[:2] in (", ", " (") else ""
    return not offices.isdisjoint(_WORD.findall(f"{before} {behind}".lower()))
