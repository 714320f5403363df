"""What is split into columns is joined again, whatever its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.engines.columnar import Home, join, split
from firsthand.model import Span

TEXT = "Ana Ruiz said the harbour stays closed until Sunday evening."


@dataclass(frozen=True)
class Leaf:
    kind: Literal["a", "b"]
    span: Span
    share: float = 0.5
    sure: bool = False


@dataclass(frozen=True)
class Tree:
    words: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    days: tuple[str, str] | None = None
    number: int | None = None


SPANS = st.builds(
    lambda start, length, odd: Span(
        start, start + length, odd or TEXT[start : start + length], "other" if odd else "d"
    ),
    st.integers(0, 50),
    st.integers(0, 9),
    st.sampled_from(["", "", "", "other words"]),
)
LEAVES = st.builds(Leaf, st.sampled_from(["a", "b"]), SPANS, st.floats(allow_nan=False), st.booleans())
WORDS = st.sampled_from(["harbour", "stays", "closed", "", "Ana"])
PLACES = st.tuples(st.integers(-9, 99), st.integers(0, 2**40))
TREES = st.builds(
    Tree,
    st.lists(WORDS, max_size=9).map(tuple),
    st.lists(PLACES, max_size=4).map(tuple),
    st.none() | LEAVES,
    st.lists(LEAVES, max_size=3).map(tuple),
    st.none() | st.tuples(WORDS, WORDS),
    st.none() | st.integers(-(2**50), 2**50),
)


@given(st.lists(TREES, max_size=6).map(tuple))
@settings(deadline=None)
def test_any_nouns_come_back(trees: tuple[Tree, ...]) -> None:
    home = Home("d", TEXT)
    columns = split(tuple[Tree, ...], trees, home)
    strings, columns = msgspec.msgpack.decode(msgspec.msgpack.encode([home.strings, columns]))
    assert join(tuple[Tree, ...], columns, Home("d", TEXT, strings)) == trees


def test_a_shape_that_is_not_known_is_said() -> None:
    with pytest.raises(TypeError, match="no columns"):
        split(set[str], set(), Home("d", TEXT))


@dataclass(frozen=True)
class Sure:
    level: str = "asserted"
    hedge: Span | None = None


def test_what_is_equal_in_one_document_is_one_object() -> None:
    kind = tuple[tuple[Sure, tuple[int, int], tuple[str, ...]], ...]
    given = tuple((Sure(), (300, 400), ("harbour", "stays")) for _ in range(3))
    found = join(kind, split(kind, given, home := Home("d", TEXT)), home)
    assert found == given
    assert len({(id(sure), id(place), id(words)) for sure, place, words in found}) == 1


def test_whole_numbers_and_others_stay_what_they_are() -> None:
    kind = tuple[tuple[float, bool], ...]
    given = ((1.0, True), (0.0, False))
    found = join(kind, split(kind, given, home := Home("d", TEXT)), home)
    assert [list(map(type, row)) for row in found] == [[float, bool]] * 2
