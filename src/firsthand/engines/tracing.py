"""trace(): files in, a case out, on all cores of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Literal

from firsthand.annotate import Annotate
from firsthand.case.kept import Keeper
from firsthand.engines.processes import on_cores, usable_cores
from firsthand.errors import NothingReadable
from firsthand.model import Case, Decision, Document
from firsthand.pipeline import Progress, Stopwatch, trace_documents
from firsthand.settings import Settings

Engine = Literal["local", "spark"]


def trace(
    paths: str | Path | Document | Iterable[str | Path | Document],
    *,
    decisions: Sequence[Decision] = (),
    owners: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    cores: int | None = None,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
    keeper: Keeper | None = None,
    engine: Engine = "local",
    memory: str = "2g",
) -> Case:
    """Read everything below `paths`, and find for every claim who said it first and how many origins it has.

    Parameters
    ----------
    paths : path, Document, or iterable of them
        Files, folders, globs, or documents made by the caller.
    decisions : sequence of Decision
        The user's own word, applied before anything is inferred.
    owners : mapping, optional
        Outlet to the owner behind it.
    settings : Settings, optional
        Every threshold; the usual ones where absent.
    cores : int, optional
        Processes that work side by side; all cores where absent. The result does not depend on it.
    stdin : binary stream, optional
        What the path ``-`` stands for: JSON lines.
    progress : callable, optional
        Called with what is going on: the name of each stage as it begins, and how far it is.
    keeper : Keeper, optional
        Whoever keeps what is worked out of each document alone, so that it is not worked out twice.
    engine : "local" or "spark"
        Where documents are annotated: on this machine's cores, or on the cluster of the running Spark session. The
        result does not depend on it.
    memory : str
        What Spark's driver may take, where this call starts Spark.

    Returns
    -------
    Case

    Raises
    ------
    NothingReadable
        No document could be read; its ``problems`` say why.
    """
    from firsthand.reading import read

    watch = Stopwatch(progress)
    with watch.stage("read"):
        collection = read(
            paths,
            owners=owners,
            stdin=stdin,
            settings=(settings or Settings()).reading,
            cores=cores or usable_cores(),
        )
    if not collection.documents:
        raise NothingReadable("nothing could be read below the given paths", collection.problems)
    return trace_documents(
        collection.documents,
        problems=collection.problems,
        decisions=decisions,
        settings=settings,
        annotate=_annotator(engine, cores, memory, watch, keeper),
        watch=watch,
    )


def _annotator(engine: Engine, cores: int | None, memory: str, watch: Stopwatch, keeper: Keeper | None) -> Annotate:
    if engine == "local":
        return on_cores(cores, watch.tell, keeper)
    from firsthand.engines.spark_session import open_session
    from firsthand.engines.spark_tracing import on_spark

    return on_spark(open_session(cores, memory), keeper)
