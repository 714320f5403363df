"""Thresholds of paragraphs, languages and furniture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextSettings:
    """Paragraphs, their languages and kinds. Tuned by eye on the seed pages and 2,000 articles of 100 outlets."""

    widest_wrap: int = 100
    """Lines are taken for wrapped up to this width; mail and old wires wrap at 65-80."""

    narrowest_wrap: int = 45
    """Narrower texts are verse or tables."""

    wrapped_share: float = 0.85
    """A text is wrapped if at least this share of its inner lines could not take in the next line's first word."""

    wrapped_lines: int = 3
    """Inner lines that must be there to tell."""

    language_margin: int = 2
    """Function words that the best language must have more than the second. One is chance: "ET" is a time zone, and
    French. On 4,028 single sentences in four languages alone: 99.7 % right."""

    language_share: float = 0.15
    """Smallest share of function words in running text of a language that has a table; news has .35-.5."""

    letters_sure: float = 0.9
    """Probability from which the letter statistics decide, for languages without a table."""

    heading_words: int = 16
    """A longer line without a stop is text that lost its stop."""

    article_words: int = 40
    """The article cannot be over before that many words of it."""

    full_words: int = 12
    """Two paragraphs in a row of that many words, below "Related content", are the article again."""

    teaser_words: int = 60
    """A longer paragraph below "Related content" is no teaser."""

    repeated_documents: int = 3
    """Documents of one outlet that must hold a passage before it is furniture."""

    repeated_length: int = 150
    """The longer a passage, the more documents must repeat it: one more for that many characters. At 700 an outlet's
    digest of others' opinions was taken for its furniture."""

    own_share: float = 0.5
    """A document counts only if at least this share of it is its own: copies of one article repeat everything."""
    own_words: float = 0.36
    """Share of function words below which a text that looks like one of our languages is asked for its letters too. Of
    60 pages in 25 languages ours have .36 to .48, Catalan .33, Italian and Galician .2, the rest below .1."""
