"""Likeness: whether two full names can be one person's, word by word, and what to tell a reader about it.

In: the folded words of two names. Out: yes or no, and the reason. Always true: given names that contradict each other
part two people, whatever their surnames.
"""

from __future__ import annotations

from firsthand.values.spelling import SILENT, words_agree

Keys = tuple[str, ...]
_WHOLE = ("same", "spelling")


def content_words(keys: Keys) -> Keys:
    """The words of a name without its particles."""
    return tuple(k for k in keys if k not in SILENT) or keys


def names_agree(a: Keys, b: Keys) -> bool:
    """Whether two names (particles left out) can be one person's.

    The shorter must lie within the longer in order. The first words must agree, unless the shorter is the longer's end
    ("Asghar Khaji"); so must the last, unless the longer goes on with a second surname ("Novillo Aguilar"). A lone word
    must be a surname.
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return any(is_surname(short[0], word) for word in (long[1:] or long))
    if len(short[-1]) == 1:
        return False
    if len(short) == len(long):
        return all(words_agree(x, y) for x, y in zip(short, long)) and words_agree(short[-1], long[-1]) in _WHOLE
    first = words_agree(short[0], long[0])
    is_end = all(words_agree(x, y) in _WHOLE for x, y in zip(short, long[-len(short) :]))
    if not is_end and (first is None or (len(long[0]) == 1 and len(short[0]) > 1)):
        return False
    if not _lies_within(short, long) or _middles_contradict(short, long):
        return False
    if words_agree(short[-1], long[-1]) in _WHOLE:
        return True
    return len(long) > 2 and first in _WHOLE and short[-1] == long[-2]


def is_surname(word: str, other: str) -> bool:
    """Whether a lone word can be this surname: the same letters, or a long word of the same sound."""
    return word == other or (len(word) > 6 and words_agree(word, other) == "spelling")


def _middles_contradict(short: Keys, long: Keys) -> bool:
    """George W. Bush is not George H. W. Bush."""
    if len(short) < 3 or not words_agree(short[0], long[0]):
        return False
    return 1 in (len(short[1]), len(long[1])) and not words_agree(short[1], long[1])


def _lies_within(short: Keys, long: Keys) -> bool:
    at = 0
    for word in short:
        while at < len(long) and not words_agree(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def agreement_reason(a: Keys, b: Keys) -> str:
    """Why two names that agree do, in a reader's words."""
    if a == b:
        return "same words"
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return "the only one of that surname in the collection"
    if len(short) == len(long):
        why = {words_agree(x, y) for x, y in zip(short, long)}
        if "initial" in why:
            return "an initial for the given name"
        return "a short form of the given name" if "short" in why else "another spelling of the same sounds"
    return "the same name with fewer words"
