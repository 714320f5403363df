"""Pairs of one part of the postings in bounded memory, however often a shingle occurs.

A part that outgrows its bytes is dealt again by the next bits of its shingles into files of this machine; a part that
is one shingle cannot be dealt, and is streamed past its leaders.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.matching import FOLLOWING_BITS
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings

U64 = NDArray[np.uint64]

DEAL_BITS = 5
POSTING_BYTES = 8 * stages.POSTING
_OFTEN = 16
"""Postings of one shingle above which :func:`firsthand.kernels.matching.pair_postings` asks most of two surroundings: a
chunk of a frequent shingle has more, so that it is asked what the whole is asked."""


def pair_bounded(pieces: Iterable[U64], settings: ReuseSettings, part_bits: int, limit_bytes: int) -> Iterator[U64]:
    """Pairs of the postings in `pieces`, which are a part in the order of its documents.

    Parameters
    ----------
    pieces : iterable of uint64
        Postings whose shingles share their highest `part_bits` bits.
    settings : ReuseSettings
        Thresholds.
    part_bits : int
        See above.
    limit_bytes : int
        What a part may hold in memory.

    Yields
    ------
    uint64
        Pairs, as of :func:`firsthand.reuse.stages.pairs` of the whole part.
    """
    held: list[U64] = []
    size = 0
    source = iter(pieces)
    for piece in source:
        held.append(piece)
        size += piece.nbytes
        if size > limit_bytes:
            break
    else:
        if held:
            yield from stages.pairs(np.concatenate(held), settings, part_bits)
        return
    parts = [_Overflow() for _ in range(1 << DEAL_BITS)]
    try:
        for piece in _chain(held, source):
            dealt = stages.split(piece, stages.POSTING, 64 - part_bits - DEAL_BITS, DEAL_BITS)
            for part, rows in zip(parts, dealt):
                part.put(rows)
        fewest = max(settings.max_df, _OFTEN) + 1
        for part in parts:
            chunks = part.chunks(limit_bytes // 4, fewest)
            if part.is_one_shingle() and part.n_bytes > limit_bytes:
                yield from stages.pairs_of_one_shingle(chunks, settings)
            else:
                yield from pair_bounded(chunks, settings, part_bits + DEAL_BITS, limit_bytes)
    finally:
        for part in parts:
            part.close()


def _chain(held: list[U64], rest: Iterator[U64]) -> Iterator[U64]:
    """What is held, forgotten as it is given away, and the rest."""
    held.reverse()
    while held:
        yield held.pop()
    yield from rest


class _Overflow:
    """Postings in a file without a name."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self.n_bytes = 0
        self._least, self._most = 1 << 64, -1

    def put(self, rows: U64) -> None:
        if len(rows):
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115
            self._file.write(rows.tobytes())
            self.n_bytes += rows.nbytes
            keys = rows[:: stages.POSTING] >> np.uint64(FOLLOWING_BITS)
            self._least, self._most = min(self._least, int(keys.min())), max(self._most, int(keys.max()))

    def is_one_shingle(self) -> bool:
        return self._least == self._most

    def chunks(self, limit_bytes: int, fewest: int) -> Iterator[U64]:
        """The postings in order, in chunks of nearly one size, of `fewest` postings at least if there are any."""
        if self._file is None:
            return
        self._file.seek(0)
        n = self.n_bytes // POSTING_BYTES
        n_chunks = max(min(-(-self.n_bytes // limit_bytes), n // fewest), 1)
        bounds = np.linspace(0, n, n_chunks + 1).astype(np.int64)
        for size in np.diff(bounds).tolist():
            yield np.frombuffer(self._file.read(size * POSTING_BYTES), np.uint64)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
