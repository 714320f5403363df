"""A page in a language without tables is said to be in that language, however like one of ours it looks."""

from __future__ import annotations

import pytest

from firsthand.model import Document
from firsthand.text import lay_out

PAGES = {
    "it": "Il sindaco di Valdoro ha dichiarato che la diga non era mai stata controllata e che nessuno aveva "
    "avvertito la popolazione. «Abbiamo perso tutto in una notte», ha detto una donna che viveva vicino al "
    "fiume.\n\nSecondo il ministro, la società aveva promesso di riparare le valvole entro la fine dell'anno, "
    "ma i lavori non sono mai iniziati.",
    "ca": "L'alcalde de Valdoro va declarar que la presa no s'havia controlat mai i que ningú no havia avisat la "
    "població. «Ho hem perdut tot en una nit», va dir una dona que vivia a prop del riu.\n\nSegons el "
    "ministre, l'empresa havia promès reparar les vàlvules abans de final d'any, però les obres no van "
    "començar mai.",
    "ro": "Primarul din Valdoro a declarat că barajul nu a fost niciodată verificat și că nimeni nu a avertizat "
    "populația. „Am pierdut totul într-o noapte”, a spus o femeie care locuia lângă râu.\n\nPotrivit "
    "ministrului, compania promisese să repare supapele până la sfârșitul anului, dar lucrările nu au început "
    "niciodată.",
    "gl": "O alcalde de Valdoro declarou que a presa nunca fora revisada e que ninguén avisara a poboación. "
    "«Perdémolo todo nunha noite», dixo unha muller que vivía preto do río.\n\nSegundo o ministro, a empresa "
    "prometera arranxar as válvulas antes de fin de ano, pero as obras nunca comezaron.",
    "es": "El alcalde de Valdoro declaró que la presa nunca había sido revisada y que nadie había avisado a la "
    "población. «Lo perdimos todo en una noche», dijo una mujer que vivía cerca del río.\n\nSegún el "
    "ministro, la empresa había prometido reparar las válvulas antes de fin de año, pero las obras nunca "
    "empezaron.",
    "pt": "O prefeito de Valdoro declarou que a barragem nunca tinha sido revisada e que ninguém havia avisado a "
    "população. “Perdemos tudo em uma noite”, disse uma mulher que morava perto do rio.\n\nSegundo o "
    "ministro, a empresa havia prometido consertar as válvulas antes do fim do ano, mas as obras nunca "
    "começaram.",
}


@pytest.mark.parametrize("language", PAGES)
def test_the_language_is_told(language: str) -> None:
    passages = lay_out([Document("d", PAGES[language])])["d"]
    assert {p.language for p in passages} == {language}


def test_a_translation_below_its_original_keeps_both_languages() -> None:
    passages = lay_out([Document("d", PAGES["es"] + "\n\n" + PAGES["pt"])])["d"]
    assert {p.language for p in passages} == {"es", "pt"}
