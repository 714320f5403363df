"""``firsthand reuse --engine spark`` as a user sees it: files read by the executors, records written by the driver."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from firsthand.engines import spark_stages as steps
from firsthand.engines import spark_tasks as tasks
from firsthand.engines.corpus import Corpus, list_files, spool
from firsthand.engines.report import FEW_DOCUMENTS, Told, open_output, tell_problems
from firsthand.engines.rows import ReuseRecord
from firsthand.engines.spark import find_reuse, temporary_folder
from firsthand.engines.spark_store import WorkDir
from firsthand.engines.translating import find_translated, with_translations
from firsthand.errors import NothingReadable, WrongUse
from firsthand.model import Document, Problem, Severity
from firsthand.settings import ReuseSettings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def run_on_spark(
    spark: SparkSession,
    paths: list[str],
    out: Path | None,
    settings: ReuseSettings,
    quiet: bool,
    work_dir: Path | None,
    within_outlet: bool,
    days: int | None,
    translations: bool | None,
) -> int:
    """Find reuse below `paths` and write it, in the order of the local engine; returns the exit code.

    Translations are looked for by the driver, among few documents.
    """
    corpus = Corpus()
    files = list_files(paths, corpus.problems)
    if not files:
        tell_problems(corpus)
        raise NothingReadable("nothing readable: no file was found below the given paths")
    place = str(work_dir or temporary_folder(spark))
    read = _read(spark, files, place)
    corpus.problems += _problems(read)
    documents = read.where("text is not null")
    n_documents = documents.count()
    if not n_documents:
        tell_problems(corpus)
        raise NothingReadable("nothing readable: no document was found below the given paths")
    if translations and n_documents > FEW_DOCUMENTS:
        raise WrongUse(f"--translations among more than {FEW_DOCUMENTS} documents asks the local engine")
    reuses = find_reuse(spark, documents, settings, work_dir=place, within_outlet=within_outlet, days=days)
    told, records = Told(), _records(reuses)
    if translations is not False and n_documents <= FEW_DOCUMENTS:
        records = with_translations(records, _find_translated(documents, settings))
    with open_output(out) as write:
        write(told.count(records))
    if not quiet:
        print(told.summary(n_documents), file=sys.stderr)
    return tell_problems(corpus)


def _read(spark: SparkSession, files: list[str], place: str) -> DataFrame:
    """Documents and problems of all files, each read by one task."""
    listed = [(os.path.abspath(path), os.path.getsize(path), os.stat(path).st_mtime_ns) for path in files]
    work = WorkDir(spark, place, {"firsthand": steps.version(), "files": listed})
    n_tasks = min(len(files), 4 * spark.sparkContext.defaultParallelism)
    table = spark.createDataFrame([(path,) for path, _, _ in listed], "path string")
    return work.stage("read", lambda: table.repartition(n_tasks, "path").mapInArrow(tasks.read_files, tasks.READ))


def _problems(read: DataFrame) -> Iterator[Problem]:
    for row in read.where("message is not null").select("severity", "message").orderBy("message").collect():
        severity: Severity = "error" if row["severity"] == "error" else "warning"
        yield Problem(severity, "read", "unreadable", row["message"])
    for message in steps.tell_same_ids(read.where("text is not null")):
        yield Problem("warning", "read", "same-id", message)


def _find_translated(documents: DataFrame, settings: ReuseSettings) -> list[ReuseRecord]:
    corpus = Corpus()
    rows = sorted(steps.settle_ids(documents.select(*steps.COLUMNS)).collect(), key=lambda row: str(row["id"]))
    try:
        for _ in spool((Document(row["id"], row["text"], outlet=row["outlet"]) for row in rows), corpus):
            pass
        return find_translated(corpus, settings.within_document)
    finally:
        corpus.close()


def _records(reuses: DataFrame) -> Iterator[ReuseRecord]:
    """Records in the order of the local engine, a partition at a time."""
    ordered: Any = reuses.orderBy("a.document", "b.document", "a.start", "b.start", "a.end", "b.end")
    for row in ordered.toLocalIterator():
        yield msgspec.convert(row.asDict(recursive=True), ReuseRecord)
