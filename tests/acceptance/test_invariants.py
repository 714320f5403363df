"""What holds whatever is read: same bytes out, and every span holds exactly its text."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import firsthand
from firsthand.export import records
from firsthand.export.lines import to_json
from firsthand.model import Case, Document

DEMO = Path(str(files("firsthand.demo"))) / "articles"


def as_bytes(case: Case) -> list[str]:
    rows = []
    for record in records(case):
        if record["type"] != "run":
            record.pop("path", None)
            rows.append(to_json(record))
    return rows


def spans(record: Any) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        if {"document", "start", "end", "exact"} <= record.keys():
            yield record
        for value in record.values():
            yield from spans(value)
    elif isinstance(record, list):
        for value in record:
            yield from spans(value)


def demo_documents() -> list[Document]:
    return list(firsthand.read([DEMO]).documents)


def test_order_and_names_of_files_change_nothing(tmp_path: Path) -> None:
    expected = as_bytes(firsthand.trace([DEMO]))
    shuffled = sorted(DEMO.iterdir())
    random.Random(3).shuffle(shuffled)
    for n, path in enumerate(shuffled):
        (tmp_path / f"{n:02}-renamed{path.suffix}").write_bytes(path.read_bytes())
    assert as_bytes(firsthand.trace([tmp_path])) == expected


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_processes_agree_to_the_byte(tmp_path: Path, hash_seed: str) -> None:
    out = tmp_path / "case.jsonl"
    command = [
        sys.executable,
        "-m",
        "firsthand",
        "trace",
        str(DEMO),
        "--out",
        str(tmp_path / "c.db"),
        "--json",
        str(out),
    ]
    command += ["--cores", hash_seed, "--quiet"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    rows = [json.loads(line) for line in out.read_text("utf8").splitlines()]
    for row in rows:
        row.pop("path", None)
    assert [to_json(r) for r in rows if r["type"] != "run"] == as_bytes(firsthand.trace([DEMO]))


def test_every_span_of_the_demo_holds_its_text() -> None:
    check_spans(firsthand.trace([DEMO]))


def check_spans(case: Case) -> None:
    texts = {d.id: d.text for d in case.documents}
    for record in records(case):
        for span in spans(record):
            assert texts[span["document"]][span["start"] : span["end"]] == span["exact"]


NASTY = [
    "\0",
    "\r\n",
    "\n\n",
    "’",
    "“",
    "”",
    "«",
    "»",
    "—",
    "\u202e",
    "שלום",
    "مرحبا",
    "👩‍👩‍👧",
    "e\u0301",
    "ﬁ",
    "İ",
    "ß",
    "\u2028",
    " ",
]
WORDS = [
    "The minister said",
    "Ana Ruiz told Radio Sol",
    "ten",
    "10",
    "river",
    "dam",
    "“We will pay,”",
    "según",
    "dijo",
    "may",
]
hostile = st.lists(st.sampled_from([*NASTY, *WORDS, "bridge collapsed", "in 2019", "."]), min_size=5, max_size=60).map(
    " ".join
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(hostile, min_size=1, max_size=4), st.booleans())
def test_every_span_of_hostile_text_holds_its_text(texts: list[str], repeat: bool) -> None:
    if repeat:
        texts = [*texts, texts[0] + " \u202eagain.", texts[0]]
    documents = [Document(f"d{n}", text) for n, text in enumerate(texts)]
    check_spans(firsthand.trace(documents))


def test_a_copy_more_raises_no_count() -> None:
    documents = demo_documents()
    before = {c.text: c.origins for c in firsthand.trace(documents).claims}
    from dataclasses import replace

    for n in (0, 3, 9):
        copy = replace(documents[n], id="another", outlet="Another Outlet", url=None, published=None)
        after = {a.span.exact: c.origins for c in firsthand.trace([*documents, copy]).claims for a in c.assertions}
        for text, origins in before.items():
            assert after[text].best <= origins.best
            assert after[text].low <= origins.low
            assert after[text].high <= origins.high


def test_low_best_high_are_in_order() -> None:
    for claim in firsthand.trace([DEMO]).claims:
        assert 1 <= claim.origins.low <= claim.origins.best <= claim.origins.high
