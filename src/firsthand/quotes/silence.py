"""Lines in which nobody speaks, passed over before the costly reading.

In: a text, its lines, the language's words. Out: the lines worth reading. A line of a few words, or one longer than any
paragraph of news, is passed over where no word of saying, no quote mark and no colon stands in it: of 725 such lines
with fewer than four words in the gold two hold an attribution (list numbers both), and none has a hundred words. Lines
between those sizes are all read, because attitudes ("wants to") have many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from firsthand.quotes.lexicon import Lexicon
from firsthand.settings import QUOTES

Range = tuple[int, int]
_WORD = re.compile(r"\w+")
_SIGN = re.compile("[“”„‟«»‹›‘‚\"`:—―「『]|''")
_SHORT = 60
"""Characters beyond which a line is not looked at for being short."""


def worth_reading(text: str, lines: Iterable[Range], words: Lexicon) -> list[Range]:
    """The lines in which somebody may speak."""
    return [line for line in lines if not _is_silent(text, *line, words)]


def _is_silent(text: str, start: int, end: int, words: Lexicon) -> bool:
    if _SHORT < end - start < QUOTES.longest_silence or _SIGN.search(text, start, end):
        return False
    found = _WORD.findall(text[start:end].lower())
    if len(found) >= QUOTES.least_words and end - start < QUOTES.longest_silence:
        return False
    return not any(_may_say(word, words) for word in set(found))


def _may_say(word: str, words: Lexicon) -> bool:
    return word in words.forms or word in words.nouns or word in words.according or words.has("nouns.views", word)
