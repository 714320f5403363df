"""Where gold data and seed pages are, and what is said when they are not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # how long an example takes says nothing of what it finds
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent


def _place(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable, ROOT.parent / "shared" / default)).resolve()


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of gold data; tests that need it say so when it is absent."""
    place = _place("FIRSTHAND_DATA", "data")
    if not place.is_dir():
        pytest.skip(f"gold data is absent: {place} (set FIRSTHAND_DATA)")
    return place


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed pages."""
    place = _place("FIRSTHAND_SEEDS", "seeds")
    if not place.is_dir():
        pytest.skip(f"the seed pages are absent: {place} (set FIRSTHAND_SEEDS)")
    return place


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of small inputs that once went wrong."""
    place = _place("FIRSTHAND_CASES", "cases")
    if not place.is_dir():
        pytest.skip(f"the small cases are absent: {place} (set FIRSTHAND_CASES)")
    return place
