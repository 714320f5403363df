"""What a file is, told by its first bytes, and by its name where these leave it open.

People save pages under whatever name (``index.html?p=3``, ``page.php``, none at all), and tools name formats as they
like. A signature at the head of a file outranks its name; a name outranks what merely looks like something.
"""

from __future__ import annotations

import re

from firsthand.reading.encodings import NotText, decode
from firsthand.reading.formats import ENDINGS, KINDS
from firsthand.reading.unpack import PACKED

HEAD_BYTES = 8192
"""What is looked at of a file; saving tools put comments of some hundred bytes before a page."""

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"WARC/", "warc"),
    (b"PK\x03\x04", "zipped"),
    (b"PK\x05\x06", "zipped"),
    (b"{\\rtf", "rtf"),
    (b"bplist00", "webarchive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"),
)
_TABLES_OF_COLUMNS = b"PAR1"
"""Parquet, which only the engine for corpora reads."""
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<[?!][^>]*>\s*)*<(?:\w+:)?(?:rss|feed|rdf|newsitem|newsmessage|nitf|tei|teicorpus"
    r"|en-export|doc\s+[^<>]*\bsitename=)\b",
    re.I,
)
_ACCOUNT = re.compile(r"\s*window\.YTD\.\w{0,20}tweets?\.part\d+\s*=\s*\[")
"""What was posted, in X's export of an account: data in a program."""
_CHAT_PAGE = re.compile(r"""<div class="page_header".{0,2000}?<div class="(?:history|page_body chat_page)""", re.S)
"""Telegram's export of a chat, in its usual form."""
_SOME_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|article|main|section|div|p|h1|title|meta)\b[^<>]*>", re.I)
_XML = re.compile(r"\s*<\?xml\b")
_FIELD = r"[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*"
_MAIL = re.compile(rf"(?:{_FIELD}){{2,}}", re.A)
_MAIL_FIELDS = re.compile(r"^(?:From|Date|Subject|Message-ID|MIME-Version|Received|Return-Path|To):", re.I | re.M)
_MAILBOX = re.compile(rf"From \S+ +\w{{3}} \w{{3}} +\d+ [\d:]+[^\n]*\d{{4}}[^\n]*\n{_FIELD}", re.A)
_SUBTITLE = re.compile(r"\s*\d+\n\d\d:\d\d:\d\d[,.]\d{3} --> ")
_SAVED_PAGE = re.compile(r"^Content-Type:\s*multipart/related|^Snapshot-Content-Location:", re.I | re.M)


def kind_of(name: str, head: bytes) -> str | None:
    """The format of a file.

    Parameters
    ----------
    name : str
        What it is called.
    head : bytes
        Its first `HEAD_BYTES`, unpacked.

    Returns
    -------
    str or None
        A format's name; None where it is none that can be read.
    """
    for signature, signed in _SIGNATURES:
        if head.startswith(signature) or (signed == "pdf" and signature in head[:1024]):
            return signed
    if head.startswith(_TABLES_OF_COLUMNS):
        return None
    by_name = KINDS.get(ending_of(name))
    text = _readable(head)
    if text is None:
        return by_name
    if kind := _plainly(text):
        return kind
    return by_name or _likely(text)


def ending_of(name: str) -> str:
    """The ending that tells the format, packing taken off: ``.jsonl`` for ``news.jsonl.gz``; empty where unknown."""
    lower = name.lower()
    for packed in PACKED:
        lower = lower.removesuffix(packed)
    return next((ending for ending in ENDINGS if lower.endswith(ending)), "")


def holds_pages(kind: str, head: bytes) -> bool:
    """Whether rows of a table or of JSON lines hold web pages, which need more care than text."""
    return kind in ("jsonl", "table", "json_export", "chat_page") and b"html" in head.lower()


def _readable(head: bytes) -> str | None:
    try:
        text, _ = decode(head[: len(head) // 4 * 4] if len(head) == HEAD_BYTES else head)
    except NotText:
        return None
    return text.replace("\r\n", "\n").lstrip("\ufeff")


def _plainly(text: str) -> str | None:
    """The format of a text that says what it is in its first line."""
    if _MAILBOX.match(text):
        return "mbox"
    if text.startswith("WEBVTT") or _SUBTITLE.match(text):
        return "subtitles"
    if _FEED.match(text):
        return "feed"
    if _ACCOUNT.match(text):
        return "json_export"
    if _CHAT_PAGE.search(text) and _PAGE.match(text):
        return "chat_page"
    return "html" if _PAGE.match(text) else None


def _likely(text: str) -> str | None:
    """The format of a text whose name tells nothing."""
    if (fields := _MAIL.match(text)) and len(_MAIL_FIELDS.findall(fields[0])) >= 2:
        return "mhtml" if _SAVED_PAGE.search(fields[0]) else "eml"
    if _XML.match(text):
        return "feed"
    if re.match(r'\{\s*"|\[\s*\{', text):
        return "jsonl"
    if _SOME_MARKUP.search(text):
        return "html"
    return "plain" if text.strip() else None
