"""A sentence is cut into what its voices claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.claims import Statement, cut_statements
from firsthand.model import Document
from firsthand.quotes import find_quotations, listen
from firsthand.settings import ClaimSettings
from firsthand.text import lay_out


def statements(text: str) -> list[Statement]:
    document = Document("d", text)
    passages = lay_out([document])["d"]
    return cut_statements(document, passages, listen(document, passages), ClaimSettings())


def texts(text: str) -> list[str]:
    return [s.text for s in statements(text)]


def test_a_plain_sentence_is_one_statement_of_the_document() -> None:
    (only,) = statements("The harbour of Lindara was closed to fishing boats on Monday.")
    assert only.quotation is None
    assert only.text.startswith("The harbour")


def test_a_quotation_is_stated_by_its_source_not_by_the_document() -> None:
    (only,) = statements("“The harbour stays closed until the wreck is lifted,” said Ana Ruiz.")
    assert only.quotation is not None
    assert only.quotation.source is not None
    assert only.quotation.source.name == "Ana Ruiz"
    assert only.text == "The harbour stays closed until the wreck is lifted"


def test_every_sentence_of_a_long_quotation_is_a_statement() -> None:
    said = (
        "“The harbour stays closed until Sunday. Every fishing family will receive forty crowns a day,” said Ana Ruiz."
    )
    assert len(statements(said)) == 2


def test_the_word_that_binds_reported_speech_is_not_part_of_the_claim() -> None:
    (only,) = statements("Ana Ruiz said that the harbour stays closed until the wreck is lifted.")
    assert only.text.startswith("the harbour")


def test_what_the_document_adds_to_a_quotation_is_its_own() -> None:
    text = (
        "“The harbour stays closed until the wreck is lifted,” Ana Ruiz said, a delay that will cost the villages "
        "of the northern coast most of their spring income."
    )
    said, own = statements(text)
    assert said.quotation is not None
    assert own.quotation is None
    assert "spring income" in own.text


def test_questions_and_scraps_state_nothing() -> None:
    assert texts("Will the harbour of Lindara ever open to fishing boats again?") == []
    assert texts("Not yet.") == []


def test_spans_hold_their_text() -> None:
    text = (
        "“El puerto sigue cerrado hasta que saquen el pecio”, dijo Ana Ruiz. Los pescadores de Lindara esperan ayudas."
    )
    for s in statements(text):
        assert text[s.start : s.end] == s.text


def test_words_that_two_quotations_claim_are_stated_by_the_nearer_one() -> None:
    text = "“The harbour stays closed until the wreck is lifted,” said Ana Ruiz."
    document = Document("d", text)
    passages = lay_out([document])["d"]
    (near,) = listen(document, passages)
    far = replace(near, id="far", span=document.span(0, len(text)), source=None)
    (only,) = cut_statements(document, passages, [far, near], ClaimSettings())
    assert only.quotation == near


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge will reopen in May,” the mayor said, a promise that few residents of the valley believe by now.",
        "“We are ready for the winter,” said Otto Lind, a statement that surprised the council of Port Arden.",
        "“The school will stay where it is,” Ana Ruiz said, the first sign that the board has changed its mind.",
        "“El puente abrirá en mayo”, dijo el alcalde, una promesa que pocos vecinos del valle creen a estas alturas.",
        "“La escuela se queda donde está”, afirmó Ana Ruiz, la primera señal de que la junta ha cambiado de idea.",
    ],
)
def test_the_remark_behind_a_quotation_is_not_put_into_its_speakers_mouth(text: str) -> None:
    language = "es" if "alcalde" in text or "afirmó" in text else "en"
    (quotation,) = find_quotations(text, language)
    assert [piece.exact.strip("“”,") for piece in quotation.content] == [text.split("”")[0].strip("“,")]
