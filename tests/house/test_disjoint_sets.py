from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.disjoint_sets import DisjointSets

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20)


@settings(deadline=None)
@given(PAIRS, st.randoms())
def test_sets_are_what_a_walk_from_each_item_reaches_in_whatever_order_they_are_joined(pairs, random):
    def reached(item):
        found, waiting = {item}, [item]
        while waiting:
            here = waiting.pop()
            near = {b for a, b in pairs if a == here} | {a for a, b in pairs if b == here}
            waiting += near - found
            found |= near
        return sorted(found)

    sets = DisjointSets(range(13))
    for a, b in random.sample(pairs, len(pairs)):
        sets.join(a, b)
    expected = sorted({tuple(reached(item)) for item in range(13)})
    assert [tuple(members) for members in sets.all()] == expected
    assert all(sets.root(item) == min(reached(item)) for item in range(13))


def test_the_least_stands_for_all():
    sets = DisjointSets(["c", "a", "b"])
    sets.join("c", "b")
    assert (sets.root("c"), sets.root("a")) == ("b", "a")
