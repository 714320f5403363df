"""Stock wording: names, titles and offices, which everybody writes alike because they are called so."""

from __future__ import annotations

import re

from firsthand.settings import ReuseSettings

_WORD = re.compile(r"[^\W\d_]+")


def is_only_names(passage: str, score: float, settings: ReuseSettings) -> bool:
    """Whether a passage says little more than what somebody or something is called.

    Parameters
    ----------
    passage : str
        The passage as it stands in its document.
    score : float
        Its score: high where it says enough, whatever it consists of.
    settings : ReuseSettings
        What is high, how long names may be, and the share of them that is capitalised. A passage without small letters
        is not judged.
    """
    if score >= settings.name_score or not any(character.islower() for character in passage):
        return False
    words: list[str] = [word for word in _WORD.findall(passage) if word.lower() != word.upper()]
    n_capitalised = sum(word[0].isupper() for word in words)
    return len(words) <= settings.name_words and n_capitalised >= settings.name_share * max(1, len(words))
