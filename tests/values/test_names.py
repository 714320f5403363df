"""Names: their places, kinds and roles."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.values import find_dates, find_document_names, find_figures, find_names, judge_certainty

CASES = [
    # text, language, name, kind, role
    ("Yesterday President Carlos Vega met them in Lima.", "en", "Carlos Vega", "person", "President"),
    ("“No,” said the former Secretary of Intelligence of Peru Carlos Alberto Vega.", "en", "Carlos Alberto Vega",
     "person",
     "former Secretary of Intelligence of Peru"),
    ("Ana Ruiz, deputy foreign minister for Asia, denied it.", "en", "Ana Ruiz", "person",
     "deputy foreign minister for Asia"),
    ("According to drug czar Pedro Salas, it failed.", "en", "Pedro Salas", "person", "drug czar"),
    ("Peru's Energy and Mines Minister Pedro Salas left.", "en", "Pedro Salas", "person", "Energy and Mines Minister"),
    ("The Ministry of Trade and Industry closed.", "en", "Ministry of Trade and Industry", "organization", None),
    ("The National Drug Agency (NDA) closed.", "en", "NDA", "organization", None),
    ("It appeared in the Narland Herald on Monday.", "en", "Narland Herald", "outlet", None),
    ("Peruvian daily La Hora Nueva reported it.", "en", "La Hora Nueva", "outlet", None),
    ("He told CNN that it rained.", "en", "CNN", "outlet", None),
    ("Syrian leader Bashar al-Qadri spoke.", "en", "Bashar al-Qadri", "person", "Syrian leader"),
    ("He flew from Bolivia to the United States.", "en", "United States", "place", None),
    ("El Ministro peruano de Energía y Minas, Pedro Salas, informó ayer.", "es", "Pedro Salas", "person",
     "Ministro peruano de Energía y Minas"),
    ("Lo dijo el ex Secretario de Inteligencia de Perú Carlos Alberto Vega a la radio.", "es",
     "Carlos Alberto Vega", "person",
     "ex Secretario de Inteligencia de Perú"),
    ("Ana Ruiz, profesora de Historia de la Universidad Central, lo negó.", "es", "Ana Ruiz", "person",
     "profesora de Historia de la Universidad Central"),
    ("Según el Ministerio de Comercio y Turismo, cerró.", "es", "Ministerio de Comercio y Turismo",
     "organization", None),
    ("Lo publicó el diario La Hora Nueva.", "es", "La Hora Nueva", "outlet", None),
    ("Viajó a Estados Unidos en mayo.", "es", "Estados Unidos", "place", None),
    ("O presidente Carlos Vega visitou o Brasil.", "pt", "Carlos Vega", "person", "presidente"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "name", "kind", "role"), CASES)
def test_finds_a_name(text: str, language: str, name: str, kind: str, role: str | None) -> None:
    found = {n.text: n for n in find_names(text, language)}
    assert name in found, list(found)
    assert found[name].kind == kind
    assert found[name].role == role


def test_two_people_with_their_offices() -> None:
    found = {
        n.text: n.role for n in find_names("President Carlos Vega and Peruvian President Ana Ruiz met in Quito.", "en")
    }
    assert found["Carlos Vega"] == "President"
    assert found["Ana Ruiz"] == "Peruvian President"


def test_a_surname_is_the_person_of_its_text() -> None:
    text = "Carlos Vega spoke first. Vega’s plan failed. According to Vega, it rained."
    assert [n.kind for n in find_names(text, "en")] == ["person", "person", "person"]


def test_passages_of_one_document_help_each_other() -> None:
    text = "Carlos Vega spoke.\nMENU\nVega publicly thanked them.\nVega agradeció."
    first, last = text.index("Vega publicly"), text.index("Vega agradeció")
    passages = [(0, 18, "en"), (first, last - 1, "en"), (last, len(text), "es")]
    found = find_document_names(text, passages)
    assert [(n.text, n.start) for n in found] == [("Carlos Vega", 0), ("Vega", first)]


def test_a_headline_makes_no_names() -> None:
    text = "Police Arrest Smugglers Near Border\n\nPolice arrested smugglers near the border."
    assert find_names(text, "en") == []


def test_sentences_begin_with_capitals_that_mean_nothing() -> None:
    assert find_names("Officers came. Several left. Yesterday it rained.", "en") == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "es", "pt", "xx"]))
def test_every_name_holds_its_own_text(text: str, language: str) -> None:
    names = find_names(text, language)
    assert all(text[n.start : n.end] == n.text and n.text for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all(n.role_span is None or text[n.role_span[0] : n.role_span[1]] == n.role for n in names)


BITS = [
    *("President", "Vega", "de", "la", "of", "and", "y", "Carlos", ",", ".", "(", ")", "al", "-", "’s", "said", "A"),
    *("B.", "Ministry", "Herald", "ex", "Ministro", "\n", "“", "”", "U.S.", "DEA", "Perú", "the", "Jr.", "&", "É"),
    *("\u0301", "🙂"),
]
WORDY = st.lists(st.sampled_from(BITS), max_size=40).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(WORDY, st.sampled_from(["en", "es"]))
def test_every_name_in_wordy_text_holds_its_own_text(text: str, language: str) -> None:
    names = find_names(text, language)
    assert all(text[n.start : n.end] == n.text for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert names == find_names(text, language)


HOSTILE = [
    *("“" * 60_000, "A" * 60_000, "A " * 30_000, "de " * 20_000, "President of " * 6_000, "1 " * 30_000, "\n" * 60_000),
    *("1,000." * 10_000, "between 1 and " * 5_000, "hace " * 15_000, "Mr. " * 15_000, "a\u0301" * 30_000),
    *("may " * 15_000, "million " * 10_000, "President, " * 6_000, "Carlos de la " * 6_000, "not only " * 8_000),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_takes_time_in_proportion(text: str) -> None:
    began = time.process_time()
    for language in ("en", "es"):
        find_names(text, language)
        find_dates(text, language)
        find_figures(text, language)
        judge_certainty(text, 0, len(text), language)
    assert time.process_time() - began < 8
