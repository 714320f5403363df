"""How tellings are counted: plain cases, one line each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.model import Origins
from firsthand.origins.chokepoints import find_chokepoints
from firsthand.origins.counting import Telling, count_origins, without_edge
from firsthand.origins.voices import Voice, agreement
from firsthand.settings import OriginSettings

ANA = Voice("person:ana", "person", "Ana Ruiz")
TOM = Voice("person:tom", "person", "Tom Reed")
MINISTRY = Voice("body:ministry", "body", "Ministry of Fishing")
MINISTER = Voice("person:ana", "person", "Ana Ruiz", role="minister of fishing")


def anonymous(document: str) -> Voice:
    return Voice(f"anonymous:{document}", "anonymous", "an official", standing="anonymous")


def own(document: str) -> Voice:
    return Voice(f"outlet:{document}", "outlet", document, standing="own")


def tell(article: str, voice: Voice, parent: str | None = None, p: float = 0.95) -> Telling:
    return Telling(article, voice, None, None, parent, p if parent else 0.0)


def count(*tellings: Telling, depends: dict[str, float] | None = None) -> Origins:
    return count_origins(tellings, dependence(depends), OriginSettings())


def dependence(depends: dict[str, float] | None):  # type: ignore[no-untyped-def]
    known = depends or {}
    return lambda a, b: known.get(a + b, known.get(b + a, 0.0))


@pytest.mark.parametrize(
    ("tellings", "depends", "expected", "verdict"),
    [
        ([tell("a", ANA)], {}, (1, 1, 1), "single"),
        ([tell("a", ANA), tell("b", ANA)], {}, (1, 1, 1), "single"),
        ([tell("a", ANA), tell("b", TOM)], {}, (2, 2, 2), "established"),
        ([tell("a", ANA), tell("b", TOM, "a")], {"ab": 0.95}, (1, 1, 1), "single"),
        ([tell("a", ANA), tell("b", TOM, "a")], {"ab": 0.6}, (1, 1, 2), "not established"),
        ([tell("a", ANA), tell("b", TOM)], {"ab": 0.3}, (2, 1, 2), "not established"),
        ([tell("a", ANA), tell("b", own("b"))], {}, (2, 1, 2), "not established"),
        ([tell("a", own("a")), tell("b", own("b"))], {}, (2, 1, 2), "lineage unknown"),
        ([tell("a", anonymous("a")), tell("b", anonymous("b"))], {}, (2, 1, 2), "not established"),
        ([tell("a", ANA), tell("b", anonymous("b"))], {}, (2, 1, 2), "not established"),
        ([tell("a", ANA), tell("b", anonymous("b"), "a")], {"ab": 0.97}, (1, 1, 1), "single"),
        ([tell("a", MINISTER), tell("b", MINISTRY)], {}, (2, 1, 2), "not established"),
    ],
)
def test_counts(
    tellings: list[Telling], depends: dict[str, float], expected: tuple[int, int, int], verdict: str
) -> None:
    origins = count(*tellings, depends=depends)
    assert (origins.best, origins.low, origins.high) == expected
    assert origins.verdict == verdict


def test_a_copy_takes_the_source_of_what_it_copied() -> None:
    origins = count(tell("a", ANA), tell("b", anonymous("b"), "a"), depends={"ab": 0.95})
    assert [o.name for o in origins.list] == ["Ana Ruiz"]


def test_without_its_edge_a_copy_speaks_for_itself() -> None:
    tellings = [tell("a", ANA), tell("b", anonymous("b"), "a")]
    assert without_edge(tellings, dependence({"ab": 0.95}), OriginSettings(), "b").best == 2


def test_who_names_nobody_does_not_make_two_people_one() -> None:
    between = {"ac": 0.99, "bc": 0.97, "ab": 0.4}
    origins = count(tell("a", ANA), tell("b", TOM), tell("c", own("c")), depends=between)
    assert (origins.best, origins.low, origins.high) == (2, 1, 2)
    assert [(o.name, o.tellings) for o in origins.list] == [("Ana Ruiz", 2), ("Tom Reed", 1)]
    same = count(tell("a", ANA), tell("b", ANA), tell("c", own("c")), depends=between)
    assert same.high == 1


def test_what_reads_like_a_translation_of_two_accounts_may_be_a_third() -> None:
    between = {"ac": 0.99, "bc": 0.97, "ab": 0.4, "cd": 0.99, "ad": 0.99, "bd": 0.97}
    told = [replace(tell(a, v), language="en") for a, v in (("a", ANA), ("b", TOM))]
    foreign = [replace(tell(a, own(a)), language="es") for a in "cd"]
    assert count(*told, foreign[0], depends=between).high == 3
    assert count(*told, *foreign, depends=between).high == 3, "a copy of it is no fourth"


@pytest.mark.parametrize(
    ("name", "low"),
    [("Reed", 1), ("Thomas Reed", 1), ("Secretary Tom Reed", 1), ("Reed raged", 1), ("Ana Reed", 2), ("Tom Weld", 2)],
)
def test_two_names_that_may_be_one_person_establish_nothing(name: str, low: int) -> None:
    assert count(tell("a", TOM), tell("b", Voice("person:b", "person", name))).low == low


@pytest.mark.parametrize("name", ["Reed", "Secretary Tom Reed"])
def test_a_part_of_a_name_stands_for_whoever_bears_it(name: str) -> None:
    origins = count(tell("a", TOM), tell("b", Voice("person:b", "person", name)))
    assert (origins.best, origins.low, origins.high) == (1, 1, 2)
    assert [(o.name, o.tellings) for o in origins.list] == [("Tom Reed", 2)]


def test_a_country_and_a_statement_may_speak_through_anybody() -> None:
    for other in (
        Voice("place:norland", "body", "Norland", entity="place:norland"),
        Voice("work:statement", "work", "statement"),
    ):
        assert count(tell("a", TOM), tell("b", other)).low == 1


def test_a_weakly_like_telling_does_not_raise_the_permissive_count() -> None:
    weak = Telling("b", TOM, weak=True)
    assert count(tell("a", ANA), weak).low == 1


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (ANA, ANA, 1.0),
        (ANA, TOM, 0.0),
        (ANA, anonymous("b"), 0.5),
        (ANA, own("b"), 0.5),
        (own("a"), anonymous("b"), 0.5),
        (MINISTER, MINISTRY, 0.5),
    ],
)
def test_voices_that_may_be_one(a: Voice, b: Voice, expected: float) -> None:
    assert agreement(a, b) == agreement(b, a) == expected


def test_chokepoints_are_what_everything_passed_through() -> None:
    edges = {"origin:ana": ["medium:Radio Sol"], "medium:Radio Sol": ["a"], "a": ["b", "c"]}
    assert find_chokepoints(["origin:ana"], edges, ["a", "b", "c"]) == ["medium:Radio Sol", "a"]


def test_two_ways_in_are_no_chokepoint() -> None:
    edges = {"origin:ana": ["a", "b"], "a": ["c"], "b": ["d"]}
    assert find_chokepoints(["origin:ana"], edges, ["a", "b", "c", "d"]) == []


def test_fewer_gates_than_ways_in_are_named_together() -> None:
    edges = {
        "origin:ana": ["medium:m", "medium:n", "medium:o"],
        "medium:m": ["a"],
        "medium:n": ["a"],
        "medium:o": ["b"],
    }
    assert find_chokepoints(["origin:ana"], edges, ["a", "b"]) == ["a", "b"]
