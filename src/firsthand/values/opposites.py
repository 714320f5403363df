"""Opposites: whether two nearly equal sentences say opposite things: a word against its antonym, roles exchanged, one
name in another's place, one of them negated.

In: two texts of one language. Out: the words that oppose each other, or nothing. Always true: what both texts say, or
what one of them merely leaves out, opposes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Literal

from firsthand.languages import table
from firsthand.values.once import negations_in, words_in
from firsthand.values.spelling import words_agree
from firsthand.values.words import Word, fold_key

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opposition:
    """What makes two texts say opposite things, and where it stands in each."""

    kind: Literal["opposite", "roles", "name", "object"]
    before: Place
    after: Place


@cache
def _sets(language: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """A word to the sets it is in, and to its side there."""
    words: dict[str, list[tuple[int, int]]] = {}
    for n, sides in enumerate(table(language, "opposites").get("sets", ())):
        for side, members in enumerate(sides):
            for word in members:
                words.setdefault(fold_key(word), []).append((n, side))
    return {word: tuple(found) for word, found in words.items()}


@cache
def _agents(language: str) -> frozenset[str]:
    table_: Mapping[str, Any] = table(language, "opposites")
    return frozenset(fold_key(word) for word in table_.get("agents", ()))


def find_opposition(before: str, after: str, language: str) -> Opposition | None:
    """What makes `before` and `after`, two wordings of nearly the same, say opposite things; None if nothing does."""
    olds, news = words_in(before), words_in(after)
    return (
        _find_antonyms(olds, news, language)
        or _find_exchange(olds, news, language)
        or _find_other_name(olds, news)
        or _find_other_object(olds, news)
    )


def _find_antonyms(olds: Sequence[Word], news: Sequence[Word], language: str) -> Opposition | None:
    sets = _sets(language)
    ours, theirs = _sides(olds, sets), _sides(news, sets)
    shared = {w.key for w in olds} & {w.key for w in news}
    for n in sorted(ours.keys() & theirs.keys()):
        left = {side: w for side, w in ours[n].items() if side not in theirs[n] and w.key not in shared}
        right = {side: w for side, w in theirs[n].items() if side not in ours[n] and w.key not in shared}
        if left and right and not _repeats(left.values(), theirs[n]) and len(ours[n]) == len(theirs[n]) == 1:
            a, b = next(iter(left.values())), next(iter(right.values()))
            if _stand_alike(olds, news, a, b):
                return Opposition("opposite", (a.start, a.end), (b.start, b.end))
    return None


def _repeats(words: Any, others: Mapping[int, Word]) -> bool:
    return any(word.key == other.key for word in words for other in others.values())


def _sides(words: Sequence[Word], sets: Mapping[str, tuple[tuple[int, int], ...]]) -> dict[int, dict[int, Word]]:
    found: dict[int, dict[int, Word]] = {}
    for word in words:
        for n, side in sets.get(word.key, ()):
            found.setdefault(n, {}).setdefault(side, word)
    return found


def _stand_alike(olds: Sequence[Word], news: Sequence[Word], a: Word, b: Word) -> bool:
    """Whether two words stand among the same words: one near them, on either side, is shared."""

    def around(words: Sequence[Word], word: Word) -> set[str]:
        at = next(i for i, w in enumerate(words) if w.start == word.start)
        return {w.key for w in words[max(0, at - 3) : at + 4] if w.kind != "mark" and w.start != word.start}

    return bool(around(olds, a) & around(news, b))


def _find_exchange(olds: Sequence[Word], news: Sequence[Word], language: str) -> Opposition | None:
    """Two names that changed places around the same verb: who sued whom."""
    ours, theirs = _capitals(olds), _capitals(news)
    shared = [key for key in ours if key in theirs]
    for a in shared:
        for b in shared:
            if not (ours[a] < ours[b] and theirs[b] < theirs[a]):
                continue
            first, second = olds[ours[a] + 1 : ours[b]], news[theirs[b] + 1 : theirs[a]]
            verbs = {w.key[:5] for w in first if _is_plain(w)} & {w.key[:5] for w in second if _is_plain(w)}
            if verbs and _is_passive(first, language) == _is_passive(second, language):
                old, new = olds[ours[a]], news[theirs[b]]
                return Opposition("roles", (old.start, old.end), (new.start, new.end))
    return None


_LONGEST_NAME = 3
_MOST_ALIKE = 0.75


def _find_other_name(olds: Sequence[Word], news: Sequence[Word]) -> Opposition | None:
    """One name in another's place, in sentences that are otherwise nearly the same: another town, another firm."""
    blocks = SequenceMatcher(None, [w.key for w in olds], [w.key for w in news], autojunk=False)
    if blocks.ratio() < _MOST_ALIKE:
        return None
    for tag, a, b, c, d in blocks.get_opcodes():
        if tag != "replace" or b - a > _LONGEST_NAME or d - c > _LONGEST_NAME or not a or not c:
            continue
        old, new = olds[a:b], news[c:d]
        if not all(_is_name(w) for w in (*old, *new)):
            continue
        if any(words_agree(x.key, y.key) for x in old for y in new) or _is_initials(old, new):
            continue
        if any(w.key in {v.key for v in news} for w in old) or any(w.key in {v.key for v in olds} for w in new):
            continue
        return Opposition("name", (old[0].start, old[-1].end), (new[0].start, new[-1].end))
    return None


_LONGEST_OBJECT = 6
_BEGINNING = 4


def _find_other_object(olds: Sequence[Word], news: Sequence[Word]) -> Opposition | None:
    """Another thing of two words or more in a thing's place, in sentences that are otherwise the same.

    One word in another's place may be its synonym; of two, one would have been kept.
    """
    blocks = SequenceMatcher(None, [w.key for w in olds], [w.key for w in news], autojunk=False)
    changed = [c for c in blocks.get_opcodes() if c[0] != "equal"]
    if blocks.ratio() < _MOST_ALIKE - 0.1 or not changed or changed[0][1] == 0 or changed[0][3] == 0:
        return None
    first, last = changed[0], changed[-1]
    old, new = olds[first[1] : last[2]], news[first[3] : last[4]]
    if not old or not new or len(old) > _LONGEST_OBJECT or len(new) > _LONGEST_OBJECT:
        return None
    ours, theirs = ([w.key[:_BEGINNING] for w in side if _is_plain(w)] for side in (old, new))
    if min(len(set(ours) - set(theirs)), len(set(theirs) - set(ours))) < 2:
        return None
    return Opposition("object", (old[0].start, old[-1].end), (new[0].start, new[-1].end))


def _is_name(word: Word) -> bool:
    return word.kind == "word" and word.text[:1].isupper() and len(word.text) > 2


def _is_initials(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether one side is short for the other: "UN" for "United Nations"."""
    initials = ["".join(w.key[0] for w in side) for side in (old, new)]
    whole = ["".join(w.key for w in side) for side in (old, new)]
    return initials[0] == whole[1] or initials[1] == whole[0]


def _is_plain(word: Word) -> bool:
    return word.kind == "word" and word.text.islower() and len(word.text) > 3


def _is_passive(words: Sequence[Word], language: str) -> bool:
    return any(word.key in _agents(language) for word in words)


def _capitals(words: Sequence[Word]) -> dict[str, int]:
    """Names, by their key: the last word of each run of capitalised words, where each stands only once."""
    found: dict[str, int] = {}
    for i, word in enumerate(words):
        if word.kind == "word" and word.text[:1].isupper():
            after = words[i + 1] if i + 1 < len(words) else None
            if after is None or not (after.kind == "word" and after.text[:1].isupper()):
                found[word.key] = -1 if word.key in found else i
    return {key: i for key, i in found.items() if i >= 0}


def find_negation_change(before: str, after: str, language: str) -> tuple[Place | None, Place | None] | None:
    """The negation that stands in one of two texts only, before words that both have; None where there is none.

    A span that was cut before its "never" drops no negation, and "has no treaty" negates as "does not have a treaty".
    """
    olds, news = negations_in(before, language), negations_in(after, language)
    if bool(olds) == bool(news):
        return None
    with_it, without, places = (before, after, olds) if olds else (after, before, news)
    words, others = words_in(with_it), words_in(without)
    keys = [w.key for w in words]
    kept: set[int] = set()
    for a, _, size in SequenceMatcher(None, keys, [w.key for w in others], autojunk=False).get_matching_blocks():
        kept.update(range(a, a + size))
    for start, end in places:
        behind = [i for i, w in enumerate(words) if w.start >= end and w.kind == "word"][:4]
        ahead = [i for i, w in enumerate(words) if w.end <= start and w.kind == "word"][-2:]
        if sum(i in kept for i in behind) >= min(2, len(behind)) and (not ahead or any(i in kept for i in ahead)):
            place = (start, end)
            return (place, None) if olds else (None, place)
    return None
