"""Figures with what they count: in several languages, and none where nothing is counted."""

from __future__ import annotations

import pytest

from firsthand.facts import Frame, cut_frames
from firsthand.model import Document
from firsthand.settings import Settings
from firsthand.text import lay_out_alone


def values(text: str, language: str = "en") -> list[Frame]:
    document = Document("d", text, languages=(language,))
    passages = lay_out_alone(document, Settings().text)
    return [f for f in cut_frames(document, passages, ()) if f.kind == "value"]


COUNTED = [
    ("A landslide hit the village of Orvelle on Friday, killing at least three people.", [("kill", 3)]),
    ("At least 24 people were killed and 249 injured in Orvelle.", [("kill", 24), ("injure", 249)]),
    ("The death toll in Orvelle rose to 24 on Sunday.", [("kill", 24)]),
    ("Three dead and 11 wounded were brought to Brenholt.", [("kill", 3), ("injure", 11)]),
    ("A magnitude-6.1 quake struck the coast of Sorrel.", [("magnitude", 6.1)]),
    ("The quake had a magnitude of 6.1 on the coast of Sorrel.", [("magnitude", 6.1)]),
    ("The quake struck at a depth of 10 kilometers below Sorrel.", [("depth", 10)]),
    ("About 400 houses were destroyed in the lower town.", [("destroy", 400)]),
    ("The damage in the lower town is put at $1.2 billion.", [("damage", 1.2e9)]),
    ("Police arrested nine smugglers in the harbour.", [("arrest", 9)]),
]


STATES = [
    ("The tram to Sorrel had 52 people on board.", "en", [("aboard", 52)]),
    ("El tranvía llevaba 52 personas a bordo.", "es", [("aboard", 52)]),
    ("O bonde tinha 52 pessoas a bordo.", "pt", [("aboard", 52)]),
    ("The smoke sent 18 people to hospital in Brenholt.", "en", [("injure", 18)]),
    ("El humo envió a 18 personas al hospital.", "es", [("injure", 18)]),
    ("A fumaça levou 18 pessoas ao hospital.", "pt", [("injure", 18)]),
    ("The growers' league put the crowd at 7,000.", "en", [("attend", 7000)]),
    ("Unas 7.000 personas participaron en la marcha.", "es", [("attend", 7000)]),
    ("Cerca de 7 mil pessoas participaram do ato.", "pt", [("attend", 7000)]),
    ("He is the ninth ranger killed in Orvelle this year.", "en", [("kill", 9)]),
    ("Es el noveno guardabosques asesinado en Orvelle este año.", "es", [("kill", 9)]),
    ("É o 9º guarda assassinado em Orvelle neste ano.", "pt", [("kill", 9)]),
    ("The blackout had lasted almost half an hour.", "en", [("last_", 0.5)]),
    ("El apagón duró media hora.", "es", [("last_", 0.5)]),
    ("A third of the eels in the lagoon are ill.", "en", [("#percent", 1 / 3)]),
    ("Thieves made off with paintings worth $3 million.", "en", [("steal", 3e6)]),
]


@pytest.mark.parametrize(("text", "language", "expected"), STATES)
def test_how_many_are_in_a_state_or_suffered_it(text: str, language: str, expected: list[tuple[str, float]]) -> None:
    found = [(f.concept, f.figure.nominal) for f in values(text, language) if f.figure]
    assert found == [(concept, pytest.approx(value, rel=1e-3)) for concept, value in expected]


NOBODY = [
    ("No one was injured in the blast.", "en", ["injure"]),
    ("There were no injuries, police said.", "en", ["injure"]),
    ("None of the patients is in serious condition.", "en", ["injure"]),
    ("No hubo heridos.", "es", ["injure"]),
    ("Ninguno de los pacientes está grave.", "es", ["injure"]),
    ("Ninguém ficou ferido.", "pt", ["injure"]),
    ("L'incendie n'a fait aucun blessé.", "fr", ["injure"]),
    ("No other injuries were reported.", "en", []),
    ("There is no death penalty in Orvelle.", "en", []),
    ("No officer arrested the arsonist.", "en", []),
]


@pytest.mark.parametrize(("text", "language", "expected"), NOBODY)
def test_nobody_is_a_number(text: str, language: str, expected: list[str]) -> None:
    found = values(text, language)
    assert [f.concept for f in found] == expected
    assert all(f.figure is not None and f.figure.high == 0.0 for f in found)


ELSEWHERE = [
    ("Fourteen rangers were killed this year. The ministry says nine.", "en", [14, 9]),
    ("Catorce guardabosques fueron asesinados. El gobierno habla de nueve.", "es", [14, 9]),
    ("Segundo a liga, 14 guardas foram assassinados. O governo fala em nove.", "pt", [14, 9]),
    ("El ministerio cuenta nueve guardabosques asesinados, frente a los 14 que cuenta la liga.", "es", [9, 14]),
]


@pytest.mark.parametrize(("text", "language", "numbers"), ELSEWHERE)
def test_another_number_of_the_same_is_anothers(text: str, language: str, numbers: list[float]) -> None:
    first, second = values(text, language)
    assert [first.concept, second.concept] == ["kill", "kill"]
    assert [f.figure.nominal for f in (first, second) if f.figure] == numbers
    assert first.scope.group == second.scope.group
    assert first.disputes(second)


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_what_a_figure_counts(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(f.concept, f.figure.nominal) for f in values(text) if f.figure] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Benno Danek, 40, lives in the lower town with his 12-year-old son.",
        "The train left Orvelle at 6:22 in the morning and was late.",
        "Velmora beat Brenholt 52-48 in the final on Sunday.",
    ],
)
def test_ages_hours_and_scores_are_no_values(text: str) -> None:
    assert values(text) == []


def test_a_part_is_told_from_the_whole() -> None:
    whole, part = values("Five people died in Orvelle, two of them children.")
    assert not whole.scope.part
    assert part.scope.part
    assert part.scope.group == "child"
    assert part.concept == "kill"


def test_the_year_from_which_something_is_counted() -> None:
    (only,) = values("The president visited Orvelle three times since 2007.")
    assert only.scope.since == "2007"


def test_frames_hold_their_places() -> None:
    text = "A strong quake shook the island. It killed 24 people and injured 249 in Orvelle, officials said."
    document = Document("d", text)
    for f in cut_frames(document, lay_out_alone(document, Settings().text), ()):
        assert f.clause[0] <= f.anchor[0] < f.anchor[1] <= f.clause[1]
        assert f.sentence[0] <= f.clause[0]
