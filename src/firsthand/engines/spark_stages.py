"""The stages on Spark, as plans: tables in, tables out. What runs inside them is in `firsthand.engines.spark_tasks`."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Any

import numpy as np
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.window import Window

from firsthand.engines import spark_tasks as tasks
from firsthand.errors import WrongUse
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings, SparkSettings

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

    from firsthand.engines.spark_tasks import Deal

COLUMNS = ("id", "text", "outlet", "earliest", "latest")


def version() -> str:
    """The version of firsthand that runs."""
    return installed_version("firsthand")


def choose_columns(documents: DataFrame, with_dates: bool) -> DataFrame:
    """The columns that matching needs, as text; rows without an id or a text are left out."""
    for name in ("id", "text"):
        if name not in documents.columns:
            raise WrongUse(f"the documents have no column {name!r}, only {', '.join(documents.columns)}")
    given = [
        f.col(name).cast("string").alias(name) if name in documents.columns else f.lit(None).cast("string").alias(name)
        for name in ("id", "text", "outlet", "published", "earliest", "latest")
    ]
    chosen = documents.select(*given).where("id is not null and id != '' and text is not null")
    if with_dates and "published" in documents.columns:
        return chosen.mapInArrow(tasks.parse_dates, tasks.DOCUMENT)
    return chosen.select(*COLUMNS)


def look_over(documents: DataFrame) -> dict[str, Any]:
    """What must be known before the work can be cut, and a checksum by which the same input is known again."""
    checksum = f.sum(f.xxhash64(*COLUMNS).cast("decimal(38,0)"))
    row = documents.agg(
        f.count(f.lit(1)).alias("n"), f.sum(f.octet_length("text")).alias("size"), checksum.alias("checksum"),
        f.min("outlet").alias("first"), f.max("outlet").alias("last"), f.count_distinct("id").alias("n_ids"),
    ).collect()[0]  # fmt: skip
    return {
        "n_documents": row["n"],
        "n_ids": row["n_ids"],
        "n_bytes": int(row["size"] or 0),
        "checksum": str(row["checksum"]),
        "outlets": sorted({outlet for outlet in (row["first"], row["last"]) if outlet is not None}),
    }


def number_documents(documents: DataFrame, facts: dict[str, Any], sizes: SparkSettings) -> DataFrame:
    """Documents with ids of their own, measured, numbered within parts by fingerprint and id."""
    bits = max((facts["n_bytes"] // sizes.text_bytes).bit_length(), 1)
    settled = documents if facts["n_ids"] == facts["n_documents"] else settle_ids(documents)
    measured = settled.mapInArrow(tasks.measure_documents, tasks.MEASURED)
    dealt = measured.withColumn("part", f.shiftrightunsigned("fingerprint", 64 - bits).cast("int"))
    place = f.row_number().over(Window.partitionBy("part").orderBy("fingerprint", "id"))
    return dealt.repartition(1 << bits, "part").withColumn("number", place.cast("bigint") - 1)


def settle_ids(documents: DataFrame) -> DataFrame:
    """An id that different documents have stays with one of them, as when files are read; a document is there once."""
    often = documents.groupBy("id").count().where("count > 1").select("id")
    keyed = documents.join(often, "id", "left_semi").withColumn("key", f.sha2(f.encode("text", "UTF-8"), 256))
    once = keyed.dropDuplicates(["id", "key"])
    place = f.row_number().over(Window.partitionBy("id").orderBy("key"))
    renamed = f.when(place > 1, f.concat("id", f.lit("-"), f.substring("key", 1, 8))).otherwise(f.col("id"))
    settled = once.withColumn("renamed", renamed).drop("id").withColumnRenamed("renamed", "id")
    return documents.join(often, "id", "left_anti").select(*COLUMNS).unionByName(settled.select(*COLUMNS))


def tell_same_ids(documents: DataFrame) -> list[str]:
    """What :func:`settle_ids` did, a line for each document that it renamed or left out."""
    often = documents.groupBy("id").count().where("count > 1").select("id")
    keyed = documents.join(often, "id", "left_semi").groupBy("id", f.sha2(f.encode("text", "UTF-8"), 256).alias("key"))
    lines, before = [], None
    for row in keyed.count().orderBy("id", "key").collect():
        name = row["id"]
        if name == before:
            renamed = f"{name}-{row['key'][:8]}"
            lines.append(f"id {name!r:.80} is given to different documents; one is {renamed!r:.100} now")
        lines += [f"document {name!r:.80} is there twice; kept once"] * (row["count"] - 1)
        before = name
    return lines


def rank_documents(spark: SparkSession, numbered: DataFrame) -> tuple[DataFrame, int]:
    """Documents with their rank in the whole collection, and how many words it has."""
    rows = numbered.groupBy("part").agg(f.count(f.lit(1)).alias("n"), f.sum("n_words").alias("words")).collect()
    rows.sort(key=lambda row: row["part"])
    before = np.cumsum([0, *(row["n"] for row in rows)])
    firsts = [(row["part"], int(first)) for row, first in zip(rows, before)]
    table = spark.createDataFrame(firsts, "part int, first bigint")
    ranked = numbered.join(f.broadcast(table), "part").withColumn("rank", f.col("first") + f.col("number"))
    return ranked.drop("part", "first", "number"), sum(row["words"] for row in rows)


def count_sample(ranked: DataFrame, n_words: int, settings: ReuseSettings) -> DataFrame:
    """Counts of words, of documents that their fingerprints choose."""
    limit = stages.sample_limit(n_words, settings)
    sample = ranked.where(f.col("fingerprint").bitwiseAND(f.lit(0xFFFFFFFF)) < limit).select("text", "fingerprint")
    return sample.repartition(1).mapInArrow(
        lambda batches: tasks.count_sample(batches, n_words, settings), "words binary, neighbours binary"
    )


def load_counts(counted: DataFrame) -> stages.Counts:
    """Counts as arrays."""
    counts = stages.Counts.empty()
    for row in counted.collect():
        counts.words[:] += np.frombuffer(row["words"], np.uint32)
        counts.neighbours[:] += np.frombuffer(row["neighbours"], np.uint16)
    return counts


def pair_postings(
    ranked: DataFrame, counts: stages.Counts, settings: ReuseSettings, sizes: SparkSettings, part_bits: int
) -> DataFrame:
    """Postings of all documents, dealt by their shingles; the pairs in each part."""
    rarity = stages.word_rarity(counts)
    listed = ranked.select("rank", "text").mapInArrow(
        lambda batches: tasks.list_postings(batches, rarity, settings, sizes, part_bits), tasks.PARCEL
    )
    dealt = listed.repartition(min(1 << part_bits, sizes.most_tasks), "part")
    return dealt.sortWithinPartitions("part", "place", "slice").mapInArrow(
        lambda batches: tasks.pair_parts(batches, settings, sizes, part_bits), tasks.PARCEL
    )


def weigh_pairs(pairs: DataFrame, sizes: SparkSettings) -> Deal:
    """How the pairs are dealt so that no part is much larger than the others."""
    bits, limit = sizes.bucket_bits, sizes.part_pairs
    weighed = pairs.select("parcel").mapInArrow(
        lambda batches: tasks.size_buckets(batches, bits), "bucket bigint, size bigint"
    )
    weight = np.zeros(1 << bits, np.int64)
    for row in weighed.groupBy("bucket").agg(f.sum("size").alias("size")).collect():
        weight[row["bucket"]] = row["size"]
    return tasks.Deal.by_size(weight, limit)


def align_pairs(
    pairs: DataFrame,
    ranked: DataFrame,
    shared: Broadcast[stages.Counts],
    settings: ReuseSettings,
    within_outlet: bool,
    days: int | None,
    sizes: SparkSettings,
) -> DataFrame:
    """Pairs meet the texts of their documents, each text once in every part that needs it, and grow into records."""
    deal = weigh_pairs(pairs, sizes)
    parcels = pairs.select("parcel")
    needs = parcels.mapInArrow(lambda batches: tasks.list_needs(batches, deal), "part int, rank bigint").distinct()
    texts = ranked.join(needs, "rank").drop("n_words").withColumn("parcel", f.lit(None).cast("binary"))
    dealt = parcels.mapInArrow(lambda batches: tasks.deal_pairs(batches, deal), tasks.PARCEL).select("part", "parcel")
    meeting = texts.unionByName(dealt, allowMissingColumns=True)
    return (
        meeting.repartition(min(deal.n_parts, sizes.most_tasks), "part")
        .sortWithinPartitions(f.col("part"), f.col("rank").asc_nulls_last())
        .mapInArrow(
            lambda batches: tasks.align_parts(batches, shared.value, settings, within_outlet, days),
            from_arrow_schema(tasks.alignment_schema()),
        )
    )
