"""Cases on disk: tracing into a file, and tracing a saved case again after something changed.

What was worked out of a document alone is kept with the case and used again; while a case is being made, it is kept
beside it, so that a run that was killed takes up where it stopped. Always true: the file is the old case or the new
one, whole, at every moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from firsthand.annotate import annotation_key
from firsthand.case import save
from firsthand.case.kept import InMemory, clear_beside, kept_beside, read_kept
from firsthand.engines.processes import on_cores
from firsthand.engines.tracing import Engine, trace
from firsthand.model import Case, Decision, Document, Problem
from firsthand.pipeline import Progress, Stopwatch, trace_documents, untraced
from firsthand.settings import Settings


def trace_into(
    out: Path,
    paths: Iterable[str | Path | Document],
    *,
    force: bool = False,
    owners: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    cores: int | None = None,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
    engine: Engine = "local",
    memory: str = "2g",
) -> Case:
    """Trace `paths` and save the case at `out`; see :func:`firsthand.trace`.

    Raises
    ------
    NothingReadable
        No document could be read; its ``problems`` say why.
    CaseError
        A file is there and `force` is not set, or it cannot be written.
    """
    with kept_beside(out) as keeper:
        case = trace(
            paths,
            owners=owners,
            settings=settings,
            cores=cores,
            stdin=stdin,
            progress=progress,
            keeper=keeper,
            engine=engine,
            memory=memory,
        )
        kept = keeper.get(_keys(case, settings))
    save(case, out, force=force, kept=kept)
    clear_beside(out)
    return case


def trace_again(
    path: Path,
    documents: Iterable[Document],
    *,
    problems: Iterable[Problem] = (),
    decisions: Sequence[Decision] = (),
    cores: int | None = None,
    progress: Progress | None = None,
) -> Case:
    """Trace the case saved at `path` again, with other `documents` or `decisions`, and save it there.

    The result is that of tracing everything at once; documents that the case held already are not heard again.
    """
    watch, documents = Stopwatch(progress), tuple(documents)
    keeper = kept_in(path, documents)
    again = trace_documents(
        documents,
        problems=problems,
        decisions=decisions,
        annotate=on_cores(cores, watch.tell, keeper),
        watch=watch,
    )
    save(again, path, force=True, kept={k: keeper.values[k] for k in _keys(again, None) if k in keeper.values})
    clear_beside(path)
    return again


def kept_in(path: Path, documents: Iterable[Document]) -> InMemory:
    """What the case at `path` keeps of `documents`, for a run that does not change it or writes it anew."""
    return InMemory(read_kept(path, [annotation_key(d, Settings()) for d in documents]))


def _keys(case: Case, settings: Settings | None) -> list[str]:
    return [annotation_key(untraced(d), settings or Settings()) for d in case.documents]
