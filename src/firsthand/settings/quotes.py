"""Thresholds of attribution."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotesSettings:
    """Attribution: quote marks, the rules' reach, who is meant."""

    max_nesting: int = 6
    """Quote marks nested deeper are noise. No gold text goes beyond three."""
    sure_translation: float = 0.5
    """A quotation is translated where its passage was taken from another language at least this probably."""
    most_phrases: int = 8
    """Phrases like "according to" that one sentence may have: each is read to the sentence's end."""
    least_words: int = 4
    """Lines with fewer words are read only where something in them can say something."""
    longest_silence: int = 900
    """The same for lines of more characters than this; a paragraph of news without any word of saying is shorter."""
    noise_marks: int = 9
    """So many marks in a row quote nothing and end nothing. Gold texts have up to three."""
    missing_closer_reach: int = 2000
    """How far back, in characters, a missing closer is looked for; bounds the work on hostile text."""
    unmarked_paragraphs: int = 6
    """Paragraphs over which a quotation may run without a mark, where a later one closes it. Gold has up to four."""
    longest_signature: int = 140
    """Characters of a line that names the author of the words above it."""
    longest_introduction: int = 80
    """Characters before a quotation that is signed below with its writer and where it was written."""
    handle_network: str = "Twitter"
    """The network whose embedded posts are signed with a name and a handle in brackets."""
    nearest_line: int = 3
    """Line breaks over which a colon announces the quotation that opens the next paragraph."""
    bare_words: int = 5
    """Shortest quoted stretch that counts as a quotation without any cue; shorter ones are scare quotes or titles."""
    strong_shapes: tuple[str, ...] = (
        "according head", "according", "as", "trailing", "signature", "passive", "opinion", "noun", "after quote",
        "colon quote", "transcript", "accusing", "signed", "headline",
    )  # fmt: skip
    """Shapes of the rules that may correct the model: those at least as often right as it is on PolNeAR dev, or
    nearly."""
    winning_shapes: tuple[str, ...] = (
        "according head",
        "trailing",
        "signature",
        "noun",
        "passive",
        "transcript",
        "signed",
    )
    """Shapes that win against the model wherever both speak: right .82 .86 1.0 .80 .50 there, the model .73 .71 0
    .60 0."""
    lone_shapes: tuple[str, ...] = (
        "according head", "according", "as", "trailing", "signature", "passive", "opinion", "noun", "transcript",
        "accusing", "signed", "headline", "after quote",
    )  # fmt: skip
    """Shapes that are believed where the model hears nothing."""
    nested_shapes: tuple[str, ...] = ("that", "bare")
    """Shapes that are believed inside what the model heard somebody else say."""
    unheard_words: int = 8
    """The same where a trained model listens too and heard nobody. With 5, linked F on direct speech loses a point."""
    woven_words: int = 8
    """The same for a stretch with words of its sentence directly on both sides. With 5, ten more are wrong on
    PolNeAR dev."""
    longest_sentence: int = 200
    """Tokens after which a sentence is cut, so that text without stops takes linear time. No gold sentence is
    longer."""
    most_pieces: int = 60
    """Paragraphs that one speech may run over."""
    longest_attribution: int = 6000
    """Characters from an attribution's first to its last, for looking up neighbours."""
    reach_tokens: int = 60
    """How far from its cue, in tokens, a source or a complementizer is looked for."""


QUOTES = QuotesSettings()

RULE_PRECISION = {
    "according head": 0.82, "according": 0.71, "opinion": 0.7, "relative": 0.75, "passive": 0.6, "after quote": 0.91,
    "as": 0.62, "that": 0.62, "before quote": 0.56, "colon": 0.4, "mixed": 0.72, "bare": 0.61, "to": 0.4, "trailing":
    0.73,
    "noun": 0.67, "colon quote": 0.67, "accusing": 0.7, "transcript": 0.9, "parenthetical": 0.6, "signature": 0.96,
    "signed": 0.9, "headline": 0.8,
    "bare quote": 0.5,
}  # fmt: skip
"""How often each shape that the rules read has content and source right: on PolNeAR dev, where everything that is not
marked counts as wrong; shapes with fewer than five cases there are set by hand."""
