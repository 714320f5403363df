"""Remarks in the reader's language: what is wrong with a file, why two spellings are one, why something was refused.

In: a sentence as it was made, in English, and is kept with the case. Out: what it says in another language
(``languages/<code>/remarks.toml``), or None where the table has no such sentence. Always true: what a sentence names
(paths, numbers, words of a document) is taken over as it stands.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.languages import table

_HOLE = re.compile(r"\{(\w+)\}")
_LONGEST = 600
_DEEPEST = 4
"""Remarks within remarks: an archive's member, its page, what is wrong with it."""


def remark_words(remark: str, language: str, depth: int = _DEEPEST) -> str | None:
    """`remark` in `language`; None where its table has no such sentence."""
    if language == "en":
        return remark
    if not depth or len(remark) > _LONGEST:
        return None
    for sentence, words in _sentences(language):
        if found := sentence.fullmatch(remark):
            return words.format_map(
                {k: remark_words(v, language, depth - 1) or v for k, v in found.groupdict().items()}
            )
    named, colon, rest = remark.partition(": ")
    told = remark_words(rest, language, depth - 1) if colon else None
    return None if told is None else f"{named}: {told}"


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of the table as patterns, those with most words of their own first."""
    found = table(language, "remarks")
    order = sorted(found, key=lambda sentence: (-len(_HOLE.sub("", sentence)), sentence))
    return tuple((_pattern(sentence), found[sentence]) for sentence in order)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = _HOLE.split(sentence)
    spelled = [re.escape(part) if n % 2 == 0 else f"(?P<{part}>.*?)" for n, part in enumerate(pieces)]
    return re.compile("".join(spelled), re.S)
