"""Which statements are one claim, and which are kept apart."""

from __future__ import annotations

import pytest

import firsthand
from firsthand.claims import Facts, Group, Link, Statement, content_stems, gather
from firsthand.claims.gathering import _Groups
from firsthand.model import Document, Reuse, Span
from firsthand.settings import ClaimSettings
from firsthand.values import find_figures


def statement(document: str, text: str, start: int = 0, language: str = "en") -> Statement:
    stems = content_stems(text, language)
    return Statement(document, start, start + len(text), text, language, (start, start + len(text)), stems)


def groups(*statements: Statement, reuses: tuple[Reuse, ...] = ()) -> list[Group]:
    def facts(i: int) -> Facts:
        s = statements[i]
        return Facts(frozenset(), tuple(find_figures(s.text, s.language)), s.stems)

    return gather(list(statements), reuses, facts, ClaimSettings())


def whole(a: Statement, b: Statement, kind: str = "edited") -> Reuse:
    spans = (Span(s.start, s.end, s.text, s.document) for s in (a, b))
    return Reuse(*spans, kind=kind, identity=0.9)  # type: ignore[arg-type]


def test_copied_words_are_one_claim() -> None:
    a = statement("a", "The wreck in Lindara harbour leaks two barrels of diesel every day")
    b = statement("b", "The wreck in Lindara harbour leaks two barrels of diesel daily")
    assert len(groups(a, b, reuses=(whole(a, b),))) == 1


def test_near_wording_with_the_same_figure_is_one_claim() -> None:
    a = statement("a", "Lindara harbour will train 14 salvage divers from the northern coast")
    b = statement("b", "the agreement says that 14 salvage divers will train in Lindara harbour")
    assert len(groups(a, b)) == 1


def happening(*statements: Statement, events: tuple[str, ...]) -> list[Group]:
    """Groups of statements in all of which the same happens."""

    def facts(i: int) -> Facts:
        s = statements[i]
        return Facts(frozenset(), tuple(find_figures(s.text, s.language)), s.stems, frozenset(events))

    return gather(list(statements), (), facts, ClaimSettings())


def test_what_another_sentence_holds_nearly_whole_is_told_there() -> None:
    a = statement("a", "The deputy mayor has been taking money from Pell Ltd since spring")
    b = statement(
        "b", "Deputy mayor Nils Brodie has been taking money from the builder Pell Ltd since spring, records show"
    )
    c = statement("c", "El teniente de alcalde recibe dinero de Pell Ltd desde la primavera", language="es")
    d = statement("d", "deputy mayor Nils Brodie took money from Pell Ltd since spring, four papers report")
    assert len(happening(a, b, d, events=("take",))) == 1
    assert len(happening(a, c, events=("take",))) == 2


def test_the_same_phrase_in_documents_on_other_matters_is_not_the_same_claim() -> None:
    a = statement("a", "Families crossing the northern border were apprehended by patrols at dawn")
    b = statement("b", "Smugglers crossing the northern border were apprehended by patrols at dawn, four trucks found")
    around = [
        statement(document, " ".join(f"{letter}{n}{k}matter" for k in range(6)), start=200 + 100 * n)
        for document, letter in (("a", "s"), ("b", "c"))
        for n in range(8)
    ]
    found = happening(a, b, *around, events=("arrest",))
    assert all(len({s.document for s in g.statements}) == 1 for g in found)


def test_the_same_topic_is_not_the_same_claim() -> None:
    a = statement("a", "Lindara harbour was closed on Monday after the ferry ran aground")
    b = statement("b", "Lindara harbour will receive new cranes from the regional government")
    assert len(groups(a, b)) == 2


def test_translations_are_one_claim_through_their_alignment() -> None:
    a = statement("a", "The wreck leaks two barrels of diesel every day")
    b = statement("b", "El pecio pierde dos barriles de gasóleo cada día", language="es")
    assert len(groups(a, b, reuses=(whole(a, b, "translated"),))) == 1
    assert len(groups(a, b)) == 2


def test_a_chain_of_weak_likeness_does_not_join_its_ends() -> None:
    ends = _Groups(["en"] * 3, {(0, 1), (1, 2)})
    ends.join(Link(0, 1, "near wording", 0.7))
    ends.join(Link(1, 2, "near wording", 0.7))
    assert ends.root(0) == ends.root(1)
    joined = _Groups(["en"] * 4, {(0, 1), (2, 3), (1, 2)})
    for a, b in ((0, 1), (2, 3), (1, 2)):
        joined.join(Link(a, b, "near wording", 0.7))
    assert joined.root(0) != joined.root(3)


def test_order_does_not_matter() -> None:
    a = statement("a", "The wreck in Lindara harbour leaks two barrels of diesel every day")
    b = statement("b", "The wreck in Lindara harbour leaks two barrels of diesel daily")
    assert groups(a, b, reuses=(whole(a, b),)) == groups(a, b, reuses=(whole(b, a),))


MOULD = [
    ("The fumes from the Orvelle works have killed two people in Sorrel, the clinic said.",
     "The fumes from the Orvelle works have injured nine people in Sorrel, the clinic said."),
    ("Los vapores de la planta de Orvelle mataron a dos personas en Sorrel, dijo la clínica.",
     "Los vapores de la planta de Orvelle hirieron a nueve personas en Sorrel, dijo la clínica."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), MOULD)
def test_one_mould_filled_twice_tells_two_things(one: str, other: str) -> None:
    case = firsthand.trace([Document("a", one, outlet="Sorrel Post"), Document("b", other, outlet="Brenholt Mail")])
    assert all(len({a.span.document for a in c.assertions}) == 1 for c in case.claims)
