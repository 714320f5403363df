"""Personal names where they stand: what is cut off before them."""

from __future__ import annotations

import pytest

from firsthand.quotes.lexicon import lexicon
from firsthand.quotes.sources.persons import find_persons


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "“Help me, I’m Ana Ruiz,” she said.", "Ana Ruiz"),
        ("en", "I've met Tom O'Brien there.", "Tom O'Brien"),
        ("fr", "D’après Ruth Caldier, le toit fuit.", "Ruth Caldier"),
    ],
)
def test_a_word_with_a_verb_drawn_into_it_is_none_of_the_name(language: str, text: str, name: str) -> None:
    assert [person.name for person in find_persons(text, lexicon(language))] == [name]
