"""Rows dealt into parts, in memory while there are few and in a temporary file when there are many."""

from __future__ import annotations

import tempfile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

WRITTEN_TOGETHER = 1 << 20
"""Bytes."""


class Spill:
    """Parts of rows that are collected piece by piece and taken out once, part by part.

    All parts share one file, in which what a part held at a time lies together: files cost more than bytes do. The file
    has no name: whatever happens to the process, nothing stays behind.
    """

    def __init__(self, n_parts: int, limit_bytes: int, kind: type[np.unsignedinteger[Any]] = np.uint64) -> None:
        self._kind = np.dtype(kind)
        self._pieces: list[list[NDArray[Any]]] = [[] for _ in range(n_parts)]
        self._extents: list[list[tuple[int, int]]] = [[] for _ in range(n_parts)]
        self._file: IO[bytes] | None = None
        self._written = 0
        self._limit = limit_bytes
        self._held = 0

    def __len__(self) -> int:
        return len(self._pieces)

    def put(self, part: int, rows: NDArray[Any]) -> None:
        """Add rows to a part."""
        if len(rows):
            self._pieces[part].append(rows)
            self._held += rows.nbytes
            if self._held > self._limit:
                self._write_out()

    def take(self, part: int) -> NDArray[Any]:
        """All rows of a part, in the order in which they were added; the part is empty afterwards."""
        pieces, extents = self._pieces[part], self._extents[part]
        self._pieces[part], self._extents[part] = [], []
        self._held -= sum(piece.nbytes for piece in pieces)
        if self._file is not None:
            written = []
            for begin, n_rows in extents:
                self._file.seek(begin)
                written.append(np.fromfile(self._file, self._kind, n_rows))
            pieces = written + pieces
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate(pieces) if pieces else np.zeros(0, self._kind)

    def _write_out(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=WRITTEN_TOGETHER)  # noqa: SIM115
        self._file.seek(self._written)
        for part, pieces in enumerate(self._pieces):
            if pieces:
                for piece in pieces:
                    self._file.write(piece.data)
                n_rows = sum(map(len, pieces))
                self._extents[part].append((self._written, n_rows))
                self._written += n_rows * self._kind.itemsize
                self._pieces[part] = []
        self._file.flush()
        self._held = 0
