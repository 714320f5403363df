"""Spanish attribution against our own gold over Universal Dependencies, with floors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


@pytest.mark.data
@pytest.mark.parametrize("part", ["develop", "report"])
def test_spanish_keeps_its_floor(gold: Path, part: str) -> None:
    from evaluation.quotes import floors
    from evaluation.spanish_quotes.score import read_gold, score

    assert score(read_gold(part)).f >= floors("spanish-quotes")[part]
