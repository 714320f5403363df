"""Quotations whose words were spoken in another language say so."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

import pytest

import firsthand
from firsthand.model import Document, Quotation, Reuse
from firsthand.quotes import listen
from firsthand.quotes.translated import mark_translated
from firsthand.text import lay_out

ENGLISH = Document(
    "en", "“The ferry will not sail before noon today,” said Ana Ruiz.", outlet="Harbour Post", languages=("en",)
)
SPANISH = Document(
    "es", "“El ferri no zarpará hoy antes del mediodía”, dijo Ana Ruiz.", outlet="El Faro", languages=("es",)
)


def heard(*documents: Document) -> list[Quotation]:
    layouts = lay_out(documents)
    return [q for d in documents for q in listen(d, layouts[d.id])]


def pair(direction: Literal["a->b", "b->a"] | None, probability: float | None) -> Reuse:
    a, b = ENGLISH.span(0, len(ENGLISH.text)), SPANISH.span(0, len(SPANISH.text))
    return Reuse(a, b, "translated", 0.9, direction=direction, probability=probability)


@pytest.mark.parametrize(
    ("direction", "probability", "translated"),
    [("a->b", 0.9, ["es"]), ("b->a", 0.9, ["en"]), ("a->b", 0.3, []), (None, 0.9, []), (None, None, [])],
)
def test_what_was_taken_from_another_language_is_translated(
    direction: Literal["a->b", "b->a"] | None, probability: float | None, translated: list[str]
) -> None:
    found = mark_translated(heard(ENGLISH, SPANISH), [pair(direction, probability)], [ENGLISH, SPANISH])
    assert len(found) == 2
    assert [q.language for q in found if q.translated] == translated


def test_a_copy_of_a_translation_is_one_too() -> None:
    copy = Document(
        "copy", "Noon it is. “The ferry will not sail before noon today,” said Ana Ruiz.", languages=("en",)
    )
    found = mark_translated(heard(ENGLISH, SPANISH, copy), [pair("b->a", 0.9)], [ENGLISH, SPANISH, copy])
    assert [q.span.document for q in found if q.translated] == ["en", "copy"]


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("“El ferri no zarpará hoy”, dijo Ana Ruiz en declaraciones a CNN.", True),
        ("“El ferri no zarpará hoy”, dijo Ana Ruiz en declaraciones a CNN en Español.", False),
        ("“El ferri no zarpará hoy”, dijo Ana Ruiz a La Nación.", False),
        ("“The ferry will not sail today,” Ana Ruiz told CNN.", False),
        ("Ana Ruiz dijo a CNN que el ferri no zarpará hoy.", False),
    ],
)
def test_words_that_went_through_an_outlet_of_another_language(text: str, translated: bool) -> None:
    document = Document("d", text)
    (found,) = mark_translated(heard(document), [], [document])
    assert found.translated == translated


def test_an_outlet_of_the_collection_has_the_languages_of_its_articles() -> None:
    article = Document(
        "d", "“The ferry will not sail before noon,” Ana Ruiz told El Faro on Monday.", languages=("en",)
    )
    found = mark_translated(heard(article), [], [SPANISH, article])
    assert [q.medium for q in found if q.translated] == ["El Faro"]


def test_the_demo_knows_its_translations() -> None:
    case = firsthand.trace([str(files("firsthand.demo") / "articles")])
    outlets = {d.id: d.outlet for d in case.documents}
    translated = {outlets[q.span.document] for q in case.quotations if q.translated}
    assert "Diario del Sur" in translated
    assert "Meridian Wire" in translated  # what El Faro de Valdoro was told
    assert "El Faro de Valdoro" not in translated
