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

PREPARED = ("MASTER", "PYSPARK_SUBMIT_ARGS", "PYSPARK_GATEWAY_PORT", "SPARK_ENV_LOADED")
"""Variables that are set where ``spark-submit`` or the user says which cluster to run on."""
ON_THIS_MACHINE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def need_spark() -> None:
    """Check that PySpark is installed.

    Raises
    ------
    MissingExtra
        It is not.
    """
    try:
        import pyarrow  # noqa: F401
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
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    need_java()
    builder: Any = SparkSession.builder.appName("firsthand reuse")
    if not any(name in os.environ for name in PREPARED):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.master(f"local[{cores or os.cpu_count() or 1}]").config("spark.driver.memory", memory)
        for key, value in ON_THIS_MACHINE.items():
            builder = builder.config(key, value)
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
