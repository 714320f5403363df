"""Spanish attribution against our own gold over Universal Dependencies, with floors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


@pytest.mark.data
@pytest.mark.parametrize("part", ["develop", "report", "held_out", "news"])
def test_spanish_keeps_its_floor(gold: Path, part: str) -> None:
    from evaluation.quotes import floors
    from evaluation.spanish_quotes.score import read_gold, score

    assert score(read_gold(part)).f >= floors("spanish-quotes")[part]


@pytest.mark.data
def test_spanish_floors_stay_above_the_least_ever(gold: Path) -> None:
    from evaluation.quotes import floors
    from evaluation.spanish_quotes.score import PARTS

    assert set(floors("spanish-quotes")) == set(PARTS)
    assert min(floors("spanish-quotes").values()) >= 0.70


@pytest.mark.data
def test_the_second_pass_agrees_with_the_gold(gold: Path) -> None:
    from evaluation.spanish_quotes.score import agreement

    assert agreement().f >= 0.95
