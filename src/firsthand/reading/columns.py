"""Printed lines in the order in which they are read: columns told apart, running heads left out, hyphens undone.

In: for each page its lines, each made of words that know where they stand. Out: paragraphs. Pure geometry: no library,
no file, no language.

A column's gutter is a strip of the page that the words of hardly any line cross, with lines of prose on both sides of
it that stand beside each other. What crosses it (a headline) parts the page into bands; each band is read column by
column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from firsthand.reading.wrapped import continued, plain_words

_FULL_LINES = 0.9
"""Quantile of line ends that stands for the column's right edge."""
_SHORT_LINE = 0.75
"""A line shorter than this share of the column is a heading if the next does not go on in lower case."""
_WIDE_GAP = 1.35
"""Distance to the next line, in usual distances, from which white space was meant."""
_MOST_RUNNING = 160
_MOST_CROSSING = 0.2
"""Share of the lines on both sides that may cross a gutter: headlines, captions."""
_LEAST_GUTTER = 5.0
"""Points of white space between columns. This and the next were tried on 144 made pages of one to three columns, with
gutters of 10 to 16 points, in three types, justified or not, drawn by column or by row: all gave 11 or 12 of 12
quotations word for word with gutters of 14 and 16, 139 with 10 and 12 (justified type of even width failed)."""
_GUTTER_IN_SPACES = 1.4
"""The same in usual spaces between words, which are wide in type of even width and in justified lines."""
_LEAST_LINES = 2
"""Lines of the shorter column, at the end of a text; both together have `_LEAST_TOGETHER`."""
_LEAST_TOGETHER = 8
_LEAST_WORDS = 2.5
"""Words a line, on average, from which a column is prose and no column of a table."""
_LEAST_ALIGNED = 0.6
_MOST_EDGES = 3
_SLACK = 3.0
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,7}\.?)?\s*\d{1,4}(?:\s*(?:/|\w{2,3})\s*\d{1,4})?\W*")
_ADDRESS = re.compile(r"https?://\S+")
_ENDS = '.!?:…”"»)'
_HEADING_CHARACTERS = 60
_DEEPEST = 6
_MOST_LATE = 3
_FAR_BELOW = 2.5
"""Distance of the last line, in usual ones, from which it is the page's foot, even if it begins in lower case."""


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word and where it begins and ends, in points from the left."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """Printed words on one base line, that many points above the lower edge.

    `hyphen`: its last word goes on below. `place`: where it stands in the file, which need not be where it is read.
    """

    words: tuple[Word, ...]
    base: float
    hyphen: bool = False
    place: int = 0

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed document says: its text, and the numbers of pages whose columns could not be told apart."""

    text: str
    mixed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one column, or (`wide`) lines over several of them."""

    lines: list[Line]
    wide: bool = False


def read_pages(pages: Sequence[Sequence[Line]]) -> Printed:
    """The text of all pages in the order of reading."""
    running = _running_lines(pages)
    blocks: list[_Block] = []
    mixed, n_before = [], 0
    for number, page in enumerate(pages, 1):
        found = _in_columns([line for line in page if line not in running])
        if len(found) == 1 and _looks_mixed(found[0].lines):
            mixed.append(number)
        if len(found) == 1 == n_before:
            blocks[-1].lines.extend(found[0].lines)
        else:
            blocks += found
        n_before = len(found) or n_before
    known = Counter(word for block in blocks for line in block.lines for word in plain_words(line.text))
    return Printed("\n".join(_joined(blocks, known)), tuple(mixed))


def _running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Lines at the upper or lower edge that stand on most pages, but for their figures, and page numbers."""
    edges: list[Line] = []
    for page in pages:
        by_height = sorted(page, key=lambda line: (-line.base, line.left))
        edges += dict.fromkeys([*by_height[:3], *by_height[-3:]])
    at_edge = frozenset(edges)
    shapes = Counter(shape for page in pages for shape in {_shape(line) for line in page if line in at_edge})
    least = max(2, 0.6 * len(pages))
    return frozenset(
        line
        for line in edges
        if (len(line.text) < _MOST_RUNNING and shapes[_shape(line)] >= least)
        or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text))
    )


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _in_columns(lines: list[Line], depth: int = 0) -> list[_Block]:
    """The lines of a page or of a part of it, column by column; one block where there is one column."""
    least = _least_gutter(lines)
    gutter = _gutter(lines, least) if depth < _DEEPEST else None
    if gutter is None:
        return [_Block(_top_first(lines))] if lines else []
    found: list[_Block] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.base, line.left)):
        left, right = _parted(line, gutter)
        if left and right and not _is_free(line, gutter, least):
            found += _sides(band, gutter, depth)
            if not band and found and found[-1].wide:
                found[-1].lines.append(line)
            else:
                found.append(_Block([line], wide=True))
            band = []
        else:
            band += [part for part in (left, right) if part]
    return found + _sides(band, gutter, depth)


def _top_first(lines: list[Line]) -> list[Line]:
    """The lines as they stand in the file; those above the first one, which a program drew last, go before it."""
    in_file = sorted(lines, key=lambda line: line.place)
    above = [line for line in in_file if line.base > in_file[0].base + _SLACK]
    if len(above) > _MOST_LATE:
        return in_file
    late = sorted(above, key=lambda line: (-line.base, line.left))
    return late + [line for line in in_file if line not in above]


def _sides(band: list[Line], gutter: float, depth: int) -> list[_Block]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    return _in_columns(left, depth + 1) + _in_columns(right, depth + 1)


def _parted(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    """The parts of a line on both sides of a gutter."""
    left = tuple(word for word in line.words if (word.left + word.right) / 2 < gutter)
    right = line.words[len(left) :]
    return (
        Line(left, line.base, line.hyphen and not right, line.place) if left else None,
        Line(right, line.base, line.hyphen, line.place) if right else None,
    )


def _is_free(line: Line, gutter: float, least: float) -> bool:
    """Whether no word of a line stands in the gutter, and the space there is as wide as one."""
    for word, after in pairwise(line.words):
        if word.right <= gutter <= after.left:
            return after.left - word.right >= least
    return False


def _least_gutter(lines: list[Line]) -> float:
    """How wide the space between columns is at least, on a page whose words have these spaces between them."""
    spaces = [after.left - word.right for line in lines for word, after in pairwise(line.words)]
    return max(_LEAST_GUTTER, _GUTTER_IN_SPACES * median(spaces)) if spaces else _LEAST_GUTTER


def _gutter(lines: list[Line], least: float) -> float | None:
    """The middle of the strip that parts columns; None where there is none."""
    if len(lines) < _LEAST_TOGETHER:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = int(right - left) + 1
    if width < 60 or width > 20_000:
        return None
    crossed = [0] * (width + 1)
    for line in lines:
        for start, end in _covered(line, least):
            for x in range(max(0, int(start - left)), min(width, int(end - left) + 1)):
                crossed[x] += 1
    most = _MOST_CROSSING * len(lines)
    strips = _strips(crossed, most, least)
    for start, end in sorted(
        strips, key=lambda strip: (min(crossed[strip[0] : strip[1]]), strip[0] - strip[1], strip[0])
    ):
        middle = left + _emptiest(crossed, start, end)
        if _are_columns(lines, middle, least):
            return middle
    return None


def _emptiest(crossed: list[int], start: int, end: int) -> float:
    """The middle of the longest stretch of a strip that the fewest lines cross: long lines reach into its left part."""
    least = min(crossed[start:end])
    best, at = (start, start), start
    for x in range(start, end + 1):
        if x == end or crossed[x] != least:
            best = max(best, (at, x), key=lambda stretch: stretch[1] - stretch[0])
            at = x + 1
    return (best[0] + best[1]) / 2


def _covered(line: Line, least: float) -> Iterable[tuple[float, float]]:
    """Where a line has words, spaces between them included unless they could be a gutter."""
    start, end = line.words[0].left, line.words[0].right
    for word in line.words[1:]:
        if word.left - end >= least:
            yield start, end
            start = word.left
        end = max(end, word.right)
    yield start, end


def _strips(crossed: list[int], most: float, least: float) -> list[tuple[int, int]]:
    """Strips wide enough for a gutter that at most so many lines cross, not at the edges."""
    margin = len(crossed) // 8
    found, start = [], -1
    for x, n in enumerate([*crossed, len(crossed) * 1000]):
        if n <= most:
            start = x if start < 0 else start
        elif start >= 0:
            if x - start >= least - 1 and start > margin and x < len(crossed) - margin:
                found.append((start, x))
            start = -1
    return found


def _are_columns(lines: list[Line], gutter: float, least: float) -> bool:
    """Whether prose stands on both sides, side by side, with an even edge on the right one."""
    parts = [
        _parted(line, gutter) for line in lines if _is_free(line, gutter, least) or not line.left < gutter < line.right
    ]
    left = [part for part, _ in parts if part]
    right = [part for _, part in parts if part]
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    beside = min(left[0].base, right[0].base, max(p.base for p in left), max(p.base for p in right)) - max(
        min(p.base for p in left), min(p.base for p in right)
    )
    shorter = min(max(p.base for p in side) - min(p.base for p in side) for side in (left, right))
    n_aligned = _aligned([part.left for part in right])
    n_words = [sum(len(part.words) for part in side) / len(side) for side in (left, right)]
    return beside >= 0.5 * shorter and n_aligned >= _LEAST_ALIGNED * len(right) and min(n_words) >= _LEAST_WORDS


def _aligned(starts: list[float]) -> int:
    """How many lines begin at one of the usual edges; right of a gutter there may be two more columns."""
    left = list(starts)
    n_aligned = 0
    for _ in range(_MOST_EDGES):
        counted = Counter(round(start) for start in left)
        usual = max(counted, key=lambda start: (counted[start], -start), default=0)
        n_aligned += sum(abs(start - usual) <= _SLACK for start in left)
        left = [start for start in left if abs(start - usual) > _SLACK]
    return n_aligned


def _looks_mixed(lines: list[Line]) -> bool:
    """Whether many lines have a gap as wide as a gutter with words of prose on both sides, though none was found."""
    n_gaps = 0
    for line in lines:
        gaps = [after.left - word.right for word, after in pairwise(line.words)]
        widest = max(range(len(gaps)), key=gaps.__getitem__, default=None)
        if widest is not None and gaps[widest] >= max(2 * _LEAST_GUTTER, 3 * median(gaps)):
            n_gaps += min(widest + 1, len(gaps) - widest) >= 3
    return len(lines) >= _LEAST_TOGETHER and n_gaps >= 0.4 * len(lines)


_FEW_GAPS = 3
"""So many lines that begin small, which go on with the one above, tell the distance between lines; fewer may be odd."""


def _paragraphs(lines: list[Line], known: Counter[str]) -> list[str]:
    """Lines joined, unless white space parts them or one ends early: with room left for the next one's first word."""
    left = median(line.left for line in lines)
    edge = sorted(line.right for line in lines)[int(_FULL_LINES * (len(lines) - 1))]
    gaps = [above.base - line.base for above, line in pairwise(lines) if above.base > line.base]
    within = [above.base - line.base for above, line in pairwise(lines) if line.text[0].islower()]
    within = [gap for gap in within if gap > 0]
    usual = median(within if len(within) >= _FEW_GAPS else gaps) if gaps else 0.0
    joined: list[str] = [lines[0].text]
    for above, line in pairwise(lines):
        letter = (line.right - line.left) / len(line.text)
        room = edge - above.right - letter * (1 + len(line.words[0].text))
        ended = above.text[-1] in _ENDS
        goes_on = line.text[0].islower() and not _ADDRESS.match(line.text)
        narrow = above.right - left < _SHORT_LINE * (edge - left)
        is_heading = narrow and not above.hyphen and above.text[-1] not in ",;-" and not goes_on
        distance = above.base - line.base
        is_foot = line is lines[-1] and distance > _FAR_BELOW * usual
        parted = is_foot or (distance > _WIDE_GAP * usual and not goes_on and not above.hyphen)
        alone = bool(_ADDRESS.match(line.text) or _ADDRESS.fullmatch(above.text))
        if parted or is_heading or alone or (ended and room > 0 and not goes_on):
            joined.append(line.text)
        else:
            joined[-1] = continued(joined[-1], line.text, above.hyphen, known)
    return joined


def _joined(blocks: list[_Block], known: Counter[str]) -> list[str]:
    """The paragraphs of all blocks: what begins a column in the middle of a sentence goes on with the last."""
    paragraphs: list[str] = []
    column_before = False
    for block in blocks:
        found = _paragraphs(block.lines, known)
        if column_before and not block.wide:
            above = paragraphs[-1]
            if found[0][0].islower() or (above[-1] not in _ENDS and len(above) > _HEADING_CHARACTERS):
                paragraphs[-1] = continued(above, found[0], False, known)
                found = found[1:]
        paragraphs += found
        column_before = not block.wide
    return paragraphs
