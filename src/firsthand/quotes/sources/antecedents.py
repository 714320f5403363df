"""Whom "she" and a dropped subject stand for: sentences before, from near to far, each with its subject.

In: the persons of a text, the attributions already understood, a place. Out: the one reading that is meant, or None.
Always true: what stands in quote marks names nobody; gender and number agree; where a second person could be meant who
is not clearly less at the centre, or an unnamed one is, nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.naming import Reading
from firsthand.quotes.sources.gender import Gender, gender_of_words
from firsthand.quotes.sources.people import Bearer, Mention, People

Range = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_BREAK = re.compile(r"\n|[.!?…][”\"’»)]{0,2}\s+(?=[\"“«‘'(¿¡—–-]*\s?[^\W_a-zß-öø-ÿ])")
_GENITIVE = re.compile(r"['’]s")
_REACH = 1500
_SENTENCES = 3
_OPENING = 9


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice that spoke: where its source stands, who, and the whole of what was attributed."""

    at: int
    reading: Reading
    span: Range
    bearer: Bearer | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: a person with a name, or somebody without one of some gender, or `None` for both."""

    bearer: Bearer | None = None
    spoken: Spoken | None = None
    unnamed: bool = False
    several: bool = False
    gender: Gender | None = None

    def is_office(self, gender: Gender | None) -> bool:
        """Whether somebody speaks who is called by an office only, and may be of this gender."""
        office = self.spoken is not None and self.bearer is None and self.spoken.reading.kind == "role"
        office = office and self.spoken is not None and not self.spoken.reading.vague
        return office and not self.several and (gender is None or self.gender in (None, gender))

    def is_somebody(self, gender: Gender | None) -> bool:
        """Whether one person without a name, who may be of this gender, is meant."""
        one = self.unnamed and self.bearer is None and not self.several
        return one and (gender is None or self.gender in (None, gender))


@dataclass(frozen=True, slots=True)
class InView:
    """Who of a sentence a pronoun may mean, whom it is about, and whether a name in it may be no person's."""

    persons: tuple[Bearer, ...]
    about: Bearer | None
    doubtful: bool


class Antecedents:
    """Looks back from a place for who is meant."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._text = people.text
        self._lexicon: Lexicon = people.lexicon
        self.spoken: list[Spoken] = []
        """Voices so far, in order, without those inside others' words."""

    def person(self, at: int, gender: Gender | None, own: Sequence[Range]) -> Reading | None:
        """The person whom a pronoun at `at` means; `own` is what is said there."""
        paragraphs = 0
        before = (s for s in self._sentences(at) if not _is_within(s, own, self._text))  # behind what is said there
        for n, (start, end) in enumerate(before):
            paragraphs += self._people.ends_paragraph(end, min(end + 1, at))
            if n > _SENTENCES or paragraphs > 1:
                break
            subject = self._subject(start, end) if not _inside(start, own) else None
            if subject is not None and subject.is_somebody(gender):
                return None
            if n == 0 and subject is None and self._is_about_thing(start, end, gender):
                return None  # "O decreto saiu ontem. Ele afirma que"
            in_view = self._in_view(start, end, subject, gender, own)
            if n == 0 and not in_view.persons and self._speakers(start, end):
                return None  # somebody of another gender spoke last
            if in_view.persons:
                return self._choose(in_view, self._rival(at, gender))
            if n == 0 and (in_view.doubtful or self._names_office(start, end, own)):
                return None  # "the governor's agenda, which he announced"
            if subject is not None and subject.spoken is not None and subject.is_office(gender):
                return subject.spoken.reading  # "the governor said. … He added"
        return None

    def _in_view(
        self, start: int, end: int, subject: Subject | None, gender: Gender | None, own: Sequence[Range]
    ) -> InView:
        """Who of a sentence may be meant by a pronoun of a gender."""
        named = [m.bearer for m in self._people.mentions(start, end) if not _inside(m.at, own)]
        speakers = self._speakers(start, end)
        about = subject.bearer if subject is not None and len(speakers) < 2 else None
        fitting = [b for b in dict.fromkeys(named) if b.may_be(gender)]
        spoken = [b for b in (about, *speakers) if b is not None and b.may_be(gender)]
        persons = dict.fromkeys([*(b for b in fitting if b.sure), *spoken])
        about = about if about in persons else None
        doubtful = any(not b.sure and b is not about for b in fitting)
        return InView(tuple(persons), about, doubtful or (about is not None and not about.sure and gender is None))

    def _rival(self, at: int, gender: Gender | None) -> tuple[Bearer | None, Bearer | None]:
        """Who spoke last, and the same where he spoke in this paragraph and may be meant."""
        last = self._last_speaker(at)
        speaker = last.bearer if last is not None else None
        near = last is not None and not self._people.ends_paragraph(last.at, at)
        return speaker, speaker if near and speaker is not None and speaker.may_be(gender) else None

    def dropped(self, at: int, plural: bool, own: Sequence[Range]) -> Reading | None:
        """Who is meant where a verb has no subject: who is spoken about last, as a subject."""
        last = self._last_speaker(at)
        for n, (start, end) in enumerate(self._sentences(at)):
            subject = self._subject(start, end)
            if subject is None:
                found = self._people.mentions(start, end)
                named = {m.bearer for m in found if not _inside(m.at, own) and m.bearer.sure}
                named = set() if self._drops_its_subject(start, end) else named
                if n > _SENTENCES or named - {last.bearer if last else None}:
                    break
                continue
            if subject.unnamed and subject.several and not plural and subject.spoken is None:
                continue
            if subject.unnamed and (subject.spoken is None or subject.spoken.reading.pronoun):
                return None
            if subject.spoken is not None:
                same = subject.spoken.reading
                return same if _is_plural(same, self._lexicon) == plural and not same.pronoun else None
            bearer = subject.bearer
            if bearer is None or not bearer.sure or plural or _inside(start, own):
                return None
            other = last is not None and last.bearer is not None and last.bearer is not bearer
            if other and n > 1:
                return None
            return Reading("person", bearer.name, named=True)
        return None

    def _is_about_thing(self, start: int, end: int, gender: Gender | None) -> bool:
        """Whether a sentence is about a document or a body that the pronoun can mean, where things have a gender."""
        tokens = [m.group().lower() for m in _WORD.finditer(self._text, start, min(end, start + 60))]
        lexicon = self._lexicon
        if len(tokens) < 2 or not lexicon.head_first or not lexicon.has("determiners", tokens[0]):
            return False
        thing = any(lexicon.has(kind, tokens[1]) for kind in ("kinds.works", "kinds.bodies"))
        return thing and gender_of_words(tokens[:1], lexicon) in (None, gender)

    def last_named(self, at: int, gender: Gender | None) -> Reading | None:
        """Whom "éste" means: the person named last in the same sentence."""
        start, end = next(iter(self._sentences(at)), (at, at))
        named = [m.bearer for m in self._people.mentions(start, end) if m.bearer.sure]
        fits = bool(named) and named[-1].may_be(gender) and named[-1].gender is not None
        return _as_reading(named[-1]) if fits else None

    def _drops_its_subject(self, start: int, end: int) -> bool:
        """ "Achaca al Gobierno de Ruiz la crisis": a verb opens the sentence, and no subject can follow it."""
        tokens = [m.group() for m in _WORD.finditer(self._text, start, min(end, start + 60)) if m.group()[0].isalpha()]
        if len(tokens) < 2 or not self._lexicon.drops_subjects:
            return False
        low, after = tokens[0].lower(), tokens[1].lower()
        verb = low in self._lexicon.forms or low.endswith((*self._lexicon.past_endings, "\0"))
        kinds = ("addressing", "prepositions", "complementizers")
        opens = any(self._lexicon.has(kind, low) for kind in ("introducers", *kinds)) or self._lexicon.is_adverb(low)
        accuses = self._lexicon.has("addressing", after) and self._lexicon.has("contracted", after) and not opens
        return accuses or (verb and any(self._lexicon.has(kind, after) for kind in kinds))

    def thing(self, at: int) -> Reading | None:
        """What "it" means: the body, work or outlet that spoke in the sentence before."""
        sentence = next(iter(self._sentences(at, partial=False)), None)
        if sentence is None or not self.spoken or self._people.ends_paragraph(sentence[1], at):
            return None
        last = self.spoken[-1]
        near = sentence[0] <= last.at < at
        return last.reading if near and last.reading.kind in ("body", "work", "outlet") else None

    def several(self, at: int) -> Reading | None:
        """Whom "they" means: people without names, or a body, that spoke in the sentence before."""
        sentence = next(iter(self._sentences(at, partial=False)), None)
        if sentence is None or not self.spoken:
            return None
        last = self.spoken[-1]
        if not sentence[0] <= last.at < at or not _is_plural(last.reading, self._lexicon) or last.reading.pronoun:
            return None
        return last.reading if not self._people.mentions(last.span[1], at) else None

    def last_voice(self) -> Spoken | None:
        """Who spoke last."""
        return self.spoken[-1] if self.spoken else None

    def names_speaker(self, start: int, end: int) -> bool:
        """Whether somebody or something that may speak is named, without a name, in ``text[start:end]``."""
        lexicon = self._lexicon
        kinds = ("kinds.roles", "kinds.bodies", "kinds.works", "kinds.outlets", "kinds.anonymous_nouns", "people")
        for token in _WORD.finditer(self._text, start, end):
            low = token.group().lower()
            if self._people.is_quoted(token.start()) or lexicon.has("determiners", low):
                continue
            if any(lexicon.has(kind, low) for kind in kinds) or lexicon.has("person_pronouns", low):
                return True
        return False

    def _speakers(self, start: int, end: int) -> list[Bearer]:
        """Persons who speak in a sentence, each for himself."""
        found = [s.bearer for s in self.spoken if start <= s.at < end and s.bearer is not None]
        return list(dict.fromkeys(found))

    def _names_office(self, start: int, end: int, own: Sequence[Range]) -> bool:
        """Whether somebody is called by an office, and not by name, in ``text[start:end]``."""
        tokens = [t for t in _WORD.finditer(self._text, start, end) if not _inside(t.start(), own)]
        lows = [t.group().lower().removesuffix("’s").removesuffix("'s") for t in tokens]
        for k, low in enumerate(lows[1:], 1):
            one = self._lexicon.has("determiners", lows[k - 1]) and self._lexicon.has("kinds.roles", low)
            if one and not (k + 1 < len(tokens) and tokens[k + 1].group()[0].isupper()):
                return True
        return False

    def subject_before(self, at: int) -> Bearer | None:
        """The person whom the sentence before is about, in the same paragraph."""
        sentence = next(iter(self._sentences(at, partial=False)), None)
        if sentence is None or self._people.ends_paragraph(sentence[1] - 1, at) or not self._text[sentence[1] : at]:
            return None
        subject = self._subject(*sentence)
        return subject.bearer if subject is not None else None

    def _choose(self, in_view: InView, rival: tuple[Bearer | None, Bearer | None]) -> Reading | None:
        """The one who is meant, where no second one could be who is not clearly less at the centre."""
        speaker, near = rival
        about = in_view.about
        if len(in_view.persons) > 1 or in_view.doubtful:
            return _as_reading(about) if about is not None and about is speaker else None
        only = in_view.persons[0]
        elsewhere = speaker not in (None, only) and near is None and about is not only
        return _as_reading(only) if near in (None, only) and not elsewhere else None

    def _last_speaker(self, at: int) -> Spoken | None:
        last = self.spoken[-1] if self.spoken else None
        return last if last is not None and 0 <= at - last.at <= _REACH else None

    def _sentences(self, at: int, partial: bool = True) -> Iterator[Range]:
        """The sentences before a place, the nearest first; the one that `at` stands in only as far as `at`."""
        floor = max(0, at - _REACH)
        found = _BREAK.finditer(self._text, floor, at)
        ends = [m.end() for m in found if "\n" in m.group() or not self._abbreviates(m.start())]
        edges = [floor, *ends, at]
        for n in range(len(edges) - 2, -1, -1):
            if n == len(edges) - 2 and not partial:
                continue
            if self._text[edges[n] : edges[n + 1]].strip(" \n\"“”«»'‘’"):
                yield edges[n], edges[n + 1]

    def _abbreviates(self, stop: int) -> bool:
        if self._text[stop] != ".":
            return False
        word = re.search(r"[^\W\d_]+$", self._text[max(0, stop - 12) : stop])
        return word is not None and (len(word.group()) == 1 or word.group().lower() in self._lexicon.abbreviations)

    def _subject(self, start: int, end: int) -> Subject | None:
        """Who or what a sentence is about: its speaker, or who is named before its verb."""
        for spoken in reversed(self.spoken):
            if spoken.at < start:
                break
            if spoken.at < end:
                unnamed = spoken.bearer is None and spoken.reading.kind in ("person", "role", "anonymous")
                told = gender_of_words(spoken.reading.name.split(), self._lexicon)
                unnamed = unnamed and (spoken.reading.pronoun or spoken.reading.anonymous)
                return Subject(spoken.bearer, spoken, unnamed, gender=told)
        return self._opening_subject(start, end)

    def _opening_subject(self, start: int, end: int) -> Subject | None:
        tokens = list(_WORD.finditer(self._text, start, min(end, start + 240)))
        while tokens and not tokens[0].group()[0].isalnum():
            if self._people.is_quoted(tokens[0].start()):
                return None
            tokens = tokens[1:]
        tokens = self._behind_introduction(tokens)
        if not tokens:
            return None
        mentions = self._people.mentions(tokens[0].start(), tokens[min(_OPENING, len(tokens) - 1)].end())
        first = mentions[0] if mentions else None
        return self._read_opening(tokens[: _OPENING + 1], first)

    def _behind_introduction(self, tokens: list[re.Match[str]]) -> list[re.Match[str]]:
        """Behind "On Monday," and "Pero"."""
        lexicon = self._lexicon
        if tokens and lexicon.has("coordinators", tokens[0].group().lower()):
            tokens = tokens[1:]
        low = tokens[0].group().lower() if tokens else ""
        second = tokens[1].group().lower() if len(tokens) > 1 else ""
        named = len(tokens) > 2 and tokens[2].group()[0].isupper() and second[:1].islower()  # "A modelo Ana Ruiz"
        named = named and not lexicon.has("nouns.of", second)
        noun = low in lexicon.article_or_preposition and (named or second in lexicon.nouns_of_kind)  # "A prefeita"
        if tokens and lexicon.has("introducers", low) and not noun:
            comma = next((k for k, t in enumerate(tokens[:14]) if t.group() == ","), None)
            return tokens[comma + 1 :] if comma is not None else []
        return tokens

    def _is_verb(self, low: str) -> bool:
        lexicon = self._lexicon
        past = low.endswith(lexicon.past_endings or ("\0",))
        return past or lexicon.has("auxiliaries", low) or low in lexicon.forms

    def _read_opening(self, tokens: list[re.Match[str]], first: Mention | None) -> Subject | None:
        lexicon = self._lexicon
        noun: list[str] = []
        for n, token in enumerate(tokens):
            low = token.group().lower()
            if first is not None and token.start() >= first.at:
                tied = noun[max(len(noun) - 2, lexicon.has("determiners", noun[0])) :] if noun else []  # "A prefeita"
                owner = any(lexicon.has(kind, word) for word in tied for kind in ("nouns.of", "prepositions"))
                if owner or _GENITIVE.search(self._text[first.end - 2 : first.end + 2]):
                    break
                joined = self._text[first.end : first.end + 5].split()[:1]
                if joined and lexicon.has("coordinators", joined[0]):
                    return Subject(unnamed=True, several=True)
                return Subject(first.bearer)
            if n and self._is_verb(low):
                break
            if lexicon.has("relatives", low) or low in ",;:":
                break
            noun.append(low)
        if len(noun) == 1 and lexicon.has("person_pronouns", noun[0]):
            return None
        people = any(lexicon.has(k, w) for w in noun for k in ("kinds.roles", "kinds.anonymous_nouns", "people"))
        if people:
            several = any(
                lexicon.has("people", w) or w.endswith("s") for w in noun if not lexicon.has("determiners", w)
            )
            return Subject(unnamed=True, several=several, gender=gender_of_words(noun, lexicon))
        return None


def _as_reading(bearer: Bearer) -> Reading:
    return Reading("person", bearer.name, named=True)


def _inside(at: int, ranges: Sequence[Range]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _is_within(sentence: Range, ranges: Sequence[Range], text: str) -> bool:
    """Whether a sentence is one of several that are said there, and not the first."""
    start = sentence[0] + len(text[sentence[0] : sentence[1]]) - len(text[sentence[0] : sentence[1]].lstrip())
    return any(low < start and sentence[1] <= high + 1 for low, high in ranges)


def _is_plural(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a voice is several people, by the shape of its noun."""
    if reading.named or reading.kind == "person":
        return False
    words = [w.lower() for w in _WORD.findall(reading.name)]
    nouns = [w for w in words if lexicon.has("kinds.anonymous_nouns", w) or lexicon.has("kinds.roles", w)]
    own = nouns[0] if nouns and lexicon.head_first else nouns[-1] if nouns else ""
    return own.endswith("s") or lexicon.has("people", own)
