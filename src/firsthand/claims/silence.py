"""What a sentence leaves unasserted: the clause behind refusing, asking and not knowing.

"She declined to say whether the parish had received threats" claims nothing of threats. In: a sentence, its language.
Out: the ranges of it that assert nothing, from the clause that keeps silent to where the sentence goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.languages import table
from firsthand.text import fold


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: tuple[str, ...]
    """The openers, folded."""
    opener: re.Pattern[str]
    silence: re.Pattern[str]
    openers: frozenset[str]
    breaks: re.Pattern[str]


@cache
def _patterns(language: str) -> tuple[_Patterns, ...]:
    words = table(language, "claims")
    made = []
    for silence, openers in (("silence", "openers"), ("silence_that", "openers_that")):
        if not words.get(silence) or not words.get(openers):
            continue
        opener = "|".join(sorted((re.escape(fold(o).text) for o in words[openers]), key=lambda o: (-len(o), o)))
        breaks = "|".join(re.escape(fold(b).text) for b in words["clause_breaks"])
        made.append(
            _Patterns(
                tuple(sorted(fold(o).text for o in words[openers])),
                re.compile(rf"\b(?:{opener})\b"),
                re.compile(rf"\b(?:{'|'.join(words[silence])}){words['between']},? \"?({opener})\b"),
                frozenset(o.lower() for o in words[openers]),
                re.compile(rf"(?:[,;:]|\s-)\s*(?:(?:{breaks})\b)?|\s(?:{breaks})\s|\.\.\."),
            )
        )
    return tuple(made)


def find_silence(sentence: str, language: str) -> list[tuple[int, int]]:
    """Ranges of `sentence` that assert nothing, in order.

    A range begins with the clause whose verb keeps silent and ends where the sentence goes on: at a break behind the
    unasserted clause that a word like "but" opens, or with the sentence.
    """
    return list(_remembered(sentence, language))


@lru_cache(maxsize=1024)
def _remembered(sentence: str, language: str) -> tuple[tuple[int, int], ...]:
    """The silent ranges of a sentence: a document is asked for them once for its statements, once for its facts."""
    folded = None
    found: list[tuple[int, int]] = []
    for patterns in _patterns(language):
        folded = folded or fold(sentence)
        if not any(map(folded.text.__contains__, patterns.words)) or not patterns.opener.search(folded.text):
            continue
        for match in patterns.silence.finditer(folded.text):
            written = sentence[slice(*folded.span(match.start(1), match.end(1)))]
            if " ".join(written.lower().split()) not in patterns.openers:
                continue
            before = [m.end() for m in patterns.breaks.finditer(folded.text, 0, match.start())]
            after = [m for m in patterns.breaks.finditer(folded.text, match.end()) if _goes_on(m.group())]
            start = before[-1] if before else 0
            while start < match.start() and not folded.text[start].isalnum():
                start += 1
            end = after[0].start() if after else len(folded.text)
            found.append((folded.home[start], folded.home[end]))
    return tuple(sorted(found))


def _goes_on(mark: str) -> bool:
    """Whether a break ends the unasserted clause: a semicolon, or a mark with a word that begins another clause."""
    return ";" in mark or (mark[:1] == "," and len(mark.strip()) > 1)


def outside_silence(start: int, end: int, silent: list[tuple[int, int]]) -> tuple[int, int]:
    """The longest part of ``[start, end)`` that lies in no silent range; empty where there is none."""
    parts, at = [], start
    for a, b in silent:
        if b > start and a < end:
            parts.append((at, max(at, a)))
            at = max(at, b)
    parts.append((at, max(at, end)))
    return max(((a, min(b, end)) for a, b in parts), key=lambda p: (p[1] - p[0], -p[0]))
