"""What Spark's executors run to tie families; passages are numbered by their document's rank and place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray

from firsthand.engines.corpus import Corpus
from firsthand.engines.local import Matches
from firsthand.engines.rows import describe_families
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings

Batches = Iterable[Any]

FAMILY = "row bigint, family string, furniture boolean"
GROUP_ROWS = 1 << 18
"""About so many rows are looked at together."""


def _groups(batches: Batches, key: str) -> Iterator[dict[str, Any]]:
    """Columns of about `GROUP_ROWS` rows; rows with one `key`, which follow each other, are never parted."""
    held: list[Any] = []
    n = 0
    for batch in batches:
        keys = np.asarray(batch.column(key))
        breaks = np.flatnonzero(np.diff(keys)) + 1
        fresh = held and keys.size and keys[0] != held[-1].column(key)[-1].as_py()
        if n >= GROUP_ROWS and (fresh or breaks.size):
            cut = 0 if fresh else int(breaks[0])
            yield _columns([*held, batch.slice(0, cut)])
            held, n, batch = [], 0, batch.slice(cut)
        if batch.num_rows:
            held.append(batch)
            n += batch.num_rows
    if held:
        yield _columns(held)


def _columns(batches: list[Any]) -> dict[str, Any]:
    table = arrow.Table.from_batches(batches)
    return {
        name: table.column(name).to_pylist() if name.endswith("outlet") else np.asarray(table.column(name))
        for name in table.schema.names
    }


def merge_passages(batches: Batches) -> Iterator[Any]:
    """The passage of each span, of documents whose spans come sorted."""
    from firsthand.kernels.ties import merge_spans

    for column in _groups(batches, "rank"):
        spans = np.stack([column["rank"], column["first"], column["last"]], axis=1).astype(np.int64)
        passage = np.empty(len(spans), np.int64)
        merge_spans(spans.ravel(), passage)
        _, first, document = np.unique(spans[:, 0], return_index=True, return_inverse=True)
        number = spans[:, 0] << 32 | (passage - passage[first][document])
        yield arrow.RecordBatch.from_arrays([arrow.array(column["row"]), arrow.array(number)], ["row", "passage"])


def tie_edges(batches: Batches) -> Iterator[Any]:
    """Every passage that is tied to a lower one, with the lowest, all in one task."""
    from firsthand.kernels.ties import tie

    for column in [_columns(held)] if (held := list(batches)) else []:
        n = len(column["high"])
        passages, place = np.unique(np.concatenate([column["high"], column["low"]]), return_inverse=True)
        parent = np.empty(len(passages), np.int64)
        tie(place[:n].astype(np.int64), place[n:].astype(np.int64), parent)
        high = np.flatnonzero(parent != np.arange(len(parent)))
        columns = [arrow.array(passages[high]), arrow.array(passages[parent[high]])]
        yield arrow.RecordBatch.from_arrays(columns, ["high", "low"])


def describe(batches: Batches, outlets: list[str], settings: ReuseSettings) -> Iterator[Any]:
    """The name of each alignment's family, and whether it is furniture; `outlets` are two of the collection's."""
    for column in _groups(batches, "family"):
        _, family = np.unique(column["family"], return_inverse=True)
        _, seen, document = np.unique(_both(column, "rank"), return_index=True, return_inverse=True)
        told_by = [*column["a_outlet"], *column["b_outlet"]]
        corpus = Corpus(outlets=[*(told_by[place] for place in seen.tolist()), *outlets])
        spans = np.stack([document, _both(column, "first"), _both(column, "last")], axis=1).astype(np.int64)
        order = np.lexsort((spans[:, 2], spans[:, 1], spans[:, 0]))
        matches = Matches(
            np.zeros((0, stages.ROW), np.int64),
            np.zeros(0, np.float32),
            _both(column, "fingerprint")[seen].view(np.uint64),
            stages.Counts.empty(),
            _both(column, "length")[seen],
        )
        names, furniture = describe_families(
            spans[order], np.tile(family, 2)[order], int(family.max()) + 1, matches, corpus, settings
        )
        columns = [
            arrow.array(column["row"]),
            arrow.array([f"{name:016x}" for name in names[family].tolist()]),
            arrow.array(furniture[family]),
        ]
        yield arrow.RecordBatch.from_arrays(columns, ["row", "family", "furniture"])


def _both(column: dict[str, Any], name: str) -> NDArray[np.int64]:
    return np.concatenate([column[f"a_{name}"], column[f"b_{name}"]])
