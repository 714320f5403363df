"""Two reporters at one event tell the same, each from her own sources: that is no copy and no translation."""

from __future__ import annotations

import firsthand
from firsthand.model import Claim, Document

SPILL = "The treatment plant at Dorvik let 80 tonnes of caustic soda run into the river Calmar on Tuesday night"
DERRAME = "La depuradora de Dorvik dejó escapar 80 toneladas de sosa cáustica en el río Calmar la noche del martes"
SIREN = "The warning siren of Calmar Chemie had been out of service for 5 weeks because a cable was cut"
SIRENA = "La sirena de aviso de Calmar Chemie quedó fuera de servicio durante 5 semanas porque se cortó un cable"


def english(speaker: str) -> Document:
    return Document(
        "en",
        f"{SPILL}, fisherman {speaker} said.\n\n{SIREN}, {speaker} said.",
        outlet="The Dorvik Journal",
        languages=("en",),
    )


def spanish(speaker: str) -> Document:
    return Document(
        "es",
        f"{DERRAME}, dijo el pescador {speaker}.\n\n{SIRENA}, dijo {speaker}.",
        outlet="El Faro",
        languages=("es",),
    )


def spill(*documents: Document) -> list[Claim]:
    return [c for c in firsthand.trace(list(documents)).claims if "80 ton" in c.text]


def test_a_translation_keeps_who_said_it() -> None:
    (claim,) = spill(english("Klara Gallardo"), spanish("Klara Gallardo"))
    assert (claim.origins.best, claim.origins.high) == (1, 1)
    assert claim.origins.list[0].name == "Klara Gallardo"


def test_the_same_told_by_two_people_in_two_languages_is_no_translation() -> None:
    claims = spill(english("Klara Gallardo"), spanish("Tomás Castellan"))
    assert {o.name for c in claims for o in c.origins.list} == {"Klara Gallardo", "Tomás Castellan"}


def test_plain_words_of_one_matter_do_not_make_a_copy() -> None:
    one = Document(
        "a",
        "Doctors at the Brenta hospital treated 12 workers with inflamed lungs, nurse Ana Kessler said.",
        outlet="Harbour Post",
    )
    two = Document(
        "b",
        "Twelve workers whose lungs were inflamed were treated at the hospital in Brenta, engineer Hugo Olsen said.",
        outlet="Coast Tribune",
    )
    case = firsthand.trace([one, two])
    assert {o.name for c in case.claims for o in c.origins.list} == {"Ana Kessler", "Hugo Olsen"}
