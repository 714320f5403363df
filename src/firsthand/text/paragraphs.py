"""Paragraphs: a text is cut at its line breaks, unless the lines were only wrapped to a width."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from firsthand.settings import TextSettings

_USUAL = TextSettings()
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_ENDS}]*(?:\r\n|[{LINE_ENDS}]|$)")
_PUNCTUATION = str.maketrans(dict.fromkeys("!\"#$%&()*+,./:;<=>?@[\\]^_{|}~“”‘’„«»‹›¿¡…–—―'`·•", " "))
_BULLET = re.compile(r"\s*(?:[-–—*•·▪►●◦‣○>]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_STOPS = '.!?:;…"”’»)'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's range, its lower-case words without punctuation, and whether a list mark stands before it."""

    start: int
    end: int
    words: tuple[str, ...]
    listed: bool


def cut_paragraphs(text: str, borders: Iterable[int] = (), settings: TextSettings = _USUAL) -> list[Paragraph]:
    """Cut `text` into paragraphs, in order.

    Parameters
    ----------
    text : str
        Any text.
    borders : iterable of int
        Offsets that no paragraph may cross.
    settings : TextSettings
        Thresholds.

    Returns
    -------
    list of Paragraph
        Without white space at their ends; every visible character is in exactly one.
    """
    lines = _visible_lines(text, sorted(set(borders)))
    paragraphs = []
    for start, end in _joined(text, lines, _wrap_width(text, lines, settings)):
        raw = text[start:end]
        paragraphs.append(Paragraph(start, end, bare_words(raw), bool(_BULLET.match(raw))))
    return paragraphs


def bare_words(text: str) -> tuple[str, ...]:
    """The lower-case words of `text`, punctuation taken off."""
    return tuple(text.lower().translate(_PUNCTUATION).split())


_Line = tuple[int, int, bool]
"""Start, end (white space excluded), and whether the next visible line follows without a blank one."""


def _visible_lines(text: str, borders: list[int]) -> list[_Line]:
    lines: list[_Line] = []
    n_borders = 0
    for match in _LINE.finditer(text):
        pieces = [match.start()]
        while n_borders < len(borders) and borders[n_borders] < match.end():
            if borders[n_borders] > match.start():
                pieces.append(borders[n_borders])
            n_borders += 1
        for start, end in zip(pieces, [*pieces[1:], match.end()]):
            raw = text[start:end]
            inner = raw.strip()
            if inner:
                begin = start + len(raw) - len(raw.lstrip())
                lines.append((begin, begin + len(inner), end == match.end() and begin not in borders))
            elif lines:
                lines[-1] = (*lines[-1][:2], False)
        if len(pieces) > 1 and lines:
            lines[-1] = (*lines[-1][:2], False)
    return lines


def _wrap_width(text: str, lines: list[_Line], settings: TextSettings) -> int | None:
    """The width that the lines of `text` were wrapped to, or None where line breaks mean something."""
    widths = [end - start for start, end, _ in lines]
    if not widths:
        return None
    width = max(widths)
    if not settings.narrowest_wrap <= width <= settings.widest_wrap:
        return None
    full = [_is_full(text, line, following, width) for line, following in pairwise(lines) if line[2]]
    is_wrapped = len(full) >= settings.wrapped_lines and sum(full) >= settings.wrapped_share * len(full)
    return width if is_wrapped else None


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    first_word = text[following[0] : min(following[1], following[0] + width + 1)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first_word) > width - 2


def _joined(text: str, lines: list[_Line], width: int | None) -> Iterable[tuple[int, int]]:
    begin: int | None = None
    for number, (start, end, followed) in enumerate(lines):
        begin = start if begin is None else begin
        joins = width is not None and followed and number + 1 < len(lines)
        if joins:
            following = lines[number + 1]
            joins = _is_full(text, lines[number], following, width or 0) and not _BULLET.match(
                text, following[0], following[1]
            )
        if not joins:
            yield begin, end
            begin = None
