"""What must always hold, over simulated newsrooms of all kinds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.origins import Copying, Witness, infer_copying
from little_newsroom import background_of, make_newsroom

seeds = st.integers(0, 10**6)
newsrooms = st.builds(
    make_newsroom,
    seeds,
    n=st.integers(2, 9),
    n_families=st.integers(1, 6),
    rewriting=st.sampled_from([0.0, 0.03, 0.08, 0.2, 0.45, 0.7]),
    p_quoted=st.sampled_from([0.0, 0.2, 0.8]),
    p_dated=st.sampled_from([0.0, 0.5, 1.0]),
    p_lost=st.sampled_from([0.0, 0.2]),
)
slow = settings(max_examples=25, deadline=None)


def infer(witnesses: list[Witness], names_known: bool) -> Copying:
    """With what reports of one event have in common given as a background, or left to be guessed."""
    return infer_copying(witnesses, background_of(witnesses) if names_known else None)


def counts(copying: Copying) -> dict[str, tuple[int, int, int]]:
    return {family: (t.low, t.best, t.high) for family, t in copying.origins.items()}


@slow
@given(newsrooms, seeds, st.booleans())
def test_order_of_input_changes_nothing_to_the_byte(witnesses: list[Witness], seed: int, names_known: bool) -> None:
    r = random.Random(seed)
    shuffled = [
        replace(w, passages=dict(r.sample(sorted(w.passages.items()), len(w.passages))))
        for w in r.sample(witnesses, len(witnesses))
    ]
    first, second = infer(witnesses, names_known), infer(shuffled, names_known)
    assert repr(first) == repr(second)
    assert first.together == second.together


@slow
@given(newsrooms)
def test_new_names_only_rename(witnesses: list[Witness]) -> None:
    new = {w.document: f"{len(witnesses) - i:03} {w.document}" for i, w in enumerate(witnesses)}
    first = infer_copying(witnesses)
    second = infer_copying([replace(w, document=new[w.document]) for w in witnesses])
    assert first.origins == second.origins
    for family, parents in first.parents.items():
        renamed = {new[child]: parent and new[parent] for child, parent in parents.items()}
        assert renamed == second.parents[family]
        assert {new[d]: p for d, p in first.probability[family].items()} == second.probability[family]


def raised_by(witnesses: list[Witness], copy: Witness, names_known: bool) -> list[str]:
    """The families whose counts a copy more has raised."""
    before = counts(infer(witnesses, names_known))
    after = counts(infer([*witnesses, copy], names_known))
    return [family for family, old in before.items() if any(new > x for new, x in zip(after[family], old, strict=True))]


@slow
@given(newsrooms, seeds, st.booleans())
def test_a_verbatim_copy_raises_no_count(witnesses: list[Witness], seed: int, names_known: bool) -> None:
    """Whatever outlet, owner, date and credits the copy has, a date before its original's included."""
    r = random.Random(seed)
    original = r.choice(witnesses)
    later = original.published and (original.published[0] + 300, original.published[1] + 300)
    copy = replace(
        original,
        document="copy",
        outlet=r.choice(["elsewhere", None, "outlet0", "outlet1"]),
        owner=r.choice([None, "one house", "another house"]),
        published=r.choice([None, later, (r.uniform(0, 500), 600.0)]),
        credits=r.choice([original.credits, set(), {original.outlet}, {"outlet0"}, {"far away"}]),
    )
    assert raised_by(witnesses, copy, names_known) == []


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize(
    "dressed", [{"outlet": "elsewhere"}, {"outlet": None, "owner": None}, {"credits": {"outlet0"}, "outlet": "x"}]
)
def test_a_copy_in_other_dress_raises_no_count(number: int, dressed: dict[str, object]) -> None:
    """The smallest newsroom in which one did, once: nothing is dated, and each text stood in one outlet."""
    witnesses = make_newsroom(1, n=5, n_families=5, rewriting=0.03, p_quoted=0.2, p_dated=0, p_lost=0)
    copy = replace(witnesses[number], document="copy", **dressed)  # type: ignore[arg-type]
    for names_known in (False, True):
        assert raised_by(witnesses, copy, names_known) == []


@slow
@given(newsrooms, seeds, st.booleans())
def test_wording_of_its_own_lowers_no_count(witnesses: list[Witness], seed: int, names_known: bool) -> None:
    r = random.Random(seed)
    before = infer(witnesses, names_known)
    families = r.sample(sorted(before.origins), min(3, len(before.origins)))
    report = Witness(
        "report",
        "newcomer",
        published=r.choice([None, (r.uniform(0, 600), 600.0)]),
        passages={f: " ".join(f"new{f}{i}" for i in range(12)) for f in families},
        quoted=r.sample(families, r.randrange(len(families) + 1)),
    )
    after = counts(infer([*witnesses, report], names_known))
    for family, old in counts(before).items():
        assert all(new >= x for new, x in zip(after[family], old, strict=True))


@slow
@given(newsrooms)
def test_a_report_that_shares_only_the_names_lowers_no_count(witnesses: list[Witness]) -> None:
    background = background_of(witnesses) | {"name99": 0.6}
    before = infer_copying(witnesses, background)
    families = [f for f in sorted(before.origins) if f.startswith("f")]
    report = Witness(
        "report",
        "newcomer",
        passages={f: f"name{f[1:]} place{f[1:]} name99 " + " ".join(f"new{f}{i}" for i in range(10)) for f in families},
    )
    after = counts(infer_copying([*witnesses, report], background))
    for family, old in counts(before).items():
        assert all(new >= x for new, x in zip(after[family], old, strict=True))


@slow
@given(newsrooms, st.booleans())
def test_tables_hold_together(witnesses: list[Witness], names_known: bool) -> None:
    copying = infer(witnesses, names_known)
    dates = {w.document: w.published for w in witnesses}
    for family, tellings in copying.origins.items():
        carriers = {w.document for w in witnesses if family in w.passages}
        assert 1 <= tellings.low <= tellings.best <= tellings.high <= len(carriers)
        assert set(copying.parents[family]) == carriers
        for child, parent in copying.parents[family].items():
            assert 0 <= copying.probability[family][child] <= 1
            assert sum(p for _, p in copying.candidates[family][child]) <= 1 + 1e-9
            seen = {child}
            while parent is not None:
                assert parent in carriers - seen
                seen.add(parent)
                parent = copying.parents[family][parent]
        for child, parent in copying.parents[family].items():
            if parent and (a := dates[parent]) and (b := dates[child]):
                assert a[0] <= b[1], "a parent that certainly came later"
        for a_id in carriers:
            for b_id in carriers:
                p = copying.dependence(family, a_id, b_id)
                assert 0 <= p <= 1
                assert p == copying.dependence(family, b_id, a_id)


@slow
@given(
    st.integers(1, 4),
    st.lists(st.integers(0, 11), max_size=4, unique=True),
    st.sampled_from([None, (60.0, 120.0), (60.0, 60.0)]),
    st.booleans(),
    st.booleans(),
)
def test_ties_are_ties(
    n_families: int,
    changed: list[int],
    published: tuple[float, float] | None,
    quoted: bool,
    names_known: bool,
) -> None:
    """Two copies of something that is not here, each with as many words of its own: nobody can say which was first."""

    def copy(name: str) -> Witness:
        passages = {
            f"f{f}": " ".join(f"{name}{f}x{i}" if i in changed else f"word{f}x{i}" for i in range(12))
            for f in range(n_families)
        }
        return Witness(name, name, published=published, passages=passages, quoted=set(passages) if quoted else set())

    copying = infer([copy("aaaa"), copy("bbbb")], names_known)
    if not changed:
        assert copying.origins["f0"].high == 1
        return
    for f in range(n_families):
        odds = {d: dict(copying.candidates[f"f{f}"][d]) for d in ("aaaa", "bbbb")}
        assert odds["aaaa"].get("bbbb", 0) == pytest.approx(odds["bbbb"].get("aaaa", 0), abs=1e-9)
        assert odds["aaaa"].get(None, 0) == pytest.approx(odds["bbbb"].get(None, 0), abs=1e-9)
