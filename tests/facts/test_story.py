"""One story as several newsrooms tell it in three languages: a toll that rises, a dispute, an agreed figure."""

from __future__ import annotations

import pytest

from firsthand.engines.tracing import trace
from firsthand.model import Case, Document, TimeInterval
from firsthand.report.facts import worth_showing

TOLD = [
    (
        "Harbour Post",
        "2024-05-04T09:00Z",
        "A gas explosion tore through a bakery in Tarnfield on Saturday morning, killing at least two people, the fire service said. Twelve others were taken to hospital, according to the Saint Orla clinic.",
    ),  # noqa: E501
    (
        "Velmora Times",
        "2024-05-04T15:00Z",
        "Four people died when a bakery exploded in Tarnfield on Saturday, the fire service said in the afternoon.",
    ),  # noqa: E501
    (
        "El Faro",
        "2024-05-04T18:00Z",
        "Cuatro personas murieron el sábado en la explosión de una panadería en Tarnfield, según los bomberos. El hospital Saint Orla atiende a doce heridos.",
    ),  # noqa: E501
    (
        "Coast Radio",
        "2024-05-05T08:00Z",
        "The death toll from the bakery explosion in Tarnfield has risen to six, the fire service said on Sunday.",
    ),  # noqa: E501
    (
        "Jornal da Costa",
        "2024-05-05T10:00Z",
        "Seis pessoas morreram na explosão de uma padaria em Tarnfield, disseram os bombeiros no domingo.",
    ),  # noqa: E501
    (
        "Northern Wire",
        "2024-05-05T12:00Z",
        "Six people were killed in Saturday's explosion at a bakery in Tarnfield. Norgas said 30 houses were evacuated; the mayor's office said 45 houses were evacuated.",
    ),  # noqa: E501
    (
        "Brenholt Mail",
        "2024-05-05T14:00Z",
        "Norgas has evacuated 30 houses around the bakery that exploded in Tarnfield on Saturday, the company said.",
    ),  # noqa: E501
    (
        "La Gaceta",
        "2024-05-05T16:00Z",
        "La alcaldía de Tarnfield informó de que 45 casas fueron evacuadas tras la explosión de la panadería.",
    ),  # noqa: E501
]


@pytest.fixture(scope="module")
def case() -> Case:
    return trace(
        [Document(f"s{n}", text, outlet=o, published=TimeInterval(t, t)) for n, (o, t, text) in enumerate(TOLD)]
    )


def test_the_figures_of_a_story_are_shown_with_what_they_are_to_each_other(case: Case) -> None:
    values = {tuple(v.value.low for v in f.values): f.status for f in worth_showing(case.facts) if f.kind == "value"}
    assert values == {(2, 4, 6): "updated", (30, 45): "contradictory", (12,): "agreed"}


def test_who_speaks_is_no_event(case: Case) -> None:
    assert not [f for f in case.facts if f.kind == "event" and f.anchor in ("fire", "alcaldía", "bombeiros")]
