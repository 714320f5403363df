"""The words that quantities are made of, one table a language, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from firsthand import languages
from firsthand.values.numbers import NumberWords, number_words
from firsthand.values.words import Openings, PhraseTable, fold_key


@dataclass(frozen=True)
class FigureWords:
    """The words of quantities in one language; all keys folded."""

    numbers: NumberWords
    bounds: PhraseTable
    articles: frozenset[str]
    vague: PhraseTable
    vague_values: Mapping[str, tuple[float, float]]
    units: PhraseTable
    currencies: PhraseTable
    percent: PhraseTable
    ordinals: Mapping[str, float]
    ordinal_suffixes: frozenset[str]
    fractions: PhraseTable
    multiples: PhraseTable
    shares: PhraseTable
    partitives: frozenset[str]
    times: frozenset[str]
    comparing: frozenset[str]
    range_open: frozenset[str]
    range_middle: frozenset[str]
    heads: Mapping[str, str]
    stops: frozenset[str]
    measure_words: frozenset[str]
    prenominal: frozenset[str]
    time_units: frozenset[str]
    plurals: tuple[tuple[str, str], ...]
    irregular: Mapping[str, str]
    lone: frozenset[str]
    not_figures: PhraseTable
    head_rule: str

    @cached_property
    def openings(self) -> Openings:
        """Where some figure, or what only looks like one, may begin."""
        phrases = (self.not_figures, self.bounds, self.currencies, self.vague, self.fractions, self.multiples)
        return Openings(self.numbers.starts.union(self.ordinals, self.range_open), phrases, self.articles)


def _folded(items: Any) -> frozenset[str]:
    return frozenset(map(fold_key, items))


def _contracted(phrase: str, contractions: Mapping[str, str]) -> list[str]:
    """A phrase and its form before an article: "más de" and "más del"."""
    stem, _, last = phrase.rpartition(" ")
    return [phrase, f"{stem} {contractions[last]}"] if last in contractions else [phrase]


def _phrases(mapping: Mapping[str, Any]) -> PhraseTable:
    return PhraseTable((phrase, str(value)) for phrase, value in mapping.items())


@cache
def figure_words(language: str) -> FigureWords:
    """The figure words of `language`; without a table only digits with marks are read."""
    table: Mapping[str, Any] = languages.table(language, "figures")
    bounds = table.get("bounds", {})
    return FigureWords(
        numbers=number_words(language),
        bounds=PhraseTable(
            (form, kind)
            for kind in ("less", "near", "more")
            for phrase in bounds.get(kind, ())
            for form in _contracted(phrase, table.get("contractions", {}))
        ),
        articles=_folded(table.get("articles", ())),
        vague=PhraseTable((phrase, phrase) for phrase in table.get("vague", {})),
        vague_values={phrase: (low, high) for phrase, (low, high) in table.get("vague", {}).items()},
        units=_phrases(table.get("units", {})),
        currencies=_phrases(table.get("currencies", {"$": "USD", "€": "EUR", "£": "GBP"})),
        percent=PhraseTable((phrase, "%") for phrase in table.get("percent", ("%",))),
        ordinals={fold_key(word): float(value) for word, value in table.get("ordinals", {}).items()},
        ordinal_suffixes=_folded(table.get("ordinal_suffixes", ())),
        fractions=_phrases(table.get("fractions", {})),
        multiples=_phrases(table.get("multiples", {})),
        shares=_phrases(table.get("shares", {})),
        partitives=_folded(table.get("partitives", ())),
        times=_folded(table.get("times", {}).get("words", ())),
        comparing=_folded(table.get("times", {}).get("comparing", ())),
        range_open=_folded(table.get("ranges", {}).get("open", ())),
        range_middle=_folded(table.get("ranges", {}).get("middle", ("-", "–", "—"))),
        heads={fold_key(word): head for head, words in table.get("heads", {}).items() for word in words},
        stops=_folded(table.get("stops", ())),
        measure_words=_folded(table.get("measure_words", ())),
        prenominal=_folded(table.get("prenominal", ())),
        time_units=frozenset(table.get("time_units", {}).get("names", ())),
        plurals=tuple((end, instead) for end, instead in table.get("plurals", ())),
        irregular={fold_key(word): fold_key(single) for word, single in table.get("irregular", {}).items()},
        lone=_folded(table.get("lone", ())),
        not_figures=PhraseTable((phrase, "") for phrase in table.get("not_figures", ())),
        head_rule=table.get("head", "first"),
    )
