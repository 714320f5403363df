"""Opening Spark: what must be there, and what is said when it is not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firsthand.errors import MissingExtra, WrongUse

BATCH_ROWS = 64
"""Rows that Spark hands to Python at once: some are parcels of a megabyte."""


def need_spark() -> None:
    """Check that PySpark is installed.

    Raises
    ------
    MissingExtra
        It is not.
    """
    try:
        import pyarrow
        import pyspark  # noqa: F401
    except ImportError as error:
        raise MissingExtra("Running on Spark", "spark") from error


def need_java() -> None:
    """Check that a Java is installed, where this process starts Spark itself.

    Raises
    ------
    WrongUse
        There is none.
    """
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / "java").is_file():
        return
    if shutil.which("java") is None:
        raise WrongUse(
            "Spark needs Java 17 or newer, and there is none: install it (Debian and Ubuntu: 'apt install "
            "openjdk-17-jre-headless'; macOS: 'brew install openjdk@17') or point JAVA_HOME at it"
        )


def open_session(cores: int | None, memory: str = "2g") -> Any:
    """The session that is running, or that ``spark-submit`` prepared, or one on this machine's cores."""
    need_spark()
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    need_java()
    builder: Any = SparkSession.builder
    builder = builder.appName("firsthand reuse")
    prepared = SparkContext._active_spark_context is not None or "SPARK_ENV_LOADED" in os.environ
    if not prepared and not any(name in os.environ for name in ("MASTER", "PYSPARK_SUBMIT_ARGS", "PYSPARK_GATEWAY_PORT")):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(f"local[{cores or os.cpu_count() or 1}]").config("spark.driver.memory", memory)
        builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    return builder.getOrCreate()


@contextmanager
def small_batches(spark: Any) -> Iterator[None]:
    """Let Spark hand over batches of bounded size while stages run; the session's own setting comes back."""
    key = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(key)
    spark.conf.set(key, str(BATCH_ROWS))
    try:
        yield
    finally:
        spark.conf.set(key, before)
