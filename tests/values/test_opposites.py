"""Nearly equal sentences that say opposite things, and those that only seem to."""

from __future__ import annotations

import pytest

from firsthand.values import find_negation_change, find_opposition

OPPOSED = [
    ("en", "House prices have risen by a third.", "House prices have fallen by a third."),
    ("en", "It was the warmest March on record.", "It was the wettest March on record."),
    ("en", "Velmora Shipping sued Sorrel Lines over the cargo.", "Sorrel Lines sued Velmora Shipping over the cargo."),
    ("en", "Orlo Venn was beaten by Mara Quill in the final.", "Mara Quill was beaten by Orlo Venn in the final."),
    ("en", "The council signed a treaty with Brenholt.", "The council signed a treaty with Aldmoor."),
    ("en", "The gate was closed before the flood came.", "The gate was closed after the flood came."),
    ("en", "The jury found the captain guilty of fraud.", "The jury found the captain innocent of fraud."),
    ("en", "The wreck lies north of the island.", "The wreck lies south of the island."),
    ("en", "The council approved the plan for the quay.", "The council rejected the plan for the quay."),
    ("en", "The captain was arrested on the ferry.", "The captain was released on the ferry."),
    ("es", "Los precios han subido un tercio.", "Los precios han bajado un tercio."),
    ("es", "Fue el marzo más cálido del siglo.", "Fue el marzo más lluvioso del siglo."),
    ("es", "El consejo aprobó el plan del muelle.", "El consejo rechazó el plan del muelle."),
    ("es", "Velmora demandó a Sorrel por la carga.", "Sorrel demandó a Velmora por la carga."),
    ("es", "El pecio está al norte de la isla.", "El pecio está al sur de la isla."),
    ("es", "El capitán fue detenido en el barco.", "El capitán fue liberado en el barco."),
    ("es", "La compuerta se cerró antes de la riada.", "La compuerta se cerró después de la riada."),
    ("es", "El puente abrió el lunes al tráfico.", "El puente cerró el lunes al tráfico."),
    ("es", "El jurado declaró culpable al capitán.", "El jurado declaró inocente al capitán."),
    ("es", "El consejo firmó un pacto con Brenholt.", "El consejo firmó un pacto con Aldmoor."),
]


@pytest.mark.parametrize(("language", "before", "after"), OPPOSED)
def test_opposites_are_seen(language: str, before: str, after: str) -> None:
    found = find_opposition(before, after, language)
    assert found is not None
    assert before[slice(*found.before)]
    assert after[slice(*found.after)]


ALIKE = [
    ("en", "Velmora sued Sorrel over the cargo.", "Sorrel was sued by Velmora over the cargo."),
    ("en", "Prices rose in spring and fell in autumn.", "Prices fell in autumn after they rose in spring."),
    ("en", "The quay was closed on Friday.", "The quay was shut on Friday."),
    ("en", "The United Nations sent a ship to Brenholt.", "The UN sent a ship to Brenholt."),
    ("en", "Ana Ruiz opened the bridge.", "Mayor Ruiz opened the bridge."),
    ("es", "Los precios subieron un tercio.", "Los precios aumentaron un tercio."),
    ("es", "Ana Ruiz inauguró el puente.", "La alcaldesa Ruiz inauguró el puente."),
    ("es", "Velmora demandó a Sorrel.", "Sorrel fue demandada por Velmora."),
]


@pytest.mark.parametrize(("language", "before", "after"), ALIKE)
def test_other_words_are_no_opposites(language: str, before: str, after: str) -> None:
    assert find_opposition(before, after, language) is None


NEGATED = [
    ("en", "The bridge will be closed until summer.", "The bridge will not be closed until summer."),
    ("en", "The mayor has signed the treaty.", "The mayor has never signed the treaty."),
    ("es", "El puente se cerrará hasta el verano.", "El puente no se cerrará hasta el verano."),
    ("es", "La alcaldesa firmó el tratado.", "La alcaldesa nunca firmó el tratado."),
]


@pytest.mark.parametrize(("language", "before", "after"), NEGATED)
def test_a_negation_is_seen_from_both_sides(language: str, before: str, after: str) -> None:
    added, dropped = find_negation_change(before, after, language), find_negation_change(after, before, language)
    assert added is not None
    assert added[0] is None
    assert dropped is not None
    assert dropped[1] is None


NOT_NEGATED = [
    ("en", "Sorrel has no treaty with Brenholt.", "Sorrel does not have a treaty with Brenholt."),
    ("en", "The dam is safe and it will never break.", "The dam is safe"),
    ("es", "Sorrel no tiene tratado con Brenholt.", "Sorrel no ha firmado ningún tratado con Brenholt."),
    ("es", "La presa es segura y nunca se romperá.", "La presa es segura"),
]


@pytest.mark.parametrize(("language", "before", "after"), NOT_NEGATED)
def test_no_negation_is_seen_where_none_was_lost(language: str, before: str, after: str) -> None:
    assert find_negation_change(before, after, language) is None


def test_another_thing_in_its_place_is_seen_and_a_synonym_is_not() -> None:
    base = "The council of Velmora approved the new harbour wall after a long debate."
    found = find_opposition(base, base.replace("harbour wall", "railway station"), "en")
    assert found is not None
    assert base[slice(*found.before)] == "harbour wall"
    assert find_opposition(base, base.replace("approved", "endorsed"), "en") is None
