"""Dates: a table of plain cases, then what must always hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import TimeInterval
from firsthand.values import find_dates

WEDNESDAY = TimeInterval("2012-07-18", "2012-07-18")

CASES = [
    # text, language, words of the date, earliest, latest
    ("The treaty was signed on July 20, 2011.", "en", "July 20, 2011", "2011-07-20", "2011-07-20"),
    ("Signed on 20 July 2011 in the old hall.", "en", "20 July 2011", "2011-07-20", "2011-07-20"),
    ("Signed on Monday, July 2.", "en", "Monday, July 2", "2012-07-02", "2012-07-02"),
    ("Signed in July 2011.", "en", "July 2011", "2011-07-01", "2011-07-31"),
    ("It closed in 1987 for good.", "en", "1987", "1987-01-01", "1987-12-31"),
    ("They met yesterday.", "en", "yesterday", "2012-07-17", "2012-07-17"),
    ("They met on Monday.", "en", "Monday", "2012-07-16", "2012-07-16"),
    ("The mayor will resign on Friday.", "en", "Friday", "2012-07-20", "2012-07-20"),
    ("They met last week.", "en", "last week", "2012-07-09", "2012-07-15"),
    ("They met two years ago.", "en", "two years ago", "2010-01-01", "2010-12-31"),
    ("They met in the third quarter of 2011.", "en", "third quarter of 2011", "2011-07-01", "2011-09-30"),
    ("They met in early June.", "en", "early June", "2012-06-01", "2012-06-30"),
    ("It began in the 1980s.", "en", "1980s", "1980-01-01", "1989-12-31"),
    ("Empezó en los años 80.", "es", "los años 80", "1980-01-01", "1989-12-31"),
    ("Dated 2011-03-09.", "en", "2011-03-09", "2011-03-09", "2011-03-09"),
    ("Dated 3/9/2011.", "en", "3/9/2011", "2011-03-09", "2011-03-09"),
    ("El acuerdo se firmó el 20 de julio de 2011.", "es", "20 de julio de 2011", "2011-07-20", "2011-07-20"),
    ("Se firmó el lunes.", "es", "lunes", "2012-07-16", "2012-07-16"),
    ("Se firmó la semana pasada.", "es", "la semana pasada", "2012-07-09", "2012-07-15"),
    ("Se firmó hace dos años.", "es", "hace dos años", "2010-01-01", "2010-12-31"),
    ("Se firmó el año pasado.", "es", "el año pasado", "2011-01-01", "2011-12-31"),
    ("Se firmará el viernes, y llegará el viernes.", "es", "viernes", "2012-07-20", "2012-07-20"),
    ("Se firmó en julio de 2011.", "es", "julio de 2011", "2011-07-01", "2011-07-31"),
    ("Fecha: 3/9/2011.", "es", "3/9/2011", "2011-09-03", "2011-09-03"),
    ("L’accord a été signé le 20 juillet 2011.", "fr", "20 juillet 2011", "2011-07-20", "2011-07-20"),
    ("Il a été signé lundi.", "fr", "lundi", "2012-07-16", "2012-07-16"),
    ("Il sera signé vendredi.", "fr", "vendredi", "2012-07-20", "2012-07-20"),
    ("Il a été signé la semaine dernière.", "fr", "la semaine dernière", "2012-07-09", "2012-07-15"),
    ("Il a été signé il y a deux ans.", "fr", "il y a deux ans", "2010-01-01", "2010-12-31"),
    ("Il a été signé l’année dernière.", "fr", "année dernière", "2011-01-01", "2011-12-31"),
    ("Ils se sont vus aujourd’hui.", "fr", "aujourd’hui", "2012-07-18", "2012-07-18"),
    ("Signé le 1er mai 2011.", "fr", "1er mai 2011", "2011-05-01", "2011-05-01"),
    ("Tout a commencé dans les années 80.", "fr", "les années 80", "1980-01-01", "1989-12-31"),
    ("Signé au début de juin.", "fr", "au début de juin", "2012-06-01", "2012-06-30"),
    ("Date : 3/9/2011.", "fr", "3/9/2011", "2011-09-03", "2011-09-03"),
    ("O acordo foi assinado em 20 de julho de 2011.", "pt", "20 de julho de 2011", "2011-07-20", "2011-07-20"),
]


@pytest.mark.parametrize(("text", "language", "words", "earliest", "latest"), CASES)
def test_resolves_against_the_publication(text: str, language: str, words: str, earliest: str, latest: str) -> None:
    found = {d.text: d for d in find_dates(text, language, WEDNESDAY)}
    assert words in found, list(found)
    assert (found[words].earliest, found[words].latest) == (earliest, latest)


def test_relative_dates_stay_open_without_anything_to_resolve_them() -> None:
    found = find_dates("They met yesterday, and again on Monday, the third week of July.", "en")
    assert found
    assert all(d.earliest is None and d.latest is None for d in found)


def test_a_dateline_resolves_what_follows() -> None:
    text = "NARLAND / 19 JUL 2012 BY A. REPORTER\n\nThe ministers met yesterday."
    assert [d.earliest for d in find_dates(text, "en")] == ["2012-07-19", "2012-07-18"]


def test_a_day_without_year_takes_it_from_the_date_before_it() -> None:
    text = "The pact was made public in July 2023. The ministers signed it on Thursday morning (July 20)."
    assert [d.earliest for d in find_dates(text, "en")][-1] == "2023-07-20"


def test_an_imprecise_publication_widens_the_answer() -> None:
    (found,) = find_dates("They met yesterday.", "en", TimeInterval("2012-07-01", "2012-07-31"))
    assert (found.earliest, found.latest) == ("2012-06-30", "2012-07-30")


@pytest.mark.parametrize(
    "text",
    ["It may rain, and he sat down.", "They march on.", "He paid $2000 to 1500 people.", "Some 2000 people came."],
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert [d for d in find_dates(text, "en", WEDNESDAY) if d.kind == "date"] == []


def test_durations_are_no_dates() -> None:
    kinds = {
        d.text: (d.kind, d.value) for d in find_dates("It lasted four years, a 12-hour day and thirty minutes.", "en")
    }
    assert kinds["four years"] == ("duration", "P4Y")
    assert kinds["12-hour"] == ("duration", "PT12H")
    assert kinds["thirty minutes"] == ("duration", "PT30M")


PIECES = st.sampled_from(
    [
        "May",
        "may",
        "31",
        "30",
        "2012",
        "July",
        "last",
        "week",
        "of",
        "the",
        "ago",
        "two",
        ".",
        ",",
        ":",
        "/",
        "-",
        "lunes",
        "12",
        "de",
        "octubre",
        "hace",
        "años",
        "99999999999",
        "0",
        "\n",
        "\x00",
        "ñ",
        "🙂",
        "ק",
        "today",
        "tomorrow",
        "2199",
        "29",
        "February",
        "quarter",
        "third",
        "first",
        "year",
        "1000000",
        "years",
        "ago",
        "25:99",
        "24:00",
        "p.m.",
        "principios",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from(["en", "es", "pt", "xx"]))
def test_every_date_holds_its_own_text(text: str, language: str) -> None:
    for published in (None, WEDNESDAY, TimeInterval("0001-01-01", "9999-12-31")):
        dates = find_dates(text, language, published)
        assert all(text[d.start : d.end] == d.text for d in dates)
        assert all(a.end <= b.start for a, b in pairwise(dates))
        assert all((d.earliest is None) == (d.latest is None) for d in dates)
        assert all(d.earliest is None or d.earliest <= (d.latest or "") for d in dates)
        assert dates == find_dates(text, language, published)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("An inspection report seen by the Post is dated 14 March.", "en", "2023-03-14"),
        ("The report will be published on 14 March.", "en", "2024-03-14"),
        ("El informe lleva fecha del 14 de marzo.", "es", "2023-03-14"),
        ("El informe se publicará el 14 de marzo.", "es", "2024-03-14"),
        ("The hearing is on 20 October.", "en", "2023-10-20"),
    ],
)
def test_a_day_without_a_year_lies_far_ahead_only_where_the_tense_says_so(text: str, language: str, day: str) -> None:
    (found,) = find_dates(text, language, TimeInterval("2023-10-05", "2023-10-05"))
    assert found.value == day
