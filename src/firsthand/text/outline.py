"""Outline: what of a layout is known before anybody tells the article from its furniture.

Few paragraphs need the patterns of sentences and datelines, which take longer to load than a short text to outline.
"""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.text.paragraphs import Paragraph, cut_paragraphs
from firsthand.text.tongues import tell_languages


def outline(text: str) -> list[tuple[Paragraph, str]]:
    """The paragraphs of `text` with their languages."""
    paragraphs = cut_paragraphs(text)
    return list(zip(paragraphs, tell_languages(text, paragraphs)))


def possible_sentences(text: str, paragraph: Paragraph, language: str) -> Iterator[tuple[int, int]]:
    """Ranges among which are all sentences that a layout has in a paragraph outside of furniture.

    Most of a layout's time goes into telling furniture; whoever can do with a few ranges too many saves it. A sentence
    behind a dateline is there with it and without it.
    """
    from firsthand.text.splitting import split_paragraph

    for begin in {paragraph.start, after_dateline(text, paragraph.start, paragraph.end)}:
        yield from split_paragraph(text, begin, paragraph.end, language)


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the paragraph ``text[start:end]`` goes on behind its dateline; `start` where there is none."""
    from firsthand.text.bylines import read_dateline

    dateline = read_dateline(text[start : min(end, start + 120)])
    return start + dateline.end if dateline and start + dateline.end < end else start
