"""What several documents tell of one thing, with its values and what it means that they differ."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from firsthand.engines.tracing import trace
from firsthand.facts import cut_frames
from firsthand.model import Case, Document, Fact, TimeInterval
from firsthand.settings import Settings
from firsthand.text import lay_out_alone


def told(*texts: tuple[str, str]) -> Case:
    """A case of one document a text, each published on its day."""
    outlets = ["Harbour Post", "Velmora Times", "Coast Radio", "Northern Wire", "Brenholt Mail"]
    return trace(
        [
            Document(f"d{n}", text, outlet=outlets[n], published=TimeInterval(day, day) if day else None)
            for n, (day, text) in enumerate(texts)
        ]
    )


def value_of(case: Case) -> Fact:
    (only,) = [f for f in case.facts if f.kind == "value"]
    return only


QUAKE = "A strong quake shook the island of Sorrel on Friday, {}, officials said. Rescue teams went west."


def test_a_number_that_grows_with_the_days_is_updated() -> None:
    fact = value_of(
        told(
            ("2024-03-02", QUAKE.format("killing at least three people")),
            ("2024-03-03", QUAKE.format("killing at least eleven people")),
            ("2024-03-04", "A quake that shook Sorrel island on Friday killed 24 people, the disaster agency said."),
        )
    )
    assert fact.status == "updated"
    assert [v.value.low for v in fact.values] == [3, 11, 24]
    assert fact.n_documents == 3


def test_two_numbers_of_one_day_contradict_each_other() -> None:
    fact = value_of(
        told(
            ("2024-03-02", QUAKE.format("killing 10 people")),
            ("2024-03-02", "Fourteen people were killed when a quake shook Sorrel on Friday, the mayor said."),
        )
    )
    assert fact.status == "contradictory"


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("killing 24 people", "killing at least 24 people", "agreed"),
        ("killing about 400 people", "killing 400 people", "agreed"),
        ("killing 249 people", "killing 250 people", "rounded"),
        ("killing 24 people", "killing twenty-four people", "agreed"),
    ],
)
def test_equal_values_are_never_different(one: str, other: str, status: str) -> None:
    fact = value_of(told(("2024-03-02", QUAKE.format(one)), ("2024-03-02", QUAKE.format(other))))
    assert fact.status == status


def test_two_measures_of_one_quake_are_two_facts() -> None:
    case = told(
        ("2024-03-02", QUAKE.format("killing 24 people and injuring 249")),
        ("2024-03-02", "A quake of magnitude 6.1 shook Sorrel on Friday. It killed 24 people and injured 249."),
        ("2024-03-02", "A magnitude-6.1 quake struck the island of Sorrel, officials said on Saturday."),
    )
    values = {f.anchor: f.status for f in case.facts if f.kind == "value"}
    assert values == {"24": "agreed", "249": "agreed", "6.1": "agreed"}


def test_spans_and_anchors_hold_their_text_and_origins_are_counted() -> None:
    case = told(
        ("2024-03-02", QUAKE.format("killing 24 people")),
        ("2024-03-02", "Twenty-four people were killed when a quake shook Sorrel, mayor Ana Ruiz said."),
    )
    texts = {d.id: d.text for d in case.documents}
    for fact in case.facts:
        for a in fact.assertions:
            assert a.span.holds(texts[a.span.document])
            assert a.anchor.holds(texts[a.anchor.document])
        for v in fact.values:
            assert v.origins.low <= v.origins.best <= v.origins.high


def test_the_order_of_the_documents_changes_nothing() -> None:
    texts = [
        Document("a", QUAKE.format("killing 24 people"), outlet="A"),
        Document("b", QUAKE.format("killing 14 people and injuring 3"), outlet="B"),
        Document("c", "A quake shook Sorrel and killed 24 people. Three were injured, Ana Ruiz said.", outlet="C"),
    ]
    first = trace(texts).facts
    random.Random(3).shuffle(texts)
    assert trace(texts).facts == first


@pytest.mark.seeds
def test_the_seeds_contradict_each_other_where_they_do(seeds: Path) -> None:
    case = trace([seeds])
    contradictions = [{v.value.text for v in f.values} for f in case.facts if f.status == "contradictory"]
    assert {"third", "three"} in contradictions
    assert {"2006", "2007"} in contradictions
    officers = [f for f in case.facts if f.kind == "value" and any(v.value.text == "10" for v in f.values)]
    assert [f.status for f in officers] == ["agreed"]
    assert {a.span.document for a in officers[0].assertions} >= {"000", "001", "002"} or officers[0].n_documents == 2


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("killed three people", "killed three people when two bombs went off", ["agreed"]),
        ("killed four Americans", "killed the envoy and three other Americans", ["different scope"]),
        ("killed dozens of people", "came in a war that has killed half a million people", []),
    ],
)
def test_what_counts_other_things_contradicts_nothing(one: str, other: str, status: list[str]) -> None:
    case = told(
        ("2024-03-02", f"The attack on the ferry port of Orvelle {one} on Friday, officials said."),
        ("2024-03-02", f"The attack on the ferry port of Orvelle on Friday {other}, the mayor said."),
    )
    assert [f.status for f in case.facts if f.kind == "value"] == status


def test_how_many_are_left_in_hospital_moves_with_the_days() -> None:
    case = told(
        ("2024-03-02", "After the blast at the Orvelle mill 66 injured workers remain in hospital, the clinic said."),
        ("2024-03-05", "After the blast at the Orvelle mill 43 injured workers remain in hospital, the clinic said."),
    )
    assert value_of(case).status == "updated"


def test_a_denial_answers_only_what_it_denies() -> None:
    case = told(
        ("2024-03-02", "Mayor Tessa Quill accused Ilan Drovic of taking money from Orvelle, a charge he denied."),
        ("2024-03-02", "Ilan Drovic took money for the ferry port, and Tessa Quill asked for free buses in Orvelle."),
    )
    assert not [f for f in case.facts if f.status == "contradictory"]


def test_ages_are_no_number_of_people() -> None:
    case = told(
        ("2024-03-02", "Police said Mara Quill vanished in Orvelle in 2002 and is 32 now."),
        ("2024-03-02", "Mara Quill vanished in Orvelle in 2002 at the age of 14, police said."),
    )
    assert not [f for f in case.facts if f.kind == "value"]


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the harbour office the ferry lay in Orvelle.",
        "Senator Tessa Quill won't speak in Orvelle.",
        "The assault weapons lay in a shed in Orvelle.",
    ],
)
def test_phrases_that_name_no_event(sentence: str) -> None:
    document = Document("a", sentence)
    passages = lay_out_alone(document, Settings().text)
    listed = {f.concept for f in cut_frames(document, passages, ()) if not f.concept.startswith("~")}
    assert listed & {"agree", "win", "attack"} == set()


def test_whose_death_it_is_stands_near_the_word() -> None:
    document = Document("a", "Ilan Drovic was found dead in Orvelle, weeks after the death of Mara Quill in Sorrel.")
    frames = cut_frames(document, lay_out_alone(document, Settings().text), ())
    near = [f.near for f in frames if f.concept == "kill"]
    assert near == [("drovic", "ilan", "orvelle"), ("mara", "quill", "sorrel")]


def test_what_is_done_years_apart_is_not_one_event() -> None:
    case = told(
        ("2012-07-19", "Orvelle and Sorrel signed an accord on drugs in Velmora on 20 June 2012, the ministry said."),
        ("2023-07-21", "Orvelle and Sorrel signed an accord on drugs in Velmora on 20 July 2023, the ministry said."),
    )
    signed = [f for f in case.facts if f.anchor == "signed" and f.status == "agreed"]
    assert signed == []


def test_how_many_were_aboard_is_disputed_in_one_document_too() -> None:
    fact = value_of(
        told(
            ("2024-03-02", "The Grey Gull sank off Sorrel with 52 people on board."),
            (
                "2024-03-03",
                "Port clerk Ida Marsh said 52 people had boarded the Grey Gull. Sorrel Lines says there were 31.",
            ),
            ("2024-03-03", "“There were 31 passengers on board,” said Olav Reim, the head of Sorrel Lines."),
        )
    )
    assert fact.status == "contradictory"
    assert sorted(v.value.low or 0 for v in fact.values) == [31, 52]


def test_whoever_gives_another_number_of_their_own_has_corrected_it() -> None:
    fact = value_of(
        told(
            ("2024-03-02", QUAKE.format("killing five people").replace("officials said", "the Sorrel council said")),
            ("2024-03-04", QUAKE.format("killing two people").replace("officials said", "the Sorrel council said")),
        )
    )
    assert fact.status == "updated"


def test_that_there_is_none_contradicts_whoever_tells_of_one() -> None:
    case = told(
        ("2024-03-02", "Prosecutor Ines Rall said that no inquiry had been opened."),
        ("2024-03-03", "The prosecutor's office opened an inquiry on Monday, Ines Rall said."),
    )
    assert [f.status for f in case.facts if f.kind == "event" and "inquiry" in f.anchor] == ["contradictory"]


def test_an_event_is_shown_once_whatever_word_of_its_clause_names_it() -> None:
    case = told(
        ("2024-03-02", "Divers recovered seven bodies from the wreck of the Grey Gull on Friday."),
        ("2024-03-02", "Divers recovered seven bodies from the wreck of the Grey Gull on Friday, police said."),
    )
    labels = [f.label for f in case.facts if f.kind == "event"]
    assert len(labels) == len(set(labels))
