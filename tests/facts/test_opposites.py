"""Contradictions of events are told once, in each language, and durations are values."""

from __future__ import annotations

import pytest

from firsthand.engines.tracing import trace
from firsthand.model import Case, Document, TimeInterval

DAY = TimeInterval("2024-03-02", "2024-03-02")


def told(*texts: str) -> Case:
    outlets = ["Harbour Post", "Velmora Times", "Coast Radio"]
    return trace([Document(f"d{n}", text, outlet=outlets[n], published=DAY) for n, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The jury in Orvelle found the pilot guilty of fraud.",
            "The jury in Orvelle found the pilot innocent of fraud.",
        ),
        (
            "El tribunal de Orvelle absolvió al piloto del fraude.",
            "El tribunal de Orvelle condenó al piloto del fraude.",
        ),
        ("O tribunal de Orvelle absolveu o piloto da fraude.", "O tribunal de Orvelle condenou o piloto da fraude."),
    ],
)
def test_opposites_contradict_once(one: str, other: str) -> None:
    found = [f for f in told(one, other).facts if f.status == "contradictory"]
    assert len(found) == 1


def test_a_duration_is_a_value() -> None:
    case = told(
        "The strike at the Orvelle docks lasted nine days, the union said.",
        "The strike at the docks of Orvelle went on for 12 days, the port office said.",
    )
    (fact,) = [f for f in case.facts if f.kind == "value"]
    assert fact.status == "contradictory"
    assert [v.value.text for v in fact.values] == ["nine days", "12 days"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The treaty was signed in Velmora on 20 June, an aide said.", "The treaty was signed in Velmora on 12 July."),
        ("El tratado se firmó en Velmora el 20 de junio.", "El tratado se firmó en Velmora el 12 de julio."),
        ("O tratado foi assinado em Velmora em 20 de junho.", "O tratado foi assinado em Velmora em 12 de julho."),
    ],
)
def test_two_days_of_one_event_contradict(one: str, other: str) -> None:
    (fact,) = [f for f in told(one, other).facts if f.status == "contradictory"]
    assert [v.value.scope for v in fact.values] == ["2023-06-20", "2023-07-12"]


def test_a_weekday_and_its_date_are_one_day() -> None:
    case = told("The ferry sank off Sorrel last Wednesday.", "The ferry sank off Sorrel on 28 February.")
    assert {f.status for f in case.facts} == {"agreed"}


def test_two_denials_contradict_nobody() -> None:
    case = told(
        "The minister denied that the ferry was overloaded.",
        "The minister rejected claims that the ferry was overloaded.",
    )
    assert {f.status for f in case.facts} == {"agreed"}
