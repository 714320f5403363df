"""Files that are whole or not there: written under a hidden name beside their place, then moved.

The hidden name is ``.NAME.PROCESS.unfinished``. Who writes holds a lock on it, so that the next run can tell what a
killed run left from what is being written just now, on this machine or another.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from firsthand.errors import OutputRefused
from firsthand.files.locking import hold, is_held

_LEFT = re.compile(r"\..+\.(\d+)\.unfinished")
_LONGEST = 50  # characters of a name that are repeated in the hidden one: names have at most 255 bytes
_BUFFER = 1 << 20

_PLACED: list[Path] = []


def placed() -> list[Path]:
    """What this process has put in its place so far, for a true word to whoever interrupts it."""
    return list(_PLACED)


@contextmanager
def whole_path(path: Path, *, is_new: bool = False) -> Iterator[Path]:
    """A hidden path to write a file at, which moves to `path` when the block ends without an error.

    Parameters
    ----------
    path : Path
        Where the file belongs.
    is_new : bool
        Nothing stood there when the run began: what has appeared meanwhile is not replaced.

    Raises
    ------
    OutputRefused
        The file cannot be written there; `path` is named, never the hidden one.
    """
    place = Path(os.path.realpath(path))
    clear_leftovers(place.parent)
    hidden = place.with_name(f".{place.name[:_LONGEST]}.{os.getpid()}.unfinished")
    with _told_of(path, hidden):
        lock = os.open(hidden, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _hold_if_possible(lock)
            yield hidden
            _keep_mode(place, hidden)
            _move(hidden, place, is_new)
        finally:
            os.close(lock)
            with suppress(OSError):
                hidden.unlink()
    _PLACED.append(path)


@contextmanager
def whole_file(path: Path, *, is_new: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write, which appears at `path` when it is whole; see :func:`whole_path`.

    A terminal, a pipe or the like is written to directly.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with _told_of(path, path), path.open("wb") as stream:
            yield stream
        return
    with whole_path(path, is_new=is_new) as hidden, hidden.open("wb", _BUFFER) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A hidden folder to fill. When the block ends its files are moved to `path`: all at once where there was none.

    Files of other names that stand in `path` stay there.
    """
    place = Path(os.path.realpath(path))
    clear_leftovers(place.parent)
    hidden = place.with_name(f".{place.name[:_LONGEST]}.{os.getpid()}.unfinished")
    with _told_of(path, hidden):
        hidden.mkdir()
        lock = _open_folder(hidden)
        try:
            if lock is not None:
                _hold_if_possible(lock)
            yield hidden
            if not place.exists():
                os.replace(hidden, place)
            else:
                for file in sorted(hidden.iterdir()):
                    os.replace(file, place / file.name)
        finally:
            if lock is not None:
                os.close(lock)
            shutil.rmtree(hidden, ignore_errors=True)
    _PLACED.append(path)


def clear_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left in `folder`; what another run is writing just now stays."""
    try:
        found = [entry for entry in os.scandir(folder) if _LEFT.fullmatch(entry.name)]
    except OSError:
        return
    for entry in found:
        if is_held(entry.path, int(_LEFT.fullmatch(entry.name)[1])):  # type: ignore[index]
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            with suppress(OSError):
                os.unlink(entry.path)
        for more in ("-journal", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(entry.path + more)


@contextmanager
def _told_of(path: Path, hidden: Path) -> Iterator[None]:
    """An error of the file system about `hidden` is told of `path`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is None or os.fspath(hidden) in os.fspath(error.filename) or error.filename == str(path):
            raise OutputRefused(f"{path} cannot be written: {error.strerror or error}") from error
        raise


def _move(hidden: Path, place: Path, is_new: bool) -> None:
    if is_new:
        try:
            os.link(hidden, place)
        except FileExistsError:
            raise OutputRefused(f"{place} has appeared meanwhile and was left as it is: give another name") from None
        except OSError:  # a file system without hard links
            os.replace(hidden, place)
    else:
        os.replace(hidden, place)


def _keep_mode(place: Path, hidden: Path) -> None:
    """Whoever could read what stood at `place` can read what replaces it, and nobody else."""
    with suppress(OSError):
        os.chmod(hidden, place.stat().st_mode & 0o777)


def _hold_if_possible(file: int) -> None:
    with suppress(NotImplementedError):
        hold(file)


def _open_folder(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:  # not every system opens folders
        return None
