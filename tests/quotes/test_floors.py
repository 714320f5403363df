"""Attribution is measured like speed: a quick look at a few development documents, with floors."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


@pytest.mark.data
def test_attribution_keeps_its_floors(gold):
    from evaluation.quotes import floors, measure

    figures = measure(20)
    broken = {name: figures[name] for name, least in floors("quotes-quick").items() if figures[name] < least}
    assert not broken
