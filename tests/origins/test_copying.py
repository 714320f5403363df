"""Who copied whom: what must always hold, and cases that a reader can judge."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.origins import Copying, Tellings, Witness, infer_copying
from little_newsroom import make_newsroom

LONG = "the minister told the council on Tuesday that the old bridge over the Lorn stays shut until spring"
SPOKEN = "we shall not open this bridge until every single bolt has been replaced by hand"


def own(name: str) -> dict[str, str]:
    """A passage that only this document has."""
    return {f"own {name}": " ".join(f"{name}{i}" for i in range(12))}


seeds = st.integers(0, 10**6)
newsrooms = seeds.map(make_newsroom)
slow = settings(max_examples=15, deadline=None)


def counts(copying: Copying) -> dict[str, tuple[int, int, int]]:
    return {family: (t.low, t.best, t.high) for family, t in copying.origins.items()}


@slow
@given(newsrooms, seeds)
def test_order_of_input_changes_nothing_to_the_byte(witnesses: list[Witness], seed: int) -> None:
    r = random.Random(seed)
    shuffled = [
        replace(w, passages=dict(r.sample(sorted(w.passages.items()), len(w.passages))))
        for w in r.sample(witnesses, len(witnesses))
    ]
    first, second = infer_copying(witnesses), infer_copying(shuffled)
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


@slow
@given(newsrooms, seeds)
def test_a_verbatim_copy_raises_no_count(witnesses: list[Witness], seed: int) -> None:
    r = random.Random(seed)
    original = r.choice(witnesses)
    later = original.published and (original.published[0] + 300, original.published[1] + 300)
    copy = replace(original, document="copy", outlet="elsewhere", owner=None, published=r.choice([None, later]))
    before, after = counts(infer_copying(witnesses)), counts(infer_copying([*witnesses, copy]))
    for family, old in before.items():
        assert all(new <= x for new, x in zip(after[family], old, strict=True))


@slow
@given(newsrooms, seeds)
def test_wording_of_its_own_lowers_no_count(witnesses: list[Witness], seed: int) -> None:
    before = infer_copying(witnesses)
    families = random.Random(seed).sample(sorted(before.origins), 3)
    report = Witness("report", "newcomer", passages={f: " ".join(f"new{f}{i}" for i in range(12)) for f in families})
    after = counts(infer_copying([*witnesses, report]))
    for family, old in counts(before).items():
        assert all(new >= x for new, x in zip(after[family], old, strict=True))


@slow
@given(newsrooms)
def test_tables_hold_together(witnesses: list[Witness]) -> None:
    copying = infer_copying(witnesses)
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


def test_a_long_passage_in_two_undated_documents_is_one_telling() -> None:
    copying = infer_copying(
        [Witness("a", passages={"f": LONG, **own("a")}), Witness("b", passages={"f": LONG, **own("b")})]
    )
    assert copying.origins["f"] == Tellings(best=1, low=1, high=1)
    assert copying.dependence("f", "a", "b") >= 0.9


def test_evidence_that_is_the_same_both_ways_gives_the_same_odds() -> None:
    copying = infer_copying(
        [Witness("a", passages={"f": LONG, **own("aaaa")}), Witness("b", passages={"f": LONG, **own("bbbb")})]
    )
    odds = {d: dict(copying.candidates["f"][d]) for d in "ab"}
    assert odds["a"]["b"] == pytest.approx(odds["b"]["a"], abs=1e-12)
    assert odds["a"][None] == pytest.approx(odds["b"][None], abs=1e-12)


def test_a_stock_phrase_cannot_tell() -> None:
    phrase = {"f": "on the whole"}
    copying = infer_copying(
        [Witness("a", passages={**phrase, **own("a")}), Witness("b", passages={**phrase, **own("b")})]
    )
    tellings = copying.origins["f"]
    assert (tellings.low, tellings.high) == (1, 2)
    assert copying.dependence("f", "a", "b") < 0.9


def test_a_quotation_that_two_heard_is_weaker_than_prose() -> None:
    def dependence(quoted: set[str]) -> float:
        a = Witness("a", passages={"f": SPOKEN, **own("a")}, quoted=quoted)
        b = Witness("b", passages={"f": SPOKEN, **own("b")}, quoted=quoted)
        return infer_copying([a, b]).dependence("f", "a", "b")

    assert dependence({"f"}) < 0.9 < dependence(set())


def test_the_rest_of_the_document_vouches_for_a_quotation() -> None:
    shared = {"f": SPOKEN, "g": LONG, "h": "nobody on the ferry had been warned when the engine stopped near the pier"}
    a = Witness("a", published=(0, 60), passages={**shared, **own("a")}, quoted={"f"})
    b = Witness("b", published=(120, 180), passages=shared, quoted={"f"})
    copying = infer_copying([a, b])
    assert copying.parents["f"]["b"] == "a"
    assert copying.dependence("f", "a", "b") >= 0.9


def test_dates_decide_the_direction_and_the_reasons_say_so() -> None:
    first = Witness("a", "Post", published=(0, 0), passages={"f": LONG, "g": SPOKEN, **own("a")})
    second = Witness("b", "Herald", published=(180, 180), passages={"f": LONG, "g": SPOKEN}, credits={"Post"})
    copying = infer_copying([second, first])
    assert copying.parents["f"] == {"a": None, "b": "a"}
    reasons = copying.reasons["f"]["b"]
    assert any(reason.startswith(f"{len(LONG.split())} words alike") for reason in reasons)
    assert "1 other passage of Post stands in Herald" in reasons
    assert "Herald names Post as its source" in reasons
    assert "Herald was published 3 hours later" in reasons


def test_copies_of_one_unseen_story_are_one_telling_without_parents() -> None:
    story = {f"f{f}": [f"story{f}x{i}" for i in range(14)] for f in range(6)}
    witnesses = []
    for d in range(5):
        passages = {
            f: " ".join(f"own{d}{f}" if (i + d) % 7 == 0 else w for i, w in enumerate(words))
            for f, words in story.items()
        }
        witnesses.append(Witness(f"d{d}", f"outlet{d}", published=(60.0, 120.0), passages=passages))
    copying = infer_copying(witnesses, background={})
    assert set(copying.parents["f0"].values()) == {None}
    assert copying.origins["f0"] == Tellings(1, 1, 1)
    assert any("a document that is not here" in r for r in copying.reasons["f0"]["d0"])


def test_exact_copies_hang_on_the_earliest() -> None:
    same = {"f": LONG, **own("a")}
    witnesses = [Witness(f"d{i}", published=(60.0 * i, 60.0 * i), passages=same) for i in (3, 1, 2)]
    copying = infer_copying(witnesses)
    assert copying.parents["f"] == {"d1": None, "d2": "d1", "d3": "d1"}
    assert copying.origins["f"] == Tellings(1, 1, 1)


@pytest.mark.parametrize("text", ["", "\0", "....", "\ud800"])
def test_empty_and_hostile_texts_are_no_evidence(text: str) -> None:
    copying = infer_copying(
        [Witness("a", passages={"f": text, **own("a")}), Witness("b", passages={"f": text, **own("b")})]
    )
    assert copying.origins["f"].low == 1
    assert copying.origins["f"].high == 2
    assert infer_copying([]).origins == {}
    assert infer_copying([Witness("a")]).origins == {}


def test_a_page_updated_after_it_was_copied_is_no_parent_but_the_copy_is_not_sure() -> None:
    rest = {f"g{i}": " ".join(f"story{i}x{j}" for j in range(12)) for i in range(3)}
    updated = Witness("a", "Post", published=(500, 500), passages={"f": LONG, "g": SPOKEN, **rest, **own("a")})
    witnesses = [
        replace(updated, document=f"copy{i}", outlet=f"Copy {i}", published=(60.0 * i, 60.0 * i), passages=passages)
        for i, passages in enumerate(
            [{"f": LONG, "g0": rest["g0"], "g1": rest["g1"]}, {"f": LONG, "g": SPOKEN, "g2": rest["g2"]}], start=1
        )
    ]
    copying = infer_copying([updated, *witnesses])
    assert copying.parents["f"]["copy1"] is None
    assert copying.probability["f"]["copy1"] < 0.5
    assert (copying.origins["f"].low, copying.origins["f"].best) == (1, 1)
    assert copying.reasons["f"]["copy1"] == (
        "its wording stands in Post, whose date is later: perhaps that of an update",
    )
