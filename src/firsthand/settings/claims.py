"""Thresholds of statements and claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Cutting statements and telling which state the same claim."""

    min_content_words: int = 4
    """A statement with fewer different content words is too thin to be recognised elsewhere."""
    min_quoted_words: int = 1
    """The same for words in quote marks: whatever somebody is quoted with is a claim, however short."""
    min_reported_words: int = 2
    """The same for reported speech."""
    min_rest_words: int = 5
    """What is left of a sentence beside a clause that asserts nothing needs this many words."""
    min_own_words: int = 8
    """What a sentence says around a quotation is a statement of its own from this many words on."""
    min_telling_words: int = 3
    """The very same words of two speakers are one claim from this many content words on."""
    inner_share: float = 0.6
    """A quotation inside a quotation replaces the outer one where it holds this share of its content."""
    min_shared_words: int = 5
    """Two statements tied by reuse share at least this many words in order."""
    min_containment: float = 0.6
    """... and this share of the shorter one's words."""
    near_wording: float = 0.6
    """Likeness (weighed cosine of the predicates) from which two wordings are one claim, if their names agree; chosen
    with the next ones by reading the groups of 700 news articles: lower, and topics are taken for claims."""
    near_wording_same_source: float = 0.5
    """The same where both are attributed to one source."""
    near_wording_same_mouth: float = 0.8
    """The same for short quotations of one speaker, in quote marks both times."""
    near_wording_same_figure: float = 0.4
    """The same where a figure agrees in value, unit and head."""
    near_wording_same_names: float = 0.4
    """The same where at least two names, and most of them, agree."""
    near_wording_short: float = 0.3
    """The same for short attributed statements about the same two names: "that A funds B"."""
    near_wording_many: float = 0.5
    """The same where six words or more agree, and any name."""
    near_wording_conflict: float = 0.75
    """The same where figures contradict each other: then it takes nearly the same words."""
    rare_stems: int = 8
    """A statement proposes candidates by this many of its rarest stems."""
    rare_stem_documents: int = 60
    """Stems in more statements than this do not propose candidates."""
