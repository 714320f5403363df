"""When two passages are the same words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def is_verbatim(a: str, b: str) -> bool:
    """Whether two passages have the same words after folding, compared as words and not as hashes."""
    if a == b or _WORD.findall(a.casefold()) == _WORD.findall(b.casefold()):
        return True
    from firsthand.text.folding import fold

    return _WORD.findall(fold(a).text) == _WORD.findall(fold(b).text)
