"""Limits of reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits of what is read."""

    max_bytes: int = 2_000_000_000
    """Largest file that is read, unpacked, in bytes."""

    bomb_bytes: int = 64_000_000
    """A packed file that grows beyond this, and `bomb_ratio` times its size, is taken for a bomb."""

    bomb_ratio: int = 200
    """News text packs 3-6 times, repetitive logs some 30 times; the bombs in the hostile tests above 1,000 times."""

    longest_line: int = 2_000_000
    """A text with a longer line, in characters, is left out: long novels fit into it, and no article comes near."""

    first_year: int = 1500
    """A publication date before this year is dropped as suspicious."""

    last_year: int = 2100
    """A publication date after this year is dropped as suspicious. Fixed: nothing is held against today."""
