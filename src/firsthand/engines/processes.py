"""Annotating on all cores of this machine: documents are dealt to processes in bundles, and come back in order.

Always true: the result is that of one process, whatever the number of cores; a small collection starts no process; no
process outlives the call, not even one that was interrupted.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from firsthand.annotate import Annotate, Annotation, annotate, annotation_key
from firsthand.case.kept import Keeper
from firsthand.engines.packing import NotPacked, pack, unpack
from firsthand.model import Document, Passage, Quotation
from firsthand.quotes import listen
from firsthand.settings import Settings

_Bundle = TypeVar("_Bundle")
_Made = TypeVar("_Made")

BUNDLE_CHARACTERS = 60_000
"""Text that one process takes at once: about a second of work."""
WORTH_PROCESSES = 400_000
"""Characters from which starting processes pays: a process needs about as long as 100,000 of them to be ready."""


def on_cores(
    cores: int | None, tell: Callable[[str], None] = lambda what: None, keeper: Keeper | None = None
) -> Annotate:
    """Whoever annotates on `cores` cores (all, where None), says how far it is, and asks `keeper` before and after."""

    def annotate_all(documents: Sequence[Document], settings: Settings) -> Iterator[Annotation]:
        return with_kept(documents, settings, keeper, lambda missing: _annotate_missing(missing, settings, cores, tell))

    return annotate_all


def with_kept(
    documents: Sequence[Document],
    settings: Settings,
    keeper: Keeper | None,
    make: Callable[[Sequence[Document]], Iterator[bytes]],
) -> Iterator[Annotation]:
    """Annotations of `documents`, in order: those that `keeper` has, and what `make` packs of the others, kept too."""
    keys = [annotation_key(d, settings) for d in documents] if keeper is not None else []
    known = keeper.get(keys) if keeper is not None else {}
    kept = {d.id: a for d, k in zip(documents, keys) if k in known and (a := unpacked(known[k], d)) is not None}
    fresh = make([d for d in documents if d.id not in kept])
    for n, document in enumerate(documents):
        if document.id in kept:
            yield kept.pop(document.id)
            continue
        packed = next(fresh)
        if keeper is not None:
            keeper.put(keys[n], packed)
        yield unpack(packed, document.text)


def unpacked(packed: bytes, document: Document) -> Annotation | None:
    """What was kept of `document`; None where it is damaged, so that it is made again."""
    try:
        found = unpack(packed, document.text)
    except NotPacked:
        return None
    return found if found.document == document.id else None


def _annotate_missing(
    documents: Sequence[Document], settings: Settings, cores: int | None, tell: Callable[[str], None]
) -> Iterator[bytes]:
    n = cores or usable_cores()
    size = sum(len(d.text) for d in documents)
    made: Iterator[bytes]
    if n < 2 or size < WORTH_PROCESSES:
        made = (pack(annotate(d, settings), d.text) for d in documents)
    else:
        made = _on_processes(_bundles(documents), partial(_annotate_bundle, settings=settings), n)
    return _with_progress(made, documents, size, tell)


def usable_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _with_progress(
    made: Iterator[bytes], documents: Sequence[Document], size: int, tell: Callable[[str], None]
) -> Iterator[bytes]:
    begun, done = time.perf_counter(), 0
    for document, packed in zip(documents, made):
        yield packed
        done += len(document.text)
        passed = time.perf_counter() - begun
        if passed > 1.0 and done:
            left = passed * (size - done) / done
            tell(f"annotate: {done / max(size, 1):.0%}, {done / 1e6 / passed:.2f} MB/s, {left:.0f} s left")


def listen_on_cores(
    documents: Sequence[Document], layouts: Mapping[str, Sequence[Passage]], cores: int
) -> Iterator[list[Quotation]]:
    """Who is quoted with what in each of `documents`, in order: the attributions alone."""
    if cores < 2 or sum(len(d.text) for d in documents) < WORTH_PROCESSES:
        return (listen(d, layouts[d.id]) for d in documents)
    bundles = ([(d, layouts[d.id]) for d in bundle] for bundle in _bundles(documents))
    return _on_processes(bundles, _listen_to_bundle, cores)


def _on_processes(bundles: Iterable[_Bundle], work: Callable[[_Bundle], list[_Made]], n: int) -> Iterator[_Made]:
    from loky import ProcessPoolExecutor

    executor = ProcessPoolExecutor(max_workers=n, initializer=_begin, timeout=None)
    waiting: deque[object] = deque()
    try:
        for bundle in bundles:
            waiting.append(executor.submit(work, bundle))
            if len(waiting) > 2 * n:
                yield from waiting.popleft().result()  # type: ignore[attr-defined]
        while waiting:
            yield from waiting.popleft().result()  # type: ignore[attr-defined]
    finally:
        executor.shutdown(wait=True, kill_workers=bool(waiting))


def _bundles(documents: Sequence[Document]) -> Iterator[list[Document]]:
    bundle: list[Document] = []
    size = 0
    for document in documents:
        bundle.append(document)
        size += len(document.text)
        if size >= BUNDLE_CHARACTERS:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def _annotate_bundle(documents: Sequence[Document], settings: Settings) -> list[bytes]:
    return [pack(annotate(d, settings), d.text) for d in documents]


def _listen_to_bundle(bundle: Sequence[tuple[Document, Sequence[Passage]]]) -> list[list[Quotation]]:
    return [listen(document, passages) for document, passages in bundle]


def _begin() -> None:
    """Make a process ready: whoever interrupts the run speaks to its head, and one core is one thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import numpy  # noqa: F401  # its threads can only be limited once it is there
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)
