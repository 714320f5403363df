"""The same records whatever the number of processes, and no process left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from firsthand.annotate import annotate, annotation_key
from firsthand.case import save
from firsthand.cli import main
from firsthand.engines import processes
from firsthand.model import Document
from firsthand.pipeline import trace_documents
from firsthand.settings import ClaimSettings, Settings
from firsthand.text import lay_out

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


def test_two_processes_hear_what_one_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(processes, "BUNDLE_CHARACTERS", 500)
    layouts = lay_out(ARTICLES)
    two = list(processes.listen_on_cores(ARTICLES, layouts, 2))
    assert two == list(processes.listen_on_cores(ARTICLES, layouts, 1))
    assert any(two)


@pytest.mark.parametrize("command", ["quotes", "index", "check"])
def test_cores_are_used_by_every_command_that_works(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done on several cores is asked for the number that the user gave."""
    (tmp_path / "a.txt").write_text("\n\n".join(d.text for d in ARTICLES))
    save(trace_documents(ARTICLES), tmp_path / "c.db")
    asked: list[object] = []

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def watching(*given: object, **named: object) -> object:
            asked.append(named.get("cores", given[-1]))
            return call(*given, **named)

        return watching

    module = {"index": "firsthand.engines.saved"}.get(command, "firsthand.reading")
    name = {"index": "build_index"}.get(command, "read")
    monkeypatch.setattr(import_module(module), name, watched(getattr(import_module(module), name)))
    arguments = {"quotes": [tmp_path / "a.txt"], "index": [tmp_path / "a.txt", "--out", tmp_path / "i"],
                 "check": [tmp_path / "c.db", tmp_path / "a.txt"]}[command]  # fmt: skip
    with pytest.raises(SystemExit):
        main([command, *map(str, arguments), "--cores", "3", "-q"])
    assert asked == [3]


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
