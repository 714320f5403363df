"""Tracing on Spark: documents are annotated wherever the cluster has room, what ties them is worked out at its head.

Annotating is where the time goes (nine tenths of a run on news), and needs nothing but the document; the annotations
come back packed, a fifth of a kilobyte for every kilobyte of text, and are tied and judged as on one machine. Always
true: the records are those of one machine, whatever the number of executors, partitions and batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from firsthand.annotate import Annotate, Annotation, annotate
from firsthand.case.codec import dump, parse
from firsthand.case.kept import Keeper
from firsthand.engines.packing import pack
from firsthand.engines.processes import with_kept
from firsthand.engines.spark_session import need_spark, small_batches
from firsthand.model import Document
from firsthand.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

BUNDLE_CHARACTERS = 2_000_000
"""Text of one task: half a minute of work, so that a slow one holds nobody up."""


def on_spark(spark: SparkSession, keeper: Keeper | None = None) -> Annotate:
    """Whoever annotates on the cluster behind `spark`, and asks `keeper` before and after."""
    need_spark()

    def annotate_all(documents: Sequence[Document], settings: Settings) -> Iterator[Annotation]:
        return with_kept(documents, settings, keeper, lambda missing: _in_order(spark, missing, settings))

    return annotate_all


def _in_order(spark: SparkSession, documents: Sequence[Document], settings: Settings) -> Iterator[bytes]:
    with small_batches(spark):
        packed = dict(_annotate(spark, list(enumerate(documents)), settings))
    return (packed[n] for n in range(len(documents)))


def _annotate(
    spark: SparkSession, documents: Sequence[tuple[int, Document]], settings: Settings
) -> Iterator[tuple[int, bytes]]:
    """The packed annotation of each document, under its number."""
    if not documents:
        return
    size = sum(len(d.text) for _, d in documents)
    partitions = max(1, min(len(documents), size // BUNDLE_CHARACTERS + spark.sparkContext.defaultParallelism))
    rows = [(n, dump(d).encode("utf8", "surrogatepass")) for n, d in documents]
    table = spark.createDataFrame(rows, "number long, document binary").repartition(partitions, "number")

    def annotate_batches(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in batches:
            made = [_annotate_one(plain, settings) for plain in batch.column("document").to_pylist()]
            yield pyarrow.RecordBatch.from_arrays(
                [batch.column("number"), pyarrow.array(made, pyarrow.binary())], ["number", "packed"]
            )

    for row in table.mapInArrow(annotate_batches, "number long, packed binary").toLocalIterator():
        yield row["number"], bytes(row["packed"])


def _annotate_one(plain: bytes, settings: Settings) -> bytes:
    document = parse(Document, plain.decode("utf8", "surrogatepass"))
    return pack(annotate(document, settings), document.text)
