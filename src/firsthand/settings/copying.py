"""Weights of who copied whom."""

from __future__ import annotations

from dataclasses import dataclass


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
    surest_word: float = 0.99
    """No word is likelier than that, whatever a background says: none may be worth nothing."""
    plainest_word: float = 0.9
    """What a word's probability nears, the more families have it, where there is no background; `plain_after` families
    bring it half of the way."""
    plain_after: float = 4.0
    by_looks: tuple[float, float, float] = (0.5, 0.3, 0.12)
    """Probability of a word of three letters at most, of four (or a figure), and of a longer one, where nothing else is
    known of it."""
    common_by_looks: float = 0.3
    """From this probability on, a word counts as expected where there is no background."""
    lag_early: float = 0.04
    """Share of parents that are dated after their copies; `lag_tail` of copies take four times as long as the others,
    `lag_soon` is the rest."""
    lag_soon: float = 0.88
    lag_tail: float = 0.03
    unseen_likeness: float = 0.02
    """Shared rare words, as a share of what two documents could share, from which on they may have an unseen parent."""
    unseen_vote: float = 0.05
    """A copy says something of its unseen parent's words if it is one with this probability."""
    unseen_votes: float = 1.5
    """So many copies, weighed by their probability, must vouch for a word, or `unseen_majority` of them all."""
    unseen_majority: float = 0.75
    unseen_alike: float = 0.1
    """Share of the most typical copy's rare words that another must have to be asked at all."""
    least_reading: float = 0.01
    """A reading of a component that is less likely than that beside the others is left out."""
    settled: float = 0.05
    """Nats by which a solution may still change when it is final."""
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
    most_hearings: int = 64
    """Ways of hearing the exact copies of one component, each through one of them; fewer where it has more than eight
    different texts. A judgement: no experiment chose it."""
    exact_copy: float = 0.9
    """The earliest of exact copies is the parent of the others."""
    least_tradition: int = 4
    """Fewest witnesses, none of them dated, that are read as one tradition: of three every tree fits as well ..."""
    tradition_words: int = 80
    """... with so many words ..."""
    tradition_carried: float = 0.75
    """... of which each has this share ..."""
    tradition_alike: float = 0.5
    """... and this share of its words in common with some other: nobody has much of his own."""
    own_error_lost: float = 3.0
    """What an error that one witness alone has costs where its copy lacks it, against 1 for an error that the copy made
    itself or a word that it lost. On simulated traditions (13 witnesses, one in 10 to 30 lost, 2 to 15 of 100 words
    changed) any price from 2 to 6 finds .84 to 1.0 of the parents; the sums over networks find .56 to 1.0."""
    shared_error_made: float = 3.0
    """... and an error of others where the exemplar lacks it."""
    word_added: float = 0.5
    """... and each word that a copy has more than its exemplar: scribes leave out. It says which end is the root, which
    shared errors cannot; simulated scribes add as often as they leave out, so it was not chosen by them."""
    blocks: int = 24
    """Fewest passages that are resampled whole; fewer are resampled word by word."""
    resampled_texts: int = 40
    stemma_trust: float = 0.95
    """Share of the resampled texts' word that is believed: a branch that all of them have is given .87 after
    `calibration`, and was right in .90 of 5,500 cases (30 simulated traditions)."""
    stemma_root: float = 0.45
    """... and of theirs on who was first: all of them were right about it in .41."""
    shown_candidates: int = 5
    least_shown: float = 0.005


COPYING = CopyingSettings()
