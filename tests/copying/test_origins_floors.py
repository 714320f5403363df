"""A few simulated newsrooms, so that no change makes the counts worse unnoticed; all are `evaluation/origins.py`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.mark.data
def test_no_floor_is_broken(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTHAND_DATA", str(gold))
    place = Path(__file__).resolve().parents[2] / "evaluation" / "origins.py"
    spec = importlib.util.spec_from_file_location("evaluation_origins", place)
    assert spec is not None
    assert spec.loader is not None
    evaluation = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluation)
    figures = evaluation.measure(evaluation.QUICK, first=1, last=9)
    assert evaluation.broken_floors(figures, "origins-quick") == []
