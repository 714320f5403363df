"""Working with a case by hand: opened, saved, as tables, as a line, as a page in a notebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import firsthand
from fictional_case import hostile_case, the_case


def test_what_is_saved_is_opened_again(tmp_path: Path) -> None:
    case = the_case()
    case.save(tmp_path / "c.db")
    opened = firsthand.open(tmp_path / "c.db")
    assert opened == firsthand.open(str(tmp_path / "c.db"))
    assert {d.id for d in opened.documents} == {d.id for d in case.documents}
    assert [path.name for path in tmp_path.iterdir()] == ["c.db"]


def test_nothing_but_a_case_is_ever_replaced(tmp_path: Path) -> None:
    case = the_case()
    case.save(tmp_path / "c.db")
    with pytest.raises(firsthand.FirsthandError, match="there already"):
        case.save(tmp_path / "c.db")
    case.save(tmp_path / "c.db", force=True)
    (tmp_path / "notes.txt").write_text("mine")
    for force in (False, True):
        with pytest.raises(firsthand.FirsthandError):
            case.save(tmp_path / "notes.txt", force=force)
        with pytest.raises(firsthand.FirsthandError, match="does not exist"):
            case.save(tmp_path / "nowhere" / "c.db", force=force)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_opening_what_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for name in ("notes.txt", "nothing.db", "."):
        with pytest.raises(firsthand.FirsthandError):
            firsthand.open(tmp_path / name)


def test_tables_for_pandas() -> None:
    pytest.importorskip("pandas")
    case = the_case()
    tables = case.to_pandas()
    assert {"document", "claim", "assertion", "derivation", "quotation", "reuse", "entity"} <= set(tables)
    assert list(tables["document"]["id"]) == sorted(d.id for d in case.documents)
    claims = tables["claim"].set_index("id")
    for claim in case.claims:
        assert claims.loc[claim.id, "origins.best"] == claim.origins.best
    assert len(tables["assertion"]) == sum(len(c.assertions) for c in case.claims)


def test_a_case_is_a_line_and_a_page() -> None:
    case = the_case()
    assert repr(case) == f"<firsthand case: {len(case.documents)} documents, {len(case.quotations)} quotations, " + (
        f"{len(case.claims)} claims>"
    )
    page = case._repr_html_()
    assert "told more than once" in page
    assert "<table>" in page
    hostile = hostile_case()._repr_html_()
    assert "<script" not in hostile.lower()
    assert "<img" not in hostile.lower()
    assert "<table>" not in replace(case, claims=())._repr_html_()


@pytest.mark.parametrize(
    "call",
    [
        lambda: firsthand.find_reuse("The harbour was closed."),
        lambda: firsthand.find_reuse(["The harbour was closed.", "The harbour was closed."]),
        lambda: firsthand.infer_copying("The harbour was closed."),
        lambda: firsthand.infer_copying(["The harbour was closed."]),
        lambda: firsthand.find_quotations(firsthand.Document("d", "“It rained,” said Ana Ruiz.")),
        lambda: firsthand.trace(["The harbour was closed.\nNobody said why."]),
        lambda: firsthand.read("The harbour was closed.\nNobody said why."),
        lambda: firsthand.trace([7]),
    ],
)
def test_a_text_in_the_place_of_a_document_is_a_clear_type_error(call) -> None:
    with pytest.raises(TypeError, match=r"(document|Document|Witness)"):
        call()
