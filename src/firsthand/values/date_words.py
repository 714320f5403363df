"""The words that dates are made of, one table a language, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from firsthand import languages
from firsthand.values.numbers import NumberWords, number_words
from firsthand.values.words import Openings, PhraseTable, fold_key


@dataclass(frozen=True)
class DateWords:
    """The words of dates in one language; all keys folded."""

    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: PhraseTable
    days: PhraseTable
    units: PhraseTable
    shifts: Mapping[str, int]
    shifts_after: PhraseTable
    seasons: Mapping[str, str]
    parts_of_day: Mapping[str, str]
    part_of_day_links: frozenset[str]
    parts_of_time: PhraseTable
    ago_after: frozenset[str]
    ago_before: PhraseTable
    earlier: PhraseTable
    same: PhraseTable
    ordinals: Mapping[str, int]
    references: PhraseTable
    sets: PhraseTable
    vague: PhraseTable
    one: PhraseTable
    links: frozenset[str]
    day_suffixes: frozenset[str]
    articles: frozenset[str]
    future: frozenset[str]
    future_endings: tuple[str, ...]
    future_before: frozenset[str]
    bare_before: frozenset[str]
    between: frozenset[str]
    age_after: frozenset[str]
    age_before: frozenset[str]
    clock_words: frozenset[str]
    clock_marks: frozenset[str]
    durations: PhraseTable
    decades: PhraseTable
    date_words: frozenset[str]
    doubtful_months: frozenset[str]
    not_years: frozenset[str]
    needs_capital: bool
    month_first: bool

    @cached_property
    def openings(self) -> Openings:
        """Where some date, time or duration may begin."""
        phrases = (
            *(self.weekdays, self.days, self.units, self.parts_of_time, self.same, self.references, self.sets),
            *(self.vague, self.durations, self.decades),
        )
        words = frozenset(self.numbers.starts).union(self.months, self.shifts, self.ordinals, self.ago_before.firsts)
        several = [phrase for phrase in self.one.phrases if len(phrase) > 1]
        onward = self.units.firsts.union(self.between, HYPHENS)
        return Openings(words.union(phrase[0] for phrase in several), phrases, self.articles, self.one.lone, onward)


HYPHENS = ("-", "‑", "‐")
"""What joins a number to its unit."""


@cache
def date_words(language: str) -> DateWords:
    """The date words of `language`; empty where it has no table: then only ISO dates and years are read."""
    table: Mapping[str, Any] = languages.table(language, "dates")

    def folded(name: str) -> frozenset[str]:
        return frozenset(map(fold_key, table.get(name, ())))

    def mapped(name: str) -> dict[str, Any]:
        return {fold_key(word): value for word, value in table.get(name, {}).items()}

    def phrases(name: str) -> PhraseTable:
        return PhraseTable((phrase, str(value)) for phrase, value in table.get(name, {}).items())

    def listed(name: str) -> PhraseTable:
        return PhraseTable((phrase, value) for value, items in table.get(name, {}).items() for phrase in items)

    ago = table.get("ago", {})
    return DateWords(
        numbers=number_words(language),
        months=mapped("months"),
        weekdays=phrases("weekdays"),
        days=phrases("days"),
        units=phrases("units"),
        shifts=mapped("shifts"),
        shifts_after=phrases("shifts_after"),
        seasons=mapped("seasons"),
        parts_of_day=mapped("parts_of_day"),
        part_of_day_links=folded("part_of_day_links"),
        parts_of_time=listed("parts_of_time"),
        ago_after=frozenset(map(fold_key, ago.get("after", ()))),
        ago_before=PhraseTable((phrase, "") for phrase in ago.get("before", ())),
        earlier=PhraseTable(
            [(p, "-1") for p in ago.get("earlier", ())] + [(p, "1") for p in ago.get("later", ())],
        ),
        same=listed("same"),
        ordinals=mapped("ordinals"),
        references=listed("references"),
        sets=phrases("sets"),
        vague=PhraseTable((p, "X") for p in table.get("vague", {}).get("words", ())),
        one=PhraseTable((p, "1") for p in table.get("one", {}).get("words", ())),
        links=folded("links"),
        day_suffixes=folded("day_suffixes"),
        articles=folded("articles"),
        future=folded("future"),
        future_endings=tuple(table.get("future_endings", ())),
        future_before=folded("future_before"),
        bare_before=folded("bare_before"),
        between=folded("between"),
        age_after=folded("age_after"),
        age_before=folded("age_before"),
        clock_words=folded("clock_words"),
        clock_marks=folded("clock_marks"),
        durations=phrases("durations"),
        decades=PhraseTable((phrase, "") for phrase in table.get("decades", ())),
        date_words=folded("date_words"),
        doubtful_months=folded("doubtful_months"),
        not_years=folded("not_years"),
        needs_capital=bool(table.get("needs_capital", False)),
        month_first=table.get("order") == "month-day",
    )
