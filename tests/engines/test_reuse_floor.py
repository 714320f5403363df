"""Accuracy on the planted development corpus does not fall."""

import gzip
import importlib
import json
import tomllib
from pathlib import Path

import pytest

from firsthand.engines.report import run_reuse
from firsthand.settings import ReuseSettings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.reuse")


@pytest.mark.data
def test_planted_copies_are_found_and_little_else(gold, tmp_path, benchmark):
    floors = tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text("utf8"))["reuse"]
    corpus = gold / "reuse" / "planted_dev.jsonl.gz"
    assert run_reuse([str(corpus)], tmp_path / "found.jsonl", ReuseSettings(), quiet=True) == 0
    found = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text("utf8").splitlines()]
    with gzip.open(gold / "reuse" / "planted_dev.truth.jsonl.gz", "rt", encoding="utf8") as lines:
        truth = [json.loads(line) for line in lines]
    recall, precision, of_characters = benchmark.score(truth, [r for r in found if r["type"] == "reuse"])
    share = {cell: hits / n for cell, (hits, n) in recall.items()}
    assert share["all", "all"] >= floors["recall"]
    assert share[20, 0.2] >= floors["recall_20_words_20_percent"]
    assert share[20, 0.3] >= floors["recall_20_words_30_percent"]
    assert precision >= floors["precision"]
    assert of_characters >= floors["precision_of_characters"]
