"""Where a run on Spark keeps what it has finished, so that it can go on where it was stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class WorkDir:
    """Finished stages as Parquet below a folder that every executor sees.

    The folder of a run is named after its input and settings: another input, another setting or another version of
    firsthand never meets these tables. A stage counts as finished when Spark has written its ``_SUCCESS``; a stage that
    was stopped half-way is written again.

    Parameters
    ----------
    spark : SparkSession
        The session.
    path : str
        Any path that Spark can write to: ``/shared/work``, ``hdfs://…``, ``s3a://…``.
    manifest : dict
        Everything that the result depends on.
    """

    def __init__(self, spark: Any, path: str, manifest: dict[str, Any]) -> None:
        self._spark = spark
        text = json.dumps(manifest, sort_keys=True, indent=2)
        self.root = f"{path.rstrip('/')}/{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"
        if not self._exists(f"{self.root}/manifest.json"):
            stream = self._file_system(self.root).create(self._path(f"{self.root}/manifest.json"), True)
            try:
                stream.write(bytearray(text.encode()))
            finally:
                stream.close()

    def stage(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """The table of a stage: as it was finished before, or as `make` gives it now."""
        place = f"{self.root}/{name}"
        if not self._exists(f"{place}/_SUCCESS"):
            self._describe(f"firsthand: {name}")
            made = make()
            self._describe(f"firsthand: {name}")  # Again: other stages may have been made on the way.
            made.write.mode("overwrite").parquet(place)
            self._describe(None)
        table: DataFrame = self._spark.read.parquet(place)
        return table

    def _describe(self, text: str | None) -> None:
        """What Spark's own pages call the jobs that follow."""
        self._spark.sparkContext.setJobDescription(text)

    def _path(self, place: str) -> Any:
        return self._spark.sparkContext._jvm.org.apache.hadoop.fs.Path(place)

    def _file_system(self, place: str) -> Any:
        return self._path(place).getFileSystem(self._spark.sparkContext._jsc.hadoopConfiguration())

    def _exists(self, place: str) -> bool:
        return bool(self._file_system(place).exists(self._path(place)))
