"""One writer at a time for a case: who comes second is told so in one line, and nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from firsthand.errors import CaseError, OutputRefused
from firsthand.files.locking import hold


@contextmanager
def only_writer(case: Path) -> Iterator[None]:
    """Nobody else writes `case` (or another output that is one file) while the block runs.

    Raises
    ------
    CaseError
        Another run is writing it just now.
    OutputRefused
        Nothing can be written beside it.
    """
    place = Path(os.path.realpath(case))
    lock = place.with_name(f".{place.name[:50]}.lock")
    file = _take(case, lock)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()  # while it is still held: whoever opened it meanwhile sees that it is gone
        os.close(file)


def _take(case: Path, lock: Path) -> int:
    while True:
        try:
            file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            raise OutputRefused(
                f"{case} cannot be written: {case.parent} does not exist: make that folder first"
            ) from None
        except OSError as error:
            raise OutputRefused(f"{case} cannot be written: {error.strerror}") from error
        if not _hold(file):
            other = os.read(file, 20).decode("ascii", "replace").strip()
            os.close(file)
            who = f" (process {other})" if other.isdigit() else ""
            raise CaseError(f"another run of firsthand{who} is writing {case}: try again when it has ended")
        if _is_still(file, lock):
            os.truncate(file, 0)
            os.write(file, str(os.getpid()).encode("ascii"))
            return file
        os.close(file)  # its holder ended and removed it between our two steps


def _hold(file: int) -> bool:
    try:
        return hold(file)
    except NotImplementedError:  # better to write without a lock than not at all
        return True


def _is_still(file: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), os.stat(lock))
    except OSError:
        return False
