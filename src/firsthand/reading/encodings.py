"""Bytes become text: the encoding is told by a mark, else UTF-8, else by a label as browsers read it, else guessed."""

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
_ESCAPED = re.compile("[\udc80-\udcff]")
_LONE = re.compile("(?<![\udc80-\udcff\u0080-\U0010ffff])[\udc80-\udcff](?![\udc80-\udcff\u0080-\U0010ffff])")
_GOOD_PER_BAD = 2
_NO_SHIFT_JIS = re.compile("[\uf8f0-\uf8f3]")
"""What the codec makes of four bytes that stand for nothing."""
_AS_BROWSERS_READ = {
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "x-cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "gb_2312", "chinese", "hz"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "euc_kr", "ks_c_5601-1987", "ks_c_5601-1989", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "iso8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "logical"), "iso8859-8"),
    **dict.fromkeys(("x-mac-roman", "macintosh"), "mac-roman"),
    **dict.fromkeys(("utf8", "unicode-1-1-utf-8", "x-unicode20utf8"), "utf-8"),
}
"""What browsers make of a label (the Encoding Standard): mostly the larger set that pages under it really use."""
_TEXT_FAMILIES = ("cp", "iso8859", "iso2022", "koi8", "mac", "utf", "gb", "big5", "euc", "kz", "ptcp", "tis", "hp")
_TEXT_CODECS = frozenset(("johab", "viscii"))
_SHIFTED = re.compile(rb"\x1b\$(?:[@AB]|\([CDOP]|\)C)")
_LATIN = ("cp1252", "cp1250", "iso8859-2", "cp850", "mac-roman")
"""The commonest first: it wins where others read no better."""
_WIDE = (("cp932", "\u3041", "\u30ff"), ("cp949", "\uac00", "\ud7a3"), ("gb18030", "\u4e00", "\u9fff"))
_OWN_LETTERS = 0.3
_FEW_BAD, _FEW = 0.01, 2
_ODD = re.compile(
    r"(?<=[a-zA-Z])(?:[^\w\s\x00-\x7f’‘'-]|[¹²³¼½¾ªº])(?=[a-zA-Z])"  # signs and small digits inside words
    r"|(?<=[a-z])[‚„ˆ˜†‡‰™¡¿¢£¤¥³¹](?=\W|$)"  # or at their end
    r"|(?<=[a-z,.!?])[^\W\d_a-z](?<=[À-ÖØ-ÞŸŠŽŒĀĂĄĆČĎĐĘĚĹĽŁŃŇŐŔŘŚŞŤŢŮŰŹŻ])"  # capitals behind small letters
)
"""What a wrong encoding makes of the letters of another: no text has these."""
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
    """Decode `data`, tolerantly: a few bad bytes spoil themselves, never the rest.

    Parameters
    ----------
    data : bytes
        A whole file.
    declared : str, optional
        The encoding that markup or a header names; tried after a mark and UTF-8. It is understood as browsers do:
        ``iso-8859-1`` is Windows-1252, ``gb2312`` is GBK, and so on.

    Returns
    -------
    tuple of str and (str or None)
        The text, and a remark where the encoding had to be guessed, or where bytes could not be read in it.

    Raises
    ------
    NotText
        If the bytes are binary.

    References
    ----------
    The Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding)
    if data.startswith(_BINARY_MARKS):
        raise NotText("binary data, not text")
    if (wide := _unmarked_utf16(data)) and (told := _try(data, wide)) is not None:
        return told, None
    text = data.decode("utf-8", "surrogateescape")
    bad = _ESCAPED.findall(text)
    if not bad and _SHIFTED.search(data):  # seven bits, and signs that say which letters follow
        shifted = codec_of(declared) if declared else None
        return _whole(data, shifted if shifted and shifted.startswith("iso2022") else "iso2022_jp_ext")
    if not bad:
        if _control_share(data) > _MOST_CONTROL:
            raise NotText("binary data, not text")
        return text, None
    codec = codec_of(declared) if declared else None
    if _control_share(data) > _SOME_CONTROL and not (codec and codec.startswith("iso2022")):
        raise NotText("binary data, not text")
    if _is_mostly_utf8(text, len(bad)):
        return _mended(text, bad)
    if codec and codec != "utf-8":
        return _whole(data, codec)
    encoding = _guess(data)
    text, remark = _whole(data, encoding)
    return text, f"not UTF-8; read as {encoding}" + (f", {remark}" if remark else "")


def codec_of(label: str) -> str | None:
    """The codec that reads what pages call `label`: the Windows superset where browsers read one; None if unknown."""
    label = label.strip().strip("\"'").lower()
    if label in _AS_BROWSERS_READ:
        return _AS_BROWSERS_READ[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_READ.get(name, name) if name in _TEXT_CODECS or name.startswith(_TEXT_FAMILIES) else None


def _is_mostly_utf8(text: str, n_bad: int) -> bool:
    """Text in an older encoding hardly ever forms letters of UTF-8: some of Chinese do, none of Western words."""
    n_good = sum(c > "\x7f" for c in text) - n_bad
    return n_good >= _GOOD_PER_BAD * n_bad


def _mended(text: str, bad: list[str]) -> tuple[str, str]:
    """UTF-8 with stray bytes: one alone among ASCII is Windows-1252, the rest cannot be read."""
    first = text.index(bad[0])
    place = len(text[:first].encode("utf-8", "surrogateescape"))
    mended = _LONE.sub(lambda m: _western(ord(m.group()) - 0xDC00), text)
    mended = _ESCAPED.sub("\ufffd", mended)
    return mended, _told(bad[0].encode("utf-8", "surrogateescape"), place, len(bad), "UTF-8")


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _told(first: bytes, place: int, n_bad: int, encoding: str) -> str:
    more = f", and {n_bad - 1:,} more" if n_bad > 1 else ""
    return f"byte 0x{first[:1].hex()} at {place:,}{more}: no {encoding}; the rest is read"


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
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        n_bad = max(1, text.count("\ufffd"))
        return text, _told(data[error.start : error.start + 1], error.start, n_bad, encoding)
    stray = _NO_SHIFT_JIS.findall(text) if encoding == "cp932" else []
    if not stray:
        return text, None
    place = len(text[: text.index(stray[0])].encode(encoding))
    return _NO_SHIFT_JIS.sub("\ufffd", text), _told(data[place : place + 1], place, len(stray), encoding)


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
    """The likeliest encoding: Western European, unless the bytes make sense in another alphabet or script only.

    Statistics tell scripts apart, but on short texts not one Latin alphabet from another: there what a wrong encoding
    leaves inside words tells, and where it leaves nothing the commonest wins.
    """
    from charset_normalizer import from_bytes

    sample = data[:65536]
    if sum(byte > 0x7F for byte in sample) > _MOST_ACCENTS * len(sample):
        best = from_bytes(sample).best()
        if best is not None and _try(data, best.encoding) is not None and _mostly_other_script(str(best)):
            return codec_of(best.encoding) or best.encoding
        if wide := _guess_wide(sample):
            return wide
    return min(_LATIN, key=lambda encoding: _n_odd(sample, encoding))


def _guess_wide(sample: bytes) -> str | None:
    """The East Asian encoding that reads nearly all: Japanese has kana, Korean hangul, Chinese neither."""
    for encoding, low, high in _WIDE:
        text = sample.decode(encoding, "replace")
        letters = [c for c in text if c > "\x7f"]
        n_own = sum(low <= c <= high for c in letters)
        if text.count("\ufffd") <= _FEW_BAD * len(text) + _FEW and n_own > _OWN_LETTERS * len(letters):
            return encoding
    return None


def _n_odd(sample: bytes, encoding: str) -> int:
    """Signs inside words and characters that no text has, in what `encoding` makes of the bytes."""
    text = sample.decode(encoding, "replace")
    n_odd = sum(len(found) for found in _ODD.findall(text))
    return n_odd + text.count("\ufffd") + sum("\x80" <= c <= "\x9f" for c in text)


def _mostly_other_script(text: str) -> bool:
    letters = [c for c in text[:10_000] if c.isalpha()]
    return sum(c > _LAST_LATIN for c in letters) > 0.5 * len(letters)
