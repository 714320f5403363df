"""Articles as they come can be traced and saved."""

from __future__ import annotations

import gzip

import pytest

import firsthand
from firsthand.case import load, save


@pytest.mark.data
def test_a_case_of_real_articles_is_saved_and_opened_again(gold, tmp_path):
    few = tmp_path / "few.jsonl"
    with gzip.open(gold / "news" / "news_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        few.write_text("".join(line for _, line in zip(range(60), lines)), "utf8")
    case = firsthand.trace([str(few)])
    save(case, tmp_path / "case.db")
    assert [c.id for c in load(tmp_path / "case.db").claims] == [c.id for c in case.claims]
