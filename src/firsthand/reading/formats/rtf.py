"""Rich text (RTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File

_TOKEN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)")
_UNSEEN = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "pict", "object", "header", "footer", "headerl", "headerr", "footerl"),
        *("footerr", "listtable", "listoverridetable", "generator", "xmlnstbl", "fldinst", "themedata", "datastore"),
        *("colorschememapping", "latentstyles", "rsidtbl", "deleted", "info", "filetbl", "revtbl", "annotation"),
    )
)
_MARKS = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": " | ", "emdash": "—",
          "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


@dataclass(slots=True)
class _Group:
    unseen: bool = False
    n_skipped: int = 1
    told: str = ""


@dataclass(slots=True)
class _Text:
    """What has been read so far; bytes wait until it is known what letters they make."""

    encoding: str = "cp1252"
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)

    def add(self, text: str) -> None:
        self.flush()
        self.pieces.append(text)

    def flush(self) -> None:
        if self.waiting:
            self.pieces.append(bytes(self.waiting).decode(self.encoding, "replace"))
            self.waiting.clear()


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the text, one paragraph a line; what was deleted is no text."""
    content = file.bytes()
    if not content.strip():
        return
    if not content.lstrip().startswith(b"{\\rtf"):
        yield file.error("unreadable", "no rich text that can be read")
        return
    text = "".join(_pieces(content))
    text = "\n".join(re.sub(r"( \| )+$", "", line).strip() for line in text.split("\n") if line.strip())
    if not text:
        yield file.error("no-text", "holds no text; left out")
        return
    yield Draft(text, title=_told(content, b"title"), author=_told(content, b"author"))


def _pieces(content: bytes) -> list[str]:
    text, groups, skip = _Text(), [_Group()], 0
    for token in _TOKEN.finditer(content):
        letter, word, number, sign, brace, plain = token.groups()
        group = groups[-1]
        if brace == b"{":
            groups.append(_Group(group.unseen, group.n_skipped))
        elif brace:
            groups[:] = groups[:-1] or [_Group()]
            skip = 0
        elif word or sign == b"*":
            name = (word or b"*").decode()
            if name == "u" and number and not group.unseen:
                code = int(number) & 0xFFFF
                text.add(chr(code))
                skip = group.n_skipped
            else:
                _control(name, int(number or 0), group, text)
        elif group.unseen:
            continue
        elif letter:
            skip, keep = (skip - 1, False) if skip else (0, True)
            if keep:
                text.waiting.append(int(letter, 16))
        elif sign:
            text.add(_SIGNS.get(sign, ""))
        elif plain:
            text.waiting += plain[skip:]
            skip = max(0, skip - len(plain))
    text.flush()
    whole = "".join(text.pieces)
    return [whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")]


def _control(name: str, number: int, group: _Group, text: _Text) -> None:
    if name in _UNSEEN or name == "*":
        group.unseen = True
    elif name == "ansicpg":
        text.encoding = f"cp{number}" if number in (874, 932, 936, 949, 950, *range(1250, 1259), 437, 850) else "cp1252"
    elif name == "uc":
        group.n_skipped = max(0, min(number, 8))
    elif name in _MARKS and not group.unseen:
        text.add(_MARKS[name])


def _told(content: bytes, name: bytes) -> str | None:
    match = re.search(rb"\{\\" + name + rb" ([^{}]{1,300})\}", content[:100_000])
    return " ".join("".join(_pieces(b"{" + match[1] + b"}")).split()) or None if match else None
