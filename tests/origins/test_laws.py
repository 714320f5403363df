"""The laws of the verdict, with cases of our own: when words were said once, and when two voices are two."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firsthand
from firsthand.claims import Statement, content_stems
from firsthand.model import Document, Origins, Quotation, Source, Span
from firsthand.origins.counting import Counted, count
from firsthand.origins.identity import can_be_one, is_a_name
from firsthand.origins.speakers import is_piece_named_by, named_beside
from firsthand.origins.telling import Telling
from firsthand.origins.utterances import is_one_utterance
from firsthand.origins.voices import Voice, outlet_key, voice_of
from firsthand.settings import OriginSettings
from firsthand.text.words import words_of

SETTINGS = OriginSettings()


def person(name: str, role: str = "") -> Voice:
    return Voice(f"person:{name}", "person", name, role=role)


def body(name: str) -> Voice:
    return Voice(f"body:{name}", "body", name)


def outlet(name: str) -> Voice:
    return Voice(f"outlet:{name}", "outlet", name)


def own(name: str) -> Voice:
    return Voice(f"outlet:{name}", "outlet", name, standing="own")


def anonymous(name: str) -> Voice:
    return Voice(f"anonymous:{name}", "anonymous", name, standing="anonymous")


def tell(article: str, voice: Voice, text: str, language: str = "en", **more: object) -> Telling:
    stems = content_stems(text, language)
    return Telling(article, voice, language=language, words=words_of(text), stems=stems, **more)  # type: ignore[arg-type]


def judge(*tellings: Telling, depends: float = 0.0, tied: bool = False) -> Counted:
    return count(tellings, lambda a, b: depends, SETTINGS, lambda a, b: tied)


def numbers(origins: Origins) -> tuple[int, int, int]:
    return origins.low, origins.best, origins.high


SLUICE = "The eastern sluice gate of the Orvelle dam jammed shortly before midnight and drowned four hundred sheep"
SLUICE_AGAIN = "Shortly before dawn somebody saw hundreds of drowned sheep drift past the mill below the reservoir"
COMPUERTA = "La compuerta oriental del embalse de Orvelle se atascó poco antes de medianoche y ahogó cien ovejas"
COMPUERTA_OTRA = "Al amanecer alguien contó cientos de ovejas ahogadas que bajaban flotando junto al molino viejo"

BOTH_LANGUAGES = pytest.mark.parametrize(
    ("language", "text", "other"), [("en", SLUICE, SLUICE_AGAIN), ("es", COMPUERTA, COMPUERTA_OTRA)]
)


@BOTH_LANGUAGES
@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("first", "second", "high"),
    [
        (own("Orvelle Courier"), own("Valley Times"), 1),
        (own("Orvelle Courier"), person("Mara Quill"), 1),
        (person("Mara Quill"), anonymous("officials"), 1),
        (body("Orvelle Water Board"), person("Mara Quill", "spokeswoman"), 1),
        (person("John Tarrant", "mayor"), person("Mark Tarrant", "mayor"), 1),
        (person("Mara Quill"), person("Tomas Idle"), 2),
        (body("Orvelle Water Board"), body("Harbour Police"), 2),
    ],
)
def test_the_same_words_were_said_once(
    language: str, text: str, other: str, quoted: bool, first: Voice, second: Voice, high: int
) -> None:
    told = judge(*(tell(a, v, text, language, quoted=quoted) for a, v in (("a", first), ("b", second))))
    assert numbers(told.origins) == (1, 1, high)
    assert len(told.branches) == 1, "one direct report"


@BOTH_LANGUAGES
def test_two_named_people_in_words_of_their_own_are_established(language: str, text: str, other: str) -> None:
    told = judge(tell("a", person("Mara Quill"), text, language), tell("b", person("Tomas Idle"), other, language))
    assert numbers(told.origins) == (2, 2, 2)
    assert told.origins.verdict == "established"
    assert len(told.branches) == 2


NEVER_TWO = [
    (body("U.S. Geological Survey"), body("USGS")),
    (body("US Geological Survey"), body("U.S. Geological Survey")),
    (body("Servicio Nacional de Hidrología"), body("SNH")),
    (person("Anna Wolfe"), person("Anna Wolff")),
    (person("Wolfe"), person("Carl Wolff")),
    (body("OPAL"), person("Tom Opal")),
    (body("Seatel"), body("cable operator Seatel")),
    (body("cable operator"), body("Seatel")),
    (body("Orvelle Water Board"), person("Mara Quill")),
    (body("Junta de Aguas"), person("Mara Quill", "portavoz")),
    (Voice("place:norland", "body", "Norland", entity="place:norland"), person("Ana Ruiz", "minister")),
    (person("Ana Ruiz"), outlet("Radio Costa")),
    (person("Ana Ruiz"), own("Radio Costa")),
    (person("John Tarrant", "mayor"), person("Mark Tarrant", "mayor")),
    (person("President Tarrant"), person("Mark Tarrant")),
    (person("presidente Tarrant"), person("Mark Tarrant")),
    (person("Ana Ruiz"), anonymous("a senator")),
    (person("Ana Ruiz"), Voice("role:senator", "person", "a senator", role="senator")),
    (person("Ana Ruiz"), Voice("work:report", "work", "Idle Report")),
    (person("Ana Ruiz"), Voice("person:reports", "person", "reports")),
    (body("About seven-in-ten Norlanders (71%)"), person("Ana Ruiz")),
]


@pytest.mark.parametrize(("a", "b"), NEVER_TWO, ids=lambda v: v.name)
def test_never_two(a: Voice, b: Voice) -> None:
    assert can_be_one(a, b)
    assert can_be_one(b, a)
    origins = judge(tell("a", a, SLUICE), tell("b", b, SLUICE_AGAIN)).origins
    assert origins.verdict != "established"
    assert origins.low == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (person("Mara Quill", "mayor"), person("Tomas Idle", "chief of police")),
        (person("Ana Reed"), person("Tom Reed")),
        (body("Orvelle Water Board"), body("Harbour Police")),
        (body("Junta de Aguas"), body("Policía Portuaria")),
    ],
    ids=lambda v: v.name,
)
def test_two_who_cannot_be_one(a: Voice, b: Voice) -> None:
    assert is_a_name(a)
    assert is_a_name(b)
    assert not can_be_one(a, b)
    assert judge(tell("a", a, SLUICE), tell("b", b, SLUICE_AGAIN)).origins.verdict == "established"


@pytest.mark.parametrize(
    "doubt",
    [
        {"tied": True},
        {"agencies": frozenset({"Agencia Costa"})},
        {"medium": "Radio Costa"},
        {"around": "tomas idle and mara quill stood at the gate"},
        {"author": "Tomas Idle"},
        {"text": SLUICE},
    ],
    ids=str,
)
def test_whatever_ties_two_tellings_leaves_them_unestablished(doubt: dict[str, object]) -> None:
    tied = bool(doubt.pop("tied", False))
    other = str(doubt.pop("text", SLUICE_AGAIN))
    one = tell("a", person("Mara Quill"), SLUICE, **doubt)  # type: ignore[arg-type]
    two = tell("b", person("Tomas Idle"), other, **doubt)  # type: ignore[arg-type]
    assert judge(one, two, tied=tied).origins.verdict != "established"


@pytest.mark.parametrize(
    ("a", "b", "once"),
    [
        (SLUICE, SLUICE, True),
        (SLUICE, "Last night " + SLUICE.lower() + ", a reader writes", True),
        (SLUICE, SLUICE.replace("four hundred sheep", "a flock"), True),
        (SLUICE, SLUICE_AGAIN, False),
        ("Let the people decide", "Let the people decide", False),
        # eight words of one matter, strewn over two long reports of it
        (
            "The dam at Orvelle, built in 1931 against floods of the river Stane, lost its eastern gate on "
            "Friday while sheep grazed below, and the mayor closed the road by midnight",
            "By midnight on Friday the mayor had closed the road; sheep lay along the river Stane, and engineers "
            "looked for the gate that the old dam at Orvelle had lost to the floods",
            False,
        ),
    ],
)
def test_eight_telling_words_in_order_and_close_together(a: str, b: str, once: bool) -> None:
    assert is_one_utterance(content_stems(a, "en"), content_stems(b, "en"), SETTINGS) == once


def test_a_verbatim_sentence_of_two_undated_pages_has_one_origin() -> None:
    origins = judge(tell("a", own("a"), SLUICE), tell("b", own("b"), SLUICE)).origins
    assert numbers(origins) == (1, 1, 1)
    assert origins.verdict == "single"


def test_whom_a_text_calls_he_is_the_only_one_who_is_named() -> None:
    he = Voice("unseen:b", "unseen", "somebody unnamed", standing="own")
    assert judge(tell("a", person("Mara Quill"), SLUICE), tell("b", he, SLUICE_AGAIN)).origins.best == 1


WORDS = ("dam", "gate", "sheep", "river", "mill", "mayor", "road", "night", "flood", "stone", "bridge", "tower")
texts = st.lists(st.sampled_from(WORDS), min_size=3)
voices = st.sampled_from(
    [own("a"), own("b"), person("Mara Quill"), person("Tomas Idle"), body("Harbour Police"), anonymous("officials")]
)
tellings = st.lists(
    st.tuples(voices, texts, st.booleans(), st.sampled_from([None, (0.0, 60.0), (30.0, 90.0)])), min_size=1, max_size=7
)


Interval = tuple[float, float] | None
Drawn = list[tuple[Voice, list[str], bool, Interval]]


def made(drawn: Drawn) -> list[Telling]:
    return [tell(f"d{n}", v, " ".join(w), quoted=q, published=p) for n, (v, w, q, p) in enumerate(drawn)]


@settings(max_examples=150)
@given(tellings, st.integers(0, 10**6))
def test_tree_list_and_counts_are_one_graph(drawn: Drawn, seed: int) -> None:
    r = random.Random(seed)
    told = made(drawn)
    odds = {(a.article, b.article): r.choice([0.0, 0.0, 0.3, 0.7, 0.95]) for a in told for b in told}
    for n, t in enumerate(told[1:], 1):
        if r.random() < 0.4:
            told[n] = replace(t, parent=r.choice(told[:n]).article, probability=0.9)
    counted = count(told, lambda a, b: odds[a, b], SETTINGS)
    origins = counted.origins
    assert 1 <= origins.low <= origins.best <= origins.high <= len(told)
    assert sorted(t.article for branch in counted.branches for t in branch.tellings) == sorted(t.article for t in told)
    assert {b.voice.name for b in counted.branches} == {o.name for o in origins.list}
    assert sum(o.tellings for o in origins.list) == len(told)
    assert len(origins.list) == origins.best
    for branch in counted.branches:
        inside = {t.article for t in branch.tellings}
        assert set(branch.parents) == inside - {branch.head.article}
        for child in branch.parents:
            seen = [child]
            while seen[-1] in branch.parents:
                seen.append(branch.parents[seen[-1]][0])
                assert len(seen) <= len(inside)
            assert seen[-1] == branch.head.article


@settings(max_examples=150)
@given(tellings, st.integers(0, 6), st.sampled_from([None, (500.0, 560.0)]))
def test_a_copy_more_raises_no_count_of_the_claim(
    drawn: list, which: int, published: tuple[float, float] | None
) -> None:  # type: ignore[type-arg]
    told = made(drawn)
    original = told[which % len(told)]
    outlet_of_copy = own("copy") if original.voice.standing == "own" else original.voice
    copy = replace(original, article="zz", voice=outlet_of_copy, published=published)

    def depends(a: str, b: str) -> float:
        a, b = (original.article if x == "zz" else x for x in (a, b))
        return 1.0 if a == b else 0.0

    before = count(told, depends, SETTINGS).origins
    after = count([*told, copy], depends, SETTINGS).origins
    assert all(x <= y for x, y in zip(numbers(after), numbers(before), strict=True))


@settings(max_examples=100)
@given(tellings)
def test_a_new_voice_in_words_of_its_own_lowers_no_count(drawn: Drawn) -> None:
    told = made(drawn)
    newcomer = tell("zz", person("Ilse Varga"), "somebody else counted lanterns along the quay before breakfast")
    before = count(told, lambda a, b: 0.0, SETTINGS).origins
    after = count([*told, newcomer], lambda a, b: 0.0, SETTINGS).origins
    assert all(x >= y for x, y in zip(numbers(after), numbers(before), strict=True))


@pytest.mark.parametrize(
    ("name", "language"), [("Others", "en"), ("reports", "en"), ("Los informes", "es"), ("otros", "es")]
)
def test_a_general_word_names_nobody(name: str, language: str) -> None:
    source = Source(name, "body")
    span = Span(0, 1, "x", "a")
    quotation = Quotation("q", span, (span,), "indirect", source=source, language=language)
    statement = Statement("a", 0, 1, "x", language, (0, 1), ("x",), quotation)
    assert voice_of(statement, Document("a", "x")).standing == "anonymous"


def test_who_is_named_in_the_sentence_is_no_second_voice_beside_himself() -> None:
    quoted = tell("a", person("Dennis Oakes"), "repairs would cost $4.2 million and take eight weeks")
    told = tell("b", own("Channel 9"), "Mayor Dennis Oakes put the cost of repairs at $4.2 million")
    other = tell("c", own("Free Press"), "Repairs of the bridge will cost about $4.2 million")
    sentence = "Mayor Dennis Oakes put the cost of repairs at $4.2 million."
    assert named_beside(told, sentence, [quoted, told]).voice == quoted.voice
    assert named_beside(other, "Repairs of the bridge will cost about $4.2 million.", [quoted, other]) == other
    assert named_beside(quoted, sentence, [quoted, told]) == quoted


def test_the_piece_of_a_named_agency_or_outlet_is_told_from_others() -> None:
    wired = tell(
        "a", body("coast guard"), "killing at least seven", outlet="Gazette", agencies=frozenset({"Coral Press"})
    )
    named = tell("b", outlet("Coral Press"), "Seven people died", outlet="Ledger")
    named = replace(named, voice=replace(named.voice, key=outlet_key("Coral Press")))
    assert is_piece_named_by(named, wired)
    assert not is_piece_named_by(wired, named)
    assert not is_piece_named_by(replace(named, agencies=wired.agencies), wired), (
        "both print it: neither is the other's"
    )
    early, late = replace(named, published=(0.0, 10.0)), replace(wired, published=(20.0, 30.0))
    assert not is_piece_named_by(early, late)


def test_a_described_speaker_is_whom_others_quote_with_the_same_words() -> None:
    words = "The captain was shouting that the pump had failed"
    pages = [
        Document(
            "a", f'Nine people drowned on Saturday.\n\n"{words}," Dana Whitlock, a survivor, said.', outlet="Radio"
        ),
        Document("b", f"What is known of the wreck off Orvelle.\n\n{words}, a survivor said.", outlet="News Hub"),
    ]
    (claim,) = (c for c in firsthand.trace(pages).claims if words in c.text)
    assert [o.name for o in claim.origins.list] == ["Dana Whitlock"]
    assert claim.origins.high == 1
