"""Accuracy is measured like speed: the floors of the evaluations hold on the gold data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("FIRSTHAND_DATA", ROOT / "../shared/data")).resolve()


@pytest.mark.data
@pytest.mark.parametrize("evaluation", ["dates", "changes", "names"])
def test_floors_hold(evaluation: str) -> None:
    if not DATA.is_dir():
        pytest.skip(f"the gold data is not there: {DATA} (set FIRSTHAND_DATA)")
    run = subprocess.run(
        [sys.executable, str(ROOT / "evaluation" / f"{evaluation}.py")],
        env={**os.environ, "FIRSTHAND_DATA": str(DATA)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
