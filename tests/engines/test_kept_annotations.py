"""What was worked out of a document is kept with the case, and nobody works it out again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import firsthand
from firsthand.annotate import Annotation, annotate
from firsthand.case import load
from firsthand.case.kept import beside
from firsthand.engines import processes
from firsthand.engines.cases import trace_again, trace_into
from firsthand.engines.packing import NotPacked, pack, unpack
from firsthand.model import Decision, Document
from firsthand.pipeline import untraced
from firsthand.settings import Settings


def article(n: int) -> Document:
    return Document(
        f"d{n}",
        f"The dam at Velmar lost {n + 3} gates, said Ana Ruiz, the mayor.\n\n"
        "“Nobody was warned before the water came down the valley,” she told the Harbour Post on Monday.\n\n"
        f"The board of the river district {n} declined to comment on the failed gates.",
        outlet=f"Outlet {n}",
    )


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are annotated from here on."""
    ids: list[str] = []

    def counted(document: Document, settings: Settings) -> Annotation:
        ids.append(document.id)
        return annotate(document, settings)

    monkeypatch.setattr(processes, "annotate", counted)
    return ids


def test_adding_hears_only_what_is_new_and_finds_what_tracing_at_once_finds(tmp_path: Path, heard: list[str]) -> None:
    path = tmp_path / "case.db"
    first = trace_into(path, [article(n) for n in range(3)])
    assert heard == ["d0", "d1", "d2"]
    trace_again(path, firsthand.read([*map(untraced, first.documents), article(3)]).documents)
    assert heard == ["d0", "d1", "d2", "d3"]
    assert load(path) == firsthand.trace([article(n) for n in range(4)])


def test_a_decision_hears_nobody_again_and_can_be_taken_back(tmp_path: Path, heard: list[str]) -> None:
    path = tmp_path / "case.db"
    case = trace_into(path, [article(n) for n in range(3)])
    heard.clear()
    decided = trace_again(
        path, map(untraced, case.documents), decisions=[Decision("same owner", ("Outlet 0", "Outlet 1"))]
    )
    assert [d.owner for d in decided.documents] == ["Outlet 0", "Outlet 0", None]
    undone = trace_again(path, map(untraced, load(path).documents))
    assert undone == case
    assert heard == []


def test_a_run_that_was_killed_takes_up_where_it_stopped(
    tmp_path: Path, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, counted = tmp_path / "case.db", processes.annotate

    def killed(document: Document, settings: Settings) -> Annotation:
        if document.id == "d2":
            raise KeyboardInterrupt
        return counted(document, settings)

    monkeypatch.setattr(processes, "annotate", killed)
    with pytest.raises(KeyboardInterrupt):
        trace_into(path, [article(n) for n in range(3)])
    assert not path.exists()
    assert beside(path).exists()
    monkeypatch.setattr(processes, "annotate", counted)
    trace_into(path, [article(n) for n in range(3)])
    assert heard == ["d0", "d1", "d2"]
    assert [p.name for p in tmp_path.iterdir()] == ["case.db"]


@given(st.lists(st.sampled_from(["“It rained,” said Ana Ruiz. ", "Two dams broke in 2019.\n\n", "\ud800", "é "])))
def test_what_is_unpacked_equals_what_was_packed(pieces: Sequence[str]) -> None:
    document = Document("d", "".join(pieces))
    made = annotate(document, Settings())
    assert unpack(pack(made, document.text), document.text) == made


@pytest.mark.parametrize("damage", [lambda b: b[:-3], lambda b: b"", lambda b: b[:9] + b"\xff" + b[10:]])
def test_damaged_bytes_are_refused_and_the_document_is_heard_again(damage, heard: list[str]) -> None:  # type: ignore[no-untyped-def]
    packed = pack(annotate(article(0), Settings()), article(0).text)
    with pytest.raises(NotPacked):
        unpack(damage(packed), article(0).text)

    class Damaged:
        def get(self, keys):  # type: ignore[no-untyped-def]
            return {key: damage(packed) for key in keys}

        def put(self, key: str, value: bytes) -> None: ...

    (made,) = processes.on_cores(1, keeper=Damaged())([article(0)], Settings())
    assert heard == ["d0"]
    assert made == annotate(article(0), Settings())


def test_another_text_refuses_what_was_packed_of_this_one() -> None:
    packed = pack(annotate(article(0), Settings()), article(0).text)
    other = replace(article(0), text=article(0).text[::-1])
    with suppress(NotPacked):
        assert unpack(packed, other.text) != annotate(article(0), Settings())
