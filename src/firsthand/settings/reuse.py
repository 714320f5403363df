"""Thresholds of the text-reuse engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReuseSettings:
    """The text-reuse engine."""

    min_words: int = 8
    """Shortest reported passage, in words. Every exact shared passage of eight words is found."""
    min_score: float = 5.5
    """The rarity floor: least surprise of a verbatim passage's words. Of random pairs in 9,000 articles, two of three
    between 4.5 and 5.5 were offices and stock phrases."""
    formula_score: float = 8.5
    """A passage below this that neither document quotes is a formula if both write of one matter: what everybody writes
    of it. Half of such passages in 9,000 articles were, and no planted copy of twenty words with a fifth of them
    edited: its documents have nothing else in common ..."""
    formula_kinship: float = 0.07
    """... one matter: this much in common around the passage. With less, its square less is asked for. Of planted
    copies 1 in 200 has so much, of unquoted weak passages in news three of four ..."""
    matter_rarity: float = 0.7
    """... of words rarer than this, one in six hundred."""
    formula_words: int = 15
    """A verbatim passage of so many words at most that nobody quotes is a formula between any documents ..."""
    formula_score_short: float = 7.0
    """... below this: of 60 in 9,000 articles, all but five ..."""
    formula_kinship_edited: float = 0.035
    """... and so is an edited one whose documents have this much in common: of 50 such, all but four. Of planted copies
    of twenty words with a third of them edited, it costs one in 60."""
    name_rest: int = 2
    """A passage with no more words than this (with quotation marks, fewer) besides names, offices and "said" is stock
    wording ..."""
    name_rest_words: int = 24
    """... and one word more for each so many: lists of names have headings ..."""
    name_words: int = 18
    """... if it is no longer than this ..."""
    name_share: float = 0.55
    """... or this share of its words is capitalised: a list of names, a title."""
    mark_words: int = 80
    """Words of a passage of one outlet that each mark of its pages ("Read more", "Hide Caption") makes furniture ..."""
    widget_characters: int = 180
    """... and characters of any passage beside each widget or caption's credit."""
    note_words: int = 40
    """The same of each note on authors, polls and forms ("is the author of", "margin of error")."""
    furniture_longest: int = 2000
    """Words beyond which a passage is no furniture by its wording, however many marks and notes it holds."""
    edge_characters: int = 400
    """Notes on authors stand so near to the beginning or the end of a document."""
    min_score_edited: float = 5.6
    """The same as `min_score` for an edited passage, together with `min_matched_edited`: a third of the chance pairs
    that 4.5 lets through, for 0.2 % of 3,400 copies planted into 9,000 articles. What it lets through is told by
    kinship."""
    min_matched_edited: int = 10
    """Least matched words of an edited passage: job titles with a word changed end below it."""
    score_edit_cost: float = 0.3
    """What an edit takes from the score. More would hit short, much edited copies harder than chance pairs."""
    discount: float = 3.0
    """Sightings of two words together that do not count against them: the copies themselves are among them."""
    backoff: float = 0.4
    """Weight of a word's own frequency in its chance after the word before."""
    nats_of_a_telling_word: float = 9.2
    """The unit of surprise: a word seen once in ten thousand scores 1."""
    sample_words: int = 6_000_000
    """Words are counted in documents of about so many words together; counting more changes no score visibly."""
    edit_cost: float = 1.0
    """What one edited word costs an alignment while it grows; a common word gains 0.3, a rare one 1.3."""
    drop: float = 5.0
    """An extension ends where its score has fallen by this much below its best."""
    first_drop: float = 3.0
    """At the seed the fall may be this much at most; every point gained allows one more, up to `drop`."""
    max_gap: int = 30
    """Words that may stand between two alignments, on either side, which are joined. 12 breaks one in 130 copies of 200
    words with 30 % of them edited into halves; from 30 on nothing changes."""
    join_identity: float = 0.65
    """Least share of matched words of alignments that are joined: a text that spins quotations together keeps apart."""
    min_identity: float = 0.5
    """Least share of matched words of a reported alignment."""
    common_rarity: float = 0.75
    """Words less rare than this (one in a thousand or more) say nothing about whether two contexts are alike."""
    max_df: int = 64
    """A shingle in more places than this ties them as stars instead of pairing each with each."""
    furniture_documents: int = 3
    """A passage in this many documents of one outlet and in hardly any of another is taken for furniture, if it is
    short or mostly less than half of its document: galleries, forms, an outlet's own background."""
    furniture_words: int = 80
    """What is short here, in words, on average over its copies."""
    furniture_outlet_share: float = 0.9
    """What is hardly any: one less this share."""
    frequent_furniture_documents: int = 10
    """In this many documents, it is furniture whatever its length, and where half of them are of one outlet if short:
    guest columns and sister outlets carry a site's furniture under their own names."""
    edge_furniture_documents: int = 4
    """A short passage that stands at the very beginning or end of this many documents, or of any of one outlet
    alone, is
    furniture ..."""
    edge_words: int = 40
    """... if no more than so many words stand before or after it ..."""
    edge_share: float = 0.8
    """... in this share of them."""
    within_document: bool = False
    """Whether a document is also compared with itself."""
