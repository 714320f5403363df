"""How agencies write: content first, then who said it, to whom, in both languages."""

from __future__ import annotations

import pytest

from firsthand.model import Quotation
from firsthand.quotes import find_quotations

CASES = [
    (
        "en",
        "A broken pipe at the Ossana plant spilled about 40 tonnes of chlorine into the river late "
        "on Tuesday, regional "
        "environment minister Marta Quiroga told Meridian Wire.",
        ("A broken pipe", "late on Tuesday"),
        "Marta Quiroga",
        "Meridian Wire",
    ),
    (
        "es",
        "Una tubería rota en la planta de Ossana vertió unas 40 toneladas de cloro en el río a "
        "última hora del martes, dijo a "
        "Meridian Wire la ministra regional de Medio Ambiente, Marta Quiroga.",
        ("Una tubería", "hora del martes"),
        "Marta Quiroga",
        "Meridian Wire",
    ),
    (
        "en",
        "The alarm in the pump room had been switched off for two months on the night of the spill, "
        "a senior official who "
        "asked not to be identified told the newspaper La Voz Costera.",
        ("The alarm", "night of the spill"),
        None,
        "La Voz Costera",
    ),
    (
        "es",
        "La alarma de la sala de bombas llevaba dos meses apagada la noche del vertido, aseguró a La "
        "Voz Costera un alto "
        "cargo que pidió no ser identificado.",
        ("La alarma", "noche del vertido"),
        None,
        "La Voz Costera",
    ),
    (
        "es",
        "Según el informe de inspección, once de las catorce válvulas de la planta debían haberse "
        "cambiado antes de 2030, "
        "informó El Faro de Valdoro.",
        ("once de las", "antes de 2030"),
        "informe de inspección",
        "El Faro de Valdoro",
    ),
    (
        "en",
        "Eleven of the fourteen valves at the plant should have been replaced before 2030, according "
        "to an inspection report "
        "seen by the newspaper El Faro de Valdoro.",
        ("Eleven of", "before 2030"),
        "inspection report",
        "El Faro de Valdoro",
    ),
]


def about(language: str, text: str, begins: str, ends: str) -> Quotation:
    found = [
        q
        for q in find_quotations(text, language)
        if q.content[0].exact.strip('“"').startswith(begins) and q.content[-1].exact.rstrip('., ”"').endswith(ends)
    ]
    assert found, [[s.exact for s in q.content] for q in find_quotations(text, language)]
    return found[0]


@pytest.mark.parametrize(("language", "text", "ends", "source", "medium"), CASES)
def test_content_comes_first(language: str, text: str, ends: tuple[str, str], source: str | None, medium: str) -> None:
    quotation = about(language, text, *ends)
    assert quotation.source is not None
    if source is None:
        assert quotation.source.anonymous
    else:
        assert source in quotation.source.name
    assert quotation.medium == medium


def test_she_is_the_person_of_the_paragraph_before() -> None:
    text = (
        "“The leak was stopped at dawn,” minister Marta Quiroga said.\n"
        "Two workers were taken to hospital with irritated lungs, she added."
    )
    quotation = about("en", text, "Two workers", "irritated lungs")
    assert quotation.source is not None
    assert quotation.source.name == "Marta Quiroga"


def test_an_outlet_beside_no_other_voice_is_the_source() -> None:
    (quotation,) = find_quotations("La planta vertió cloro en el río durante dos noches, informó Diario del Sur.", "es")
    assert quotation.source is not None
    assert (quotation.source.name, quotation.source.kind) == ("Diario del Sur", "outlet")


def test_it_was_said_names_nobody() -> None:
    (quotation,) = find_quotations(
        '"The leak was stopped at dawn, and nobody was hurt," it was said at the time.', "en"
    )
    assert quotation.source is None or quotation.source.anonymous


def test_what_the_writer_adds_is_not_quoted() -> None:
    text = "“The harbour stays closed until Sunday,” Ana Ruiz said, a delay that will cost the villages their income."
    (quotation,) = find_quotations(text, "en")
    assert "a delay" not in quotation.content[-1].exact


def test_a_body_is_no_person() -> None:
    (quotation,) = find_quotations(
        "The plant met every safety standard in force, Aguas Ossana said in a statement.", "en"
    )
    assert quotation.source is not None
    assert quotation.source.kind == "body"


COUNTED = [
    ("At least four news organisations have reported that the dam leaked.", "en"),
    ("More than ten neighbours said that the dam leaked.", "en"),
    ("Más de diez vecinos dijeron que la presa perdía agua.", "es"),
    ("Mais de dez vizinhos disseram que a barragem vazava.", "pt"),
    ("Plus de dix voisins ont dit que le barrage fuyait.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), COUNTED)
def test_so_many_of_a_common_noun_are_nobody_by_name(text: str, language: str) -> None:
    found = find_quotations(text, language)
    assert all(q.source is None or (q.source.anonymous and q.source.entity is None) for q in found)
    assert found
