"""A new text is checked against a saved case without tracing the case again."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.case.reader import CaseReader
from firsthand.engines import processes, recent
from firsthand.engines.cases import trace_into
from firsthand.engines.checks import check_against
from firsthand.model import Document

TOLD = "“The northern sluice at Velmar lost four thousand cubic metres in one night,” said Ana Ruiz, its mayor."


def articles() -> list[Document]:
    others = [
        Document(f"x{n}", f"The {n} ferries of Port Arden sail again after a strike of {n} days.", outlet="Sea")
        for n in range(40)
    ]
    return [
        Document("a", f"The dam failed on Tuesday.\n\n{TOLD}", outlet="Harbour Post"),
        Document("b", f"Everybody fled.\n\n{TOLD}", outlet="Valley Times"),
        *others,
    ]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "case.db"
    trace_into(path, articles(), cores=1)
    return path


def test_words_told_before_are_found_under_the_claim_of_the_case(case: Path) -> None:
    before = case.read_bytes()
    with CaseReader(case) as reader:
        (known,) = [c for c in reader.ledger() if c.n_documents == 2]
        findings = check_against(case, reader, Document("new", TOLD))
    (told,) = [f for f in findings if f.before]
    assert told.claim is not None
    assert told.claim.id == known.id
    assert set(told.before) == {"a", "b"}
    assert case.read_bytes() == before


def test_what_nobody_told_is_new(case: Path) -> None:
    with CaseReader(case) as reader:
        text = "“Seven herons nested on the lighthouse this spring,” said Otto Lind, a warden."
        findings = check_against(case, reader, Document("new", text))
    assert [f.verdict for f in findings] == ["new"]


def test_only_what_is_near_is_looked_at(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    unpack = processes.unpack
    monkeypatch.setattr(processes, "unpack", lambda packed, text: seen.append(text) or unpack(packed, text))
    recent.forget_recent()
    with CaseReader(case) as reader:
        check_against(case, reader, Document("new", TOLD))
        n_seen = len(seen)
        check_against(case, reader, Document("new", TOLD))
    assert len(seen) == n_seen  # what was looked at a moment ago is still at hand
    assert any("sluice" in text for text in seen)
    assert not any("ferries" in text for text in seen)
