"""Whatever a case says comes back: odd spans, halves of characters, equal ids, fields that no column is made for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fictional_case import hostile_case, huge_case, shuffled, the_case
from firsthand.case import find_claims, load, save
from firsthand.case.codec import dump, from_plain, parse, to_plain
from firsthand.case.identity import with_distinct_ids
from firsthand.case.numbers import pack_numbers, unpack_numbers
from firsthand.case.values import id_text, stored_id
from firsthand.export.records import ledger_order
from firsthand.model import (
    Assertion,
    Case,
    Claim,
    Derivation,
    Document,
    First,
    Origin,
    Origins,
    Passage,
    Reason,
    Span,
)


def in_order(case: Case) -> Case:
    """`case` in the order in which any case is loaded."""

    def place(span: Span) -> tuple[str, int, int]:
        return span.document, span.start, span.end

    return replace(
        case,
        documents=tuple(sorted(case.documents, key=lambda d: d.id)),
        passages=tuple(sorted(case.passages, key=lambda p: (p.document, p.start))),
        reuses=tuple(sorted(case.reuses, key=lambda r: (r.a.document, r.b.document, *place(r.a)[1:], *place(r.b)[1:]))),
        families=tuple(sorted(case.families, key=lambda f: f.id)),
        quotations=tuple(sorted(case.quotations, key=lambda q: (*place(q.span), q.id))),
        entities=tuple(
            replace(e, mentions=tuple(sorted(e.mentions, key=place))) for e in sorted(case.entities, key=lambda e: e.id)
        ),
        claims=tuple(sorted(case.claims, key=ledger_order)),
    )


def again(case: Case, folder: Path) -> Case:
    save(case, folder / "case.db", force=True)
    return load(folder / "case.db")


@pytest.mark.parametrize("case", [the_case(), shuffled(the_case()), hostile_case(), huge_case(40, 200)])
def test_a_case_written_by_hand_comes_back(case: Case, tmp_path: Path) -> None:
    assert again(case, tmp_path) == in_order(case)


def test_spans_that_do_not_hold_their_text_come_back_as_they_are(tmp_path: Path) -> None:
    case = the_case()
    first = case.claims[0]
    wrong = replace(first.assertions[0], span=Span(3, 9, "other words", "nowhere"))
    odd = replace(first, assertions=(wrong, *first.assertions[1:]), text="words that stand nowhere")
    quotation = replace(case.quotations[0], span=Span(-4, 2, "?", case.documents[0].id), cue=(), content=())
    case = replace(case, claims=(odd, *case.claims[1:]), quotations=(quotation, *case.quotations[1:]))
    loaded = again(case, tmp_path)
    assert set(loaded.claims) == set(case.claims)
    assert quotation in loaded.quotations


def test_halves_of_characters_come_back(tmp_path: Path) -> None:
    half = "Half a character \ud800 in a text, a title, an id.\0"
    document = Document(half, half, path=half, title=half, outlet=half, metadata=((half, half),))
    assert again(Case((document,)), tmp_path).documents == (document,)


def test_equal_ids_are_told_apart_and_nothing_is_lost(tmp_path: Path) -> None:
    case = the_case()
    same = "c" + "0" * 20
    claims = tuple(replace(c, id=same) for c in case.claims)
    quotations = tuple(replace(q, id="q1") for q in case.quotations)
    loaded = again(replace(case, claims=claims, quotations=quotations), tmp_path)
    assert {c.id for c in loaded.claims} == {same, *(f"{same}-{n}" for n in range(2, 6))}
    assert len(loaded.claims) == len(claims)
    assert len({q.id for q in loaded.quotations}) == len(quotations)
    assert with_distinct_ids(replace(case, claims=claims)) == with_distinct_ids(replace(case, claims=claims))


def test_which_of_equal_ids_keeps_its_own_does_not_depend_on_their_order() -> None:
    case = the_case()
    claims = tuple(replace(c, id="c") for c in case.claims)
    forth = with_distinct_ids(replace(case, claims=claims)).claims
    back = with_distinct_ids(replace(case, claims=claims[::-1])).claims
    assert set(forth) == set(back)


def test_the_beginning_of_an_id_names_its_claim(tmp_path: Path) -> None:
    case = the_case()
    ids = ["c" + f"{n:020x}"[::-1] for n in range(1, 6)]
    case = replace(case, claims=tuple(replace(c, id=id) for c, id in zip(case.claims, ids)), originals=())
    save(case, tmp_path / "case.db")
    for id in ids:
        assert find_claims(tmp_path / "case.db", id) == [id]
        assert find_claims(tmp_path / "case.db", id[:12]) == [id]
        assert find_claims(tmp_path / "case.db", id[:13]) == [id]


@given(st.lists(st.integers(-(2**40), 2**40)))
@settings(deadline=None)
def test_numbers_come_back(numbers: list[int]) -> None:
    assert unpack_numbers(pack_numbers(numbers)) == numbers


@given(st.one_of(st.text(), st.from_regex(r"[cqf][0-9a-f]{20}", fullmatch=True), st.text("\ud800é", min_size=1)))
@settings(deadline=None)
def test_ids_come_back_and_stay_apart(id: str) -> None:
    assert id_text(stored_id(id)) == id


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)))),
        max_size=6,
    )
)
@settings(deadline=None, max_examples=30)
def test_layouts_come_back(
    tmp_path_factory: pytest.TempPathFactory, gaps: list[tuple[int, int, list[tuple[int, int]]]]
) -> None:
    passages, at = [], 0
    for gap, length, sentences in gaps:
        start = at + gap
        ranges, here = [], start
        for skip, run in sentences:
            ranges.append((here + skip, here + skip + run))
            here = ranges[-1][1]
        at = max(start + length, here)
        passages.append(Passage("d", start, at, "en", "body", tuple(ranges)))
    case = Case((Document("d", "x" * 400),), passages=tuple(passages))
    loaded = again(case, tmp_path_factory.mktemp("layout")).passages
    assert sorted(loaded, key=repr) == sorted(passages, key=repr)


@dataclass(frozen=True)
class Person:
    name: str


@dataclass(frozen=True)
class Place:
    name: str
    at: Span | None = None


@dataclass(frozen=True)
class Novel:
    """A noun of a kind that no table is made for."""

    who: Person | Place | None = None
    figures: tuple[tuple[str, int | float | str], ...] = ()
    claims: tuple[Claim, ...] = ()


@pytest.mark.parametrize(
    "noun",
    [
        Novel(),
        Novel(Person("Ana")),
        Novel(Place("Ana", Span(0, 3, "Ana", "d")), (("n", 3), ("share", 0.5), ("unit", "kg"))),
        Novel(claims=the_case().claims[:2]),
    ],
)
def test_nouns_that_are_not_made_yet_have_a_plain_form(noun: Novel) -> None:
    pack, unpack = (lambda span: [span.start, span.end, span.exact, span.document]), (lambda plain: Span(*plain))
    assert from_plain(Novel, to_plain(Novel, noun, pack), unpack) == noun
    assert parse(Novel, dump(noun)) == noun


@pytest.mark.parametrize("name", ["The Harbour Post", "a", "\1", '"', "\\u0001", "", "\ud800", "é\2"])
def test_what_is_said_of_a_claim_told_once_comes_back(name: str, tmp_path: Path) -> None:
    text = "Four cranes fell into the harbour."
    document = Document("d", text, outlet=name)
    told = Assertion("d:0-34", document.span(0, 34), "en", "own")
    words = (
        f"Told once, in {name}; in the words of {name}, a \1 and a \2." if name == "\1" else f"Told once, in {name}."
    )
    claim = Claim(
        "c" + "0" * 20, text, "en", (told,), Origins(1, 1, 1, "single", (Origin("outlet", name, None, 1),)),
        1, 1, 1, 1, 0, First("d:0-34", None),
        (Derivation("origin:outlet:x", "d:0-34", 1.0, (Reason("says so itself", names=(name,)),)),),
        summary=words, summaries=(("en", words),),
    )  # fmt: skip
    assert again(Case((document,), claims=(claim,)), tmp_path).claims == (claim,)
