"""Probabilities of counting origins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OriginSettings:
    """Counting origins (independence.md: "What is shown for every claim")."""

    same_article: float = 0.9
    """Two documents are copies of one article where this share of one's body stands in the other,"""
    same_article_rest: float = 0.75
    """... and this share of the other's in the one: a scrape brings some furniture that is not recognised."""
    sure: float = 0.9
    """Strict count: two tellings are one only where dependence is at least this probable."""
    likely: float = 0.5
    """Best count: the likelier side."""
    possible: float = 0.1
    """Permissive count: a chance of dependence that joins two tellings."""
    visible_named: float = 0.9
    """Share of a sure dependence that falls to an earlier article here whose outlet is named, against an unseen
    parent."""
    visible_unnamed: float = 0.6
    """The same where it is not named: a judgement, not a measurement; the edge says so in words."""
    name_background: float = 0.6
    """Probability that an independent report has a name or figure of the event too (measured.md, section 6)."""
    function_word: float = 0.5
    """The same for words that say nothing by themselves: "the", "with"."""
    matter_word: float = 0.25
    """... and for plain words of the matter, since two reporters of one spill write "tonnes" and "river" (of .1, .25
    and .35 the one with the smallest error on odd seeds of ``evaluation/newsroom_text``; at .01 whoever writes of the
    same event is taken for a copyist: error .35, covered .72, against .17 and .90)."""
    same_words: float = 0.8
    """Two quotations this alike (words in order over both lengths) are one utterance: equal words are no chance."""
    lone_translation: float = 0.85
    """One sentence of an article is a translation of one in another, and nothing else is: sure enough for the best
    count, not for the strict one."""
    other_words: float = 0.85
    """Two articles tell the same, but share no passage of it and no voice: likely one account, and never surely."""
    one_utterance: float = 0.85
    """Two articles quote the same words from two named people: one of them errs, likelier than that both said it."""
    other_speaker: float = 0.05
    """What is left of a dependence where two speakers are quoted with different words: two people saw the same fish."""
    other_voice: float = 0.4
    """... and where the words are reported, not quoted: never enough to take two named voices for one."""
    telling_words: int = 8
    """Words that tell something, alike in two wordings, in order and close together: from so many on they were said
    once, quoted or not. A law of the verdict, not a measurement."""
    telling_spread: float = 0.6
    """... and they fill at least this share of the stretch that they take."""
    held_words: int = 5
    """A wording of so many telling words that all stand in another, in order, is likely the same telling, if the two do
    not name two voices."""
    neighbours: int = 10
    """Telling words on either side of a few that show whether these stand in one and the same passage: enough for a run
    of `telling_words` on one side alone. On 140 claims read by hand it joins five short ones that were told as two or
    three, and none that should be apart."""
    own_words: float = 0.8
    """A wording of which another has this share of the telling words is none of its own."""
    losses_that_tell: int = 2
    """So many losses more of one of two articles (a medium, a source, a part of what was said) make it the copy. A
    judgement: one may be an editor's cut on the other side."""
    direction_by_shape: float = 0.95
    """... this surely,"""
    direction_unknown: float = 0.5
    """... and a coin where they show as many losses as each other."""
    same_words_depend: float = 0.98
    """Two articles with one utterance depend on each other, either way or through a third, quoted or not."""
    around: int = 300
    """Characters on either side of a sentence in which another speaker who is named may be whose words these are."""
    firm_wording: float = 0.75
    """Near wording below this likeness does not raise the permissive count."""
    largest_counterfactual: int = 60
    """Claims with more tellings than this get no counterfactual counts: they cost the cube of the tellings."""
