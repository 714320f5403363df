"""Outline: what of a layout is known before anybody tells the article from its furniture."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.text.bylines import read_dateline
from firsthand.text.paragraphs import cut_paragraphs
from firsthand.text.splitting import split_paragraph
from firsthand.text.tongues import tell_languages


def possible_sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """Ranges among which are all sentences that a layout of `text` has outside of furniture, with their languages.

    Most of a layout's time goes into telling furniture; whoever can do with a few ranges too many saves it. A sentence
    behind a dateline is there with it and without it.
    """
    paragraphs = cut_paragraphs(text)
    for paragraph, language in zip(paragraphs, tell_languages(text, paragraphs)):
        for begin in {paragraph.start, after_dateline(text, paragraph.start, paragraph.end)}:
            for start, end in split_paragraph(text, begin, paragraph.end, language):
                yield start, end, language


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the paragraph ``text[start:end]`` goes on behind its dateline; `start` where there is none."""
    dateline = read_dateline(text[start : min(end, start + 120)])
    return start + dateline.end if dateline and start + dateline.end < end else start
