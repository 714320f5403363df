"""Three simulated newsrooms of real sentences through the whole program; all of them: `evaluation/newsroom_text`."""

from __future__ import annotations

from evaluation.newsroom_text.score import GRID, broken_floors, score


def test_no_floor_is_broken() -> None:
    assert broken_floors({"as usual": score((1, 3, 5), GRID["as usual"])}, "newsroom-text-quick") == []
