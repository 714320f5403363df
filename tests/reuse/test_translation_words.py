"""Words are made comparable across languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.languages import codes
from firsthand.languages.lexicon import PIVOT, lexicon
from firsthand.reuse.translation_words import (
    cognate_grams,
    content_words,
    is_surely_in,
    pivots,
    rules,
    sentence_language,
    sentence_tokens,
    sound,
    tokens,
)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("1,200", "1.200"), ("seven", "siete"), ("2.5", "2,5"), ("7th", "7ª"), ("٣", "3"), ("007", "7")],
)
def test_numbers_are_their_digits(english: str, spanish: str) -> None:
    assert content_words(tokens(english), "en")[0] == content_words(tokens(spanish), "es")[0]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("information", "información"),
        ("cooperation", "cooperación"),
        ("university", "universidad"),
        ("historic", "histórico"),
    ],
)
def test_cognates_share_a_stem(english: str, spanish: str) -> None:
    assert content_words(tokens(english), "en") == content_words(tokens(spanish), "es")


@pytest.mark.parametrize(
    ("a", "b"), [("mohammed", "mohamed"), ("tehran", "teran"), ("philip", "filip"), ("space", "espace")]
)
def test_spellings_of_one_sound(a: str, b: str) -> None:
    assert sound(a) == sound(b)


def test_the_lexicon_leads_to_the_pivot() -> None:
    (stem,) = content_words(tokens("puente"), "es")
    assert ("bridg", 1.0) in pivots(stem, "es")


def test_a_name_stands_for_itself() -> None:
    assert pivots("solbakk", "es") == (("solbakk", 1.0),)


def test_an_unknown_language_has_neither_rules_nor_lexicon() -> None:
    assert rules("xx").function_words == frozenset()
    assert lexicon("xx") == {}
    assert lexicon("../en") == {}


def test_words_of_no_content_fall_away() -> None:
    assert content_words(tokens("and of the with"), "en") == ()
    assert cognate_grams("#1999") == frozenset()


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        ("The minister has never spoken of this to the parliament.", "en", "en"),
        ("El ministro nunca ha hablado de esto con los diputados del norte.", "en", "es"),
        ("Bolivia, Iran, Venezuela 2009", "es", "es"),
        ("Der Minister hat nie mit den Abgeordneten gesprochen.", "de", "de"),
    ],
)
def test_sentences_are_heard_for_what_they_are(sentence: str, passage: str, language: str) -> None:
    assert sentence_language(tokens(sentence), passage) == language


def test_every_shipped_lexicon_is_well_formed() -> None:
    for code in codes():
        entries = lexicon(code)
        assert not (code == PIVOT and entries)
        for stem, translations in entries.items():
            assert stem
            assert max(weight for _, weight in translations) == 1.0
            assert all(pivot and 0 < weight <= 1 for pivot, weight in translations)


ENGLISH = "She said that the bridge would be closed to all traffic."
SPANISH = "Dijo que el puente no se abrirá hasta mayo."


@pytest.mark.parametrize(
    ("text", "sure"), [(ENGLISH, True), (f"{ENGLISH} {SPANISH}", False), (SPANISH, False), (ENGLISH * 90, False)]
)
def test_a_paragraph_is_surely_in_a_language_if_nothing_in_it_sounds_like_another(text: str, sure: bool) -> None:
    assert is_surely_in("en", text, 0, len(text)) == sure


@given(st.lists(st.sampled_from([*ENGLISH.split(), *SPANISH.split(), "a", "no", "me"]), max_size=40), st.data())
def test_what_is_surely_in_a_language_has_no_sentence_in_another(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words)))
    sentence = " ".join(words[start : data.draw(st.integers(start, len(words)))])

    if is_surely_in("en", text, 0, len(text)):
        assert sentence_language(sentence_tokens(sentence, 0, len(sentence)), "en") == "en"
