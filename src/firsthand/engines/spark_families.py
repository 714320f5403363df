"""Families on Spark, as plans: passages of each document, ties between them, what is tied to what, what that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as f
from pyspark.sql.window import Window

from firsthand.engines import spark_family_tasks as tasks
from firsthand.engines.spark_tasks import TIED
from firsthand.settings import ReuseSettings, SparkSettings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from firsthand.engines.spark_store import WorkDir


def tie_families(
    work: WorkDir, alignments: DataFrame, outlets: list[str], settings: ReuseSettings, sizes: SparkSettings
) -> DataFrame:
    """Records with their families, furniture marked."""
    slim = alignments.select(*TIED)
    ties = work.stage("ties", lambda: _tie_passages(slim))
    roots = _find_roots(work, ties.where("high != low").select("high", "low").distinct(), sizes)
    of_passage = roots.select(f.col("high").alias("low"), f.col("low").alias("root"))
    rooted = ties.join(of_passage, "low", "left")
    family = rooted.select("row", f.coalesce("root", "low").alias("family"))
    described = (
        slim.join(family, "row")
        .repartition("family")
        .sortWithinPartitions("family")
        .mapInArrow(lambda batches: tasks.describe(batches, outlets, settings), tasks.FAMILY)
    )
    kind = f.when(f.col("furniture"), f.lit("boilerplate")).otherwise(f.col("type"))
    named = alignments.drop("family").join(described, "row").withColumn("type", kind)
    return named.select("type", "a", "b", "kind", "identity", "family", "score", "direction", "probability")


def _tie_passages(slim: DataFrame) -> DataFrame:
    """The two passages that every alignment ties, the lower first."""
    names = ("rank", "first", "last")
    sides = [slim.select("row", *(f.col(f"{side}_{name}").alias(name) for name in names)) for side in "ab"]
    passages = (
        sides[0].unionByName(sides[1]).repartition("rank").sortWithinPartitions("rank", "first", "last")
        .mapInArrow(tasks.merge_passages, "row bigint, passage bigint")
    )  # fmt: skip
    return passages.groupBy("row").agg(f.max("passage").alias("high"), f.min("passage").alias("low"))


def _find_roots(work: WorkDir, edges: DataFrame, sizes: SparkSettings) -> DataFrame:
    """Every passage ``high`` that is tied to others, with the least of them, ``low``.

    Few are tied by one task. Many are tied in rounds of large and small stars, which need as many rounds as the
    logarithm of the longest way through a family.

    References
    ----------
    Kiveris, Lattanzi, Mirrokni, Rastogi & Vassilvitskii (2014), Connected components in MapReduce and beyond.
    """
    if edges.count() <= sizes.family_edges:
        return work.stage("roots", lambda: edges.repartition(1).mapInArrow(tasks.tie_edges, "high bigint, low bigint"))
    known, number = None, 0
    while True:
        before, number = edges, number + 1
        edges = work.stage(f"roots-{number}", lambda: _small_star(_large_star(before)))  # noqa: B023
        sums = edges.agg(f.count(f.lit(1)), f.sum(f.xxhash64("high", "low").cast("decimal(38,0)"))).collect()[0]
        if tuple(sums) == known:
            return edges
        known = tuple(sums)


def _large_star(edges: DataFrame) -> DataFrame:
    """Every passage's higher neighbours, tied to its lowest neighbour or itself."""
    turned = edges.select(f.col("low").alias("high"), f.col("high").alias("low"))
    least = f.least(f.col("high"), f.min("low").over(Window.partitionBy("high")))
    stars = edges.unionByName(turned).withColumn("least", least).where("low > high")
    return stars.select(f.col("low").alias("high"), f.col("least").alias("low")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Every passage and its lower neighbours, tied to the lowest of them."""
    stars = edges.withColumn("least", f.min("low").over(Window.partitionBy("high")))
    own = stars.select("high", f.col("least").alias("low"))
    others = stars.where("low != least").select(f.col("low").alias("high"), f.col("least").alias("low"))
    return own.unionByName(others).distinct()
