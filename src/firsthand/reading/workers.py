"""Workers: processes that read what may kill its reader.

A worker is started when the first file needs one, reads file after file, and is kept for the next call. It needs
nothing of the program that uses firsthand (no main module, no notebook's cell). Always true: results come in the order
of the files; a worker that dies costs the rest of its file, which a problem tells; none outlives this process.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from firsthand.model import Problem
from firsthand.reading.draft import File
from firsthand.reading.onefile import Keyed, file_at
from firsthand.reading.wire import Order, frame, take_answers
from firsthand.reading.worker import seconds_for

Items = list["Keyed | Problem"]
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from firsthand.reading.worker import main; main()"
_AHEAD = 4
"""Files a worker that may be finished before the first of them is: enough to keep all busy beside a slow one."""
_CHUNK = 1 << 18


@dataclass(slots=True)
class Task:
    """One file, what was read of it, and whether that is all."""

    path: str
    order: Order | None = None
    here: Callable[[], Iterable[Keyed | Problem]] | None = None
    items: Items = field(default_factory=list)
    done: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    owner: int
    buffer: bytearray = field(default_factory=bytearray)
    task: Task | None = None
    spent: bool = False
    heard: float = 0.0

    def begin(self, task: Task) -> None:
        assert task.order is not None
        assert self.process.stdin is not None
        self.task, self.heard = task, time.monotonic()
        try:
            self.process.stdin.write(frame(task.order))
            self.process.stdin.flush()
        except OSError:  # it has died between two files; its answer will be the end of its stream
            pass

    def hear(self) -> bool:
        """Take in what it has said; False where it will say no more."""
        assert self.task is not None
        assert self.process.stdout is not None
        said = os.read(self.process.stdout.fileno(), _CHUNK)
        self.buffer += said
        self.heard = time.monotonic()
        for answer in take_answers(self.buffer):
            if answer.done:
                self.task.done, self.spent = True, answer.last
            elif answer.problem is not None:
                self.task.items.append(answer.problem)
            elif answer.document is not None:
                self.task.items.append((answer.key, answer.document))
        return bool(said)

    def end(self) -> int:
        """End the process and take its exit code, so that nothing of it stays."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        if self.owner == os.getpid():
            self.process.kill()
            return self.process.wait()
        return 0


_idle: list[_Worker] = []


def available() -> bool:
    """Whether this system can run workers: they are limited and heard as POSIX systems do it."""
    return os.name == "posix" and bool(sys.executable)


def read_tasks(tasks: Iterable[Task], n_workers: int) -> Iterator[Task]:
    """Carry out `tasks`, those with an order in workers, and give them back in their order."""
    coming, pending, waiting = iter(tasks), deque[Task](), deque[Task]()
    busy: list[_Worker] = []
    try:
        while True:
            while len(pending) < _AHEAD * n_workers and (task := next(coming, None)) is not None:
                pending.append(task)
                if task.order is not None:
                    waiting.append(task)
                else:
                    task.items.extend(task.here() if task.here else ())
                    task.done = True
                if pending[0].done:
                    break
            while waiting and len(busy) < n_workers:
                worker = _take()
                worker.begin(waiting.popleft())
                busy.append(worker)
            while pending and pending[0].done:
                yield pending.popleft()
            if busy and pending:
                _listen(busy, wait=bool(pending))
            elif not pending and (task := next(coming, None)) is None:
                return
            elif not pending and task is not None:
                coming = _before(task, coming)
    finally:
        for worker in busy:
            worker.end()


def _before(first: Task, rest: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield from rest


def _take() -> _Worker:
    while _idle:
        worker = _idle.pop()
        if worker.owner == os.getpid() and worker.process.poll() is None:
            return worker
        worker.end()
    path = json.dumps([os.path.abspath(entry) for entry in sys.path])
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _START, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    return _Worker(process, os.getpid())


def _listen(busy: list[_Worker], wait: bool) -> None:
    """Hear the workers that have something to say; end those that have been silent for too long."""
    with selectors.DefaultSelector() as selector:
        for worker in busy:
            assert worker.process.stdout is not None
            selector.register(worker.process.stdout, selectors.EVENT_READ, worker)
        ready = [key.data for key, _ in selector.select(1.0 if wait else 0)]
    for worker in list(busy):
        task = worker.task
        assert task is not None
        assert task.order is not None
        if worker in ready and worker.hear():
            if task.done:
                busy.remove(worker)
                worker.task = None
                if worker.spent:
                    worker.end()
                else:
                    _idle.append(worker)
        elif worker in ready or time.monotonic() - worker.heard > task.order.settings.worker_patience:
            busy.remove(worker)
            silent = worker not in ready
            _bury(worker, task, silent)


def _bury(worker: _Worker, task: Task, silent: bool) -> None:
    """Tell what a worker died of; what it had read stays."""
    code = worker.process.wait() if not silent else worker.end()
    worker.end()
    if task.done:
        return
    assert task.order is not None
    file, settings = file_at(task.path, task.order.settings), task.order.settings
    seconds = seconds_for(task.order.path, settings)
    task.items.append(_obituary(file, code, silent, len(task.items), seconds, settings.worker_patience))
    task.done = True


def _obituary(file: File, code: int, silent: bool, n_read: int, seconds: int, patience: int) -> Problem:
    rest = f"; {n_read} of its documents were read before" if n_read else ""
    if silent:
        return file.error("time-limit", f"took longer than {patience} seconds to be read; left out{rest}")
    if code == -signal.SIGXCPU:
        return file.error("time-limit", f"takes more than {seconds} seconds of computing to be read; left out{rest}")
    if code == -signal.SIGKILL:
        return file.error("memory-limit", f"its reader was ended by the system, for want of memory; left out{rest}")
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return file.error("crashed", f"its reader died of it ({name}); left out{rest}")


@atexit.register
def end_workers() -> None:
    """End the workers that wait for the next call."""
    while _idle:
        _idle.pop().end()
