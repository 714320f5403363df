"""Quote marks: which stretches of a text stand inside them, whatever their kind, nesting and mistakes.

In: any text. Out: :class:`Quoted` stretches in order, an inner one after the one that holds it. Always true: one pass
over the marks, so linear in the text; a stretch ends in its own paragraph; nothing raises.

A mark is read by its own shape and by its neighbours, because writers confuse openers, closers and apostrophes. An
opener that is never closed holds to the end of its paragraph; if the next paragraph opens with the same mark, it goes
on there (`continues`), as newspapers print long speeches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from firsthand.settings import QUOTES

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
OPENING_MARKS = frozenset("“\"'‘«")
"""What a quotation in the languages that we read begins with."""
CLOSING_MARKS = frozenset("”\"'’»")
"""What it ends with."""
_ANY_MARK = "[“”„‟«»‹›‘’‚\"'`「」『』]"
_MARK = re.compile(f"{_ANY_MARK}{{{QUOTES.noise_marks},}}|''|``|{_ANY_MARK}")
"""One mark, or so many in a row that they quote nothing."""
_LETTER = re.compile(r"[^\W_]")
_CLOSERS = {"“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "’": "’",
            "‚": "‘’", '"': '"', "'": "'’", "''": "''", "``": "''", "`": "'’", "「": "」", "『": "』"}  # fmt: skip
_SINGLE = frozenset("‘’‚'`‹›")
_REMEMBERED = 200_000
"""Signs of a text whose quoted stretches are kept until the next one is read."""
_STOPS = frozenset(".,!?;:…")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zß-öø-ÿ¿¡])")
_DIALOGUE = re.compile(r"[ \t]*[—–―](?=\S)|[ \t]*[—―][ \t]+(?=\S)|[ \t]*–[ \t]+(?=\S[^\n]*[ ]–[ ]?[a-zß-öø-ÿ])")
_ASIDE = re.compile(r"(?<=\s)[—–―](?=\w)|[—–―](?=[\s.,;:!?]|$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quoted stretch: ``[start, end)`` with its marks, ``[inner_start, inner_end)`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    kind: Literal["marks", "dash"] = "marks"
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    mark: str
    continues: bool


def find_quoted(text: str) -> list[Quoted]:
    """All quoted stretches of `text`, sorted by start, outer before inner."""
    return list(_remembered(text)) if len(text) < _REMEMBERED else _find_quoted(text)


@lru_cache(maxsize=2)
def _remembered(text: str) -> tuple[Quoted, ...]:
    """The stretches of the text that is being read: rules ask for them, and so does whoever interprets."""
    return tuple(_find_quoted(text))


def _find_quoted(text: str) -> list[Quoted]:
    found: list[Quoted] = []
    pending = ""
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text)]
    for n, (start, end) in enumerate(paragraphs):
        if _LETTER.search(text, start, end) is None:
            pending = pending if text[start:end].isspace() else ""
            continue
        if pending and _is_closed_later(text, paragraphs, n, pending):
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            found.append(Quoted(start, end, start, end, closed=False, continues=True))
            continue
        stretches, pending = _read_paragraph(text, start, end, pending)
        found.extend(stretches)
    return found


def _is_closed_later(text: str, paragraphs: Sequence[tuple[int, int]], n: int, pending: str) -> bool:
    """Whether paragraph `n` has no mark and one soon behind it closes what was opened before it."""
    if _MARK.search(text, *paragraphs[n]) is not None:
        return False
    for start, end in paragraphs[n + 1 : n + 1 + QUOTES.unmarked_paragraphs]:
        mark = _MARK.search(text, start, end)
        if mark is not None:
            fits = _fits(pending, mark.group())
            return fits and _closes_nothing(text, mark.start(), mark.end(), end, mark.group())
    return False


def _read_paragraph(text: str, start: int, end: int, pending: str) -> tuple[list[Quoted], str]:
    dialogue = _DIALOGUE.match(text, start, end)
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end) if len(m.group()) < QUOTES.noise_marks]
    if dialogue and not (marks and marks[0][0] < dialogue.end() + 1):
        return list(_read_dialogue(text, dialogue.end(), start, end)), ""
    found: list[Quoted] = []
    stack: list[_Open] = []
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    closers_left = _count_closers(marks, text, end)
    for n, (at, mark) in enumerate(marks):
        after = at + len(mark)
        role = _role(text, at, after, end, mark, stack, closers_left[n])
        if role == "open" and len(stack) < QUOTES.max_nesting:
            if stack and stack[-1].mark == mark and mark not in "«‹「『":
                _close_early(text, stack.pop(), at, len(stack), found)
            stack.append(_Open(at, after, mark, bool(pending) and at == first and mark == pending))
        elif role == "close":
            depth = next((d for d in range(len(stack) - 1, -1, -1) if _fits(stack[d].mark, mark)), -1)
            depth = depth if depth >= 0 else len(stack) - 1
            opened = stack[depth]
            del stack[depth:]
            found.append(Quoted(opened.start, after, opened.inner, at, depth, continues=opened.continues))
        elif n == 0 and _closes_nothing(text, at, after, end, mark):
            opening = first if pending else _sentence_start(text, first, at)
            found.append(Quoted(opening, after, opening, at, continues=bool(pending)))
    pending = ""
    if stack and stack[0].mark not in _SINGLE:
        opened = stack[0]
        tail = start + len(text[start:end].rstrip())
        found.append(Quoted(opened.start, tail, opened.inner, tail, 0, closed=False, continues=opened.continues))
        pending = opened.mark
    found = _drop_apostrophes(text, found)
    found.sort(key=lambda q: (q.start, -q.end))
    return found, pending


def _role(text: str, at: int, after: int, end: int, mark: str, stack: list[_Open], closers_left: int) -> str:
    """Whether the mark opens, closes, or is only an apostrophe or a unit (``""``)."""
    before = text[at - 1] if at else " "
    behind = text[after] if after < end else " "
    word_before = before.isalnum()
    word_behind = behind.isalnum() or behind in "¿¡[(-—…$€£#@" or behind in "“‘«\"'"
    starts = (before.isspace() or before in "([{—–-/¿¡:“‘«\"'" or at == 0) and behind not in " \t,.;:!?)]}»”"
    if mark in ("'", "’", "`", "‘") and word_before and behind.isalnum():
        return ""
    if mark in ("’", "'", "''") or (mark == '"' and stack):
        holds = any(_fits(o.mark, mark) for o in stack)
        if holds and not (starts and word_behind and not word_before and before not in _STOPS):
            return "close"
        if mark == "’" and stack and before in _STOPS and not behind.isalnum() and not closers_left:
            return "close"
        if mark in ("'", "''") or mark == '"':
            if mark == "'" and (not closers_left or behind.isdigit()):
                return ""
            return "open" if starts else ""
        return ""
    if mark in "“‘„‚«‹「『`‟" or mark in ("``", '"'):
        if stack and not starts and (word_before or before in _STOPS) and mark in "“‟":
            return "close"
        if mark == "‘" and not starts:
            return ""
        if mark in ('"', "“") and not starts and not (behind.isalnum() and not word_before):
            return ""
        if mark in "«" and stack and stack[-1].mark == "»":
            return "close"
        return "open"
    if stack:
        return "close" if mark not in "›" or any(_fits(o.mark, mark) for o in stack) else ""
    return "open" if starts and word_behind and mark in "”»" and closers_left else ""


def _closes_nothing(text: str, at: int, after: int, end: int, mark: str) -> bool:
    """Whether a paragraph's first mark closes a speech whose opener is missing: "That is all," he said, without one."""
    before = text[max(0, at - 2) : at].rstrip()[-1:]
    behind = text[after] if after < end else "."
    spoken = before.isalpha() or before in _STOPS or before in ")%"
    return mark in ('"', "”", "»") and spoken and (behind in _STOPS or (behind.isspace() and before in ".!?…"))


def _sentence_start(text: str, start: int, at: int) -> int:
    """Where the sentence that ends at `at` begins."""
    floor = max(start, at - QUOTES.missing_closer_reach)
    breaks = [m.end() for m in _SENTENCE_BREAK.finditer(text, floor, at)]
    return breaks[-1] if breaks else start


def _fits(opener: str, closer: str) -> bool:
    return closer in _CLOSERS.get(opener, "") if len(closer) == 1 else closer == _CLOSERS.get(opener)


def _count_closers(marks: list[tuple[int, str]], text: str, end: int) -> list[int]:
    """For each mark, how many later ones in the paragraph could close a stretch."""
    counts = [0] * len(marks)
    later = 0
    for n in range(len(marks) - 1, -1, -1):
        counts[n] = later
        at, mark = marks[n]
        after = at + len(mark)
        behind = text[after] if after < end else " "
        if (
            mark in ("”", "»", "«", "“", "'", '"', "''", "’")
            and not behind.isalnum()
            and not (at and text[at - 1].isspace())
        ):
            later += 1
    return counts


def _close_early(text: str, opened: _Open, at: int, depth: int, found: list[Quoted]) -> None:
    """A second opener where a closer is missing: the stretch ends with its last full sentence, if it has one."""
    floor = max(opened.inner, at - QUOTES.missing_closer_reach)
    cut = max((text.rfind(stop, floor, at) for stop in (".", "!", "?")), default=-1)
    if cut > opened.inner:
        found.append(
            Quoted(opened.start, cut + 1, opened.inner, cut + 1, depth, closed=False, continues=opened.continues)
        )


def _drop_apostrophes(text: str, found: list[Quoted]) -> list[Quoted]:
    """Leave out empty stretches and those without a letter."""
    return [q for q in found if any(c.isalnum() for c in text[q.inner_start : min(q.inner_end, q.inner_start + 80)])]


def _read_dialogue(text: str, inner: int, start: int, end: int) -> Iterator[Quoted]:
    """A paragraph that a dash opens: speech, then perhaps the teller's aside between dashes, then speech again."""
    tail = start + len(text[start:end].rstrip())
    speech, at, aside = start, inner, False
    for dash in _ASIDE.finditer(text, inner, tail):
        if not aside:
            stop = dash.start() - len(text[at : dash.start()]) + len(text[at : dash.start()].rstrip())
            if stop > at:
                yield Quoted(speech, stop, at, stop, kind="dash")
        else:
            speech = at = _skip_stops(text, dash.end(), tail)
        aside = not aside
    if not aside and at < tail:
        yield Quoted(speech, tail, at, tail, kind="dash")


def _skip_stops(text: str, at: int, end: int) -> int:
    while at < end and (text[at] in _STOPS or text[at].isspace()):
        at += 1
    return at
