"""Reuse on Spark: a table of documents -> a table of reuse records, with the stages of the local engine.

Five stages, each written to a work folder when it is finished (docs/explanation/scale.md draws them):

1. ``documents``: ids settled, words measured, sorted and numbered by fingerprint and id;
2. ``counts``: the words of a sample;
3. ``pairs``: postings, dealt by their shingle's hash, are paired;
4. ``alignments``: pairs, dealt by documents, meet these documents' texts and become records;
5. ``reuse``: the records with their families.

Whatever the number of cores, partitions and parts, the rows are those of ``firsthand reuse`` on one machine.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand.engines.spark_session import need_spark, open_session, small_batches
from firsthand.errors import WrongUse
from firsthand.settings import ReuseSettings, SparkSettings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from firsthand.engines.spark_store import WorkDir
    from firsthand.reuse.stages import Counts

MAX_DOCUMENTS = 1 << 32
"""A posting holds a document's number in 32 bits."""
MAX_PART_BITS = 16
"""More parts than that make parcels of a few postings."""
AS_MEASURED = SparkSettings()


def find_reuse(
    spark: SparkSession,
    documents: DataFrame,
    settings: ReuseSettings = ReuseSettings(),
    *,
    work_dir: str | Path | None = None,
    within_outlet: bool = True,
    days: int | None = None,
    sizes: SparkSettings = AS_MEASURED,
) -> DataFrame:
    """Find every passage that two documents share, verbatim or edited.

    Parameters
    ----------
    spark : SparkSession
        The session.
    documents : DataFrame
        Columns ``id`` and ``text``; ``outlet`` and ``published`` are used where they are there.
    settings : ReuseSettings
        Thresholds.
    work_dir : str or Path, optional
        A folder that every executor sees, where finished stages stay; a run that was stopped goes on from there.
        Needed on a cluster; on one machine a temporary folder will do, which goes when Python ends.
    within_outlet : bool
        Whether two documents of one outlet are a pair.
    days : int, optional
        Leave out pairs that were published more days apart.
    sizes : SparkSettings
        How the work is cut; changes nothing in the result.

    Returns
    -------
    DataFrame
        One row a pair of spans, with the fields of a reuse record; ``type`` is ``boilerplate`` for furniture.

    Raises
    ------
    MissingExtra
        PySpark is not installed.
    WrongUse
        A column is missing, or on a cluster the work folder.
    """
    need_spark()
    from firsthand.engines import spark_stages as steps
    from firsthand.engines.spark_store import WorkDir

    with small_batches(spark):
        documents = steps.choose_columns(documents, with_dates=days is not None)
        facts = steps.look_over(documents)
        if facts["n_documents"] >= MAX_DOCUMENTS:
            raise WrongUse(f"{facts['n_documents']} documents are more than the 2**32 that can be numbered")
        manifest = {
            "firsthand": steps.version(), "settings": asdict(settings), "sizes": asdict(sizes), "documents": facts,
            "within_outlet": within_outlet, "days": days,
        }  # fmt: skip
        work = WorkDir(spark, str(work_dir or temporary_folder(spark)), manifest)
        return _run_stages(spark, work, documents, facts, settings, within_outlet, days, sizes)


def _run_stages(
    spark: SparkSession,
    work: WorkDir,
    documents: DataFrame,
    facts: dict[str, Any],
    settings: ReuseSettings,
    within_outlet: bool,
    days: int | None,
    sizes: SparkSettings,
) -> DataFrame:
    from firsthand.engines import spark_stages as steps
    from firsthand.engines.spark_families import tie_families

    numbered = work.stage("documents", lambda: steps.number_documents(documents, facts, sizes))
    ranked, n_words = steps.rank_documents(spark, numbered)
    counted = work.stage("counts", lambda: steps.count_sample(ranked, n_words, settings))
    counts: Counts = steps.load_counts(counted)
    part_bits = min((max(n_words // sizes.part_words, 1) - 1).bit_length() + 1, MAX_PART_BITS)
    pairs = work.stage("pairs", lambda: steps.pair_postings(ranked, counts, settings, sizes, part_bits))
    shared = spark.sparkContext.broadcast(counts)
    try:
        alignments: DataFrame = work.stage(
            "alignments", lambda: steps.align_pairs(pairs, ranked, shared, settings, within_outlet, days, sizes)
        )
        reuses: DataFrame = work.stage(
            "reuse", lambda: tie_families(work, alignments, facts["outlets"], settings, sizes)
        )
        return reuses
    finally:
        shared.unpersist()


def temporary_folder(spark: SparkSession) -> str:
    """A folder for the stages of a run on one machine, until Python ends."""
    master = str(spark.sparkContext.master)
    if not master.startswith("local"):
        raise WrongUse(f"on a cluster ({master}) find_reuse needs a work_dir that every executor sees")
    folder = tempfile.mkdtemp(prefix="firsthand-spark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def run(
    paths: Iterable[str],
    out: Path | None,
    settings: ReuseSettings,
    *,
    quiet: bool = False,
    cores: int | None = None,
    work_dir: Path | None = None,
    within_outlet: bool = True,
    days: int | None = None,
    translations: bool | None = None,
    **local_only: Any,
) -> int:
    """``firsthand reuse --engine spark``: documents below `paths`, read by the executors, to `out`; the exit code."""
    for option in ("against", "explain"):
        if local_only.get(option):
            raise WrongUse(f"--{option} asks the local engine: leave out --engine spark")
    need_spark()
    from firsthand.engines.spark_run import run_on_spark

    spark = open_session(cores, str(local_only.get("memory") or "2g"))
    return run_on_spark(spark, list(paths), out, settings, quiet, work_dir, within_outlet, days, translations)
