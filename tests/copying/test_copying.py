"""Who copied whom: cases that a reader can judge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.origins import Tellings, Witness, infer_copying
from firsthand.present import reason_words

LONG = "the minister told the council on Tuesday that the old bridge over the Lorn stays shut until spring"
SPOKEN = "we shall not open this bridge until every single bolt has been replaced by hand"


def own(name: str) -> dict[str, str]:
    """A passage that only this document has."""
    return {f"own {name}": " ".join(f"{name}{i}" for i in range(12))}


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
    reasons = [reason_words(reason) for reason in copying.reasons["f"]["b"]]
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
    assert [reason.kind for reason in copying.reasons["f0"]["d0"]] == ["through an unseen document"]


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
    assert copying.probability["f"]["copy1"] < 0.6
    assert (copying.origins["f"].low, copying.origins["f"].best) == (1, 1)
    assert [reason_words(reason) for reason in copying.reasons["f"]["copy1"]] == [
        "its wording stands in Post, whose date is later: perhaps that of an update"
    ]
