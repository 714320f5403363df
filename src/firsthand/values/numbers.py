"""Written numbers read as values: digits with their separators, number words, and what multiplies them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand import languages
from firsthand.values.words import Word, fold_key


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language writes numbers. Keys are folded."""

    decimal: str
    joiners: frozenset[str]
    small: Mapping[str, float]
    scales: Mapping[str, float]
    glued_scales: frozenset[str]
    group_space: bool

    @property
    def starts(self) -> frozenset[str]:
        """The words, digits apart, that a number can begin with."""
        return frozenset(self.small).union(self.scales)


@cache
def number_words(language: str) -> NumberWords:
    """The number words of `language`; digits alone where it has no table."""
    table: Mapping[str, Any] = languages.table(language, "figures")
    return NumberWords(
        decimal=table.get("decimal", "."),
        joiners=frozenset(map(fold_key, table.get("joiners", ()))),
        small={fold_key(word): float(value) for word, value in table.get("numbers", {}).items()},
        scales={fold_key(word): float(value) for word, value in table.get("scales", {}).items()},
        glued_scales=frozenset(map(fold_key, table.get("scales_after_digits", {}).get("letters", ()))),
        group_space=bool(table.get("group_space", False)),
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A value, the index after its last word, how fine it is written (`step`), and whether digits wrote it."""

    value: float
    after: int
    step: float
    digits: bool


def read_digits(text: str, decimal: str) -> tuple[float, float]:
    """Value and step of digits with separators: ``1,234.5``, ``1.234,5``, ``1.2``, ``3,000``.

    With both separators the last is the decimal one; a separator that comes twice groups thousands; a lone one with
    three digits after it groups thousands, unless it is the language's decimal point after a leading zero or English.
    """
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        point = "." if text.rfind(".") > text.rfind(",") else ","
    elif dots + commas == 1:
        mark = "." if dots else ","
        whole, fraction = text.split(mark)
        groups = len(fraction) == 3 and whole != "0" and len(whole) <= 3 and not (mark == decimal == ".")
        point = "" if groups else mark
    else:
        point = ""
    whole, _, fraction = text.rpartition(point) if point else (text, "", "")
    clean = whole.replace(".", "").replace(",", "")
    if len(clean) + len(fraction) > 30:
        return 0.0, 0.0
    value = float(f"{clean or '0'}.{fraction or '0'}")
    return value, 10.0 ** -len(fraction)


def read_number(
    words: list[Word], i: int, lexicon: NumberWords, joined: bool = True, led: bool = False
) -> Number | None:
    """The number written from word `i` on, or None.

    `joined` allows "hundred and fifty"; `led` says that an article stands before it ("a million").
    """
    total = group = 0.0
    step = 1.0
    last_scale = float("inf")
    at, seen, digits = i, led, False
    room = float("inf")  # what is added next must be smaller than this
    while at < len(words):
        word = words[at]
        if word.kind == "number":
            if seen:
                break
            after = _grouped(words, at, lexicon.group_space)
            written = "".join(w.text for w in words[at:after])
            group, step = read_digits(written, lexicon.decimal)
            seen = digits = True
            room = 0.0
            at = after
            continue
        if word.kind == "mark":
            hyphen = word.text in "-‐‑" and seen and at + 1 < len(words) and words[at - 1].end == word.start
            following = lexicon.small.get(words[at + 1].key) if hyphen else None
            if following is None or not 0 < following < room or words[at + 1].start != word.end:
                if hyphen and words[at + 1].key in lexicon.scales and words[at + 1].start == word.end and seen:
                    at += 1
                    continue
                break
            at += 1
            continue
        value = lexicon.small.get(word.key)
        if value is not None and not digits and (not seen or 0 < value < room):
            group += value
            seen = True
            room = 10 if value >= 20 and value % 10 == 0 and value < 100 else 100 if value >= 100 else 0
            at += 1
            continue
        scale = lexicon.scales.get(word.key)
        if scale is not None and _scales(word, words, at, i, seen, digits, lexicon):
            if scale == 100 or scale == 12:
                group = max(group, 1.0) * scale
                room = 100.0
            elif scale > last_scale or (total and not group and scale > 1):
                total = (total + group or 1.0) * scale
                group, last_scale, room = 0.0, scale, scale
            else:
                total += (group or 1.0) * scale
                group, last_scale, room = 0.0, scale, scale
            step = step * scale if digits else 1.0
            seen = True
            at += 1
            continue
        if joined and seen and word.key in lexicon.joiners and at + 1 < len(words) and not digits:
            following = lexicon.small.get(words[at + 1].key)
            if following is not None and 0 < following < room and at > i:
                at += 1
                continue
        break
    if not seen:
        return None
    return Number(total + group, at, step, digits)


def _grouped(words: list[Word], at: int, spaces: bool) -> int:
    """The index after digits grouped by blanks: "150 000", where the language writes so or the blank is a thin one."""
    after = at + 1
    if len(words[at].text) > 3 or not words[at].text.isdigit():
        return after
    while after < len(words) and after - at < 6 and words[after].kind == "number":
        gap = words[after].start - words[after - 1].end
        digits = words[after].text.replace(",", ".").partition(".")[0]
        if gap != 1 or len(digits) != 3 or not spaces:
            break
        after += 1
        if not words[after - 1].text.isdigit():
            break
    return after


def _scales(word: Word, words: list[Word], at: int, first: int, seen: bool, digits: bool, lexicon: NumberWords) -> bool:
    if word.key in lexicon.glued_scales:
        if not digits or at == first or words[at - 1].kind != "number":
            return False
        named = at > 1 and words[at - 2].kind == "word" and words[at - 2].end == words[at - 1].start
        return not named and (words[at - 1].end == word.start or len(word.key) > 1)
    return seen or lexicon.scales[word.key] == 1000
