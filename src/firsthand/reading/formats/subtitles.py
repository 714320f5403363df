"""Subtitles and transcripts with times (WebVTT, SRT)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode

_TIMES = re.compile(r"(?:\d+:)?\d\d:\d\d[.,]\d{3}\s+-->\s+(?:\d+:)?\d\d:\d\d[.,]\d{3}[^\n]*")
_SPEAKER = re.compile(r"<v(?:\.[\w.]*)?\s+([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,80}>|<\d[\d:.]*>|\{\\[^}\n]{0,80}\}")
_ENDS = re.compile(r"[.!?…][\"”’»)]*$")


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: what was said, cues joined into sentences; a new paragraph with each new speaker."""
    try:
        text, remark = decode(file.bytes())
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    if remark:
        yield file.warning("encoding", remark)
    lines = _paragraphs(_cues(text.replace("\r\n", "\n").replace("\r", "\n")))
    if lines:
        yield Draft("\n".join(lines))
    elif text.strip():
        yield file.error("no-text", "no words between the times; left out")


def _cues(text: str) -> Iterator[str]:
    """The words of each cue, on one line, without marks; what rolls on from the cue before is not said twice."""
    before = ""
    for block in re.split(r"\n[ \t]*\n", text):
        times = _TIMES.search(block)
        if times is None:
            continue
        said = [_TAG.sub("", _SPEAKER.sub(r"\1: ", line)).strip() for line in block[times.end() :].split("\n")]
        said = [line for line in said if line]
        while said and said[0] == before:
            said = said[1:]
        if said:
            before = said[-1]
            yield " ".join(said)


def _paragraphs(cues: Iterator[str]) -> list[str]:
    lines: list[str] = []
    speaker = ""
    for cue in cues:
        named = re.match(r"([^:\n]{1,60}): ", cue)
        turn = named[1] if named and named[1][:1].isupper() and len(named[1].split()) <= 5 else ""
        if lines and turn and turn == speaker and not _ENDS.search(lines[-1]):
            cue, turn = cue[len(named[0]) :] if named else cue, ""
        if not lines or turn or cue.startswith(("-", "–", "—", ">>")) or _ENDS.search(lines[-1]):
            lines.append(cue)
        else:
            lines[-1] += " " + cue
        speaker = turn or speaker
    return lines
