"""Words: cut once a text, and the places at which a table's phrase may begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.values.certainty import sentence_around
from firsthand.values.words import _PIECES, Openings, PhraseTable, fold_key, keys_in, split_words

TEXTS = st.text(st.sampled_from("aé1 .,-'’\n\u0301Z_½日 "), max_size=40)


@given(TEXTS)
def test_a_text_cut_at_its_blanks_first_has_the_very_same_words(text: str) -> None:
    plainly = [(m.start(), m.end(), m[0], fold_key(m[0]), m.lastgroup) for m in _PIECES.finditer(text)]
    assert [tuple(w) for w in split_words(text)] == plainly
    assert keys_in(text) == {key for _, _, _, key, _ in plainly}


def places(text: str) -> list[str]:
    words = split_words(text)
    table = PhraseTable([("the same day", ""), ("today", "")])
    openings = Openings(["may"], [table], frozenset(["the"]), ["a"], ["week"])
    return [words[i].text for i in openings.places(words)]


def test_only_a_phrase_that_stands_there_whole_opens_anything() -> None:
    assert places("the same rain fell in the same town") == []
    assert places("It rained the same day, and today") == ["the", "today"]


def test_articles_count_before_what_is_listed_and_ones_before_what_they_count() -> None:
    assert places("the rain of a month") == []
    assert places("the May rain lasted a week") == ["the", "May", "a"]


def test_numbers_open_figures() -> None:
    assert places("on 7 of 12 days") == ["7", "12"]


@given(st.text(st.sampled_from('ab. !?\n"’)'), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_sentence_around_a_place_holds_it_and_no_line_break_outside_it(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    left, right = sentence_around(text, start, end)
    assert left <= start
    assert right >= end
    assert "\n" not in text[left:start]
    assert "\n" not in text[end:right]
