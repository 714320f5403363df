"""Figures: how quantities are read, and when two of them contradict each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.values import Figure, compare_figures, find_figures

INFINITY = float("inf")

CASES = [
    # text, language, words, low, high, kind, unit, head
    ("It paid $1.2 billion.", "en", "$1.2 billion", 1.2e9, 1.2e9, "money", "USD", None),
    ("It paid 1,200 million euros.", "en", "1,200 million euros", 1.2e9, 1.2e9, "money", "EUR", None),
    ("It paid £5m.", "en", "£5m", 5e6, 5e6, "money", "GBP", None),
    ("It trained 10 anti-smuggling officers.", "en", "10", 10, 10, "count", None, "officer"),
    ("It trained more than 10 officers.", "en", "more than 10", 10, INFINITY, "count", None, "officer"),
    ("It trained at least ten officers.", "en", "at least ten", 10, INFINITY, "count", None, "officer"),
    ("It trained a dozen officers.", "en", "a dozen", 10, 14, "count", None, "officer"),
    (
        "It trained two hundred and fifty-five officers.",
        "en",
        "two hundred and fifty-five",
        255,
        255,
        "count",
        None,
        "officer",
    ),
    ("Between 10 and 20 percent agreed.", "en", "Between 10 and 20 percent", 10, 20, "percent", "%", None),
    ("Dozens of people came.", "en", "Dozens", 20, 99, "count", None, "person"),
    ("It lasted three years.", "en", "three years", 3, 3, "duration", "year", None),
    ("It has three times more officials.", "en", "three times", 3, 3, "ratio", "times", "official"),
    ("It is the third visit.", "en", "third", 3, 3, "ordinal", None, "visit"),
    ("It is the 7th visit.", "en", "7th", 7, 7, "ordinal", None, "visit"),
    ("A third of voters agreed.", "en", "A third", 1 / 3, 1 / 3, "fraction", None, "voter"),
    ("Pagó 1.200 millones de dólares.", "es", "1.200 millones de dólares", 1.2e9, 1.2e9, "money", "USD", None),
    ("Pagó 1,2 mil millones de dólares.", "es", "1,2 mil millones de dólares", 1.2e9, 1.2e9, "money", "USD", None),
    ("Vivían 150 000 personas.", "es", "150 000", 150000, 150000, "count", None, "person"),
    ("Formó a diez agentes.", "es", "diez", 10, 10, "count", None, "officer"),
    ("Formó a una docena de agentes.", "es", "una docena", 10, 14, "count", None, "officer"),
    ("Formó a más de treinta y cinco agentes.", "es", "más de treinta y cinco", 35, INFINITY, "count", None, "officer"),
    ("Cerca del 3 % votó.", "es", "Cerca del 3 %", 2.7, 3.3, "percent", "%", None),
    ("Tiene tres veces más funcionarios.", "es", "tres veces", 3, 3, "ratio", "times", "official"),
    ("La 7.ª visita.", "es", "7.ª", 7, 7, "ordinal", None, "visit"),
    ("Pagou 1,2 bilhão de dólares.", "pt", "1,2 bilhão de dólares", 1.2e9, 1.2e9, "money", "USD", None),
    ("Formou dez agentes.", "pt", "dez", 10, 10, "count", None, "officer"),
]


@pytest.mark.parametrize(("text", "language", "words", "low", "high", "kind", "unit", "head"), CASES)
def test_reads_a_quantity(
    text: str, language: str, words: str, low: float, high: float, kind: str, unit: str | None, head: str | None
) -> None:
    found = {f.text: f for f in find_figures(text, language)}
    assert words in found, list(found)
    figure = found[words]
    assert (figure.low, figure.high) == pytest.approx((low, high), rel=1e-5)
    assert (figure.kind, figure.unit) == (kind, unit)
    assert head is None or figure.head == head


@pytest.mark.parametrize(
    "text", ["On July 20, 2023 they met.", "In 2008 they met.", "No one came.", "One of them left."]
)
def test_dates_and_idioms_are_no_figures(text: str) -> None:
    assert find_figures(text, "en") == []


def only(text: str, language: str) -> Figure:
    (figure,) = find_figures(text, language)
    return figure


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("10 officers came.", "en"), ("Vinieron diez agentes.", "es"), "same"),
        (("$1.2 billion went.", "en"), ("Se fueron 1.200 millones de dólares.", "es"), "same"),
        (("$1.2 billion went.", "en"), ("Se fueron 1.230 millones de dólares.", "es"), "compatible"),
        (("$1.2 billion went.", "en"), ("Se fueron 2.200 millones de dólares.", "es"), "conflict"),
        (("10 officers came.", "en"), ("Vinieron doce agentes.", "es"), "conflict"),
        (("10 officers came.", "en"), ("Vinieron doce pasajeros.", "es"), "unrelated"),
        (("10 officers came.", "en"), ("A dozen officers came.", "en"), "compatible"),
        (("More than 100 people came.", "en"), ("110 people came.", "en"), "compatible"),
        (("More than 100 people came.", "en"), ("Más de 400 personas vinieron.", "es"), "conflict"),
        (("It is 10 miles long.", "en"), ("Mide 16 kilómetros.", "es"), "compatible"),
        (("It is 10 miles long.", "en"), ("Mide 30 kilómetros.", "es"), "conflict"),
        (("10 percent agreed.", "en"), ("10 euros bastan.", "es"), "unrelated"),
    ],
)
def test_compares_quantities_not_words(a: tuple[str, str], b: tuple[str, str], expected: str) -> None:
    first, second = only(*a), only(*b)
    assert compare_figures(first, second) == expected
    assert compare_figures(second, first) == expected


PIECES = st.sampled_from(
    [
        "10",
        "1,2",
        "1.200",
        "1.2.3.4",
        ",5",
        "999999999999999999999999999999999999",
        "million",
        "mil",
        "millones",
        "y",
        "and",
        "a",
        "dozen",
        "$",
        "€",
        "%",
        "between",
        "más",
        "de",
        "3rd",
        "7ª",
        "one",
        "two",
        "hundred",
        "-",
        "–",
        "times",
        "third",
        "half",
        "\x00",
        "🙂",
        "ק",
        "km",
        "2012",
        "docenas",
        "un",
        "at",
        "least",
        "5m",
        "1e9",
        "²",
        "½",
        "٣",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from(["en", "es", "pt", "xx"]))
def test_every_figure_holds_its_own_text(text: str, language: str) -> None:
    figures = find_figures(text, language)
    assert all(text[f.start : f.end] == f.text for f in figures)
    assert all(a.end <= b.start for a, b in pairwise(figures))
    assert all(f.low <= f.high for f in figures)
    assert figures == find_figures(text, language)


@pytest.mark.parametrize(
    ("language", "text", "words", "value", "head"),
    [
        ("en", "One in three fish caught in the lake contains plastic", "One in three", 1 / 3, "fish"),
        ("en", "One fish in three carries plastic", "One fish in three", 1 / 3, "fish"),
        ("en", "more than four out of ten pupils", "more than four out of ten", 0.4, "student"),
        ("en", "one in 1,000 people", "one in 1,000", 0.001, "person"),
        ("en", "half of all the fish", "half", 0.5, "fish"),
        ("es", "Uno de cada tres peces contiene plástico", "Uno de cada tres", 1 / 3, "pez"),
        ("es", "un tercio de los peces", "un tercio", 1 / 3, "pez"),
        ("pt", "um em cada três peixes", "um em cada três", 1 / 3, "peixe"),
        ("pt", "metade dos peixes", "metade", 0.5, "peixe"),
        ("fr", "un poisson sur trois", "un poisson sur trois", 1 / 3, "poisson"),
        ("fr", "quatre élèves sur dix", "quatre élèves sur dix", 0.4, "student"),
    ],
)
def test_a_share_is_one_figure(language: str, text: str, words: str, value: float, head: str) -> None:
    (figure,) = find_figures(text, language)
    assert (figure.text, figure.kind, figure.head) == (words, "fraction", head)
    assert abs(figure.nominal - value) < 0.001


@pytest.mark.parametrize(
    "text",
    ["he killed two in three attacks", "one arrested in three raids", "one in hospital, two dead", "one of three men"],
)
def test_what_is_no_share_is_no_share(text: str) -> None:
    assert all(f.kind != "fraction" for f in find_figures(text, "en"))


def test_shares_agree_with_percentages_and_contradict_each_other() -> None:
    def one(text: str, language: str = "en") -> Figure:
        return find_figures(text, language)[0]

    third = one("One in three fish contains plastic")
    assert compare_figures(third, one("33 % of fish contain plastic")) in ("same", "compatible")
    assert compare_figures(one("half of the fish"), one("48 percent of fish")) == "compatible"
    assert compare_figures(third, one("half of the fish")) == "conflict"
    assert compare_figures(one("un tercio de los peces", "es"), one("la mitad de los peces", "es")) == "conflict"
    assert compare_figures(third, one("70 % of fish")) == "conflict"
