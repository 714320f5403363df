"""Words as they are compared everywhere: folded, in the order in which they stand."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.text.folding import fold

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> tuple[str, ...]:
    """All words of `text`, folded.

    Examples
    --------
    >>> words_of("El niño dijo: «¡No!»")
    ('el', 'nino', 'dijo', 'no')
    """
    return tuple(_WORD.findall(fold(text).text))
