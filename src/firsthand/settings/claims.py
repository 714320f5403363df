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
    near_wording_least_held: float = 0.45
    """In any case the shorter statement has this share of its weight in the other. Of 49 pairs of near wording read
    (of 453 on ECB+ topics 1–23) .82 were right; of those that share less, all four were wrong: a phrase and
    a number in common."""
    near_wording_kinship: float = 0.15
    """... and the documents are this near. 95 in 100 of the pairs of ECB+ collections on one event are; of 28 pairs in
    700 articles on everything, seven were not, none of them the same."""
    near_wording_held: float = 0.75
    """A statement that another holds to this share of its weight is told there, if what happens in it happens there
    too: of 40 pairs read (of 391 on ECB+ topics 1–23) one was wrong; with three stems instead of four, 4 of 47."""
    near_wording_held_stems: int = 5
    """... and has this many content words ..."""
    near_wording_held_kinship: float = 0.2
    """... in documents this near: 80 in 100 of those pairs are, and 5 of 70 in articles on everything, 4 of them
    right."""
    rare_stems: int = 8
    """A statement proposes candidates by this many of its rarest stems."""
    rare_stem_documents: int = 60
    """Stems in more statements than this do not propose candidates."""
