"""Who is meant: pronouns, surnames, offices and dropped subjects to the person they stand for, within one document.

In: what each attribution's words say, in order, and the text. Out: for each, the fullest name the document has for its
source, and why. Only where it is clear: two candidates are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.name_runs import Run, clean_run
from firsthand.quotes.naming import Reading

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:(?:d[aeio]s?|del|della|van|von|der|bin|al|of|y|la|las|los)[ \t]){0,2}"
_RUN = re.compile(rf"{_CAPITAL}[\w'’.-]*(?:[ \t]{_PARTICLES}{_CAPITAL}(?:\.(?= {_CAPITAL})|[\w'’-]*)){{0,9}}")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
Ranges = tuple[tuple[int, int], ...]
_MARKS = frozenset("“”\"'‘’«»")
_REACH = 1500
"""How far back, in characters, a pronoun may reach for its person: two long paragraphs."""


@dataclass(frozen=True, slots=True)
class Person:
    """A personal name of the text: its words, where it stands, and the office named beside it."""

    words: tuple[str, ...]
    at: int
    role: str = ""

    @property
    def name(self) -> str:
        """The name as it stands."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reading with the name that it stands for, and how that was inferred (empty where the words say it)."""

    reading: Reading
    inferred: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody named who spoke: where that is said, who, and what was said."""

    at: int
    reading: Reading
    content: Ranges


def find_persons(text: str, lexicon: Lexicon, ranges: Sequence[tuple[int, int]] = ()) -> list[Person]:
    """Personal names of two words and more in `ranges` (or all of `text`), with the offices beside them, in order."""
    persons: list[Person] = []
    for match in (m for start, end in ranges or [(0, len(text))] for m in _RUN.finditer(text, start, end)):
        words = tuple(match.group().split())
        while len(words) > 1 and (_is_function_word(words[0].lower(), lexicon) or _ends_sentence(words[0], lexicon)):
            words = words[1:]
        before = text[max(0, match.start() - 8) : match.start()].split()
        if before and words == tuple(match.group().split()) and lexicon.has("place_openers", before[-1].lower()):
            continue  # "at her office in Port Amaro"
        owned = bool(before) and lexicon.has("nouns.of", before[-1].lower())
        if owned and len(words) == 2 and not lexicon.has("given", words[0].lower()):
            continue  # "en su despacho de Puerto Amaro"
        cleaned = clean_run(Run(0, len(words), words), lexicon, owned)
        if cleaned is None or len(cleaned.words) < 2 or len(cleaned.words) > 5:
            continue
        name = _core(tuple(_bare_word(w) for w in cleaned.words), lexicon)
        if not _is_personal(name, lexicon):
            continue
        front = (
            " ".join(words[: cleaned.start]) + " " + text[max(0, match.start() - 60) : match.start()].rpartition(".")[2]
        )
        after = text[match.end() : match.end() + 80]
        if after[1:2] in _MARKS:
            after = ""  # "…on the Holiday,” the president wrote": whoever wrote is not what he wrote of
        after = after[1:].split(".")[0].split(",")[0] if after.startswith((",", " (")) else ""
        persons.append(Person(name, match.start(), f"{front} {after}".lower()))
    return persons


def _ends_sentence(word: str, lexicon: Lexicon) -> bool:
    """Whether the full stop of `word` is no abbreviation's: "into the Calmar. Ana Dorado said"."""
    low = word.rstrip(".").lower()
    return word.endswith(".") and len(low) > 2 and "." not in low and not lexicon.has("honorifics", low)


def _bare_word(word: str) -> str:
    """A name's word without its genitive or the sentence's full stop; an initial keeps its own."""
    return word if len(word) == 2 and word.endswith(".") else word.rstrip(".").removesuffix("’s").removesuffix("'s")


def _is_function_word(word: str, lexicon: Lexicon) -> bool:
    kinds = (
        "introducers",
        "prepositions",
        "subordinators",
        "coordinators",
        "person_pronouns",
        "clitics",
        "auxiliaries",
    )
    return any(lexicon.has(kind, word) for kind in kinds) or word in lexicon.according or word in lexicon.forms


def _core(name: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The name without an epithet before it ("Republican Ana Ruiz") and a verb or a place behind it."""
    while len(name) > 2 and lexicon.has("portfolios", name[0].lower()):
        name = name[1:]
    for k in range(2, len(name)):
        low = name[k].lower()
        if low in lexicon.forms or lexicon.has("auxiliaries", low):
            return name[:k]  # a headline: "Ana Ruiz Says"
        place = name[k + 1].lower() if k + 1 < len(name) else ""
        if lexicon.has("nouns.of", low) and lexicon.has("kinds.places", place):
            return name[:k]  # "Evo Morales of Bolivia"
    return name


def _is_personal(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    lows = [w.lower() for w in words]
    kinds = ("kinds.bodies", "kinds.outlets", "kinds.places", "kinds.works", "dates")
    if any(lexicon.has(kind, low) for low in lows for kind in kinds):
        return False
    return not lexicon.has("determiners", lows[0]) and tuple(lows) not in lexicon.outlet_names.get(lows[0], ())


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    readings: Sequence[Reading | None],
    persons: Sequence[Person],
    lexicon: Lexicon,
) -> list[Resolved | None]:
    """For each attribution who is meant; None where nobody is named and nobody can be inferred."""
    by_word: dict[str, list[Person]] = {}
    for person in persons:
        for word in {person.words[0], *person.words[1:]}:
            by_word.setdefault(word, []).append(person)
    resolved: list[Resolved | None] = []
    known: dict[Reading, Resolved] = {}
    named = Named(text, persons)
    last_person: Spoken | None = None
    last_outlet: tuple[int, Reading] | None = None
    for n, (attribution, reading) in enumerate(zip(attributions, readings, strict=True)):
        here = attribution.source[0] if attribution.source else attribution.span[0]
        if reading is None:
            result = _continue(text, attributions, resolved, n) or _dropped(
                text, attribution, last_person, named, lexicon
            )
        elif reading.pronoun:
            result = _pronoun(text, attribution, reading, last_person, named)
        elif reading.kind == "person" and reading.named:
            result = known.get(reading) or Resolved(_fullest(reading, by_word))
            known[reading] = result
        elif reading.kind == "role" and reading.definite:
            result = known.get(reading) or _by_role(reading, persons, lexicon)
            known[reading] = result
        elif reading.kind == "outlet" and not reading.named:
            result = _outlet(text, reading, last_outlet, here)
        else:
            result = Resolved(reading)
        resolved.append(result)
        if result is None:
            continue
        if result.reading.kind == "person" and result.reading.named:
            last_person = Spoken(here, result.reading, attribution.content)
        elif result.reading.kind == "outlet" and result.reading.named:
            last_outlet = (here, result.reading)
    return resolved


def _fullest(reading: Reading, by_word: dict[str, list[Person]]) -> Reading:
    """The usual name of the one person in the text whose name contains this one's words; of equals, the longest."""
    words = tuple(w.removesuffix("’s").removesuffix("'s") for w in reading.name.split())
    candidates = Counter(p.words for p in by_word.get(words[-1], ()) if _is_part(words, p.words))
    usual = max(candidates, key=lambda w: (candidates[w], len(w), w), default=words)
    if len(words) == 1 and any(not _is_part(other, usual) and not _is_part(usual, other) for other in candidates):
        return reading
    return replace(reading, name=" ".join(usual)) if len(usual) > len(words) else reading


def _is_part(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether `words` stand in `name` in their order; a lone word must not be its first."""
    at = 0
    for word in words:
        try:
            at = name.index(word, at) + 1
        except ValueError:
            return False
    return len(words) > 1 or at > 1 or len(name) == 1


def _continue(
    text: str, attributions: Sequence[Attribution], resolved: Sequence[Resolved | None], n: int
) -> Resolved | None:
    """A bare quotation right behind somebody's words goes on for the same speaker."""
    if attributions[n].cue or not n:
        return None
    start = attributions[n].span[0]
    for k in range(n - 1, max(-1, n - 4), -1):
        before, who = attributions[k], resolved[k]
        gap = text[before.span[1] : start]
        if before.span[1] <= start and "\n" not in gap and not any(c.isalnum() for c in gap):
            return replace(who, inferred="continues") if who is not None and not who.reading.anonymous else None
    return None


def _dropped(
    text: str, attribution: Attribution, last: Spoken | None, named: Named, lexicon: Lexicon
) -> Resolved | None:
    """ "Añadió que…": the last speaker, where nobody else has been named since."""
    if not attribution.cue or not lexicon.inversion or _is_impersonal(text, attribution, lexicon):
        return None
    at = attribution.cue[0][0]
    if last is None or not _still_speaks(last, at, attribution, named):
        return None
    return Resolved(last.reading, "dropped subject")


def _is_impersonal(text: str, attribution: Attribution, lexicon: Lexicon) -> bool:
    words = [w.lower() for w in _WORD.findall(text[attribution.cue[0][0] : attribution.cue[0][1]])]
    return bool(words) and (
        lexicon.has("passive.reflexive", words[0]) or any(lexicon.has("passive.auxiliaries", w) for w in words)
    )


def _pronoun(
    text: str,
    attribution: Attribution,
    reading: Reading,
    last: Spoken | None,
    named: Named,
) -> Resolved:
    """ "He said": the person with whom the paragraph's last sentence began, else the last speaker, where it is clear.

    Whoever is named inside of what is said, now or by the last speaker, does not count.
    """
    if reading.kind != "person":
        return Resolved(reading)
    at = attribution.source[0] if attribution.source else attribution.span[0]
    paragraph = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    here = named.between(paragraph, at, attribution.content)
    opening = [(start, person) for start, person in here if _opens_sentence(text, paragraph, start)]
    if opening and len({person.words[-1] for _, person in here}) == 1:
        return Resolved(Reading("person", opening[-1][1].name, named=True), "pronoun")
    if last is not None and _still_speaks(last, at, attribution, named):
        return Resolved(last.reading, "pronoun")
    return Resolved(reading)


def _still_speaks(last: Spoken, at: int, attribution: Attribution, named: Named) -> bool:
    """Whether nobody but the last speaker has been named since, except in what is said."""
    if not 0 <= at - last.at <= _REACH:
        return False
    own = set(last.reading.name.split())
    between = named.between(last.at, at, (*attribution.content, *last.content))
    return all(own & set(person.words) for _, person in between)


def _opens_sentence(text: str, paragraph: int, start: int) -> bool:
    """Whether the name at `start` is the first thing of a sentence, behind no more than titles."""
    before = text[paragraph:start]
    sentence = before[max(before.rfind(mark) for mark in (". ", "! ", "? ", "” ", '" ')) + 1 :]
    return all(word[0].isupper() for word in sentence.split())


class Named:
    """Where the persons of a text are named, in full or by surname alone."""

    def __init__(self, text: str, persons: Sequence[Person]) -> None:
        self._text = text
        self._by_surname: dict[str, Person] = {}
        for person in persons:
            self._by_surname.setdefault(person.words[-1], person)
        self._places: list[tuple[int, Person]] | None = None

    def between(self, start: int, end: int, outside: Ranges) -> list[tuple[int, Person]]:
        """Persons named in ``[start, end)``, except in the ranges `outside`, in order."""
        if self._places is None:
            self._places = list(self._find())
        first, stop = (bisect_left(self._places, place, key=lambda found: found[0]) for place in (start, end))
        return [
            (self._name_start(at, person), person)
            for at, person in self._places[first:stop]
            if not any(a <= at < b for a, b in outside)
        ]

    def _find(self) -> Iterator[tuple[int, Person]]:
        """Every place of a surname, in order."""
        for match in _WORD.finditer(self._text if self._by_surname else ""):
            person = self._by_surname.get(match.group().removesuffix("’s").removesuffix("'s"))
            if person is not None:
                yield match.start(), person

    def _name_start(self, surname: int, person: Person) -> int:
        """Where the name that ends with the surname at `surname` begins."""
        full = " ".join(person.words[:-1]) + " "
        at = surname - len(full)
        return at if at >= 0 and self._text[at:surname] == full else surname


def _by_role(reading: Reading, persons: Sequence[Person], lexicon: Lexicon) -> Resolved:
    """ "The minister": the one person named before (or the only one at all) whose office has that word."""
    words = [w.lower() for w in _WORD.findall(reading.name)]
    heads = [w for w in words if lexicon.has("kinds.roles", w)]
    if not heads:
        return Resolved(reading)
    asked = {
        w
        for w in words
        if not _is_function_word(w, lexicon) and not lexicon.has("determiners", w) and w not in lexicon.former
    }
    named: dict[str, Person] = {}
    for person in persons:
        if asked <= set(_WORD.findall(person.role)):
            named.setdefault(person.words[-1], person)
    if len(named) != 1:
        return Resolved(reading)
    person = next(iter(named.values()))
    return Resolved(Reading("person", person.name, reading.name, named=True), "role")


def _outlet(text: str, reading: Reading, last: tuple[int, Reading] | None, here: int) -> Resolved:
    """ "The newspaper notes": the outlet named last in the same paragraph."""
    if last is None or here - last[0] > _REACH or "\n" in text[last[0] : here]:
        return Resolved(reading)
    return Resolved(last[1], "role")
