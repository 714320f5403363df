"""What each stage on Spark costs, on a corpus given as JSONL: the constants of docs/explanation/scale.md.

    python -m benchmarks.spark_constants news.jsonl

CPU seconds are those of Java and of its Python workers together, of all processes below this one.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any


def cpu_seconds_below(root: int) -> float:
    """Processor time of all processes below `root` that are alive, and of those that they have waited for."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(folder.name)] = int(fields[1])
            used[int(folder.name)] = sum(map(int, fields[11:15]))
    total = 0
    for process, ticks in used.items():
        above = process
        while above and above != root:
            above = parents.get(above, 0)
        total += ticks if above == root and process != root else 0
    return total / os.sysconf("SC_CLK_TCK")


def main(path: str) -> None:
    """Run every stage and print a table."""
    from pyspark.sql import SparkSession

    from firsthand.engines import spark_store
    from firsthand.engines.spark import find_reuse

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    folder = tempfile.mkdtemp()
    builder: Any = SparkSession.builder.master("local[2]").config("spark.eventLog.enabled", "true")
    for key, value in {
        "spark.eventLog.dir": f"file://{folder}", "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false", "spark.driver.memory": "2g", "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR", "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
    }.items():  # fmt: skip
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spent: dict[str, tuple[float, float]] = {}
    plain = spark_store.WorkDir.stage

    def stage(self: Any, name: str, make: Callable[[], Any]) -> Any:
        cpu, clock = cpu_seconds_below(os.getpid()), time.monotonic()
        table = plain(self, name, make)
        spent[name] = cpu_seconds_below(os.getpid()) - cpu, time.monotonic() - clock
        return table

    documents = spark.read.json(path).cache()
    facts = documents.selectExpr("count(1) n", "sum(octet_length(text)) size").collect()[0]
    find_reuse(spark, documents.limit(200), work_dir=f"{folder}/warm")
    spark_store.WorkDir.stage = stage  # type: ignore[method-assign]
    rows = find_reuse(spark, documents, work_dir=f"{folder}/work").count()
    root = next(Path(f"{folder}/work").iterdir())
    spark.stop()
    shuffled: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    described: dict[int, str] = {}
    (log,) = (entry for entry in Path(folder).iterdir() if entry.is_file() and entry.name.startswith("local"))
    for line in log.read_text().splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerJobStart":
            name = event["Properties"].get("spark.job.description", "").removeprefix("firsthand: ")
            described.update(dict.fromkeys(event["Stage IDs"], name))
        elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            written = event["Task Metrics"]["Shuffle Write Metrics"]
            cell = shuffled[described.get(event["Stage ID"], "")]
            cell[0] += written["Shuffle Bytes Written"]
            cell[1] += written["Shuffle Records Written"]
    print(f"{facts['n']} documents, {facts['size'] / 1e6:.1f} MB of text, {rows} records")
    print("stage        CPU s/MB  wall s  shuffled B/doc  shuffled rows  stored B/doc")
    for name, (cpu, clock) in spent.items():
        stored = sum(part.stat().st_size for part in (root / name).glob("*.parquet"))
        n_bytes, n_rows = shuffled[name]
        print(
            f"{name:12} {cpu / facts['size'] * 1e6:8.3f} {clock:7.1f} {n_bytes / facts['n']:15.0f} {n_rows:14}"
            f" {stored / facts['n']:13.0f}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
