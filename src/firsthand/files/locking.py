"""Locks on files that end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import msvcrt

    def hold(file: int) -> bool:
        """Lock an open file for this process; False where another holds it. Nobody is waited for."""
        try:
            os.lseek(file, 1 << 30, os.SEEK_SET)  # beyond the content, which others may still read
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def hold(file: int) -> bool:
        """Lock an open file for this process; False where another holds it. Nobody is waited for.

        Raises
        ------
        NotImplementedError
            This file system has no locks.
        """
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
                return False
            raise NotImplementedError from error
        return True


def is_held(path: str, process: int) -> bool:
    """Whether what `process` made at `path` is locked; where nothing can be locked, whether that process lives."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return _is_alive(process)
    try:
        return not hold(file)
    except NotImplementedError:
        return _is_alive(process)
    finally:
        os.close(file)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
