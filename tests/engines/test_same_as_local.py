"""Spark finds what one machine finds, to the row, however the work is cut."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engines.planted import Row, find_locally, place_of, plant
from firsthand.settings import ReuseSettings, SparkSettings

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]
"""One process starts the cluster, and runs all of these."""

TINY = SparkSettings(
    text_bytes=40_000,
    block_bytes=3000,
    part_words=8000,
    part_bytes=30_000,
    part_pairs=3000,
    bucket_bits=5,
    most_tasks=3,
    family_edges=0,
)
"""Everything in many pieces: parts overflow, documents are salted, families are tied in rounds."""


def find_on_spark(spark: Any, rows: list[Row], work_dir: Path, **options: Any) -> list[Row]:
    from firsthand.engines.spark import find_reuse

    documents = spark.createDataFrame(rows, "id string, text string, outlet string, published string")
    found = find_reuse(spark, documents, work_dir=work_dir, **options).collect()
    return sorted((row.asDict(recursive=True) for row in found), key=place_of)


def write_lines(rows: list[Row], path: Path) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return str(path)


def test_planted_in_many_pieces(spark: Any, tmp_path: Path) -> None:
    rows = plant()
    settings = replace(ReuseSettings(), within_document=True, max_df=16)
    local = find_locally([write_lines(rows, tmp_path / "planted.jsonl")], settings)
    assert len(local) > 500
    assert {row["type"] for row in local} == {"reuse", "boilerplate"}
    random.Random(4).shuffle(rows)
    assert find_on_spark(spark, rows, tmp_path / "work", settings=settings, sizes=TINY) == local


def test_demo_from_the_command_line_byte_for_byte(spark: Any, tmp_path: Path) -> None:
    from firsthand.cli.reuse import command

    written = []
    with as_file(files("firsthand.demo") / "articles") as articles:
        for engine in ("local", "spark"):
            out = tmp_path / f"{engine}.jsonl"
            result = CliRunner().invoke(command, [str(articles), "--engine", engine, "--out", str(out), "--quiet"])
            assert not result.exception, result.output
            written.append(out.read_bytes())
    assert written[0]
    assert written[1] == written[0]


@pytest.mark.data
def test_news_and_going_on_after_a_stop(spark: Any, tmp_path: Path, gold: Path) -> None:
    with gzip.open(gold / "news" / "news_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        rows = [
            {key: row.get(key) for key in ("id", "text", "outlet", "published")}
            for row in map(json.loads, itertools.islice(lines, 400))
        ]
    local = find_locally([write_lines(rows, tmp_path / "news.jsonl")])
    assert len(local) > 20
    work = tmp_path / "work"
    assert find_on_spark(spark, rows, work) == local
    (root,) = work.iterdir()
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.parquet")}
    (root / "alignments" / "_SUCCESS").unlink()
    (root / "reuse" / "_SUCCESS").unlink()
    assert find_on_spark(spark, rows, work) == local
    kept = {path.parent.name for path, time in before.items() if path.exists() and path.stat().st_mtime_ns == time}
    assert kept == {"documents", "counts", "pairs", "ties", "roots"}, (
        "finished stages are not run again, and only those"
    )
    assert json.loads((root / "manifest.json").read_text())["documents"]["n_documents"] == len(rows)
