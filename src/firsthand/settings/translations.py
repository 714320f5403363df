"""Thresholds of the search for translations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """The search for translations; every figure is from ``evaluation/translations.py`` on held-out documents."""

    odds_weights: tuple[float, ...] = (-5.13, 3.54, 15.43, 0.03, -0.83, -6.70)
    """Weights of what a sentence pair shares (`reuse.sentence_similarity.measure`):
    ``training/translation_odds.py``."""
    min_cognate: float = 0.5
    """Share of common trigrams (Dice) from which two stems are taken for cognates; .4 and .6 are no better."""
    min_bead_odds: float = -7.0
    """Sentence pairs less likely than this are no part of any chain; true ones average +4, wrong ones -9."""
    merge_cost: float = 0.5
    """What it costs, in log odds, to take two neighbours together: one to one is the rule."""
    in_order_bonus: float = 4.0
    """What a pair gains where it follows the pair before on both sides: carries short sentences without rare words.
    F on lightly edited text .98 at 1.5, .99 at 4; above that, paragraphs that were moved are drawn into one chain."""
    skip_cost: float = 0.4
    """What a skipped sentence costs a chain, in log odds: little, because abridging is what translators of news do."""
    max_skip_cost: float = 4.0
    """A long gap costs no more than this."""
    candidates: int = 5
    """Sentences of another language that are looked at closely for each sentence."""
    max_postings: int = 200
    """A word in more sentences than this leads to no candidate."""
    min_similarity: float = 0.05
    """Cosine, over what sentences are looked up by, below which a pair is no candidate."""
    min_seed_odds: float = -2.0
    """Log odds below which a candidate is not followed up in its neighbourhood."""
    min_chain_score: float = 4.0
    """Log odds from which a chain of two or more beads is a translation."""
    min_isolated_odds: float = 1.5
    """Log odds from which one sentence alone is a translation, if both are each other's best. At 1, of the same 1,007
    unrelated sentences five find a wrong counterpart; at 2.5 a quarter of the true ones is lost."""
    min_words: int = 6
    """Content words that a chain must have on both sides. Among 86,515 English news sentences, 1,007 unrelated Spanish
    ones found seven wrong counterparts without this, most of them of one or two words; with it one."""
    min_margin: float = 1.5
    """By how much an isolated pair must beat the runner-up on both sides."""
    min_agreeing: int = 3
    """So many pairs of a chain that do not contradict each other show a translation; what differs among them is what
    the translator changed. In fewer, a pair with another figure or a negation on one side is two reports on one event:
    1.4 in 100 true pairs of NTREX (585 each of es and pt with en) look so."""
    min_odds_of_few: float = -2.5
    """Log odds that each pair of so short a chain needs. With these two, recall falls from .964 to .950
    on moved paragraphs, not on whole articles, and precision where half is missing rises from .987 to .991."""
    min_copy_share: float = 0.6
    """Share of common words from which the runner-up is a copy of the best one and no rival."""


TRANSLATION = TranslationSettings()
