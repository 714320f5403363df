"""Refusing, asking and not knowing claim nothing; what a sentence says besides is still claimed."""

from __future__ import annotations

import pytest

from firsthand.annotate import annotate
from firsthand.claims.silence import find_silence
from firsthand.model import Document
from firsthand.settings import Settings

SILENT = [
    ("en", "Ilan Drovic declined to say whether the parish had received any threats.", "threats"),
    ("en", "The guard would not specify how many people were in the hall.", "how many"),
    ("en", "She refused to comment on whether the fire was aimed at Tessa Quill.", "aimed"),
    ("en", "The harbour master would not say if the gate had been left open.", "gate"),
    ("en", "Officials did not know how many houses had been flooded.", "flooded"),
    ("en", "Orlo Venn asked whether the driver had been drinking.", "drinking"),
    ("en", "It was not immediately clear why the sluice had been opened at night.", "sluice"),
    ("en", "Police are still trying to determine what caused the collapse of the quay.", "collapse"),
    ("en", "Nobody knows who paid for the second boat.", "boat"),
    ("en", "The company declined to confirm that it had paid the smugglers.", "smugglers"),
    ("en", "The board gave no details on how the money was spent.", "money"),
    ("es", "Ilan Drovic se negó a decir si la parroquia había recibido amenazas.", "amenazas"),
    ("es", "El guardia no quiso precisar cuántas personas había en la sala.", "cuántas"),
    ("es", "Rehusó comentar si el incendio iba dirigido contra Tessa Quill.", "incendio"),
    ("es", "La policía preguntó si el conductor había bebido.", "bebido"),
    ("es", "Las autoridades desconocían cuántas casas se habían inundado.", "casas"),
    ("es", "No estaba claro por qué se había cerrado la planta en invierno.", "planta"),
    ("es", "Tampoco reveló quién pagó la segunda barca.", "barca"),
    ("es", "No se sabe cuándo volverá a abrir el puente de Brenholt.", "puente"),
    ("es", "La empresa declinó explicar cómo se había gastado el dinero.", "dinero"),
    ("es", "El alcalde evitó pronunciarse sobre si cerrará el puerto.", "puerto"),
    ("pt", "Ilan Drovic recusou-se a dizer se a paróquia tinha recebido ameaças.", "ameaças"),
]


@pytest.mark.parametrize(("language", "sentence", "word"), SILENT)
def test_the_clause_behind_silence_is_not_asserted(language: str, sentence: str, word: str) -> None:
    (start, end), *_ = find_silence(sentence, language)
    assert word in sentence[start:end]
    document = Document("d", sentence, languages=(language,))
    assert not any(word in s.text for s in annotate(document, Settings()).statements)


SPOKEN = [
    ("en", "Ana Ruiz said that the dam would hold whatever happened to the gate."),
    ("en", "The council decided how the money would be spent and told the villages of the coast."),
    ("en", "He said if the rain went on the harbour would be closed."),
    ("es", "Ana Ruiz dijo que la presa aguantará aunque falle la compuerta."),
    ("es", "El consejo explicó cómo se gastará el dinero de las aldeas."),
]


@pytest.mark.parametrize(("language", "sentence"), SPOKEN)
def test_who_speaks_is_not_silent(language: str, sentence: str) -> None:
    assert find_silence(sentence, language) == []


def test_what_stands_before_the_silence_is_claimed() -> None:
    text = "A fire destroyed the boathouse of Velmora on Friday, but police declined to say whether it was arson."
    (only,) = annotate(Document("d", text), Settings()).statements
    assert only.text == "A fire destroyed the boathouse of Velmora on Friday"


def test_not_knowing_in_ones_own_quoted_words_is_claimed() -> None:
    text = "“We have no idea what caused it,” said Ilan Drovic."
    (only,) = annotate(Document("d", text), Settings()).statements
    assert only.text == "We have no idea what caused it"


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe,” said Mara Quill.",
        "“Forty people died,” the minister told reporters.",
        "«La presa es segura», dijo Mara Quill.",
        "«Murieron cuarenta personas», dijo el ministro.",
    ],
)
def test_a_short_quotation_is_a_claim(text: str) -> None:
    (only,) = annotate(Document("d", text), Settings()).statements
    assert only.quotation is not None


@pytest.mark.parametrize(
    "text",
    [
        "Tessa Quill is a staff writer for the Harbour Post.",
        "(Orlo Venn/Northern Wire)",
        "Tessa Quill es periodista del Correo del Puerto de Velmora.",
    ],
)
def test_a_line_about_its_author_or_a_picture_states_nothing(text: str) -> None:
    assert annotate(Document("d", text), Settings()).statements == ()
