"""Who is meant: pronouns, surnames, offices and dropped subjects to the person they stand for, within one document.

In: what each attribution's words say, in order, and the text. Out: for each, the fullest name the document has for its
source, and why. Only where it is clear: two candidates are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.naming import Reading
from firsthand.quotes.sources.antecedents import Antecedents, Spoken
from firsthand.quotes.sources.descriptions import Descriptions
from firsthand.quotes.sources.gender import Gender, gender_of_words
from firsthand.quotes.sources.offices import Offices
from firsthand.quotes.sources.people import People

Range = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_MARKED_NAME = re.compile(r"(\w+) [“\"«]([^”\"»\n]{2,30})[”\"»]")
_GROUPS = ("kinds.roles", "kinds.anonymous_nouns", "people")
_LONGEST_GROUP = 5
_LEAST_SAID = 28
"""Characters of a quotation that may go on for whoever spoke before in its paragraph; shorter ones are scare quotes."""
_NEARBY = 300
"""Characters between that voice and the quotation."""
_REACH = 1500
"""How far back, in characters, "the newspaper" may reach for its name."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reading with the name that it stands for, and how that was inferred (empty where the words say it)."""

    reading: Reading
    inferred: str = ""


def resolve(
    attributions: Sequence[Attribution], readings: Sequence[Reading | None], people: People
) -> list[Resolved | None]:
    """For each attribution who is meant; None where nobody is named and nobody can be inferred."""
    return _Resolver(attributions, readings, people).resolve()


class _Resolver:
    """One walk over a document's attributions."""

    def __init__(self, attributions: Sequence[Attribution], readings: Sequence[Reading | None], people: People) -> None:
        self._attributions = attributions
        self._readings = readings
        self._people = people
        self._text = people.text
        self._lexicon: Lexicon = people.lexicon
        self._offices = Offices(people)
        self._antecedents = Antecedents(people)
        self._descriptions = Descriptions(people, self._offices, self._antecedents)
        self._outer = _outer_of(attributions)
        self._resolved: list[Resolved | None] = []
        self._last_outlet: tuple[int, Reading] | None = None

    def resolve(self) -> list[Resolved | None]:
        """Every attribution in order."""
        for reading, attribution in zip(self._readings, self._attributions, strict=True):
            if reading is not None and reading.kind == "person" and reading.named:
                self._introduce(reading, attribution)
        for n in range(len(self._attributions)):
            result = self._one(n)
            self._resolved.append(result)
            if result is not None:
                self._remember(n, result)
        return self._resolved

    def _introduce(self, reading: Reading, attribution: Attribution) -> None:
        """Who speaks is a person: by a full name of the text, or by one name only."""
        words = _name_words(reading.name)
        at = attribution.source[0] if attribution.source else 0
        bearer = self._people.meant(words, at)
        if bearer is not None:
            bearer.sure = bearer.sure or len(words) > 1 or len(bearer.words) == 1
            bearer.gender = bearer.gender or gender_of_words((reading.role or "").split(), self._lexicon)
        elif len(words) == 1 and not self._people.knows(words[0]):
            self._people.add_speaker(words[0], self._text.find(words[0], at))

    def _one(self, n: int) -> Resolved | None:
        attribution, reading = self._attributions[n], self._readings[n]
        here = attribution.source[0] if attribution.source else attribution.span[0]
        if reading is None:
            return self._continue(n) or self._dropped(n)
        if reading.pronoun:
            return self._pronoun(n, reading, here)
        if reading.kind == "outlet" and (person := self._person_called_as_outlet(reading, here)) is not None:
            reading = person
        if reading.kind == "person" and reading.named:
            return Resolved(self._fullest(reading, here))
        if reading.kind == "role" and reading.definite:
            holder = self._offices.holder(reading.name, here)
            about = self._antecedents.subject_before(here)
            holder = holder or self._descriptions.meant(reading.name, here)
            if holder is None or (about is not None and about is not holder and about.sure):
                return Resolved(reading)
            return Resolved(Reading("person", holder.name, reading.name, named=True), "role")
        if reading.kind == "outlet" and not reading.named:
            return self._outlet(reading, here)
        return Resolved(reading)

    def _person_called_as_outlet(self, reading: Reading, here: int) -> Reading | None:
        """ "Michael J. Fox", then "Fox said": a surname that is an outlet's name too."""
        if not reading.named or " " in reading.name or self._text[:here].rstrip().endswith((" the", " The")):
            return None
        bearer = self._people.meant((reading.name,), here)
        known = bearer is not None and len(bearer.words) > 1 and bearer.sure and bearer.words[-1] == reading.name
        return replace(reading, kind="person") if known else None

    def _remember(self, n: int, result: Resolved) -> None:
        attribution, reading = self._attributions[n], result.reading
        here = attribution.source[0] if attribution.source else attribution.span[0]
        if reading.kind == "outlet" and reading.named:
            self._last_outlet = (here, reading)
        if (self._outer[n] is None and attribution.source) or result.inferred:
            bearer = self._people.meant(_name_words(reading.name), here) if reading.named else None
            bearer = bearer if reading.kind == "person" else None
            if self._outer[n] is None:
                self._antecedents.spoken.append(Spoken(here, reading, attribution.span, bearer))

    def _fullest(self, reading: Reading, here: int) -> Reading:
        """With the usual full name of the one person whom the words mean."""
        words = _name_words(reading.name)
        if len(words) > 1 and self._lexicon.has("names_inside", words[0].lower()):
            words = (words[0].lower(), *words[1:])  # "De la Cruz dijo"
        title = gender_of_words((reading.role or "").split()[-2:], self._lexicon) or self._title_gender(here)
        bearer = self._people.meant(words, here, title)
        longer = bearer is not None and len(bearer.words) > len(words) and self._people.is_whole_name(bearer)
        return replace(reading, name=bearer.name) if bearer is not None and longer else reading

    def _title_gender(self, here: int) -> Gender | None:
        first = self._text[here : here + 8].split(" ")[0]
        honorific = self._lexicon.has("honorifics", first.rstrip(".").lower())
        return gender_of_words([first], self._lexicon) if honorific else None

    def _continue(self, n: int) -> Resolved | None:
        """A bare quotation right behind somebody's words goes on for the same speaker."""
        attributions, resolved = self._attributions, self._resolved
        if attributions[n].cue or not n:
            return None
        start = attributions[n].span[0]
        for k in range(n - 1, max(-1, n - 4), -1):
            before, who = attributions[k], resolved[k]
            gap = self._text[before.span[1] : start]
            apart = self._people.ends_paragraph(before.span[1], start)
            heading = "\n" in gap and not self._ends_sentence(n)
            if before.span[1] <= start and not apart and not heading and not any(c.isalnum() for c in gap):
                who = self._passed_on(k, n) or who
                return replace(who, inferred="continues") if who is not None and not who.reading.anonymous else None
        return self._goes_on(n)

    def _ends_sentence(self, n: int) -> bool:
        """Whether a full stop ends a quotation: a heading in quote marks has none."""
        end = self._attributions[n].content[-1][1]
        return any(c in ".!?…" for c in (*self._text[max(0, end - 2) : end], *self._text[end : end + 1]))

    def _goes_on(self, n: int) -> Resolved | None:
        """ "“A,” Ruiz said. It was about money, “B”": in one paragraph, where nobody else is named, she goes on."""
        (start, end), last = self._attributions[n].content[0], self._antecedents.last_voice()
        if last is None or self._outer[n] is not None or end - start < _LEAST_SAID:
            return None
        if "\n" in self._text[last.at : start] and not self._ends_sentence(n):
            return None
        named = last.bearer is not None and last.reading.kind == "person" and last.reading.named
        edge = max(last.span[1], last.at)
        if not named or not 0 < start - edge <= _NEARBY or self._people.ends_paragraph(edge, start):
            return None
        others = [m for m in self._people.mentions(edge, start) if m.bearer is not last.bearer]
        if others or self._antecedents.names_speaker(edge, start):
            return None
        return Resolved(last.reading, "continues")

    def _passed_on(self, k: int, n: int) -> Resolved | None:
        """ "“A,” Ruiz told reporters, according to the Herald. “B.”": Ruiz goes on, not the Herald."""
        who, (start, end) = self._resolved[k], self._attributions[k].span
        if who is None or who.reading.kind != "outlet":
            return None
        for j in range(max(0, n - 5), n):
            inner = self._resolved[j]
            if inner is not None and inner.reading.kind != "outlet" and start <= self._attributions[j].span[0] < end:
                return inner
        return None

    def _dropped(self, n: int) -> Resolved | None:
        """ "Añadió que…": who was spoken about last."""
        attribution, lexicon = self._attributions[n], self._lexicon
        if not attribution.cue or not lexicon.drops_subjects or self._is_impersonal(attribution):
            return None
        verb = self._text[slice(*attribution.cue[0])].lower().split()
        told = [w for w in verb if w in lexicon.forms or lexicon.has("auxiliaries", w)] or verb  # "También | dijo"
        plural = bool(told) and told[0].endswith(lexicon.plural_verb_endings or ("\0",))
        if self._is_writers(verb):
            return None
        outer = self._outer[n]
        if outer is not None:
            return self._from_outside(n, outer, None) if not plural else None
        meant = self._antecedents.dropped(min(attribution.cue[0][0], attribution.span[0]), plural, attribution.content)
        return Resolved(meant, "dropped subject") if meant is not None else None

    def _is_writers(self, verb: Sequence[str]) -> bool:
        endings = self._lexicon.first_person_endings or ("\0",)
        return any(self._lexicon.has("first_person", w) or w.endswith(endings) for w in verb)

    def _is_impersonal(self, attribution: Attribution) -> bool:
        lexicon = self._lexicon
        words = [w.lower() for w in _WORD.findall(self._text[slice(*attribution.cue[0])])]
        return bool(words) and (
            lexicon.has("passive.reflexive", words[0]) or any(lexicon.has("passive.auxiliaries", w) for w in words)
        )

    def _pronoun(self, n: int, reading: Reading, here: int) -> Resolved:
        low = reading.name.lower().replace("’", "'").split("'")[0]
        outer = self._outer[n]
        meant: Reading | None = None
        if self._lexicon.has("relative_voices", low):
            meant = self._relative(here)
        elif self._lexicon.has("plural_pronouns", low):
            meant = self._antecedents.several(here) if outer is None else None
        elif self._lexicon.has("person_pronouns", low) or self._lexicon.has("person_possessives", low):
            gender = self._gender_of_pronoun(low)
            if outer is not None:
                return self._from_outside(n, outer, gender) or Resolved(reading)
            meant = self._antecedents.person(here, gender, self._attributions[n].content)
        elif self._lexicon.has("people.last_named", low):
            meant = self._antecedents.last_named(here, gender_of_words([low], self._lexicon))
        elif outer is None:
            meant = self._antecedents.thing(here)
        return Resolved(meant, "pronoun") if meant is not None else Resolved(reading)

    def _gender_of_pronoun(self, low: str) -> Gender | None:
        if self._lexicon.has("people.female_pronouns", low):
            return "female"
        return "male" if self._lexicon.has("people.male_pronouns", low) else None

    def _relative(self, here: int) -> Reading | None:
        """The person named right before "who"."""
        stop = len(self._text[:here].rstrip(" ,"))
        found = [m for m in self._people.mentions(max(0, stop - 60), stop) if m.end == stop]
        if found:
            return Reading("person", found[0].bearer.name, named=True) if found[0].bearer.sure else None
        return self._group_before(stop)

    def _group_before(self, stop: int) -> Reading | None:
        """ "ten percent of | likely voters | who said": people without names."""
        words: list[str] = []
        closed = False
        for match in reversed(list(_TOKEN.finditer(self._text, max(0, stop - 60), stop))):
            low = match.group().lower()
            closed = not low[0].isalnum() or any(self._lexicon.has(k, low) for k in ("nouns.of", "prepositions"))
            if len(words) == _LONGEST_GROUP or not match.group()[0].islower() or self._stops_group(low):
                break
            words.insert(0, match.group())
            closed = any(self._lexicon.has(k, low) for k in ("determiners", "kinds.indefinite", "possessives"))
            if closed:
                break
        words = words if closed else words[-1:]  # "won’t appease | critics | who argue"
        told = bool(words) and any(self._lexicon.has(kind, words[-1]) for kind in _GROUPS)
        owned = len(words) > 1 and self._lexicon.has("possessives", words[0])  # "my fellow conservatives"
        told = told or (owned and words[-1].endswith("s"))
        if not told:
            return None
        definite = self._lexicon.has("determiners", words[0]) and not self._lexicon.has("kinds.indefinite", words[0])
        one = definite and self._lexicon.has("kinds.roles", words[-1])
        name = " ".join(words)
        return Reading("role", name, name, definite=True) if one else Reading("anonymous", name, anonymous=True)

    def _stops_group(self, low: str) -> bool:
        lexicon = self._lexicon
        kinds = ("nouns.of", "prepositions", "auxiliaries", "coordinators", "complementizers", "relatives", "negations")
        return low in lexicon.forms or not low.isalpha() or any(lexicon.has(kind, low) for kind in kinds)

    def _from_outside(self, n: int, outer: int, gender: Gender | None) -> Resolved | None:
        """ "Ruiz said she had warned them that C": she is Ruiz, where nobody else is named in what Ruiz said."""
        who = self._resolved[outer] if outer < len(self._resolved) else None
        around = self._attributions[outer]
        if who is None or who.reading.kind != "person" or not who.reading.named:
            return None
        start, at = around.content[0][0], self._attributions[n].cue[0][0] if self._attributions[n].cue else 0
        if self._people.is_quoted(at) or self._people.mentions(min(start, at), at):
            return None
        bearer = self._people.meant(_name_words(who.reading.name), start)
        fits = bearer is not None and (gender is None or bearer.gender in (None, gender))
        return Resolved(who.reading, "pronoun") if fits else None

    def _names_outlet(self, start: int, end: int, known: str) -> bool:
        """Whether another outlet is named in marks behind its noun in ``text[start:end]``."""
        found = _MARKED_NAME.finditer(self._text, max(0, start), end)
        named = (m.group(2) for m in found if self._lexicon.has("kinds.outlets", m.group(1).lower()))
        return any(_unmarked(name) != _unmarked(known) for name in named)

    def _outlet(self, reading: Reading, here: int) -> Resolved:
        """ "The newspaper notes": the outlet named last, close before."""
        last = self._last_outlet
        if last is not None and self._names_outlet(last[0] + len(last[1].name), here, last[1].name):
            return Resolved(reading)  # another one was named since
        if last is None or here - last[0] > _REACH or not reading.definite:
            return Resolved(reading)
        return Resolved(last[1], "role")


def _unmarked(name: str) -> str:
    return name.strip("“”«»\"' ").lower()


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(w.removesuffix("’s").removesuffix("'s") for w in name.split())


def _outer_of(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the smallest other one that holds all of it in one piece of its content."""
    outer: list[int | None] = [None] * len(attributions)
    for n, inner in enumerate(attributions):
        start, end = inner.span
        for k in range(max(0, n - 8), min(len(attributions), n + 9)):
            if k == n or not any(s <= start and end <= e for s, e in attributions[k].content):
                continue
            best = outer[n]
            if best is None or _length(attributions[k]) < _length(attributions[best]):
                outer[n] = k
    return outer


def _length(attribution: Attribution) -> int:
    return attribution.span[1] - attribution.span[0]
