"""The search for translations keeps to its floors on held-out news."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.data
def test_translations_keep_to_their_floors() -> None:
    sys.path.insert(0, str(ROOT))
    from evaluation import translations as evaluation

    if not (evaluation.DATA / "ntrex_dev.jsonl.gz").is_file():
        pytest.skip(f"gold data not found in {evaluation.DATA}: set FIRSTHAND_DATA")
    floors = tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text("utf8"))["translations"]
    with evaluation.held_out_lexicons():
        missing = evaluation.detection("es", "en", seed=1)
        alone = evaluation.isolated("es", seed=1)
        edited = evaluation.alignment("es", "en", seed=1, drop=0.05, merge=0.05)
        reached = {
            "right_sentence_first": evaluation.right_first("es", "en", 1),
            "right_paragraph_first": evaluation.right_first("es", "en", evaluation.PARAGRAPH),
            "half_missing_recall": missing["recall"],
            "half_missing_precision": missing["precision"],
            "lightly_edited_f": edited["f"],
            "everything_edited_f": evaluation.alignment("es", "en", 1, drop=0.2, merge=0.2, shuffle=True)["f"],
            "one_sentence_alone_recall": alone["recall"],
            "one_sentence_alone_precision": alone["precision"],
            "french_lightly_edited_f": evaluation.alignment("fr", "en", 1, drop=0.05, merge=0.05)["f"],
        }
    assert {name: value for name, value in reached.items() if value < floors[name]} == {}
