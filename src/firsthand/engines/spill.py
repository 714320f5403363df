"""Rows dealt into parts, in memory while there are few and in temporary files when there are many."""

from __future__ import annotations

import tempfile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray


class Spill:
    """Parts of rows that are collected piece by piece and taken out once, part by part.

    The files have no names: whatever happens to the process, nothing stays behind.
    """

    def __init__(self, n_parts: int, limit_bytes: int, kind: type[np.unsignedinteger[Any]] = np.uint64) -> None:
        self._kind = kind
        self._pieces: list[list[NDArray[Any]]] = [[] for _ in range(n_parts)]
        self._files: dict[int, IO[bytes]] = {}
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
        pieces = self._pieces[part]
        self._held -= sum(piece.nbytes for piece in pieces)
        file = self._files.pop(part, None)
        if file is not None:
            file.seek(0)
            pieces = [np.fromfile(file, self._kind), *pieces]
            file.close()
        self._pieces[part] = []
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate(pieces) if pieces else np.zeros(0, self._kind)

    def _write_out(self) -> None:
        for part, pieces in enumerate(self._pieces):
            if pieces:
                file = self._files.setdefault(part, tempfile.TemporaryFile())  # noqa: SIM115
                for piece in pieces:
                    piece.tofile(file)
                self._pieces[part] = []
        self._held = 0
