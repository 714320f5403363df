"""What a web server sent, unpacked within limits: chunks joined, gzip, deflate, brotli and zstandard undone."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

from firsthand.reading.draft import read_whole
from firsthand.reading.unpack import TooLarge
from firsthand.settings import ReadingSettings

_PIECE = 1 << 14


class BadContent(ValueError):
    """What was sent cannot be unpacked."""


def unpacked_content(record: Any, settings: ReadingSettings) -> bytes:
    """The content of a WARC record.

    Raises
    ------
    BadContent
        If it is damaged, packed in an unknown way, or grows beyond the limits.
    """
    headers = record.http_headers
    coding = (headers.get_header("Content-Encoding") or "").lower() if headers else ""
    try:
        content = read_whole(_joined(record), settings.whole_bytes)
        for name in reversed([part.strip() for part in coding.split(",") if part.strip()]):
            limit = min(settings.whole_bytes, max(settings.bomb_bytes, settings.bomb_ratio * len(content)))
            content = _unpacked(content, name, limit)
    except TooLarge as error:
        raise BadContent(str(error)) from error
    return content


def _joined(record: Any) -> Any:
    """The stream of a record without the lengths between its chunks."""
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    if headers and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        return ChunkedDataReader(record.raw_stream)
    return record.raw_stream


def _unpacked(content: bytes, name: str, limit: int) -> bytes:
    if name in ("identity", "utf-8", "none") or not content:
        return content
    if name in ("gzip", "x-gzip", "deflate"):
        return _inflated(content, limit)
    if name == "br":
        return _of_brotli(content, limit)
    if name == "zstd":
        import zstandard

        try:
            reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(io.BytesIO(content))
            return read_whole(reader, limit)
        except zstandard.ZstdError as error:
            raise BadContent(f"packed data are damaged: {error}") from error
    raise BadContent(f"packed as {name!r:.40}, which is not known; left out")


def _inflated(content: bytes, limit: int) -> bytes:
    """Some servers say so and send it plain; some leave the wrapping of deflate out."""
    if not content.startswith(b"\x1f\x8b") and content[:1] in (b"<", b" ", b"\n", b"\xef"):
        return content
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return _stepwise(zlib.decompressobj(window), content, limit)
        except zlib.error as error:
            failure = error
    raise BadContent(f"packed data are damaged: {failure}")


def _stepwise(packer: Any, content: bytes, limit: int) -> bytes:
    found = packer.decompress(content, limit + 1)
    if len(found) > limit:
        raise TooLarge(f"larger than {limit / 1e6:.0f} MB when unpacked; left out as a possible bomb")
    return bytes(found)


def _of_brotli(content: bytes, limit: int) -> bytes:
    import brotli

    if content[:9].lower().startswith((b"<!doctype", b"<html")):
        return content
    packer, pieces, n_bytes = brotli.Decompressor(), [], 0
    take: Callable[..., bytes] = packer.process
    try:
        pieces.append(take(content, output_buffer_limit=_PIECE))
        while pieces[-1] and not packer.is_finished():
            n_bytes += len(pieces[-1])
            if n_bytes > limit:
                raise TooLarge(f"larger than {limit / 1e6:.0f} MB when unpacked; left out as a possible bomb")
            pieces.append(take(b"", output_buffer_limit=1 << 20))
    except brotli.error as error:
        raise BadContent(f"packed data are damaged: {error}") from error
    return b"".join(pieces)
