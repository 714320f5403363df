"""Chains of beads, on plain numbers."""

from __future__ import annotations

from firsthand.reuse.sentence_alignment import Bead, find_chains
from firsthand.settings import TranslationSettings

SETTINGS = TranslationSettings(in_order_bonus=2.0, skip_cost=0.5, max_skip_cost=2.0)


def one(a: int, b: int, odds: float) -> Bead:
    return Bead(a, a + 1, b, b + 1, odds)


def places(beads: list[Bead]) -> list[list[tuple[int, int]]]:
    return [[(x.a, x.b) for x in chain.beads] for chain in find_chains(beads, SETTINGS)]


def test_a_weak_bead_between_strong_ones_is_carried() -> None:
    assert places([one(0, 0, 5), one(1, 1, -2), one(2, 2, 5)]) == [[(0, 0), (1, 1), (2, 2)]]


def test_a_weak_bead_alone_is_not() -> None:
    assert places([one(0, 0, 5), one(9, 4, -2)]) == [[(0, 0)]]


def test_dropped_sentences_are_stepped_over() -> None:
    assert places([one(0, 0, 5), one(4, 1, 5)]) == [[(0, 0), (4, 1)]]


def test_what_is_out_of_order_begins_a_chain_of_its_own() -> None:
    assert places([one(0, 5, 5), one(1, 6, 5), one(2, 0, 5), one(3, 1, 5)]) == [[(0, 5), (1, 6)], [(2, 0), (3, 1)]]


def test_two_for_one_wins_where_it_is_likelier() -> None:
    merged = Bead(1, 3, 1, 2, 6.0)
    chains = find_chains([one(0, 0, 5), one(1, 1, 1), one(2, 1, 1), merged, one(3, 2, 5)], SETTINGS)
    assert [chain.beads for chain in chains] == [(one(0, 0, 5), merged, one(3, 2, 5))]


def test_no_sentence_is_used_twice() -> None:
    beads = [one(a, b, 3 - abs(a - b)) for a in range(6) for b in range(6)]
    used_a = [x.a for chain in find_chains(beads, SETTINGS) for x in chain.beads]
    used_b = [x.b for chain in find_chains(beads, SETTINGS) for x in chain.beads]
    assert len(set(used_a)) == len(used_a)
    assert len(set(used_b)) == len(used_b)
    assert find_chains(beads[::-1], SETTINGS) == find_chains(beads, SETTINGS)


def test_nothing_comes_of_nothing() -> None:
    assert find_chains([], SETTINGS) == []
