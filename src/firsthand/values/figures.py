"""Figures: quantities in a text as intervals with a kind, a unit and the noun they count, comparable across languages.

In: text and its language. Out: :class:`Figure` values, in order, without overlap. Always true: ``text[start:end]`` is
the figure's own text; numbers that belong to dates are not figures.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from firsthand.settings import ValueSettings
from firsthand.values.dates import date_places
from firsthand.values.figure_words import FigureWords, figure_words
from firsthand.values.numbers import Number, read_number
from firsthand.values.words import SENTENCE, Word, split_words, windows

FigureKind = Literal["money", "percent", "measure", "duration", "count", "ordinal", "ratio", "fraction", "label"]

_INFINITY = float("inf")
_ABOUT = ValueSettings().about_slack
_ROUND_WHOLES = frozenset((10, 100, 1_000, 10_000, 100_000, 1_000_000))
_YEARS = (1900, 2100)
_DONE, _MANY = "ed", "s"
"""Endings that show what is no part of a whole: "one arrested in three", "one man in three raids"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity written at ``text[start:end]``.

    `low` and `high` are its bounds (equal where it is written exactly), `nominal` the number as written, `step` how
    finely it is written ("1.2 billion": 100 million). `unit` is a language-free code ("USD", "year", "km") or None,
    `head` the counted noun as a language-free concept ("officer") where the table knows it, else its singular.
    """

    start: int
    end: int
    low: float
    high: float
    kind: FigureKind
    unit: str | None
    head: str | None
    text: str
    nominal: float = 0.0
    step: float = 1.0
    known_head: bool = False


def find_figures(text: str, language: str) -> list[Figure]:
    """All quantities in `text`, in order.

    Parameters
    ----------
    text
        Any text.
    language
        Its language's code; without a table only digits with marks ("$5", "7 %") are read.
    """
    return list(_remembered(text, language)) if len(text) < SENTENCE else _find(text, language)


@lru_cache(maxsize=512)
def _remembered(text: str, language: str) -> tuple[Figure, ...]:
    """The figures of a sentence: a statement's and its facts' are the same."""
    return tuple(_find(text, language))


def _find(text: str, language: str) -> list[Figure]:
    lexicon = figure_words(language)
    found: list[Figure] = []
    for offset, piece in windows(text):
        words = split_words(piece)
        figures = _Reader(piece, words, lexicon, []).read()
        # Dates only take figures away, so that they need not be looked for where there are none.
        dated = date_places(piece, language) if figures else []
        if dated:
            figures = _Reader(piece, words, lexicon, dated).read()
        found += [replace(f, start=f.start + offset, end=f.end + offset) for f in figures] if offset else figures
    return found


class _Reader:
    """One pass over the words of one text."""

    def __init__(self, text: str, words: list[Word], lexicon: FigureWords, dated: list[tuple[int, int]]) -> None:
        self.text = text
        self.words = words
        self.lexicon = lexicon
        self.dated = dated
        self.dated_starts = [start for start, _ in dated]

    def read(self) -> list[Figure]:
        found: list[Figure] = []
        after = 0
        for i in self.lexicon.openings.places(self.words):
            if i < after:
                continue
            idiom = self.lexicon.not_figures.at(self.words, i)
            if idiom and self._share(i) is None:
                after = idiom[1]
            elif (figure_and_after := self._figure_at(i)) is not None:
                figure, after = figure_and_after
                found.append(figure)
        return found

    def _is_dated(self, word: Word) -> bool:
        k = bisect_right(self.dated_starts, word.start) - 1
        return k >= 0 and word.start < self.dated[k][1]

    def _figure_at(self, i: int) -> tuple[Figure, int] | None:
        words, lexicon = self.words, self.lexicon
        first, bound = i, None
        leading = lexicon.bounds.at(words, i)
        if leading:
            bound, i = leading
            again = lexicon.bounds.at(words, i)
            if again:
                i = again[1]
            if i + 1 < len(words) and words[i].key in lexicon.articles and lexicon.vague.at(words, i) is None:
                i += 1
        if i >= len(words) or self._is_dated(words[i]):
            return None
        signed = self._sign(i)
        unit: str | None = None
        kind: FigureKind = "count"
        if signed:
            unit, i = signed
            kind = "money"
        if i >= len(words):
            return None
        if words[i].key in lexicon.range_open and (both := self._sign(i + 1)) is not None:
            unit, kind = both[0], "money"  # "between $4 million and $6 million"
        quantity = self._range(i) or self._vague(i) or self._plain(i)
        if quantity is None:
            return None
        low, high, nominal, step, after, shape = quantity
        return self._finish(first, i, after, low, high, nominal, step, shape, kind, unit, bound)

    def _range(self, i: int) -> tuple[float, float, float, float, int, str] | None:
        """Both ends of "between 10 and 20" or "10-20"; the first end takes the scale of the second if it has none."""
        words, lexicon = self.words, self.lexicon
        opened = words[i].key in lexicon.range_open
        start = i + 1 if opened else i
        signed = self._sign(start) if opened else None
        start = signed[1] if signed else start
        a = read_number(words, start, lexicon.numbers, joined=False)
        if a is None or a.after + 1 >= len(words) or self._is_dated(words[start]):
            return None
        percent = lexicon.percent.at(words, a.after)
        at = percent[1] if percent else a.after
        if at + 1 >= len(words):
            return None
        middle = words[at]
        if middle.key not in lexicon.range_middle or (not opened and middle.key in lexicon.numbers.joiners):
            return None
        second = at + 1
        bound = lexicon.bounds.at(words, second)
        second = bound[1] if bound else second
        signed = self._sign(second)
        second = signed[1] if signed else second
        if second >= len(words) or self._is_dated(words[second]):
            return None
        b = read_number(words, second, lexicon.numbers)
        if b is None:
            return None
        low, high = a.value, b.value
        if a.digits and b.step >= 1000 and low * b.step < high * 10 and low < 1000 <= high:
            low *= max(s for s in lexicon.numbers.scales.values() if s <= b.step)
        if not low < high or (middle.kind == "mark" and not opened and middle.start != words[at - 1].end):
            return None
        return low, high, (low + high) / 2, a.step, b.after, "range"

    def _sign(self, i: int) -> tuple[str, int] | None:
        """The currency whose sign stands before a number at `i`, and where the number begins."""
        words = self.words
        return self.lexicon.currencies.at(words, i) if i < len(words) and not words[i].text.isalpha() else None

    def _vague(self, i: int) -> tuple[float, float, float, float, int, str] | None:
        found = self.lexicon.vague.at(self.words, i)
        if found is None:
            return None
        low, high = self.lexicon.vague_values[found[0]]
        nominal = (low + high) / 2 if high < 2 * low else low
        return low, high, nominal, 1.0, found[1], "vague"

    def _plain(self, i: int) -> tuple[float, float, float, float, int, str] | None:
        words, lexicon = self.words, self.lexicon
        for table, shape in ((lexicon.fractions, "fraction"), (lexicon.multiples, "ratio")):
            found = table.at(words, i)
            if found:
                value = float(found[0])
                return value, value, value, 0.01, found[1], shape
        share = self._share(i)
        if share is not None:
            return share
        led = i + 1 < len(words) and words[i].key in lexicon.articles and words[i + 1].key in lexicon.numbers.scales
        number: Number | None = read_number(words, i + 1 if led else i, lexicon.numbers, led=led)
        if number is None:
            value_of = lexicon.ordinals.get(words[i].key)
            if value_of is None:
                return None
            units = lexicon.ordinals.get(words[i + 1].key) if i + 1 < len(words) else None
            if value_of >= 20 and units is not None and units < 10:
                return value_of + units, value_of + units, value_of + units, 1.0, i + 2, "ordinal"
            return value_of, value_of, value_of, 1.0, i + 1, "ordinal"
        suffix = self._ordinal_suffix(i) if words[i].kind == "number" and number.after == i + 1 else 0
        if suffix:
            return number.value, number.value, number.value, 1.0, suffix, "ordinal"
        return number.value, number.value, number.value, number.step, number.after, "number"

    def _share(self, i: int) -> tuple[float, float, float, float, int, str] | None:
        """ "One in three fish", "one fish in three", "four out of ten pupils" """
        words, lexicon = self.words, self.lexicon
        few = read_number(words, i, lexicon.numbers, joined=False)
        if few is None or few.after + 1 >= len(words):
            return None
        between = lexicon.shares.at(words, few.after)
        noun = None
        if between is None and words[few.after].kind == "word" and words[few.after].key not in lexicon.stops:
            noun, between = words[few.after], lexicon.shares.at(words, few.after + 1)
        if between is None or between[1] >= len(words) or self._is_dated(words[between[1]]):
            return None
        many = read_number(words, between[1], lexicon.numbers, joined=False)
        if many is None or not 0 < few.value < many.value:
            return None
        if between[0] == "doubtful" and not self._is_surely_share(i, few, many, noun):
            return None
        value = few.value / many.value
        return value, value, value, 0.01, many.after, f"share {noun.key}" if noun else "share"

    def _is_surely_share(self, first: int, few: Number, many: Number, noun: Word | None) -> bool:
        """Whether "in" stands between a part and a whole: not "killed two in three attacks", "one in 2019"."""
        words, at = self.words, many.after
        opens = first == 0 or words[first - 1].kind == "mark"
        a_year = many.digits and _YEARS[0] <= many.value <= _YEARS[1]
        if a_year or (few.value != 1 and many.value not in _ROUND_WHOLES):
            return False
        if noun is None:
            return True
        follows = at < len(words) and words[at].kind == "word" and words[at].key not in self.lexicon.stops
        return not noun.key.endswith(_DONE) and (opens or not (follows and words[at].key.endswith(_MANY)))

    def _ordinal_suffix(self, i: int) -> int:
        """The index after "7th", "7ª" or "7.ª"; 0 where no suffix follows the digits at `i`."""
        words = self.words
        at = i + 1
        if (
            at + 1 < len(words)
            and words[at].text == "."
            and words[at + 1].start == words[at].end
            and words[at + 1].text in "ªº°"
        ):
            at += 1
        glued = at < len(words) and words[at].start == words[at - 1].end
        return at + 1 if glued and words[at].key in self.lexicon.ordinal_suffixes else 0

    def _finish(
        self,
        first: int,
        begun: int,
        after: int,
        low: float,
        high: float,
        nominal: float,
        step: float,
        shape: str,
        kind: FigureKind,
        unit: str | None,
        bound: str | None,
    ) -> tuple[Figure, int] | None:
        words, lexicon = self.words, self.lexicon
        end_index = after
        shape, _, counted = shape.partition(" ")
        part_of = self._part_of_unit(after) if shape == "fraction" else None
        if part_of is not None:
            kind, unit, end_index = part_of
        elif shape in ("ordinal", "fraction", "ratio", "share"):
            kind = "ordinal" if shape == "ordinal" else "ratio" if shape == "ratio" else "fraction"
            if shape == "ordinal" and (unit_of := lexicon.units.at(words, begun)) and after < unit_of[1]:
                return None
        elif unit is None:
            kind, unit, end_index = self._unit(after)
        else:
            named = lexicon.currencies.at(words, after)
            if named:
                end_index = named[1]
        if kind == "count" and after < len(words) and words[after].key in lexicon.times:
            compares = after + 1 < len(words) and words[after + 1].key in lexicon.comparing
            if compares:
                kind, unit, end_index = "ratio", "times", after + 1
        head, known = None, False
        if counted:
            head, known = self._named(counted)
        elif kind in ("count", "ratio", "ordinal"):
            head, known = self._head(end_index)
        elif kind in ("percent", "fraction"):
            head, known = self._head(self._after_partitives(end_index))
        word = words[begun]
        if kind == "count" and shape == "number":
            if word.key in lexicon.lone and after == begun + 1 and (not known or word.key in lexicon.stops):
                return None
            if word.kind == "number" and self._is_label(begun, head):
                kind = "label"
        if bound == "more":
            high = _INFINITY
        elif bound == "less":
            low = 0.0
        elif bound == "near" and shape != "vague":
            low, high = low * (1 - _ABOUT), high * (1 + _ABOUT)
        start, end = words[first].start, words[end_index - 1].end
        return Figure(start, end, low, high, kind, unit, head, self.text[start:end], nominal, step, known), end_index

    def _part_of_unit(self, after: int) -> tuple[FigureKind, str, int] | None:
        """ "Half an hour", "media hora", "a quarter of an hour" are spans, and no part of a whole."""
        words, lexicon = self.words, self.lexicon
        at = self._after_partitives(after)
        at += at < len(words) and words[at].key in lexicon.articles
        found = lexicon.units.at(words, at)
        if found is None:
            return None
        return ("duration" if found[0] in lexicon.time_units else "measure"), found[0], found[1]

    def _unit(self, after: int) -> tuple[FigureKind, str | None, int]:
        words, lexicon = self.words, self.lexicon
        at = after
        if at < len(words) and words[at].text in "-‐‑" and at + 1 < len(words):
            at += 1
        for table, kind in ((lexicon.percent, "percent"), (lexicon.currencies, "money"), (lexicon.units, "measure")):
            found = table.at(words, at) or (table.at(words, at + 1) if self._measures(at) else None)
            if found:
                unit, end = found
                if kind == "measure" and unit in lexicon.time_units:
                    return "duration", unit, end
                return ("percent" if kind == "percent" else "money" if kind == "money" else "measure"), unit, end
        return "count", None, after

    def _measures(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at].key in self.lexicon.measure_words

    def _is_label(self, i: int, head: str | None) -> bool:
        """Whether the digits name something ("Channel 3", "F-16") instead of counting it."""
        words = self.words
        if i == 0:
            return False
        before = words[i - 1]
        if before.end == words[i].start and (before.text in "-‐‑#/:." or before.kind == "word"):
            return True
        return (
            before.kind == "word"
            and before.text[:1].isupper()
            and head is None
            and i > 1
            and words[i - 2].kind == "word"
        )

    def _head(self, at: int) -> tuple[str | None, bool]:
        words, lexicon = self.words, self.lexicon
        while at < len(words) and (words[at].key in lexicon.measure_words or words[at].key in lexicon.comparing):
            at += 1
        run: list[Word] = []
        for word in words[at : at + 5]:
            if word.kind != "word" or (word.key in lexicon.stops and word.key not in lexicon.heads):
                if word.text in "-‐‑" and run:
                    continue
                break
            if word.key in lexicon.heads:
                return lexicon.heads[word.key], True
            if word.key not in lexicon.prenominal:
                run.append(word)
        if not run:
            return None, False
        if lexicon.head_rule == "plural":
            chosen = next((w for w in run if self._is_plural(w.key)), run[-1])
        else:
            chosen = run[0]
        return self._singular(chosen.key), False

    def _is_plural(self, key: str) -> bool:
        return (key.endswith("s") and not key.endswith(("ss", "us"))) or key in self.lexicon.irregular

    def _after_partitives(self, at: int) -> int:
        """Behind "of all the" in "half of all the fish"."""
        while at < len(self.words) and self.words[at].key in self.lexicon.partitives:
            at += 1
        return at

    def _named(self, key: str) -> tuple[str, bool]:
        """A counted noun as a concept, and whether the table knows it."""
        return (self.lexicon.heads[key], True) if key in self.lexicon.heads else (self._singular(key), False)

    def _singular(self, key: str) -> str:
        if key in self.lexicon.irregular:
            return self.lexicon.irregular[key]
        for end, instead in self.lexicon.plurals:
            if key.endswith(end) and len(key) > len(end) + 2:
                return key[: -len(end)] + instead
        return key
