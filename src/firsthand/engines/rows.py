"""Alignments become records: families, furniture, spans with their text, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.engines.corpus import Corpus
from firsthand.engines.local import Matches
from firsthand.engines.spans import SpanRecord, cut_spans
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokenizer

CHUNK_WORDS = 1 << 21
"""Texts of about so many reported words are held at once."""
WRITTEN_TOGETHER = 256
"""Records."""


class ReuseRecord(msgspec.Struct, gc=False):
    """A pair of spans. ``type`` is ``"boilerplate"`` for furniture and stock wording: marked, and not counted."""

    type: str
    a: SpanRecord
    b: SpanRecord
    kind: str
    identity: float
    family: str | None
    score: float
    direction: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Families:
    """The family of each alignment.

    Attributes
    ----------
    ids : uint64, shape (n_rows,)
        Made from the content of the family's first passage.
    furniture : bool, shape (n_rows,)
        Whether the family is furniture of one outlet.
    """

    ids: NDArray[np.uint64]
    furniture: NDArray[np.bool_]


def tie_rows(matches: Matches, corpus: Corpus, settings: ReuseSettings = ReuseSettings()) -> Families:
    """Tie alignments into families, and tell which are furniture.

    Spans of one document are one passage where they overlap by more than half of the longer one, so that a short
    quotation does not pull the article around it into its family. Furniture is what repeats because of a template: in
    several documents of one outlet and hardly any of another, or at the edge of documents; see `ReuseSettings`.
    """
    from firsthand.kernels.ties import merge_spans, tie

    rows = matches.rows
    n = len(rows)
    spans = np.concatenate([rows[:, :3], rows[:, 3:6]])
    order = np.lexsort((spans[:, 2], spans[:, 1], spans[:, 0]))
    ordered = np.ascontiguousarray(spans[order])
    passage_of_ordered = np.empty(2 * n, np.int64)
    n_passages = merge_spans(ordered.ravel(), passage_of_ordered)
    passage = np.empty(2 * n, np.int64)
    passage[order] = passage_of_ordered
    parent = np.empty(n_passages, np.int64)
    tie(passage[:n], passage[n:], parent)
    names, furniture = describe_families(ordered, parent[passage_of_ordered], n_passages, matches, corpus, settings)
    family = parent[passage[:n]]
    return Families(names[family], furniture[family])


def describe_families(
    spans: NDArray[np.int64],
    family: NDArray[np.int64],
    n_families: int,
    matches: Matches,
    corpus: Corpus,
    settings: ReuseSettings,
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """The id of each family, and whether it is furniture, from its spans alone, which are sorted."""
    with np.errstate(over="ignore"):
        keys = (matches.fingerprints[spans[:, 0]] ^ spans[:, 1].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    names = np.full(n_families, np.iinfo(np.uint64).max, np.uint64)
    np.minimum.at(names, family, keys)
    return names, _is_furniture(spans, family, n_families, matches, corpus, settings)


def _is_furniture(
    spans: NDArray[np.int64],
    family: NDArray[np.int64],
    n_families: int,
    matches: Matches,
    corpus: Corpus,
    settings: ReuseSettings,
) -> NDArray[np.bool_]:
    numbers: dict[str | None, int] = {None: 0}
    outlet_of = np.array([numbers.setdefault(outlet, len(numbers)) for outlet in corpus.outlets], np.int64)
    # One span of each document stands for it; spans are sorted by document.
    members, first = np.unique(family * len(outlet_of) + spans[:, 0], return_index=True)
    family, spans = members // len(outlet_of), spans[first]
    n_documents = np.bincount(family, minlength=n_families)
    some = np.maximum(n_documents, 1)
    mean_words = np.bincount(family, spans[:, 2] - spans[:, 1], n_families) / some
    edge = np.minimum(spans[:, 1], matches.lengths[spans[:, 0]] - spans[:, 2]) <= settings.edge_words
    # Passages that fill their documents are articles, neither edges of them nor furniture in them.
    partial = 2 * (spans[:, 2] - spans[:, 1]) < matches.lengths[spans[:, 0]]
    edge &= partial
    edge_share = np.bincount(family, edge, n_families) / some
    often_partial = 2 * np.bincount(family, partial, n_families) >= n_documents
    outlets = outlet_of[spans[:, 0]]
    cells, n_cell = np.unique((family * len(numbers) + outlets)[outlets > 0], return_counts=True)
    most = np.zeros(n_families, np.int64)
    np.maximum.at(most, cells // len(numbers), n_cell)
    several_outlets = len(numbers) > 2
    share = most / some if several_outlets else np.zeros(n_families)
    short = mean_words <= settings.furniture_words
    frequent = n_documents >= settings.frequent_furniture_documents
    of_one = share >= settings.furniture_outlet_share
    return np.asarray(
        (of_one & (((short | often_partial) & (n_documents >= settings.furniture_documents)) | frequent))
        | (short & frequent & (share >= 0.5))
        | (edge_share >= settings.edge_share) & (of_one | (short & (n_documents >= settings.edge_furniture_documents)))
    )


def make_records(
    matches: Matches, families: Families, corpus: Corpus, settings: ReuseSettings = ReuseSettings()
) -> Iterator[ReuseRecord]:
    """The record of every alignment, in order."""
    from firsthand.reuse.stock import Strength, why_stock
    from firsthand.reuse.verbatim import is_verbatim

    rows = matches.rows
    sizes = np.cumsum(rows[:, 2] - rows[:, 1] + rows[:, 5] - rows[:, 4])
    tokenizer = Tokenizer()
    first = 0
    while first < len(rows):
        before = int(sizes[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(sizes, before + CHUNK_WORDS)))
        furniture = families.furniture[first:last]
        cut = cut_spans(rows[first:last], ~furniture, corpus, tokenizer, settings)
        spans, excerpts = cut.spans, cut.excerpts
        told = matches.scores[first:last].tolist()
        counts, names = rows[first:last, 6:].tolist(), families.ids[first:last].tolist()
        for a, b, stock, (matched, edits), (score, kinship), name in zip(
            cut.a, cut.b, furniture.tolist(), counts, told, names
        ):
            if not stock:
                strength = Strength(score, kinship, matched, edits)
                stock = why_stock(excerpts[a], excerpts[b], strength, settings) is not None
            yield ReuseRecord(
                "boilerplate" if stock else "reuse",
                spans[a],
                spans[b],
                "edited" if edits or not is_verbatim(spans[a].exact, spans[b].exact) else "verbatim",
                round(matched / (matched + edits), 4) if edits else 1.0,
                f"{name:016x}",
                round(score, 3),
            )
        first = last


_encoder = msgspec.json.Encoder()
_LINE_BREAKS = {b"\xe2\x80\xa8": b"\\u2028", b"\xe2\x80\xa9": b"\\u2029", b"\xc2\x85": b"\\u0085"}


def to_lines(records: Iterable[Any]) -> Iterator[bytes]:
    """A line of JSON for each record, many at once. Characters that some readers break lines at are escaped."""
    source = iter(records)
    while batch := list(islice(source, WRITTEN_TOGETHER)):
        lines = _encoder.encode_lines(batch)
        for breaks, escaped in _LINE_BREAKS.items():
            # Looking for a single byte first is ten times as fast.
            if breaks[-1:] in lines:
                lines = lines.replace(breaks, escaped)
        yield lines
