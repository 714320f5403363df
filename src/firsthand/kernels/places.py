"""Where the library of kernels, and what else is made once for a user, may lie, and who may have put it there.

What is loaded runs as the user.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

BESIDE = Path(__file__).parent


def library_places(name: str) -> list[Path]:
    """Where the library may be: beside this file, as wheels have it, or in the user's cache.

    A cache is an absolute path. Where nobody says where the user's home is, there is none: whatever lies in the folder
    that a command happens to run in is never loaded.
    """
    cached = cached_place(name)
    return [BESIDE / name, *([cached] if cached is not None else [])]


def cached_place(name: str) -> Path | None:
    """Where something of this name may be in the user's cache; None where the user has none."""
    caches = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(caches):
        caches = os.path.join(os.path.expanduser("~"), ".cache")
    return Path(caches) / "firsthand" / name if os.path.isabs(caches) else None


def is_trusted(place: Path) -> bool:
    """Whether nobody but this user (or the system) can have written the file at `place`, or can change it.

    The package's own folder is trusted as its Python files are.
    """
    if place.parent == BESIDE or not hasattr(os, "getuid"):
        return True
    try:
        return all(_is_ours(os.stat(path)) for path in (place, place.parent))
    except OSError:
        return False


def prepare(place: Path) -> bool:
    """Make the folder of `place`, for this user only; whether it can be trusted with a library."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return place.parent == BESIDE or not hasattr(os, "getuid") or _is_ours(os.stat(place.parent))


def _is_ours(status: os.stat_result) -> bool:
    return status.st_uid in (0, os.getuid()) and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
