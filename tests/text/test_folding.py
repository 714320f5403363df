"""Folding makes spellings equal and keeps the way home."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text import fold

SPELLINGS = [
    ("Ángel", "angel"),
    ("José", "jose"),
    ("Jose\u0301", "jose"),
    ("STRAẞE", "strasse"),
    ("“so”, ‘so’ «so»", '"so", \'so\' "so"'),
    ("a–b — c−d", "a-b - c-d"),
    ("ﬁve ½", "five 1/2"),
    ("so\u00adft\u200b hy\u2060phen", "soft hyphen"),
    ("tab\t and\r\n  line", "tab and line"),
    ("no\u00a0break\u3000space", "no break space"),
    ("Łódź Ærø Žižek", "lodz aero zizek"),
    ("İzmir ılık", "izmir ilik"),
    ("ΟΔΟΣ", "οδοσ"),
    ("wait…", "wait..."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), SPELLINGS)
def test_spellings_become_equal(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_folded_word_leads_home() -> None:
    text = "Said  Jose\u0301 “Pepe” Ruiz — twice"
    folded = fold(text)
    start = folded.text.index("jose")

    begin, end = folded.span(start, start + 4)

    assert text[begin:end] == "Jose\u0301"


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\r\n\t \u0301\u200b\u202e“”«»–—…ßﬁİ😀\ud800é")), max_size=200
)


@given(hostile)
def test_home_never_goes_back_and_ends_at_the_end(text: str) -> None:
    folded = fold(text)
    home = list(folded.home)

    assert len(home) == len(folded.text) + 1
    assert home == sorted(home)
    assert home[-1] == len(text)
    assert all(0 <= offset <= len(text) for offset in home)


@given(hostile)
def test_each_character_stands_where_home_says(text: str) -> None:
    folded = fold(text)

    for character, offset in zip(folded.text, folded.home):
        if character != " ":
            assert character in fold(text[offset]).text


@given(hostile)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(hostile, hostile)
def test_offsets_are_plain_integers(a: str, b: str) -> None:
    assert all(type(offset) is int for offset in fold(a + "é" + b).home)
