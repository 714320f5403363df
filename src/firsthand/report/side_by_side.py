"""Two documents side by side: what is the same, edited or translated, what only one has, which values differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from firsthand.case import CaseReader
from firsthand.case.sharing import between, boilerplate
from firsthand.model import Document, Reuse, Span
from firsthand.report.names import byline
from firsthand.report.phrases import brief, count, date_words, plain
from firsthand.report.wording import Piece, compare

RowKind = Literal["verbatim", "edited", "translated", "only in A", "only in B"]
_NAMES = {"verbatim": "same"}
_LONGEST = 1200
"""Characters of one passage that are shown: a screen of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of A, of B, or of both, and how alike they are."""

    kind: RowKind
    a: Span | None
    b: Span | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that two documents give differently in one claim."""

    slot: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents, passage by passage in the order of the first, and the values that differ."""

    a: Document
    b: Document
    rows: tuple[Row, ...]
    changed: tuple[Changed, ...]


def compare_documents(case: CaseReader, a: str, b: str) -> Comparison:
    """The documents of these ids, side by side."""
    keys = [case.key(id) for id in (a, b)]
    documents = [case.document(id) for id in (a, b)]
    if keys[0] is None or keys[1] is None or documents[0] is None or documents[1] is None:
        raise KeyError(a if keys[0] is None else b)
    shared = [_turned(reuse, a) for reuse in between(case, keys[0], keys[1])]
    left_out = [boilerplate(case, key) for key in (keys[0], keys[1])]
    rows = tuple(_rows(documents[0], documents[1], shared, left_out))
    return Comparison(documents[0], documents[1], rows, tuple(_changes(case, documents[0], b)))


def _turned(reuse: Reuse, a: str) -> tuple[RowKind, Span, Span]:
    first, second = (reuse.a, reuse.b) if reuse.a.document == a else (reuse.b, reuse.a)
    return reuse.kind, first, second


def _rows(
    a: Document, b: Document, shared: Iterable[tuple[RowKind, Span, Span]], left_out: Sequence[Sequence[Span]]
) -> Iterator[Row]:
    shared = sorted(shared, key=lambda row: (row[1].start, row[2].start, row[1].end))
    only_a = _gaps(a, [first for _, first, _ in shared], left_out[0])
    only_b = _gaps(b, [second for _, _, second in shared], left_out[1])
    for kind, first, second in shared:
        yield from _until(only_a, first.start, "only in A")
        yield from _until(only_b, second.start, "only in B")
        yield Row(kind, first, second)
    yield from _until(only_a, len(a.text) + 1, "only in A")
    yield from _until(only_b, len(b.text) + 1, "only in B")


def _until(gaps: list[Span], end: int, kind: RowKind) -> Iterator[Row]:
    while gaps and gaps[0].start < end:
        gap = gaps.pop(0)
        yield Row(kind, gap, None) if kind == "only in A" else Row(kind, None, gap)


def _gaps(document: Document, shared: Iterable[Span], left_out: Iterable[Span]) -> list[Span]:
    """What no passage of `shared` covers, without the page's own furniture."""
    gaps, at = [], 0
    end = len(document.text)
    for start, stop in [*sorted((s.start, s.end) for s in (*shared, *left_out)), (end, end)]:
        words = document.text[at:start]
        if any(c.isalnum() for c in words):
            begin = at + len(words) - len(words.lstrip())
            gaps.append(document.span(begin, at + len(words.rstrip())))
        at = max(at, stop)
    return gaps


def _changes(case: CaseReader, a: Document, b: str) -> Iterator[Changed]:
    found: dict[tuple[str, str, str], None] = {}
    for _, _, claim in case.claims_at(a.id, 0, len(a.text)):
        for discrepancy in claim.discrepancies:
            placed = [v for v in discrepancy.values if v.span is not None]
            ours, theirs = ([v.value for v in placed if v.span.document == id] for id in (a.id, b))
            if ours and theirs and set(ours) != set(theirs):
                found[discrepancy.slot, ours[0], theirs[0]] = None
    return (Changed(*key) for key in found)


def side_by_side(found: Comparison, names: Sequence[str]) -> RenderableType:
    """The comparison as a table of two columns; words that only one side has stand in ‹angle quotes›."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, expand=True)
    table.add_column("", no_wrap=True, style="dim", width=10)
    for letter, document, name in zip("AB", (found.a, found.b), names):
        head = " · ".join(filter(None, (f"{letter}: {plain(name)}", byline(document), date_words(document.published))))
        table.add_column(head, ratio=1, overflow="fold")
    for row in found.rows:
        table.add_row(_NAMES.get(row.kind, row.kind), *_cells(row))
    shared = [row for row in found.rows if row.a and row.b]
    tally = f"{count(len(shared), 'shared passage')}, {count(len(found.rows) - len(shared), 'passage')} in one only"
    lines = [Text(tally)]
    lines += [Text(f"{c.slot} differs: {plain(c.a)} in A, {plain(c.b)} in B", style="yellow") for c in found.changed]
    return Group(table, *lines)


def _cells(row: Row) -> tuple[Text, Text]:
    if row.a is None or row.b is None or row.kind != "edited":
        return _whole(row.a), _whole(row.b)
    pieces = compare(row.a.exact, row.b.exact)
    return _marked(pieces[0]), _marked(pieces[1])


def _whole(span: Span | None) -> Text:
    return Text(brief(plain(span.exact), _LONGEST) if span else "")


def _marked(pieces: Iterable[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        words = plain(piece.text)
        if not piece.changed:
            text.append(words)
            continue
        bare = words.strip()
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        text.append(before).append(f"‹{bare}›", style="yellow").append(after)
    return text
