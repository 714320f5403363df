"""A process that reads files one after the other, within limits, and may die of them.

It ends when its orders end: with the process that started it, however that one ended.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import IO

from firsthand.model import Problem
from firsthand.reading.onefile import file_at, read_one
from firsthand.reading.wire import Answer, Order, frame, receive_order
from firsthand.settings import ReadingSettings

_MUCH_KEPT = 0.5
"""Share of the memory limit that a worker may have taken at most to read another file."""
_USUAL_BYTES = 150_000_000
"""What the libraries take, about: 90 MB once all formats were met."""


def main() -> None:
    """Read what is ordered on standard input; answer on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that ordered ends this one
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what libraries print must not stand between answers
        with suppress(BrokenPipeError):
            while order := receive_order(sys.stdin.buffer):
                if _read(order, out):
                    return


def _read(order: Order, out: IO[bytes]) -> bool:
    """Read one file; whether that took so much that another process should read the next one."""
    _limit_memory(order.settings.worker_bytes)
    seconds = seconds_for(order.path, order.settings)
    _limit_time(seconds)
    spent = False
    for item in read_one(file_at(os.fsdecode(order.path), order.settings), order.kind):
        spent = spent or (isinstance(item, Problem) and item.code == "memory-limit")
        answer = Answer(problem=item) if isinstance(item, Problem) else Answer(*item)
        out.write(frame(answer))
        out.flush()
        _limit_time(seconds)
    spent = spent or _peak_bytes() > _USUAL_BYTES + _MUCH_KEPT * order.settings.worker_bytes
    out.write(frame(Answer(done=True, last=spent)))
    out.flush()
    return spent


def seconds_for(path: bytes, settings: ReadingSettings) -> int:
    """How long a file may be computed on until its next document."""
    try:
        n_bytes = os.path.getsize(path)
    except OSError:
        n_bytes = 0
    return settings.worker_seconds + settings.worker_seconds_for_megabyte * n_bytes // 1_000_000


def _limit_time(seconds: int) -> None:
    """Let the system end this process once it has computed for so long."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + seconds + 1, hard))


def _limit_memory(n_bytes: int) -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with suppress(ValueError, OSError):  # not every system knows this limit
        resource.setrlimit(resource.RLIMIT_AS, (_mapped_bytes() + n_bytes, hard))


def _mapped_bytes() -> int:
    try:
        with open("/proc/self/statm", "rb") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1_000_000_000


def _peak_bytes() -> int:
    """The most memory that this process itself has held; what the one that started it held is not counted."""
    with suppress(OSError, ValueError, StopIteration), open("/proc/self/status", "rb") as told:
        return next(int(line.split()[1]) * 1024 for line in told if line.startswith(b"VmHWM:"))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # on Linux it goes on from the starting process's
    return peak if sys.platform == "darwin" else peak * 1024
