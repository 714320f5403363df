"""A document cut into frames: every clause that says what happened, and every figure with what it counts.

In: a document, its passages, statements, figures and dates. Out: :class:`~firsthand.facts.frames.Frame`\\ s in order.
A pure function of one document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from firsthand.claims import Statement, find_silence
from firsthand.claims.stumps import is_caption
from firsthand.facts.concepts import Named, concept_class, concept_words
from firsthand.facts.frames import Frame, Range
from firsthand.facts.quantities import read_values
from firsthand.facts.stems import background, event_words, pivot_of, stem_of
from firsthand.languages import table
from firsthand.model import Certainty, Document, Passage
from firsthand.values import Date, Figure, find_dates, find_figures
from firsthand.values.certainty import count_negations
from firsthand.values.words import Word, fold_key, split_words

_BREAKS = frozenset(',;:—–()"“”«»')
_SHORTEST_CLAUSE = 5
_ROLE_WORDS = 3
_LONGEST_SENTENCE = 1200
_SHORT_REPORT = 25
_SHORTEST_TOPIC, _COMMONEST_TOPIC = 3, 0.12
_COMMONEST = 0.25
"""A word that no table lists and so many articles have tells no event apart: "need", "use"."""
_PLAIN = Certainty()

FiguresOf = Callable[[int, int, str], Sequence[Figure]]
"""The figures of the sentence ``[start, end)`` in a language, in offsets of the document."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence while its frames are cut: its words, the events named in it, and its clauses (word numbers)."""

    document: Document
    start: int
    end: int
    language: str
    order: int
    words: list[Word]
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
    for passage in passages:
        if passage.kind == "boilerplate":
            continue
        for start, end in passage.sentences or ((passage.start, passage.end),):
            if is_caption(document.text[start:end], passage.language):
                continue
            if end - start > _LONGEST_SENTENCE or document.text[start:end].rstrip().endswith("?"):
                continue
            numbers = figures or _figures_of(document)
            sentence = _read(document, start, end, passage.language, order, names, numbers, short)
            frames += _frames_of(sentence, voices)
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
    named = [n for n in _events(words, language, short) if not _is_name(words, n, names)]
    figures = numbers(start, end, language)
    dates: list[Date] = []
    if figures or named:
        dates = [replace(d, start=d.start + start, end=d.end + start) for d in _dates(text, language, document)]
    return Sentence(
        document, start, end, language, order, words, named, _clauses(words, named, language), figures, dates
    )


def _dates(text: str, language: str, document: Document) -> list[Date]:
    return find_dates(text, language, document.published)


def _events(words: Sequence[Word], language: str, short: bool) -> list[Named]:
    """Where an event is named: by a concept's words, or by a word that mostly tells what somebody does.

    A short report speaks of one thing: there any telling word may name it, as "sequel" or "playoffs" does.
    """
    named = {n.first: n for n in concept_words(language).find(words)}
    taken = {i for n in named.values() for i in range(n.first, n.after)}
    listed = event_words(language)
    shouts = _shouts(words)
    for i, word in enumerate(words):
        if i in taken or word.kind != "word" or len(word.text) < 3:
            continue
        if word.text[0].isupper() and not shouts and i and words[i - 1].kind != "mark":
            continue
        tells = stem_of(word.key, language) in listed or _is_shaped(word.key, language)
        if not (tells or (short and len(word.text) > _SHORTEST_TOPIC)) or _is_manner(word.key, language):
            continue
        root = pivot_of(word.key, language)
        if root and background().get(root, 0.0) < (_COMMONEST if tells else _COMMONEST_TOPIC):
            named[i] = Named(i, i + 1, f"~{root}")
    return [named[i] for i in sorted(named)]


def _is_name(words: Sequence[Word], named: Named, names: frozenset[str]) -> bool:
    """Whether the word that seems to name an event is a name: "Sessions", the "Care Act"."""
    word = words[named.first]
    if named.after > named.first + 1 or not word.text[0].isupper() or named.concept in concept_class("proper"):
        return False
    if _shouts(words):
        return False
    begins = named.first == 0 or words[named.first - 1].kind == "mark"
    return not begins or word.key in names


_SHORTEST_SHAPED = 6


@lru_cache(maxsize=1 << 16)
def _is_shaped(key: str, language: str) -> bool:
    """Whether a word ends as words for what happens do."""
    endings = table(language, "events").get("shapes", {}).get("endings", ())
    return len(key) >= _SHORTEST_SHAPED and key.endswith(tuple(map(fold_key, endings)))


@lru_cache(maxsize=1 << 16)
def _is_manner(key: str, language: str) -> bool:
    """Whether a word only says how: "repeatedly"."""
    endings = table(language, "events").get("shapes", {}).get("manner", ())
    return key.endswith(tuple(map(fold_key, endings)))


def _shouts(words: Sequence[Word]) -> bool:
    """Whether nearly every word has a capital, as in headlines: then capitals are no names."""
    long = [w for w in words if w.kind == "word" and len(w.text) > 3]
    return len(long) > 2 and sum(w.text[0].isupper() for w in long) > 0.7 * len(long)


@cache
def _conjunctions(language: str) -> frozenset[str]:
    return frozenset(fold_key(word) for word in table(language, "claims").get("clause_breaks", ()))


def _clauses(words: Sequence[Word], named: Sequence[Named], language: str) -> list[Range]:
    """The sentence's words cut at marks, and at conjunctions that stand between two events."""
    conjunctions = _conjunctions(language)
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

    def cues(self, start: int, end: int) -> list[Range]:
        """The words of saying in ``[start, end)``: that somebody says so is no event."""
        first = bisect_left(self._cues, (start, 0))
        return [c for c in self._cues[first:] if c[0] < end] if first < len(self._cues) else []

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


def _frames_of(sentence: Sentence, voices: _Voices) -> Iterator[Frame]:
    if not sentence.words or (not sentence.named and not sentence.figures):
        return
    shouts = _shouts(sentence.words)
    stems = [
        pivot_of(w.key, sentence.language)
        if w.kind == "word" and (shouts or not _is_capital(w, i, sentence.words))
        else ""
        for i, w in enumerate(sentence.words)
    ]
    names = tuple(dict.fromkeys(w.key for i, w in enumerate(sentence.words) if _is_capital(w, i, sentence.words)))
    days = _days(sentence.dates)
    made = [_event(sentence, n, stems, names, days) for n in sentence.named]
    made += read_values(sentence, stems, names, days)
    silent, cues = _silent(sentence), voices.cues(sentence.start, sentence.end)
    made = [f for f in made if not _lies_in(f, silent) and not (f.concept.startswith("~") and _lies_in(f, cues))]
    negations = count_negations(sentence.document.text[sentence.start : sentence.end], sentence.language)
    for frame in sorted(made, key=lambda f: (f.anchor, f.kind, f.concept)):
        yield _voiced(frame, voices, [(a + sentence.start, b + sentence.start) for a, b in negations])


def _lies_in(frame: Frame, places: Sequence[Range]) -> bool:
    return any(a < frame.anchor[1] and frame.anchor[0] < b for a, b in places)


def _silent(sentence: Sentence) -> list[Range]:
    """Where the sentence asserts nothing: behind refusing, asking, not knowing."""
    text = sentence.document.text[sentence.start : sentence.end]
    return [(a + sentence.start, b + sentence.start) for a, b in find_silence(text, sentence.language)]


def _voiced(frame: Frame, voices: _Voices, negations: Sequence[Range]) -> Frame:
    heard = voices.at(*frame.anchor)
    negated = any(frame.clause[0] <= a < frame.anchor[0] for a, _ in negations)
    if heard is None and not negated:
        return frame
    quotation, certainty = heard or ("", _PLAIN)
    return replace(frame, quotation=quotation, certainty=certainty, negated=negated)


def _event(
    sentence: Sentence, named: Named, stems: Sequence[str], names: tuple[str, ...], days: tuple[str, str] | None
) -> Frame:
    first, after = sentence.clause_at(named.first)
    last = max(named.after, after)
    doers = tuple(s for s in stems[first : named.first] if s)[-_ROLE_WORDS:]
    objects = tuple(s for s in stems[named.after : last] if s)[:_ROLE_WORDS]
    taken = set(stems[named.first : named.after])
    return Frame(
        document=sentence.document.id,
        sentence=(sentence.start, sentence.end),
        clause=sentence.place(first, last),
        anchor=sentence.place(named.first, named.after),
        concept=named.concept,
        kind="event",
        language=sentence.language,
        order=sentence.order,
        stem=next((s for s in stems[named.first : named.after] if s), ""),
        context=tuple(dict.fromkeys(s for s in stems if s and s not in taken)),
        doers=doers,
        objects=objects,
        names=names,
        days=days,
    )


def _is_capital(word: Word, i: int, words: Sequence[Word]) -> bool:
    """Whether a word is written as a name: a capital that no beginning of a sentence explains, or a second one."""
    if word.kind != "word" or not word.text[0].isupper() or len(word.text) < 3:
        return False
    if i and words[i - 1].kind != "mark":
        return True
    after = words[i + 1] if i + 1 < len(words) else None
    return after is not None and after.kind == "word" and after.text[0].isupper()


def _days(dates: Sequence[Date]) -> tuple[str, str] | None:
    """The days that a sentence dates what it tells to, if it names but one."""
    known = {(d.earliest, d.latest) for d in dates if d.kind == "date" and d.earliest and d.latest}
    if len(known) != 1:
        return None
    earliest, latest = next(iter(known))
    return (earliest, latest) if earliest and latest else None
