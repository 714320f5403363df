"""What a passage's words say of it, with and without knowing which of them are worth a look."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.reuse.wording import HINT_BITS, Wording, hints_of_notes
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import tokenize

SETTINGS = ReuseSettings()
WORDING = (
    "Ottoline is the author of two books, on condition of anonymity because she has a margin of error "
    "follow him on the harbour click here boletín nuestro suscríbete al professor at Lindhaven."
)


def hinted(text):
    words = tokenize([text]).words
    return Wording(text, int(hints_of_notes()[words >> np.uint32(32 - HINT_BITS)].sum()))


@given(st.lists(st.sampled_from(WORDING.split()), max_size=60).map(" ".join), st.booleans())
def test_hints_change_no_verdict(text, at_edge):
    assert hinted(text).is_note(at_edge, SETTINGS) == Wording(text).is_note(at_edge, SETTINGS)


@pytest.mark.parametrize("text", ["No olvide que Suscríbete hoy a nuestro boletín de mareas", "edited for clarity"])
def test_a_word_with_accents_hints_as_well(text):
    assert hinted(text).is_note(True, SETTINGS)


def test_without_hints_of_notes_nothing_is_looked_for(monkeypatch):
    monkeypatch.setattr(Wording, "_count_notes", lambda *given: pytest.fail("looked for notes"))
    assert not hinted("three tankers sailed in the night and nobody asked them why").is_note(True, SETTINGS)


def test_a_widget_has_one_of_the_words_that_are_looked_for_first():
    assert Wording("The outer harbour at first light. REUTERS").is_widget(SETTINGS)
    assert not Wording("The outer harbour at first light, seen by everybody").is_widget(SETTINGS)
