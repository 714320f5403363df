"""The same records whatever the number of processes, and no process left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.annotate import annotate, annotation_key
from firsthand.engines import processes
from firsthand.model import Document
from firsthand.pipeline import trace_documents
from firsthand.settings import ClaimSettings, Settings

ARTICLES = [
    Document(
        f"d{n}",
        f"The dam at Velmar lost {n + 3} gates, said Ana Ruiz, the mayor.\n\n"
        "“Nobody was warned before the water came down the valley,” she told the Harbour Post on Monday.\n\n"
        f"The board of the river district {n} declined to comment on the failed gates.",
        outlet=f"Outlet {n}",
    )
    for n in range(12)
]


def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(processes, "BUNDLE_CHARACTERS", 500)
    told: list[str] = []
    two = trace_documents(ARTICLES, annotate=processes.on_cores(2, told.append))
    assert two == trace_documents(ARTICLES)


def test_an_annotation_is_of_one_document_alone() -> None:
    alone = annotate(ARTICLES[3], Settings())
    assert list(processes.on_cores(1)(ARTICLES, Settings()))[3] == alone


def test_the_key_of_an_annotation_names_all_that_it_depends_on() -> None:
    document, settings = ARTICLES[0], Settings()
    key = annotation_key(document, settings)
    assert key == annotation_key(replace(document, path="moved.txt", same_as=("d1",)), settings)
    assert key != annotation_key(replace(document, text=document.text + "!"), settings)
    assert key != annotation_key(replace(document, outlet="Another"), settings)
    assert key != annotation_key(document, Settings(claims=ClaimSettings(min_content_words=9)))
