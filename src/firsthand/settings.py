"""Every threshold, with the experiment it comes from. One frozen class a stage."""

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


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """How the work is cut on Spark. None of these changes the result; `docs/explanation/scale.md` says how they were
    set."""

    text_bytes: int = 64 << 20
    """Text in one partition of the documents."""
    block_bytes: int = 8 << 20
    """Text whose postings are listed and dealt together: the more, the fewer and larger the parcels that are
    shuffled."""
    part_words: int = 4 << 20
    """Words of the collection for each part of the postings."""
    part_bytes: int = 512 << 20
    """A task holds at most so many bytes of a part; what is beyond is split again, or streamed, on the executor's
    disk."""
    part_pairs: int = 1 << 20
    """Pairs aligned together; a document with more than that is salted by its partners."""
    bucket_bits: int = 12
    """Pairs are weighed, and dealt, in so many buckets of documents (``2**bits``)."""
    most_tasks: int = 20_000
    """Tasks of a shuffle; where there are more parts, a task does several, one after another."""
    family_edges: int = 16 << 20
    """Up to so many tied passages, one task ties the families; beyond, all tasks do it in rounds."""


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
    bare_words: int = 5
    """Shortest quoted stretch that counts as a quotation without any cue; shorter ones are scare quotes or titles."""
    strong_shapes: tuple[str, ...] = (
        "according head", "according", "as", "trailing", "signature", "passive", "opinion", "noun", "after quote",
        "colon quote", "transcript", "accusing",
    )  # fmt: skip
    """Shapes of the rules that may correct the model: those at least as often right as it is on PolNeAR dev, or
    nearly."""
    winning_shapes: tuple[str, ...] = ("according head", "trailing", "signature", "noun", "passive", "transcript")
    """Shapes that win against the model wherever both speak: right .82 .86 1.0 .80 .50 there, the model .73 .71 0
    .60 0."""
    lone_shapes: tuple[str, ...] = (
        "according head", "according", "as", "trailing", "signature", "passive", "opinion", "noun", "transcript",
        "accusing",
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
    "bare quote": 0.5,
}  # fmt: skip
"""How often each shape that the rules read has content and source right: on PolNeAR dev, where everything that is not
marked counts as wrong; shapes with fewer than five cases there are set by hand."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits of what is read."""

    max_bytes: int = 2_000_000_000
    """Largest file that is read, unpacked, in bytes."""

    bomb_bytes: int = 64_000_000
    """A packed file that grows beyond this, and `bomb_ratio` times its size, is taken for a bomb."""

    bomb_ratio: int = 200
    """News text packs 3-6 times, repetitive logs some 30 times; the bombs in the hostile tests above 1,000 times."""

    longest_line: int = 2_000_000
    """A text with a longer line, in characters, is left out: long novels fit into it, and no article comes near."""

    first_year: int = 1500
    """A publication date before this year is dropped as suspicious."""

    last_year: int = 2100
    """A publication date after this year is dropped as suspicious. Fixed: nothing is held against today."""


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Cutting statements and telling which state the same claim."""

    min_content_words: int = 4
    """A statement with fewer different content words is too thin to be recognised elsewhere."""
    min_quoted_words: int = 3
    """The same for words in quote marks, which are recognised as they stand."""
    min_own_words: int = 8
    """What a sentence says around a quotation is a statement of its own from this many words on."""
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
    min_copy_share: float = 0.6
    """Share of common words from which the runner-up is a copy of the best one and no rival."""


TRANSLATION = TranslationSettings()


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
    one_utterance: float = 0.85
    """Two articles quote the same words from two named people: one of them errs, likelier than that both said it."""
    other_speaker: float = 0.05
    """What is left of a dependence where two speakers are quoted with different words: two people saw the same fish."""
    other_voice: float = 0.4
    """... and where the words are reported, not quoted: never enough to take two named voices for one."""
    firm_wording: float = 0.75
    """Near wording below this likeness does not raise the permissive count."""
    largest_counterfactual: int = 60
    """Claims with more tellings than this get no counterfactual counts: they cost the cube of the tellings."""


@dataclass(frozen=True, slots=True)
class ValueSettings:
    """Names, dates, figures and certainty."""

    spelling_similarity: float = 0.84
    """Two words of names that sound alike in their consonants are one spelling from this Jaro-Winkler similarity of
    their sounds on (tests/values/test_spelling.py: Pezeshkian and Pazeschkian are, Castro and Castera are not)."""
    dominant_share: float = 0.85
    """A surname of several people is the one's who has this share of the full names with it in the collection."""
    dominant_mentions: int = 10
    """... and who is named in full at least this often there (read on 2,000 news articles: "Trump" is the
    president)."""
    about_slack: float = 0.1
    """"About 100" is 90 to 110: what English and Spanish renderings of one figure allow (evaluation/changes.py)."""
    hedge_context: int = 600
    """A hedge governs a content from at most this many signs away, within its sentence."""
    longest_content: int = 20_000
    """Of a longer content only this many signs are searched for hedges: a bound on time, not on news."""
    conversion_slack: float = 0.12
    """Miles and kilometres agree within this share: news rounds what it converts (evaluation/changes.py)."""


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


@dataclass(frozen=True, slots=True)
class CopyingSettings:
    """Who copied whom. Weights in nats, or as the probability that a weight stands for.

    The simulator's own rates where it has them; the rest were set by hand while `evaluation/origins.py` was run on odd
    seeds. None is fitted on real news yet.
    """

    rare_word: float = 0.01
    """An independent report has a word that no background names."""
    common_word: float = 0.05
    """From this probability on, a word is expected of every report of the same event."""
    heard_quotation: float = 0.4
    """Another reporter heard the same words. All words of a quotation together weigh no more than that."""
    house_style: float = 0.2
    """Share of rewritten words that two outlets rewrite to the same form."""
    inserted_word: float = -0.25
    """A word more than the parent had, in nats; replaced words cost the rewriting rate."""
    absent_common: float = 0.9
    """A word of the event that is missing, which an independent report would have; up to `absent_cap` in all."""
    absent_cap: float = 4.0
    absent_spoken: float = 5.5
    """A word of a quotation that was altered, as a reporter who heard it would not; up to `spoken_cap` in all, or any
    other words of the same speaker would look like a bad copy. With 2.8 the count of quote-rich newsrooms was off by
    .049 on odd seeds 101 to 199, with 4.5 by .037, with 6 by .033."""
    spoken_cap: float = 10.0
    slip: float = 0.0003
    """A passage that both have came from elsewhere all the same."""
    slip_seen: float = 0.3
    """... namely from another document here, not from an unseen one."""
    own_passage: float = -1.0
    """A passage that nobody else has, in a copy: its own addition."""
    foreign_passage: float = -4.0
    """A passage that others have but none of the parents."""
    dropped_passage: float = 0.25
    """A copy leaves a passage of its parent out."""
    first_hand: float = 0.25
    """A document is its outlet's own report."""
    first_hand_passage: float = -0.3
    first_hand_gap: float = -0.4
    """A passage that others have and a first-hand report lacks; down to `gap_cap` in all, for a report may be short. A
    copy lacks what its parent lacked. Quote-rich, odd seeds 1 to 99: off by .059 without, by .045 with it."""
    gap_cap: float = -2.0
    one_parent: float = 0.7
    two_parents: float = 0.12
    unseen_parent: float = -3.0
    """Cost of an unseen common parent, before its words are paid for."""
    unseen_pull: float = 1.0
    """Unseen parents are mostly agencies, which are copied more."""
    lag_minutes: float = 120.0
    """Mean time from parent to copy; a tail four times as long is added."""
    updated: float = -5.0
    """Cost of the reading that a page's date is an update's: the page came out before others that look copied from it.
    In the simulator one page in ten is like that; -3 to -7 do equally well there, and real evidence is weaker."""
    most_updated: int = 3
    """Pages of one component whose date is doubted."""
    same_owner: float = 1.1
    credit: float = 2.8
    """A document names this outlet."""
    credit_elsewhere: float = -1.2
    """... names others only."""
    credit_absent: float = 1.5
    """... names an outlet that is not here, and the parent is unseen."""
    credit_first_hand: float = -4.0
    """... names an outlet here, and is first-hand."""
    credit_absent_first_hand: float = -1.0
    no_credit: float = -0.35
    selected: float = -3.0
    """Without a background, two passages stand in one family because they were found to be alike."""
    rewriting: tuple[float, ...] = (0.015, 0.03, 0.06, 0.1, 0.17, 0.25, 0.35, 0.48, 0.62)
    """Rates of rewriting that are tried; the collection's own is the likeliest."""
    least_known: float = 0.6
    """An unseen document's passage is put together where at least this share of its words is known."""
    most_unseen: int = 4
    """Unseen parents of one component."""
    tried_unseen: int = 1
    """Proposals of an unseen parent that are solved in full: each takes as long as the rest together."""
    exact_documents: int = 60
    """Larger components are solved without unseen parents and with one parent a document."""
    forest_documents: int = 600
    """Still larger ones in order of date alone: forests cost the cube, 3 CPU seconds for 600. With 300, the count
    of 590 undated copies of one text was 20."""
    tail: float = 0.004
    """Probability outside `low` and outside `high`."""
    much_rewritten: float = 0.25
    """From this rate of rewriting on, passages of documents that hang together at all may be one telling."""
    mostly_rewritten: float = 0.45
    """From this rate on, wording is too different to say: `low` is 1."""
    telling_words: int = 4
    """A passage with fewer words cannot show that it is a telling of its own."""
    states: int = 32768
    """Sets of documents that the sum over orders may visit; 15 undated documents are exact."""
    states_of_many: int = 8192
    """The same from 20 documents on, where each set costs more."""
    sure: float = 0.9
    possible: float = 0.1
    calibration: tuple[tuple[float, float], ...] = (
        (0.0, 0.15),
        (0.2, 0.22),
        (0.5, 0.55),
        (0.75, 0.75),
        (0.85, 0.77),
        (0.93, 0.85),
        (0.98, 0.905),
        (0.993, 0.955),
        (0.9996, 0.96),
        (1.0, 0.986),
    )
    """Computed probability of the parent that is named -> how often it is right: eleven settings, odd seeds 101 to 199.
    One table for all: with a table each for "no parent" and "this parent", fitted on one half of the seeds, the other
    half was calibrated no better (.040 against .038 over ten newsrooms each). Of a "no parent" that the sums think
    impossible one in six is right after all: a page that was updated since is not always the parent."""
    most_documents: int = 600
    """Different texts that are compared each with each; beyond, near copies are made one first: 3,000 near copies of 40
    words then take 250 MB instead of several GB ..."""
    sketch: int = 16
    """... by so many of their smallest hashes ..."""
    near_copy: float = 0.75
    """... of which this share must be the same ..."""
    somewhat_like: float = 0.25
    """... or only this, where so many texts are kept already."""
    exact_copy: float = 0.9
    """The earliest of exact copies is the parent of the others."""
    shown_candidates: int = 5
    least_shown: float = 0.005


COPYING = CopyingSettings()
