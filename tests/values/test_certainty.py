"""Certainty: level, hedge and whose commitment it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Certainty
from firsthand.values import compare_certainty, drift, find_cues, find_refusal, judge_certainty

CASES = [
    # text, content, language, level, hedge, whose
    ("The bridge fell at noon.", "The bridge fell at noon", "en", "asserted", None, None),
    ("The bridge may have fallen.", "The bridge may have fallen", "en", "probable", "may have", "document"),
    ("It has been claimed, with scant evidence, that the firm paid rebels.", "the firm paid rebels", "en", "doubted",
     "with scant evidence", "document"),
    ("There is a fear, with little evidence for it, that the firm pays rebels.", "the firm pays rebels", "en",
     "doubted", "with little evidence", "document"),
    ("The envoy denied that the firm had paid.", "the firm had paid", "en", "denied", "denied", "document"),
    ("The envoy refused to confirm that the firm had paid.", "the firm had paid", "en", "doubted",
     "refused to confirm", "document"),
    ("The firm allegedly paid rebels.", "The firm allegedly paid rebels", "en", "claimed", "allegedly", "document"),
    ("“We may leave,” she said.", "We may leave", "en", "probable", "may", "source"),
    ("The envoy confirmed that the firm had paid.", "the firm had paid", "en", "confirmed", "confirmed that",
     "document"),
    ("La empresa habría pagado a los rebeldes.", "La empresa habría pagado a los rebeldes", "es", "claimed",
     "habría pagado",
     "document"),
    ("La empresa pagó, sin pruebas, a los rebeldes.", "La empresa pagó", "es", "doubted", "sin pruebas", "document"),
    ("La empresa presuntamente pagó.", "La empresa presuntamente pagó", "es", "claimed", "presuntamente", "document"),
    ("El enviado negó que la empresa pagara.", "la empresa pagara", "es", "denied", "negó", "document"),
    ("La empresa podría pagar.", "La empresa podría pagar", "es", "probable", "podría", "document"),
    ("El enviado confirmó que la empresa pagó.", "la empresa pagó", "es", "confirmed", "confirmó", "document"),
    ("Existe el temor de que la empresa pague.", "la empresa pague", "es", "doubted", "Existe el temor de que",
     "document"),
    ("A empresa teria pago os rebeldes.", "A empresa teria pago os rebeldes", "pt", "claimed", "teria pago",
     "document"),
    ("The port rejected a claim by the union that the crane was cracked.", "the crane was cracked", "en", "denied",
     "rejected a claim", "document"),
    ("Orla Venn dismissed as absurd reports that the crane was cracked.", "the crane was cracked", "en", "denied",
     "dismissed as absurd reports", "document"),
    ("El puerto rechazó la afirmación del sindicato de que la grúa estaba rota.", "la grúa estaba rota", "es", "denied",
     "rechazó la afirmación", "document"),
    ("O porto rebateu as acusações do sindicato de que o guindaste estava rachado.", "o guindaste estava rachado", "pt",
     "denied", "rebateu as acusações", "document"),
    ("Le port a rejeté l'affirmation du syndicat selon laquelle la grue était fendue.", "la grue était fendue", "fr",
     "denied", "rejeté l'affirmation", "document"),
    ("The port rejected the crane, and the union claimed that it was cracked.", "it was cracked", "en", "claimed",
     "claimed", "document"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "language", "level", "hedge", "whose"), CASES)
def test_judges_a_content(
    text: str, content: str, language: str, level: str, hedge: str | None, whose: str | None
) -> None:
    start = text.index(content)
    found = judge_certainty(text, start, start + len(content), language)
    assert found.level == level
    assert (found.hedge.exact if found.hedge else None) == hedge
    assert found.whose == whose


def test_a_condition_is_no_rumour() -> None:
    text = "Si hubiera llovido, la empresa habría pagado."
    assert judge_certainty(text, 0, len(text), "es").level == "asserted"


def test_a_past_tense_is_no_belief() -> None:
    text = "La empresa creó el fondo."
    assert find_cues(text, "es") == []


def test_a_hedge_in_another_sentence_says_nothing() -> None:
    text = "It may rain. The bridge fell."
    start = text.index("The bridge")
    assert judge_certainty(text, start, len(text), "en").level == "asserted"


def test_drift_is_the_sign_of_the_difference() -> None:
    doubted, asserted = Certainty("doubted"), Certainty("asserted")
    assert compare_certainty(doubted, asserted) == 1
    assert compare_certainty(asserted, doubted) == -1
    assert compare_certainty(asserted, asserted) == 0
    assert drift(asserted, asserted) == ""
    assert "doubted" in drift(doubted, asserted)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.integers(-5, 250), st.integers(-5, 250), st.sampled_from(["en", "es", "pt", "xx"]))
def test_every_hedge_holds_its_own_text(text: str, start: int, end: int, language: str) -> None:
    found = judge_certainty(text, start, end, language)
    assert found.hedge is None or found.hedge.holds(text)


def test_finds_where_a_claim_is_rejected() -> None:
    text = "The port on Monday rejected an earlier claim by the dockers that the crane was cracked."
    start = text.index("claim")
    found = find_refusal(text, start, start + len("claim"), "en")
    assert found is not None
    assert text[slice(*found)] == "rejected an earlier claim"
    assert find_refusal("The dockers' claim", 13, 18, "en") is None
