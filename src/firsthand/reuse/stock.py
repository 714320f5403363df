"""Stock wording: names, titles and offices, which everybody writes alike because they are called so."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")


def is_only_names(passage: str, score: float, max_score: float, min_share: float) -> bool:
    """Whether a passage says little more than what somebody or something is called.

    Parameters
    ----------
    passage : str
        The passage as it stands in its document.
    score : float
        Its score; a passage that scores `max_score` or more says enough, whatever it consists of.
    max_score, min_share : float
        See above; the least share of capitalised words. A passage without small letters is judged by nothing.
    """
    if score >= max_score or not any(character.islower() for character in passage):
        return False
    words: list[str] = [word for word in _WORD.findall(passage) if word.lower() != word.upper()]
    return sum(word[0].isupper() for word in words) >= min_share * max(1, len(words))
