"""Bytes become text: the encoding is told by a mark, else UTF-8, else guessed with a warning."""

from __future__ import annotations

import codecs
import re
from typing import Any

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE_BYTES = 1 << 20
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_BINARY_MARKS = (b"PK\x03\x04", b"%PDF", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"GIF8")
_LAST_LATIN = "\u024f"
_MOST_ACCENTS = 0.3
"""Share of bytes above ASCII that no text in Latin letters has: Vietnamese and Czech come to some 25 %."""
_SOME_CONTROL = 0.01
"""Share of control bytes from which data that are no UTF-8 are taken for binary; legacy encodings of text have none."""
_MOST_CONTROL = 0.1
"""The same for valid UTF-8, where a stray NUL is kept."""


class NotText(ValueError):
    """These bytes are no text in any encoding that could be told."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Decode `data`.

    Parameters
    ----------
    data : bytes
        A whole file.
    declared : str, optional
        The encoding that markup or a header names; tried after a mark and UTF-8.

    Returns
    -------
    tuple of str and (str or None)
        The text, and a remark where the encoding had to be guessed.

    Raises
    ------
    NotText
        If the bytes are binary.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding)
    if data.startswith(_BINARY_MARKS):
        raise NotText("binary data, not text")
    if (wide := _unmarked_utf16(data)) and (told := _try(data, wide)) is not None:
        return told, None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if _control_share(data) > _MOST_CONTROL:
            raise NotText("binary data, not text")
        return text, None
    if declared and (told := _try(data, declared)) is not None:
        return told, None
    if _control_share(data) > _SOME_CONTROL:
        raise NotText("binary data, not text")
    encoding = _guess(data)
    return data.decode(encoding, "replace"), f"not UTF-8; read as {encoding}"


def _control_share(data: bytes) -> float:
    sample = data[:_SAMPLE_BYTES]
    return 1 - len(sample.translate(None, _CONTROL)) / len(sample) if sample else 0.0


def replace_surrogates(text: str) -> tuple[str, int]:
    """Replace lone surrogates, which no encoding can write, and count them."""
    return _SURROGATE.subn("\ufffd", text)


def writable(value: Any) -> Any:
    """`value` with the lone surrogates in its strings, and in those of its tuples, replaced."""
    if isinstance(value, str):
        return replace_surrogates(value)[0]
    return tuple(writable(item) for item in value) if isinstance(value, tuple) else value


def printable(path: str) -> str:
    """A path as it can be printed in one line and written into any file."""
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return path if path.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in path)


def _whole(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), f"broken {encoding}; unreadable bytes replaced"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Western text in UTF-16 has zeros at every other byte, and hardly any between."""
    sample = data[:4096]
    half = len(sample) // 2
    if half and len(data) % 2 == 0:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if odd > 0.6 * half and even < 0.05 * half:
            return "utf-16-le"
        if even > 0.6 * half and odd < 0.05 * half:
            return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    """The likeliest encoding: Western European, unless the bytes make sense in another script only.

    Statistics tell scripts apart, but on short texts not one Latin alphabet from another, where the commonest wins.
    """
    from charset_normalizer import from_bytes

    sample = data[:65536]
    has_another_script = sum(byte > 0x7F for byte in sample) > _MOST_ACCENTS * len(sample)
    best = from_bytes(sample).best() if has_another_script else None
    if best is not None and _try(data, best.encoding) is not None and _mostly_other_script(str(best)):
        return best.encoding
    return "cp1252" if _try(data, "cp1252") is not None else "latin_1"


def _mostly_other_script(text: str) -> bool:
    letters = [c for c in text[:10_000] if c.isalpha()]
    return sum(c > _LAST_LATIN for c in letters) > 0.5 * len(letters)
