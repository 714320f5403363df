"""Accuracy on pairs written for this, and on ECB+, never below the floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from evaluation import ecb
from evaluation.facts import MEASURES

FLOORS = tomllib.loads((Path(__file__).parents[2] / "evaluation" / "floors.toml").read_text("utf8"))["facts"]


@pytest.mark.slow
@pytest.mark.parametrize("sealed", [False, True], ids=["read", "sealed"])
@pytest.mark.parametrize("name", sorted(MEASURES))
def test_pairs_are_judged_rightly(name: str, sealed: bool) -> None:
    rows = list(MEASURES[name](sealed))
    wrong = [(kind, what) for kind, what, is_right in rows if not is_right]
    assert 1 - len(wrong) / len(rows) >= FLOORS[name], wrong


@pytest.mark.slow
@pytest.mark.data
def test_events_of_the_gold_are_brought_together(gold: Path) -> None:
    precision, _, f, _ = ecb.score(gold / "claims" / "ecb_dev.jsonl.gz")
    assert precision >= FLOORS["ecb_precision"]
    assert f >= FLOORS["ecb_f"]
