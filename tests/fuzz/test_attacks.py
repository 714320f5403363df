"""A few attacks of every kind that needs no gold; ``make fuzz`` runs many."""

from __future__ import annotations

import pytest
from evaluation.fuzz import arguments, kill, server


def test_arguments_that_nobody_means() -> None:
    assert arguments.attack(120, seed=11).findings == []


def test_a_server_under_fire() -> None:
    pytest.importorskip("uvicorn")
    assert server.attack(120, seed=11).findings == []


@pytest.mark.slow
def test_runs_that_are_killed() -> None:
    assert kill.attack(7, seed=11).findings == []
