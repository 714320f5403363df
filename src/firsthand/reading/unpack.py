"""Packed files are opened as plain streams that stop at bombs and tell when their end is missing."""

from __future__ import annotations

import gzip
import io
import os
from typing import IO, cast

from firsthand.settings import ReadingSettings

PACKED = (".gz", ".zst")
_CHUNK_BYTES = 1 << 16


class TooLarge(ValueError):
    """The file is larger than allowed, or grows like a bomb when unpacked."""


def open_unpacked(path: str, settings: ReadingSettings) -> IO[bytes]:
    """Open `path` for reading, unpacked by its ending, and limited in size.

    Raises
    ------
    OSError
        If the file cannot be opened; EOFError while reading where a packed file is cut off, `TooLarge` where it grows
        beyond the limits.
    """
    size = os.stat(path).st_size
    ending = os.path.splitext(path)[1].lower()
    raw = open(path, "rb")  # noqa: SIM115 - the stream that is returned closes it
    if ending == ".gz":
        packed: IO[bytes] = cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb"))
    elif ending == ".zst":
        packed = io.BufferedReader(_Zstandard(raw), _CHUNK_BYTES)
    else:
        return io.BufferedReader(_Limited(raw, raw, settings.max_bytes), _CHUNK_BYTES)
    limit = min(settings.max_bytes, max(settings.bomb_bytes, settings.bomb_ratio * size))
    return io.BufferedReader(_Limited(packed, raw, limit), _CHUNK_BYTES)


class _Limited(io.RawIOBase):
    """A stream that refuses to give more than `limit` bytes."""

    def __init__(self, stream: IO[bytes], file: IO[bytes], limit: int) -> None:
        self._stream, self._file, self._left, self._limit = stream, file, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(f"larger than {self._limit // 1_000_000} MB when unpacked; left out as a possible bomb")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._file.close()
        super().close()


class _Zstandard(io.RawIOBase):
    """Zstandard frames as a stream; the library's own reader ends silently where a file is cut off."""

    def __init__(self, file: IO[bytes]) -> None:
        import zstandard

        self._file = file
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._frame = self._decompressor.decompressobj()
        self._pending = memoryview(b"")
        self._in_frame = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._pending:
            data = self._file.read(_CHUNK_BYTES // 16)
            if not data:
                if self._in_frame:
                    raise EOFError("the packed data end before their end mark")
                return 0
            self._pending = memoryview(self._unpack(data))
        n_bytes = min(len(buffer), len(self._pending))
        buffer[:n_bytes] = self._pending[:n_bytes]
        self._pending = self._pending[n_bytes:]
        return n_bytes

    def _unpack(self, data: bytes) -> bytes:
        pieces = []
        while data:
            self._in_frame = True
            pieces.append(self._frame.decompress(data))
            data = b""
            if self._frame.eof:
                data = self._frame.unused_data
                self._frame = self._decompressor.decompressobj()
                self._in_frame = False
        return b"".join(pieces)
