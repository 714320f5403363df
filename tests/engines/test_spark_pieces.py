"""What runs on the executors, without Spark: parts that overflow, frequent shingles, the deal of pairs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from firsthand.engines.spark_overflow import pair_bounded
from firsthand.errors import MissingExtra, WrongUse
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings

SETTINGS = replace(ReuseSettings(), max_df=8)


def make_postings(n: int, n_shingles: int, seed: int) -> NDArray[np.uint64]:
    """Postings of documents in their order; the first shingle has half of them."""
    chance = np.random.default_rng(seed)
    shingles = chance.integers(0, 1 << 63, n_shingles, np.uint64) << np.uint64(1)
    postings = np.empty((n, stages.POSTING), np.uint64)
    kinds = np.where(chance.random(n) < 0.5, 0, chance.integers(0, n_shingles, n))
    postings[:, 0] = shingles[kinds] >> np.uint64(16) << np.uint64(16) | chance.integers(0, 3, n).astype(np.uint64)
    postings[:, 1] = (np.arange(n, dtype=np.uint64) // np.uint64(3)) << np.uint64(32) | np.arange(n, dtype=np.uint64)
    postings[:, 2] = chance.integers(1, 1 << 62, n).astype(np.uint64) * (chance.random(n) < 0.7)
    return postings.ravel()


def as_set(pieces: list[NDArray[np.uint64]]) -> list[tuple[int, ...]]:
    return sorted(map(tuple, np.concatenate([np.zeros(0, np.uint64), *pieces]).reshape(-1, stages.PAIR).tolist()))


@example(n=2000, n_shingles=12, seed=0, limit=2000)  # a chunk so small that it was asked less than the whole
@given(n=st.integers(0, 4000), n_shingles=st.integers(1, 60), seed=st.integers(0, 99), limit=st.integers(2_000, 40_000))
def test_a_part_that_overflows_gives_the_same_pairs(n: int, n_shingles: int, seed: int, limit: int) -> None:
    postings = make_postings(n, n_shingles, seed)
    whole = as_set(list(stages.pairs(postings.copy(), SETTINGS)))
    pieces = [piece.copy() for piece in np.array_split(postings.reshape(-1, stages.POSTING), 7)]
    found = list(pair_bounded((piece.ravel() for piece in pieces), SETTINGS, 0, limit))
    assert as_set(found) == whole


def test_a_frequent_document_is_salted_and_small_buckets_share_a_part() -> None:
    pytest.importorskip("pyarrow")
    from firsthand.engines.spark_tasks import Deal

    deal = Deal.by_size(np.array([10, 20, 1000, 5]), 100)
    assert deal.first_part.tolist() == [0, 0, 1, 11]
    assert deal.n_salts.tolist() == [1, 1, 10, 1]
    assert deal.n_parts == 12
    pairs = np.array([[7 << 32 | b, 0] for b in range(8, 2000)], np.uint64).ravel()
    lone = Deal.by_size(np.array([0, 1992]), 100)
    parts = np.bincount(lone.parts_of(pairs), minlength=lone.n_parts)
    assert parts.max() < 300 or parts.max() == 1992  # Salted, or all in the bucket that is not.


def test_without_pyspark_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from firsthand.engines.spark_session import need_spark

    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtra, match=r"firsthand\[spark\]"):
        need_spark()


def test_without_java_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from firsthand.engines.spark_session import need_java

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(WrongUse, match="Java 17"):
        need_java()


@pytest.mark.parametrize("option", [{"against": "archive.index"}, {"explain": ("a", "b")}])
def test_what_spark_does_not_do_is_said_before_it_is_opened(option: dict[str, object]) -> None:
    from firsthand.engines.spark import run

    with pytest.raises(WrongUse, match=r"--(against|explain) asks the local engine: leave out --engine spark"):
        run(["nowhere"], None, SETTINGS, **option)  # type: ignore[arg-type]


def test_asking_for_spark_imports_nothing_of_it() -> None:
    code = "import sys, firsthand.engines.spark; print('pyspark' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
