"""A document cut into frames: every clause that says what happened, and every figure with what it counts.

In: a document, its passages, statements, figures and dates. Out: :class:`~firsthand.facts.frames.Frame`\\ s in order.
A pure function of one document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.claims import Statement, find_silence
from firsthand.claims.stumps import is_caption
from firsthand.facts.concepts import Named, concept_class, concept_words
from firsthand.facts.frames import Frame, Range
from firsthand.facts.quantities import read_values
from firsthand.facts.stems import background, clause_breaks, event_words, pivot_of, stem_of
from firsthand.languages import table
from firsthand.model import Certainty, Document, Passage
from firsthand.text import fold
from firsthand.text.inline_links import holds_links
from firsthand.values import Date, Figure, find_dates, find_figures
from firsthand.values.certainty import count_negations
from firsthand.values.words import Word, fold_key, split_words

_BREAKS = frozenset(',;:—–()"“”«»')
_SHORTEST_CLAUSE = 5
_ROLE_WORDS = 3
_LONGEST_SENTENCE = 1200
_LONGEST_SOURCE = 60
"""Characters; a longer name of a source tells something of it: "the driver who had been arrested on Monday"."""
_SHORT_REPORT = 25
_SHORTEST_TOPIC, _COMMONEST_TOPIC = 3, 0.12
_COMMONEST = 0.25
"""A word that no table lists and so many articles have tells no event apart: "need", "use"."""
_PLAIN = Certainty()

FiguresOf = Callable[[int, int, str], Sequence[Figure]]
"""The figures of the sentence ``[start, end)`` in a language, in offsets of the document."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which words of a sentence are written as names, and whether so many are that capitals mean nothing."""

    shouts: bool
    names: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence while its frames are cut: its words, the events named in it, and its clauses (word numbers)."""

    document: Document
    start: int
    end: int
    language: str
    order: int
    words: list[Word]
    shape: Shape
    named: list[Named]
    clauses: list[Range]
    figures: Sequence[Figure]
    dates: Sequence[Date]

    def clause_at(self, index: int) -> Range:
        """The words of the clause that word `index` stands in, widened until it says something."""
        k = next(k for k, (_, after) in enumerate(self.clauses) if index < after)
        first, after = self.clauses[k]
        low, high = k, k
        while after - first < _SHORTEST_CLAUSE and (low > 0 or high + 1 < len(self.clauses)):
            if low > 0:
                low -= 1
                first = self.clauses[low][0]
            else:
                high += 1
                after = self.clauses[high][1]
        return first, after

    def place(self, first: int, after: int) -> Range:
        """Where the words ``[first, after)`` stand in the document."""
        return self.start + self.words[first].start, self.start + self.words[after - 1].end


def cut_frames(
    document: Document,
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    figures: FiguresOf | None = None,
) -> list[Frame]:
    """All frames of `document`, in order of their anchors; in whose voice and how surely, `statements` say.

    `figures` gives the figures of a sentence, if they are known already.
    """
    voices = _Voices(statements)
    names = _names_written(document, passages)
    short = sum(max(1, len(p.sentences)) for p in passages if p.kind != "boilerplate") <= _SHORT_REPORT
    frames: list[Frame] = []
    order = 0
    counted: Frame | None = None
    for passage in passages:
        if passage.kind == "boilerplate":
            continue
        for start, end in passage.sentences or ((passage.start, passage.end),):
            text = document.text[start:end]
            if is_caption(text, passage.language) or holds_links(text):
                continue
            if end - start > _LONGEST_SENTENCE or text.rstrip().endswith("?"):
                continue
            numbers = figures or _figures_of(document)
            sentence = _read(document, start, end, passage.language, order, names, numbers, short)
            told = list(_frames_of(sentence, voices, counted))
            counted = _people_counted(told)
            frames += told
            order += 1
    return frames


def _figures_of(document: Document) -> FiguresOf:
    def figures(start: int, end: int, language: str) -> Sequence[Figure]:
        found = find_figures(document.text[start:end], language)
        return [replace(f, start=f.start + start, end=f.end + start) for f in found]

    return figures


_NAME_WITHIN = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][^\W\d_]{2,}")


def _names_written(document: Document, passages: Sequence[Passage]) -> frozenset[str]:
    """Folded words that the document's body writes with a capital where no sentence begins."""
    found = set()
    for p in passages:
        if p.kind == "body":
            found |= {m.group() for m in _NAME_WITHIN.finditer(document.text, p.start, p.end)}
    return frozenset(map(fold_key, found))


def _read(
    document: Document,
    start: int,
    end: int,
    language: str,
    order: int,
    names: frozenset[str],
    numbers: FiguresOf,
    short: bool,
) -> Sentence:
    text = document.text[start:end]
    words = split_words(text)
    shape = _shape(words)
    named = [n for n in _events(words, language, short, shape) if not _is_name(words, n, names, shape)]
    figures = numbers(start, end, language)
    dates: list[Date] = []
    if figures or named:
        dates = [replace(d, start=d.start + start, end=d.end + start) for d in _dates(text, language, document)]
    clauses = _clauses(words, named, language)
    return Sentence(document, start, end, language, order, words, shape, named, clauses, figures, dates)


def _dates(text: str, language: str, document: Document) -> list[Date]:
    return find_dates(text, language, document.published)


def _events(words: Sequence[Word], language: str, short: bool, shape: Shape) -> list[Named]:
    """Where an event is named: by a concept's words, or by a word that mostly tells what somebody does.

    A short report speaks of one thing: there any telling word may name it, as "sequel" or "playoffs" does.
    """
    named = {n.first: n for n in concept_words(language).find(words) if not _is_contracted(words, n)}
    taken = {i for n in named.values() for i in range(n.first, n.after)}
    telling = _telling(language)
    for i, (_, _, written, key, kind) in enumerate(words):
        event, topic, _ = telling[key]
        concept = event or (topic if short and len(written) > _SHORTEST_TOPIC else "")
        if not concept or kind != "word" or len(written) < 3 or i in taken:
            continue
        begins = i == 0 or words[i - 1].kind == "mark"
        if written[0].isupper() and not shape.shouts and not (begins and event):
            continue
        named[i] = Named(i, i + 1, concept)
    return [named[i] for i in sorted(named) if named[i].concept not in concept_class("nothing")]


def _is_contracted(words: Sequence[Word], named: Named) -> bool:
    """Whether the word is the beginning of another one: the "won" of "won't"."""
    behind = words[named.after : named.after + 2]
    return len(behind) == 2 and behind[0].text in "'’" and behind[1].key == "t"


class _Telling(dict[str, tuple[str, str, str]]):
    """What a word tells by itself, worked out when it is first met: the event that it names, the event that it names
    where a report speaks of one thing, and its stem in the pivot language; empty where it does not."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._listed = event_words(language)

    def __missing__(self, key: str) -> tuple[str, str, str]:
        language, root = self._language, pivot_of(key, self._language) if key else ""
        event = topic = ""
        if root and not _is_manner(key, language):
            tells = stem_of(key, language) in self._listed or _is_shaped(key, language)
            share = background().get(root, 0.0)
            event = f"~{root}" if tells and share < _COMMONEST else ""
            topic = f"~{root}" if not tells and share < _COMMONEST_TOPIC else ""
        if len(self) >= _MOST_KEYS:
            self.clear()
        self[key] = event, topic, root
        return self[key]


@cache
def _telling(language: str) -> _Telling:
    return _Telling(language)


def _is_name(words: Sequence[Word], named: Named, names: frozenset[str], shape: Shape) -> bool:
    """Whether the word that seems to name an event is a name: "Sessions", the "Care Act"."""
    word = words[named.first]
    if named.after > named.first + 1 or not word.text[0].isupper() or named.concept in concept_class("proper"):
        return False
    if shape.shouts:
        return False
    begins = named.first == 0 or words[named.first - 1].kind == "mark"
    return not begins or word.key in names


_SHORTEST_SHAPED = 6
_MOST_KEYS = 1 << 16


def _is_shaped(key: str, language: str) -> bool:
    """Whether a word ends as words for what happens do."""
    return len(key) >= _SHORTEST_SHAPED and key.endswith(_endings(language, "endings"))


def _is_manner(key: str, language: str) -> bool:
    """Whether a word only says how: "repeatedly"."""
    return key.endswith(_endings(language, "manner"))


@cache
def _endings(language: str, name: str) -> tuple[str, ...]:
    return tuple(map(fold_key, table(language, "events").get("shapes", {}).get(name, ())))


def _shape(words: Sequence[Word]) -> Shape:
    """A name has a capital that no beginning of a sentence explains, or a second one; in headlines most words have."""
    capitals = [i for i, w in enumerate(words) if w[2] != w[3] and w[4] == "word" and w[2][0].isupper()]
    n_long = sum(len(w[2]) > 3 and w[4] == "word" for w in words)
    n_shouted = sum(len(words[i].text) > 3 for i in capitals)
    known = frozenset(capitals)
    names = (i for i in capitals if len(words[i].text) >= 3 and ((i and words[i - 1].kind != "mark") or i + 1 in known))
    return Shape(n_long > 2 and n_shouted > 0.7 * n_long, frozenset(names))


def _clauses(words: Sequence[Word], named: Sequence[Named], language: str) -> list[Range]:
    """The sentence's words cut at marks, and at conjunctions that stand between two events."""
    conjunctions = clause_breaks(language)
    told = [n.first for n in named]
    clauses: list[Range] = []
    first = 0
    for i, word in enumerate(words):
        if i > first and word.kind == "mark" and word.text in _BREAKS:
            clauses.append((first, i))
            first = i + 1
        elif i > first and word.key in conjunctions:
            before = bisect_left(told, i) - bisect_left(told, first)
            behind = len(told) - bisect_left(told, i)
            if before and behind and i - first >= 3:
                clauses.append((first, i))
                first = i
    if first < len(words):
        clauses.append((first, len(words)))
    return clauses or [(0, len(words))]


class _Voices:
    """In whose voice a place of the document is told, and how surely."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = sorted(statements, key=lambda s: s.key)
        self._starts = [s.start for s in self._statements]
        quotations = {q.id: q for s in statements if (q := s.quotation) is not None}
        self._cues = sorted((c.start, c.end) for q in quotations.values() for c in q.cue or ())
        named = ((q.id, q.source) for q in quotations.values())
        self._speakers = {id: fold(source.entity or source.name).text for id, source in named if source}
        spans = [q.source.span for q in quotations.values() if q.source and q.source.span]
        self._sources = sorted((s.start, s.end) for s in spans if s.end - s.start <= _LONGEST_SOURCE)

    def cues(self, start: int, end: int) -> list[Range]:
        """The words of saying in ``[start, end)``: that somebody says so is no event."""
        first = bisect_left(self._cues, (start, 0))
        return [c for c in self._cues[first:] if c[0] < end] if first < len(self._cues) else []

    def sources(self, start: int, end: int) -> list[Range]:
        """Who speaks in ``[start, end)``: "the fire service" is no fire."""
        first = bisect_left(self._sources, (start, 0))
        return [s for s in self._sources[first:] if s[0] < end] if first < len(self._sources) else []

    def at(self, start: int, end: int) -> tuple[str, Certainty] | None:
        """The quotation (or "") and the certainty of the shortest statement that holds the place."""
        best: Statement | None = None
        for k in range(bisect_left(self._starts, start + 1) - 1, -1, -1):
            s = self._statements[k]
            if start - s.start > _LONGEST_SENTENCE:
                break
            if s.end >= end and (best is None or s.end - s.start < best.end - best.start):
                best = s
        if best is None:
            return None
        return (best.quotation.id if best.quotation else ""), best.certainty

    def speaker(self, quotation: str) -> str:
        """Whom the document names for the quotation of this id."""
        return self._speakers.get(quotation, "")


def _people_counted(told: Sequence[Frame]) -> Frame | None:
    """The people that a sentence counts, for a next one that only gives another number of them."""
    counted = [f for f in told if f.kind == "value" and f.concept in concept_class("people") and not f.scope.part]
    return counted[-1] if counted else None


def _frames_of(sentence: Sentence, voices: _Voices, counted: Frame | None = None) -> Iterator[Frame]:
    if not sentence.words or (not sentence.named and not sentence.figures):
        return
    shape, telling = sentence.shape, _telling(sentence.language)
    unnamed: frozenset[int] = frozenset() if shape.shouts else shape.names
    stems = [
        telling[key][2] if kind == "word" and i not in unnamed else ""
        for i, (_, _, _, key, kind) in enumerate(sentence.words)
    ]
    names = tuple(dict.fromkeys(sentence.words[i].key for i in sorted(shape.names)))
    days = _days(sentence.dates)
    tone = _Tone(sentence, voices)
    context = dict.fromkeys(filter(None, stems))
    happening = (n for n in sentence.named if n.concept not in concept_class("states"))
    events = (_event(sentence, n, stems, context, names, days, tone) for n in happening)
    made = [event for event in events if event is not None]
    for value in read_values(sentence, stems, names, days, counted):
        if not tone.is_silent(value.anchor):
            quotation, certainty, negated = tone.at(value.clause, value.anchor)
            speaker = value.speaker or voices.speaker(quotation)
            made.append(replace(value, quotation=quotation, speaker=speaker, certainty=certainty, negated=negated))
    yield from sorted(made, key=lambda f: (f.anchor, f.kind, f.concept))


class _Tone:
    """In whose voice, how surely and whether at all a sentence asserts what stands at a place."""

    def __init__(self, sentence: Sentence, voices: _Voices) -> None:
        text, start, language = sentence.document.text[sentence.start : sentence.end], sentence.start, sentence.language
        self._voices = voices
        self._silent = [(a + start, b + start) for a, b in find_silence(text, language)]
        self._negations = [a + start for a, _ in count_negations(text, language)]
        self._cues = voices.cues(sentence.start, sentence.end)
        self._sources = voices.sources(sentence.start, sentence.end)

    def is_silent(self, place: Range) -> bool:
        """Whether the sentence asserts nothing there: behind refusing, asking, not knowing."""
        return any(a < place[1] and place[0] < b for a, b in self._silent)

    def is_source(self, place: Range) -> bool:
        """Whether the words there only name who speaks."""
        return any(a <= place[0] and place[1] <= b for a, b in self._sources)

    def is_cue(self, place: Range) -> bool:
        """Whether only the saying is told there."""
        return any(a < place[1] and place[0] < b for a, b in self._cues)

    def at(self, clause: Range, anchor: Range) -> tuple[str, Certainty, bool]:
        """The quotation (or ""), the certainty, and whether a word before the place in its clause negates."""
        quotation, certainty = self._voices.at(*anchor) or ("", _PLAIN)
        return quotation, certainty, any(clause[0] <= a < anchor[0] for a in self._negations)


def _event(
    sentence: Sentence,
    named: Named,
    stems: Sequence[str],
    context: Mapping[str, None],
    names: tuple[str, ...],
    days: tuple[str, str] | None,
    tone: _Tone,
) -> Frame | None:
    """The frame of an event; None where the sentence does not assert it."""
    anchor = sentence.place(named.first, named.after)
    if tone.is_silent(anchor) or tone.is_source(anchor) or (named.concept.startswith("~") and tone.is_cue(anchor)):
        return None
    first, after = sentence.clause_at(named.first)
    last = max(named.after, after)
    clause = sentence.place(first, last)
    taken = [s for s in stems[named.first : named.after] if s]
    quotation, certainty, negated = tone.at(clause, anchor)
    return Frame(
        document=sentence.document.id,
        sentence=(sentence.start, sentence.end),
        clause=clause,
        anchor=anchor,
        concept=named.concept,
        kind="event",
        language=sentence.language,
        order=sentence.order,
        stem=taken[0] if taken else "",
        context=tuple([s for s in context if s not in taken]),
        doers=tuple(filter(None, stems[first : named.first]))[-_ROLE_WORDS:],
        objects=tuple(filter(None, stems[named.after : last]))[:_ROLE_WORDS],
        names=names,
        near=_near_names(sentence, named, names),
        days=days,
        topic=named.concept.startswith("~") and not _telling(sentence.language)[sentence.words[named.first].key][0],
        quotation=quotation,
        certainty=certainty,
        negated=negated,
    )


_NEXT_TO = 5


def _near_names(sentence: Sentence, named: Named, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the sentence's names within five words of the anchor, none beyond a mark that ends a clause."""
    if not names:
        return ()
    words, found = sentence.words, []
    before = range(named.first - 1, max(-1, named.first - 1 - _NEXT_TO), -1)
    after = range(named.after, min(len(words), named.after + _NEXT_TO))
    for steps in (before, after):
        for i in steps:
            if words[i].text in _BREAKS:
                break
            if words[i].key in names and words[i].text[:1].isupper():
                found.append(words[i].key)
    return tuple(dict.fromkeys(found))


def _days(dates: Sequence[Date]) -> tuple[str, str] | None:
    """The days that a sentence dates what it tells to, if it names but one."""
    known = {(d.earliest, d.latest) for d in dates if d.kind == "date" and d.earliest and d.latest}
    if len(known) != 1:
        return None
    earliest, latest = next(iter(known))
    return (earliest, latest) if earliest and latest else None
