"""Whose voice a cluster is, and which names are one voice: plain cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.model import Origins
from firsthand.origins.counting import count as count_with_tree
from firsthand.origins.counting import count_origins
from firsthand.origins.identity import is_form_of, is_named_after, is_one_name
from firsthand.origins.speakers import Relays, choose_voice
from firsthand.origins.telling import Telling
from firsthand.origins.voices import Voice, named_once
from firsthand.settings import OriginSettings

ANA = Voice("person:ana", "person", "Ana Ruiz")
TOM = Voice("person:tom", "person", "Tom Reed")


def count(*tellings: Telling, same: float = 0.0) -> Origins:
    return count_origins(tellings, lambda _a, _b: same, OriginSettings())


def named(origins: Origins) -> list[str]:
    return [origin.name for origin in origins.list]


BEFORE = ("ferry", "leav", "dawn", "harbo", "island", "winter", "storm", "school")
AFTER = ("tides", "decide", "captai", "lamp", "rope", "anchor", "whistl", "crew")


def test_few_words_between_the_same_sentences_were_said_once() -> None:
    tellings = [
        Telling("a", ANA, stems=("people", "leave"), beside=(BEFORE, AFTER)),
        Telling("b", TOM, stems=("people", "leave"), beside=(BEFORE[4:], AFTER)),
        Telling("c", Voice("outlet:c", "outlet", "Tarn Post", standing="own"), stems=("people", "leave")),
    ]
    assert count(*tellings[:2]).best == 1
    assert count(*tellings).best == 2


def test_few_words_in_two_passages_are_two() -> None:
    a = Telling("a", ANA, stems=("people", "leave"), beside=(BEFORE, ()))
    b = Telling("b", TOM, stems=("people", "leave"), beside=(AFTER, ()))
    assert count(a, b).best == 2


def test_what_two_pages_have_in_quote_marks_was_said_once_and_surely_by_nobody_else() -> None:
    words = ("harbo", "open", "nobody", "told", "divers")
    a = Telling("a", ANA, stems=("winter", *words), marked=words)
    b = Telling("b", TOM, stems=(*words, "island", "storm"), marked=(*words, "island"))
    origins = count(a, b)
    assert (origins.best, origins.high, origins.verdict) == (1, 2, "not established")


def test_the_same_words_turned_into_an_answer_are_two() -> None:
    way = ("way", "stop", "floods", "on", "coast", "is", "to")
    a = Telling("a", ANA, stems=way, marked=(*way, "stop", "building", "on", "coast"))
    b = Telling("b", TOM, stems=(*way, "plant"), marked=(*way, "plant", "reeds", "at", "last"))
    assert count(a, b).best == 2


def test_a_paper_that_hands_on_is_no_voice_whatever_it_is_called() -> None:
    a = Telling("a", TOM, medium="Post", outlet="Valley Times", stems=("boats",))
    b = Telling("b", TOM, outlet="Tarn Post", stems=("ships",))
    c = Telling("c", Voice("work:post", "work", "Post"), outlet="Isle Radio", stems=("rafts",))
    assert named(count(a, b, c)) == ["Tom Reed"]


def test_of_two_names_the_one_that_both_pages_have_beside_the_words() -> None:
    words = tuple(f"word{n}" for n in range(8))
    a = Telling("a", ANA, stems=words, around="ana ruiz did not answer tom reed who said that")
    b = Telling("b", TOM, stems=words, around="tom reed said that")
    assert named(count(a, b)) == ["Tom Reed"]


def test_a_proper_name_goes_before_a_paper() -> None:
    words = tuple(f"word{n}" for n in range(8))
    paper = Voice("work:statement", "work", "statement")
    a = Telling("a", paper, stems=words, around="the statement read")
    b = Telling("b", TOM, "a", stems=words, around="in a statement reed said")
    assert named(count(a, b)) == ["Tom Reed"]


def test_one_outlet_under_two_names_is_one_voice() -> None:
    a = Telling("a", Voice("outlet:tarn news", "outlet", "Tarn News", standing="own"), stems=("boats",))
    b = Telling("b", Voice("outlet:tarn online news", "outlet", "Tarn Online News", standing="own"), stems=("ships",))
    assert named(count(a, b)) == ["Tarn News"]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Joe Reed", "Joseph R. Reed Jr.", True),
        ("Tom Reed", "Tom Reed", True),
        ("Ana Reed", "Tom Reed", False),
        ("Jo Wolfe", "Jo Reed", False),
        ("Reed himself", "Tom Reed", True),
    ],
)
def test_one_name_written_in_two_ways(a: str, b: str, one: bool) -> None:
    assert is_one_name(a, b) is one


def test_an_office_of_a_person_is_hers() -> None:
    assert is_named_after("Ruiz’s office", ANA)
    assert is_named_after("the order that Ruiz signed", ANA)
    assert not is_named_after("the mayor’s office", ANA)


def test_an_agency_speaks_for_the_outlets_that_print_it() -> None:
    words = tuple(f"word{n}" for n in range(8))
    herald = Telling("a", Voice("outlet:basin herald", "outlet", "Basin Herald", standing="own"), stems=words)
    reuters = Telling("b", Voice("outlet:reuters", "outlet", "Reuters", standing="own"), stems=words)
    post = Telling("c", Voice("outlet:tarn post", "outlet", "Tarn Post", standing="own"), words=words, stems=words)
    assert named(count(herald, reuters)) == ["Reuters"]
    assert named(count(herald, replace(reuters, words=words), post)) == ["Reuters"]


@pytest.mark.parametrize(
    ("office", "role", "bearer"),
    [
        ("the President", "president", "Ana Ruiz"),
        ("President Reed's ambassador to Sorrel", "ambassador", "Ana Ruiz"),
        ("President Reed's ambassador to Sorrel", "president", None),
    ],
)
def test_an_office_is_whoever_bears_it(office: str, role: str, bearer: str | None) -> None:
    key = office.lower().removeprefix("the ")
    told = Voice(f"role:{key}", "person", office, role=key)
    person = replace(ANA, role=role)
    assert is_form_of(told, person) is (bearer is not None)
    if bearer and key == role:
        tellings = [Telling("a", person, parent="b"), Telling("b", told)]
        assert choose_voice(tellings, Relays()).name == bearer


def test_a_family_name_alone_is_told_in_full_where_one_page_knows_it() -> None:
    words = tuple(f"word{n}" for n in range(8))
    reed = Voice("person:reed", "person", "Reed")
    a, b = Telling("a", reed, stems=words), Telling("b", reed, stems=(*words, "x"))
    assert named(count(a, b, Telling("c", TOM, stems=(*words, "y")))) == ["Tom Reed"]


def test_a_report_through_a_paper_hangs_on_whom_the_paper_heard() -> None:
    a = Telling("a", TOM, medium="Post", outlet="Valley Times", stems=("boats",))
    b = Telling("b", Voice("outlet:post", "outlet", "Post"), outlet="Isle Radio", stems=("rafts",))
    counted = count_with_tree([a, b], lambda _a, _b: 0.0, OriginSettings())
    assert {branch.voice.name for branch in counted.branches} == {"Tom Reed"}
    assert [o.tellings for o in counted.origins.list] == [2]


@pytest.mark.parametrize(
    ("name", "once"),
    [
        ("Ana Ruiz Ana Maria RuizFerries", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ana Maria Ana", "Ana Maria"),
        ("Ana Ruiz Ruiz", "Ana Ruiz"),
        ("Zsa Zsa Ruiz", "Zsa Zsa Ruiz"),
        ("Ana", "Ana"),
    ],
)
def test_a_name_that_begins_anew_is_told_once(name: str, once: str) -> None:
    assert named_once(name) == once


def test_a_paper_by_two_of_its_names_is_one() -> None:
    a = Telling("a", Voice("outlet:tarn post", "outlet", "Tarn Post"), outlet="Isle Radio", stems=("boats",))
    b = Telling("b", Voice("work:post", "work", "Post"), outlet="Valley Times", stems=("ships",))
    assert named(count(a, b)) == ["Tarn Post"]


def test_the_name_that_most_pages_give_and_not_the_longest() -> None:
    words = tuple(f"word{n}" for n in range(8))
    names = ("Tom Reed", "TOM REED", "Age of Reed and Sons")
    voices = [replace(TOM, name=name) for name in names]
    tellings = [Telling(n, v, stems=words, words=(n,)) for n, v in zip("abc", voices, strict=True)]
    assert named(count(*tellings)) == ["Tom Reed"]
