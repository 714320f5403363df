"""A body is called otherwise in every language: where one page translates what another has of it, it is one voice."""

from __future__ import annotations

import firsthand
from firsthand.model import Document, TimeInterval


def test_a_body_in_two_languages_is_one_voice_of_a_translation() -> None:
    english = "He is the ninth ranger killed in Orvelle this year, according to the Forest Coordination."
    portuguese = "Segundo a Coordenadora Florestal, é o nono guarda assassinado em Orvelle neste ano."
    case = firsthand.trace(
        [
            Document("a", english, outlet="Sorrel Post", published=TimeInterval("2024-03-01", "2024-03-01")),
            Document("b", portuguese, outlet="Folha de Orvelle", published=TimeInterval("2024-03-02", "2024-03-02")),
        ]
    )
    told = max(case.claims, key=lambda c: c.n_documents)
    assert told.n_documents == 2
    assert (told.origins.best, told.origins.high) == (1, 1)
    sources = {q.source.name for q in case.quotations if q.source}
    assert sources == {"Forest Coordination", "Coordenadora Florestal"}
    assert all(q.source.role is None for q in case.quotations if q.source)
