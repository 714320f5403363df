"""One story as several newsrooms tell it in three languages: a toll that rises, a dispute, an agreed figure."""

from __future__ import annotations

from pathlib import Path

import pytest

import firsthand
from firsthand.model import Case
from firsthand.report.facts import worth_showing


@pytest.fixture(scope="module")
def case() -> Case:
    return firsthand.trace([Path(__file__).with_name("bakery.jsonl")])


def test_the_figures_of_a_story_are_shown_with_what_they_are_to_each_other(case: Case) -> None:
    values = {tuple(v.value.low for v in f.values): f.status for f in worth_showing(case.facts) if f.kind == "value"}
    assert values == {(2, 4, 6): "updated", (30, 45): "contradictory", (12,): "agreed"}


def test_who_speaks_is_no_event(case: Case) -> None:
    assert not [f for f in case.facts if f.kind == "event" and f.anchor in ("fire", "alcaldía", "bombeiros")]


def test_who_still_gives_the_older_number_disputes_the_newer_one() -> None:
    case = firsthand.trace([Path(__file__).with_name("flood.jsonl")])
    found = {f.anchor: (f.status, [v.value.low for v in f.values]) for f in case.facts if f.kind == "value"}
    assert sorted(found.values()) == [
        ("agreed", [200]),
        ("contradictory", [12e6, 30e6]),
        ("updated", [3, 5]),
    ]
