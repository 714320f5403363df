"""Who is who in one document: persons with their mentions, and which of them a name means at a place.

In: a text, the names found in it, the quoted stretches. Out: :class:`Bearer` values, and for any name and place the one
bearer that is meant, or None. Always true: of two bearers of a surname the one is meant who alone was introduced
before, or who went by it alone before the other came; else nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.sources.gender import Gender, gender_of_name, gender_of_words, given_names
from firsthand.quotes.sources.paragraphs import has_line_for_each_sentence
from firsthand.quotes.sources.persons import Person
from firsthand.quotes.sources.relatives import find_apart

Range = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_APPOSITION = re.compile(r", (?:([^\W\d]{1,3})[ ]|(\d\d),)")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@dataclass(slots=True, eq=False)
class Bearer:
    """One person of the document: the usual full name, where it stands, what is known."""

    words: tuple[str, ...]
    mentions: list[Person] = field(default_factory=list)
    gender: Gender | None = None
    sure: bool = False
    """Whether the name is a person's for certain: a known given name, a title, or who spoke as a person."""

    @property
    def name(self) -> str:
        """The name as it stands."""
        return " ".join(self.words)

    def may_be(self, gender: Gender | None) -> bool:
        """Whether a pronoun of a gender can mean this person."""
        return gender is None or self.gender in (None, gender)

    @property
    def first_at(self) -> int:
        """Where the full name stands first."""
        return self.mentions[0].at


@dataclass(frozen=True, slots=True)
class Mention:
    """A bearer named at ``[at, end)``."""

    at: int
    end: int
    bearer: Bearer


def surname(words: Sequence[str]) -> str:
    """The word that a person is called by alone."""
    last = len(words) - 1
    while last > 1 and words[last].rstrip(".").lower() in _SUFFIXES:
        last -= 1
    return words[last]


def is_part(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether `words` stand in `name` in their order; a lone word must not be its first."""
    at = 0
    for word in words:
        try:
            at = name.index(word, at) + 1
        except ValueError:
            return False
    return len(words) > 1 or at > 1 or len(name) == 1


class People:
    """The persons of one document."""

    def __init__(self, text: str, persons: Sequence[Person], quoted: Sequence[Range], lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self._quoted = sorted(quoted)
        self._quoted_starts = [start for start, _ in self._quoted]
        apart = _group(list(find_apart(persons, text, lexicon)))
        self.bearers = sorted(_group(persons) + apart, key=lambda b: b.first_at)
        self._by_word: dict[str, list[Bearer]] = {}
        self._by_surname: dict[str, list[Bearer]] = {}
        for bearer in self.bearers:
            for word in dict.fromkeys(w for person in bearer.mentions for w in person.words):
                self._by_word.setdefault(word, []).append(bearer)
            for last in dict.fromkeys(surname(person.words) for person in bearer.mentions):
                self._by_surname.setdefault(last, []).append(bearer)
            self._learn(bearer)
        self._mentions: list[Mention] | None = None
        self._starts: list[int] = []
        self._lines_are_sentences = has_line_for_each_sentence(text)

    def ends_paragraph(self, start: int, end: int) -> bool:
        """Whether a paragraph ends in ``text[start:end]``."""
        return not self._lines_are_sentences and "\n" in self.text[start:end]

    def is_quoted(self, at: int) -> bool:
        """Whether a place lies inside quote marks."""
        n = bisect_right(self._quoted_starts, at) - 1
        return n >= 0 and at < self._quoted[n][1]

    def meant(self, words: Sequence[str], at: int, gender: Gender | None = None) -> Bearer | None:
        """The bearer whom a name means at a place; None where nobody's, or two persons', full name has these words."""
        if len(words) > 1:
            found = [b for b in self._by_word.get(words[-1], ()) if any(is_part(words, p.words) for p in b.mentions)]
            return found[0] if len(found) == 1 else None
        named = [b for b in self._by_word.get(words[0], ()) if any(is_part(words, p.words) for p in b.mentions)]
        alone = next((b for b in named if b.words == tuple(words)), None)
        if alone is not None:
            return alone  # "President Trask", where a daughter has a full name and he has none
        plain = [b for b in named if b.words[-1].rstrip(".").lower() not in _SUFFIXES]
        if named and not plain:
            return None  # a surname alone is the father's
        named = plain
        if not named:
            named = [b for b in self._by_word.get(words[0], ()) if b.words[0] == words[0] and b.sure]
        return self._primary(words[0], named, at, gender)

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Who is named in ``[start, end)`` by the teller, in order."""
        if self._mentions is None:
            self._mentions = [m for m in self._find_mentions() if not self.is_quoted(m.at)]
            self._starts = [m.at for m in self._mentions]
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_whole_name(self, bearer: Bearer) -> bool:
        """Whether a name's first word belongs to it: no word of the language or of this text ("Whether Trump")."""
        first = bearer.words[0]
        if bearer.sure or len(first.rstrip(".")) == 1:
            return bearer.sure
        low = first.lower()
        return low not in self.lexicon.kinds_of and re.search(rf"(?<!\w){re.escape(low)}(?!\w)", self.text) is None

    def knows(self, word: str) -> bool:
        """Whether a word stands in anybody's name."""
        return word in self._by_word

    def add_speaker(self, name: str, at: int) -> Bearer:
        """Somebody who speaks by one name only, known from then on."""
        told = gender_of_name(name) if name.lower() in given_names() else None  # "Obama" is a surname
        bearer = Bearer((name,), [Person((name,), at, at + len(name))], told, sure=True)
        self.bearers.append(bearer)
        self._by_word.setdefault(name, []).append(bearer)
        self._by_surname.setdefault(name, []).append(bearer)
        self._mentions = None
        return bearer

    def _primary(self, word: str, named: Sequence[Bearer], at: int, gender: Gender | None) -> Bearer | None:
        fitting = [b for b in named if not gender or b.gender in (None, gender)]
        before = [b for b in fitting if b.first_at <= at]
        if len(before) == 1 and (len(fitting) == 1 or self._goes_by(word, before[0], fitting)):
            return before[0]
        if len(before) <= 1:
            known = len(fitting) == 1 and (before or self._is_heading(at) or self._is_introduced(fitting[0]))
            return (before or fitting)[0] if known else None
        first, second = sorted(before, key=lambda b: b.first_at)[:2]
        return first if self._bare_between(word, first.first_at, second.first_at) else None

    def _is_heading(self, at: int) -> bool:
        """Whether a place lies in a line that is no sentence: headlines go by surnames of whom the text introduces.

        In running text a surname before a full name that nothing introduces is somebody else's whom all know: "Trask
        said", then "Ivanka Trask was not there".
        """
        end = self.text.find("\n", at)
        line = self.text[self.text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(self.text)]
        return line.rstrip(" \"'”’»")[-1:] not in ".!?…"

    def _goes_by(self, word: str, bearer: Bearer, fitting: Sequence[Bearer]) -> bool:
        """Whether nobody else of that name is introduced yet."""
        return all(b is bearer or b.first_at > bearer.first_at for b in fitting) and bool(word)

    def _bare_between(self, word: str, start: int, end: int) -> bool:
        """Whether the surname stands alone somewhere in ``text[start:end]``."""
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", self.text[start:end]):
            at = start + match.start()
            if not any(m.at <= at < m.end for b in self._by_word.get(word, ()) for m in b.mentions):
                return True
        return False

    def _find_mentions(self) -> Iterator[Mention]:
        full = {p.at: (p, b) for b in self.bearers for p in b.mentions}
        covered = 0
        for match in _WORD.finditer(self.text if self._by_surname else ""):
            at = match.start()
            if at < covered:
                continue
            if at in full:
                person, bearer = full[at]
                covered = max(person.end, match.end())
                yield Mention(at, covered, bearer)
                continue
            word = match.group().removesuffix("’s").removesuffix("'s")
            if word in self._by_surname:
                title = self.text[max(0, at - 6) : at].split()[-1:]
                known = self.meant((word,), at, gender_of_words(title, self.lexicon))
                if known is not None:
                    yield Mention(at, match.end(), known)

    def _learn(self, bearer: Bearer) -> None:
        """What given name and titles tell of a person."""
        given = bearer.words[0]
        bearer.gender = gender_of_name(given) if len(bearer.words) > 1 else None
        bearer.sure = given.lower() in given_names()
        bearer.sure = bearer.sure or (len(bearer.words) <= 2 and "-" not in given and self._is_introduced(bearer))
        for person in bearer.mentions:
            title = self.text[max(0, person.at - 24) : person.at].split()[-2:]
            told = gender_of_words([w for w in title if w[:1].isupper() or not self.lexicon.head_first], self.lexicon)
            roles = [w for w in title if self.lexicon.has("kinds.roles", w.lower()) or self._is_honorific(w)]
            bearer.sure = bearer.sure or bool(roles)
            bearer.gender = bearer.gender or (told if roles else None)

    def _is_introduced(self, bearer: Bearer) -> bool:
        """Whether an apposition tells who somebody is: "Wadi Orr, a miner", "Wadi Orr, 42,"."""
        told = (_APPOSITION.match(self.text, person.end) for person in bearer.mentions)
        return any(m.group(2) or self.lexicon.has("determiners", m.group(1).lower()) for m in told if m)

    def _is_honorific(self, word: str) -> bool:
        return self.lexicon.has("honorifics", word.rstrip(".").lower())


def _group(persons: Sequence[Person]) -> list[Bearer]:
    """Names of one person together: one name's words stand in the other's, with the same given name."""
    inside = {word for p in persons if len(p.words) > 1 for word in p.words}
    persons = [p for p in persons if len(p.words) > 1 or p.words[0] not in inside]
    usual = Counter(p.words for p in persons)
    groups: list[Bearer] = []
    for words in sorted(usual, key=lambda w: (-len(w), w)):
        same = [g for g in groups if any(_can_be_one(words, p.words) for p in g.mentions)]
        group = same[0] if len(same) == 1 else None
        if group is None:
            group = Bearer(words)
            groups.append(group)
        group.mentions.extend(p for p in persons if p.words == words)
    for group in groups:
        counted = Counter(p.words for p in group.mentions)
        group.words = max(counted, key=lambda w: (w[0].lower() in given_names(), counted[w], len(w), w))
        group.mentions.sort(key=lambda p: p.at)
    return sorted(groups, key=lambda g: g.first_at)


def _can_be_one(words: Sequence[str], name: Sequence[str]) -> bool:
    suffixed = words[-1].rstrip(".").lower() in _SUFFIXES, name[-1].rstrip(".").lower() in _SUFFIXES
    surnames = 1 < len(words) < len(name) and tuple(words) == tuple(name[-len(words) :])  # "Pérez Vilabos"
    tail = surnames and words[0].lower() not in given_names()
    return (words[0] == name[0] or tail) and is_part(words, name) and suffixed[0] == suffixed[1]
