"""Pairs of statements worth comparing, against the plain way of finding them."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims import Rarity, Statement
from firsthand.claims.candidates import propose_pairs
from firsthand.settings import ClaimSettings


def plainly(statements: list[Statement], rarity: Rarity, settings: ClaimSettings) -> list[tuple[int, int]]:
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, statement in enumerate(statements):
        rare = sorted(statement.stems, key=lambda stem: (-rarity.weigh(stem), stem))[: settings.rare_stems]
        for stem in rare:
            postings[statement.language, stem].append(i)
    together: dict[tuple[int, int], int] = defaultdict(int)
    for indices in postings.values():
        if 1 < len(indices) <= settings.rare_stem_documents:
            for n, i in enumerate(indices):
                for j in indices[n + 1 :]:
                    if statements[i].document != statements[j].document:
                        together[i, j] += 1
    return [pair for pair in sorted(together) if together[pair] >= 2]


WORDS = ["dam", "gate", "river", "board", "flood", "mayor", "sluice", "valley"]
STEMS = st.lists(st.sampled_from(WORDS), unique=True, max_size=6)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), STEMS, st.sampled_from(["en", "es"])), max_size=14),
    st.integers(1, 4),
    st.integers(2, 6),
)
def test_the_pairs_are_those_of_the_plain_way(rows: list[tuple[str, list[str], str]], rarest: int, most: int) -> None:
    statements = [
        Statement(document, n, n + 1, "", language, (0, 0), tuple(stems))
        for n, (document, stems, language) in enumerate(rows)
    ]
    settings = ClaimSettings(rare_stems=rarest, rare_stem_documents=most)
    rarity = Rarity(s.stems for s in statements)
    assert list(propose_pairs(statements, rarity, settings)) == plainly(statements, rarity, settings)
