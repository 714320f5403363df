"""Values: every figure of a sentence with what it counts or measures, and of whom, where and as of when.

"At least 24 people were killed and 249 injured" holds two: killed, 24 or more; injured, 249. A figure that says nothing
of what it counts (a score, an age, a number in a name) makes no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from firsthand.facts.concepts import Named, concept_class, concept_words
from firsthand.facts.frames import ANOTHER, Frame, Scope
from firsthand.facts.onsets import read_onsets
from firsthand.facts.stems import pivot_of
from firsthand.languages import codes, table
from firsthand.values import Date, Figure
from firsthand.values.units import in_base_unit
from firsthand.values.words import PhraseTable, fold_key

if TYPE_CHECKING:
    from firsthand.facts.cutting import Sentence

_STOPS = frozenset(".;:—()!?")
_FARTHEST_BEFORE, _FARTHEST_AFTER = 4, 5
_LARGEST_MAGNITUDE = 10.0
_YEAR = 4
_STATE_REACH, _NOUN_REACH = 10, 2
_VICTIM_REACH = 7
"""Words from "the 14th" to "killed"."""
_SHORT = 9
"""Words of a sentence that only gives another number of what the one before it counts: "The ministry says nine"."""
_LEAST_TELLING = 3
"""One or two of something unnamed is said of everything."""


@dataclass(frozen=True, slots=True)
class _Words:
    fillers: frozenset[str]
    part: PhraseTable
    ages: frozenset[str]
    since: frozenset[str]
    hours: frozenset[str]
    then: frozenset[str]
    nowadays: frozenset[str]
    other: frozenset[str]
    more: frozenset[str]
    still: frozenset[str]
    things: frozenset[str]
    versus: frozenset[str]
    nobody: PhraseTable
    none: PhraseTable


@cache
def _words(language: str) -> _Words:
    scope, time = table(language, "events").get("scope", {}), table(language, "events").get("time", {})
    return _Words(
        frozenset(fold_key(w) for w in scope.get("fillers", ())),
        PhraseTable((phrase, "") for phrase in scope.get("part", ())),
        frozenset(fold_key(w) for w in scope.get("ages", ())),
        frozenset(fold_key(w) for w in time.get("since", ())),
        frozenset(fold_key(w) for w in time.get("hours", ())),
        frozenset(fold_key(w) for w in time.get("then", ())),
        frozenset(fold_key(w) for w in scope.get("nowadays", ())),
        frozenset(fold_key(w) for w in scope.get("other", ())),
        frozenset(fold_key(w) for w in scope.get("more", ())),
        frozenset(fold_key(w) for w in scope.get("still", ())),
        frozenset(fold_key(w) for w in scope.get("things", ())),
        frozenset(fold_key(w) for w in scope.get("versus", ())),
        PhraseTable((phrase, "") for phrase in scope.get("nobody", ())),
        PhraseTable((phrase, "") for phrase in scope.get("none", ())),
    )


@cache
def _people() -> frozenset[str]:
    return frozenset(h for code in codes() for h in table(code, "events").get("scope", {}).get("people", ()))


@cache
def _suffering() -> frozenset[str]:
    """Death and injury: what a report says of nobody where it says it of none."""
    return concept_class("deaths") | concept_class("hurt") | {"injure"}


@cache
def _countable() -> frozenset[str]:
    kinds = ("people", "running", "measures", "amounts", "spans", "valued")
    return frozenset[str]().union(*map(concept_class, kinds))


def read_values(
    sentence: Sentence,
    stems: Sequence[str],
    names: tuple[str, ...],
    days: tuple[str, str] | None,
    before: Frame | None = None,
) -> list[Frame]:
    """The value frames of `sentence`; `stems` are the pivot stems of its words, empty where a word has none.

    `before` is what the sentence before it counts, where those are people.
    """
    frames: list[Frame] = []
    reader = _Reader(sentence, before is not None)
    inherited, group = "", ""
    told = [(f, found) for f in sentence.figures if (found := reader.read(f)) is not None]
    told += reader.zeros()
    onsets = [(f, (concept, "year", Scope(), index)) for concept, f, index in read_onsets(sentence)]
    for figure, (concept, unit, scope, index) in [*told, *onsets]:
        if not concept and not inherited:
            continue
        against = (not concept and reader.is_set_against(index)) or concept == ANOTHER
        if concept == ANOTHER and before is not None:
            concept, scope = before.concept, replace(scope, group=before.scope.group)
        elif against:
            scope = replace(scope, group=group)
        concept = concept or inherited
        if concept in concept_class("deaths"):
            concept = "kill"
        elif concept in concept_class("hurt"):  # who lies in hospital is hurt, and not all the hurt lie there
            concept, scope = "injure", replace(scope, group=concept)
        if concept == f"#{scope.group}":
            scope = replace(scope, group="")
        inherited, group = (concept if concept in concept_class("people") else ""), scope.group
        first, after = sentence.clause_at(index)
        frames.append(
            Frame(
                document=sentence.document.id,
                sentence=(sentence.start, sentence.end),
                clause=_with_figure(sentence.place(first, after), figure),
                anchor=(figure.start, figure.end),
                concept=concept,
                kind="value",
                language=sentence.language,
                order=sentence.order,
                context=tuple(dict.fromkeys(s for s in stems if s)),
                doers=tuple(s for s in stems[first:index] if s)[-3:],
                objects=tuple(s for s in stems[index:after] if s)[:3],
                names=names,
                figure=figure,
                speaker=ANOTHER if against else "",
                unit=unit,
                scope=scope,
                days=days,
            )
        )
    return frames


def _with_figure(clause: tuple[int, int], figure: Figure) -> tuple[int, int]:
    return min(clause[0], figure.start), max(clause[1], figure.end)


class _Reader:
    """Finds, for the figures of one sentence, what they count."""

    def __init__(self, sentence: Sentence, counted: bool) -> None:
        self.sentence = sentence
        self.counted = counted
        self.words = sentence.words
        self.lexicon = _words(sentence.language)
        self.starts = {w.start + sentence.start: i for i, w in enumerate(sentence.words)}
        self.figured: set[int] = set()
        for f in sentence.figures:
            self.figured |= {i for w, i in ((w, i) for i, w in enumerate(self.words)) if self._inside(w.start, f)}

    def _inside(self, start: int, figure: Figure) -> bool:
        return figure.start <= start + self.sentence.start < figure.end

    def read(self, figure: Figure) -> tuple[str, str, Scope, int] | None:
        """Concept, unit and scope of `figure`, and the number of its first word; None if it counts nothing known.

        An empty concept is that of the figure before: "five people died, two of them children".
        """
        first = self.starts.get(figure.start)
        if first is None or figure.kind == "ratio":
            return None
        after = first
        while after < len(self.words) and self._inside(self.words[after].start, figure):
            after += 1
        if figure.kind == "ordinal":
            return self._ordinal(figure, first, after)
        if self._is_hour_or_name(first, after):
            return None
        if self._is_magnitude(figure, first, after):
            return "magnitude", "magnitude", Scope(), first
        if figure.kind == "label" or self._is_age(figure, first, after):
            return None
        concept = self._concept(figure, first, after)
        scope = self._scope(figure, first, after)
        if concept is None and figure.kind == "count" and scope.part and figure.head in _people():
            concept = ""
        if concept is None and figure.kind == "count" and figure.head is None and self.is_set_against(first):
            concept = ""
        if concept is None:
            concept = self._generic(figure) or (ANOTHER if self._is_another_number(figure) else None)
        return None if concept is None else (concept, _unit(figure), scope, first)

    def is_set_against(self, first: int) -> bool:
        """Whether the figure is another's: "Nine defenders killed, against the 14 that the union counts"."""
        return any(w.key in self.lexicon.versus for w in self.words[max(0, first - 3) : first])

    def _is_another_number(self, figure: Figure) -> bool:
        """Whether the sentence gives another number of what was counted before: "The ministry says nine"."""
        n_words = sum(w.kind == "word" for w in self.words)
        bare = figure.kind == "count" and figure.head is None and len(self.sentence.figures) == 1
        return self.counted and bare and n_words <= _SHORT

    def _ordinal(self, figure: Figure, first: int, after: int) -> tuple[str, str, Scope, int] | None:
        """ "For the third time" counts occasions, and "the 14th defender killed this year" the dead."""
        if figure.head == "occasion":
            return ("#occasion", "", self._scope(figure, first, after), first) if figure.nominal > 1 else None
        counts = any(len(d.value) == _YEAR for d in self.sentence.dates)  # "this year"
        if not counts or figure.nominal < _LEAST_TELLING or self._is_of_things(figure, after):
            return None
        for named in self.sentence.named:
            between = self.words[after : named.first]
            near = 0 < len(between) <= _VICTIM_REACH and all(w.kind == "word" for w in between)
            if near and named.concept in concept_class("suffered"):
                return named.concept, "", self._scope(replace(figure, kind="count"), first, after), first
        return None

    def zeros(self) -> list[tuple[Figure, tuple[str, str, Scope, int]]]:
        """Whoever says that nobody was hurt gives a number, too: "no one was injured", "sin víctimas"."""
        people = [n for n in self.sentence.named if n.concept in _suffering()]
        found = []
        for i in range(len(self.words)) if people else ():
            everybody, thing = self.lexicon.nobody.at(self.words, i), self.lexicon.none.at(self.words, i)
            after = everybody[1] if everybody else thing[1] if thing else 0
            if not after or any(w.key in self.lexicon.other for w in self.words[after : after + 1]):
                continue
            reach = _FARTHEST_AFTER if everybody else 0
            told = next((n for n in people if 0 <= n.first - after <= reach and self._runs(after, n.first)), None)
            if told is not None:
                figure = self._zero(i, after)
                found.append((figure, (told.concept, "", self._scope(figure, i, after), i)))
        return found

    def _zero(self, first: int, after: int) -> Figure:
        begin = self.sentence.start
        start, end = self.words[first].start, self.words[after - 1].end
        written = self.sentence.document.text[begin + start : begin + end]
        return Figure(begin + start, begin + end, 0.0, 0.0, "count", None, None, written)

    def _runs(self, after: int, first: int) -> bool:
        return not any(w.kind == "mark" for w in self.words[after:first])

    def _is_magnitude(self, figure: Figure, first: int, after: int) -> bool:
        if figure.kind not in ("count", "label") or not 0 < figure.nominal < _LARGEST_MAGNITUDE:
            return False
        named = [n for n in self.sentence.named if n.concept == "magnitude"]
        near = any(-1 <= first - n.after <= 3 or 0 <= n.first - after <= 2 for n in named)
        shakes = any(n.concept == "quake" for n in self.sentence.named)
        decimal = figure.nominal != int(figure.nominal)
        return near and (decimal or shakes)

    def _is_age(self, figure: Figure, first: int, after: int) -> bool:
        """Whether the figure is somebody's age: "12-year-old", "Benno Danek, 40,", "is 32 now"."""
        if any(w.key in self.lexicon.ages for w in self.words[after : after + 2]):
            return True
        if any(w.key in self.lexicon.ages for w in self.words[max(0, first - 2) : first]):
            return True
        beside = [*self.words[first - 1 : first], *self.words[after : after + 1]] if first else []
        if figure.head is None and any(w.key in self.lexicon.nowadays for w in beside):
            return True
        if figure.kind != "count" or figure.head is not None or first < 2:
            return False
        return self.words[first - 1].text == "," and self.words[first - 2].text[:1].isupper()

    def _is_hour_or_name(self, first: int, after: int) -> bool:
        """Whether the figure is an hour ("6am", "8.49 p.m."), or part of a name ("AK 47", ".38 calibre")."""
        words = self.words
        if after < len(words) and words[after].key in self.lexicon.hours:
            return True
        before = words[first - 1] if first else None
        if before is None or before.end != words[first].start:
            return before is not None and before.text.isupper() and before.kind == "word" and len(before.text) in (2, 3)
        return before.text in ".,:-–" and not before.text.isalnum() and before.text != "-"

    def _concept(self, figure: Figure, first: int, after: int) -> str | None:
        """The nearest event whose number the figure can be."""
        best: tuple[float, str] | None = None
        for named in self.sentence.named:
            if named.concept not in _countable() or not _fits(figure, named.concept):
                continue
            distance = self._distance(named, first, after)
            if named.concept in concept_class("people") and self._is_of_things(figure, after):
                continue
            if distance is not None and (best is None or distance < best[0]):
                best = distance, named.concept
        if best is None or best[1] not in concept_class("amounts"):
            return best[1] if best else None
        taken = (n.concept for n in self.sentence.named if n.first < first and n.concept in concept_class("taken"))
        return next(taken, best[1])  # what the stolen paintings are worth is what was stolen

    def _is_of_things(self, figure: Figure, after: int) -> bool:
        """Whether the figure counts things, as "two explosions killed three" does, though no table of nouns says so."""
        if figure.head in self.lexicon.things:
            return True
        return any(w.key in self.lexicon.things for w in self.words[after : after + _NOUN_REACH])

    def _distance(self, named: Named, first: int, after: int) -> float | None:
        if named.after <= first:
            between, farthest, penalty = range(named.after, first), _FARTHEST_BEFORE, 0.0
        elif named.first >= after:
            between, farthest, penalty = range(after, named.first), _FARTHEST_AFTER, 0.5
        else:
            return 0.0
        words = [self.words[i] for i in between]
        if any(i in self.figured for i in between) or any(w.text in _STOPS for w in words):
            return None
        commas = sum(w.text == "," for w in words)
        counted = sum(w.kind == "word" and w.key not in self.lexicon.fillers for w in words)
        if counted > farthest or commas > 1 or (commas and penalty == 0.0):
            return None
        return counted + penalty + 2 * commas

    def _generic(self, figure: Figure) -> str | None:
        if figure.kind == "count":
            return f"#{figure.head}" if figure.head and figure.nominal >= _LEAST_TELLING else None
        if figure.kind == "duration":
            return None
        return "#percent" if figure.kind == "fraction" else f"#{figure.kind}"

    def _scope(self, figure: Figure, first: int, after: int) -> Scope:
        group = figure.head or ""
        if group and not figure.known_head:
            group = pivot_of(group, self.sentence.language) or group  # defender, defensor
        if group in concept_class("general_heads") or figure.kind != "count" or not self._is_noun(figure):
            group = ""
        part = any(self.lexicon.part.at(self.words, k) is not None for k in (first - 1, first - 2, after) if k >= 0)
        year, since = "", ""
        for date in self.sentence.dates:
            if date.kind != "date" or not date.value[:_YEAR].isdigit() or len(date.value) != _YEAR:
                continue
            if self._is_since(date):
                since = date.value
            else:
                year = date.value if not year else ""
        if not since and year and self._counts_from_then():
            since, year = year, ""
        part = part or self._adds(first, after)
        state = any(w.key in self.lexicon.still for w in self.words[max(0, first - 3) : after + _STATE_REACH])
        return Scope(group, year, since, part, state)

    def _adds(self, first: int, after: int) -> bool:
        """Whether the figure comes on top of others: "three other Americans", "four more deaths"."""
        behind = self.words[after] if after < len(self.words) else None
        if behind is None or behind.kind != "word":
            return False
        if behind.key in self.lexicon.more:
            return not any(i < first for i in self.figured)
        if behind.key not in self.lexicon.other or after + 1 >= len(self.words):
            return False
        noun = self.words[after + 1]
        return noun.kind == "word" and noun.key not in self.lexicon.fillers

    def _counts_from_then(self) -> bool:
        """Whether the sentence counts "since then": from the year that it named before."""
        keys = [w.key for w in self.words]
        return any(a in self.lexicon.since and b in self.lexicon.then for a, b in pairwise(keys))

    def _is_noun(self, figure: Figure) -> bool:
        """Whether the word taken for the counted noun is none of an event or of grammar: "249 resultaron heridas"."""
        head = figure.head or ""
        named = concept_words(self.sentence.language).candidates(head)
        return figure.known_head or not (head in self.lexicon.fillers or any(len(p) == 1 for p, _ in named))

    def _is_since(self, date: Date) -> bool:
        index = self.starts.get(date.start)
        if index is None:
            return False
        near = [w.key for w in self.words[max(0, index - 1) : index + 2]]
        return any(key in self.lexicon.since for key in near)


def _fits(figure: Figure, concept: str) -> bool:
    """Whether a figure of this kind can be the number of the concept: people are counted, damage is paid for."""
    if concept in concept_class("rates"):
        return figure.kind == "percent"
    if concept in concept_class("spans"):
        return figure.kind == "duration"
    if concept == "depth":
        return figure.kind == "measure"
    if concept in concept_class("amounts"):
        return figure.kind == "money"
    if concept in concept_class("single"):
        return figure.kind == "count" and (figure.head is None or figure.head in _people())
    if concept in concept_class("people"):
        counts_people = figure.head is None or not figure.known_head or figure.head in _people()
        return figure.kind == "count" and counts_people
    if figure.kind == "money":
        return concept in concept_class("valued")
    return figure.kind == "count" and figure.head is not None and figure.head not in _people()


def _unit(figure: Figure) -> str:
    if figure.kind == "count":
        return ""
    if figure.kind in ("money", "fraction"):
        return "money" if figure.kind == "money" else "%"
    based = in_base_unit(figure.nominal, figure.unit)
    return based[0] if based else figure.unit or figure.kind
