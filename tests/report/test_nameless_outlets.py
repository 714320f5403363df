"""A document of no outlet vouches under its title or its short name, never under its id."""

from dataclasses import replace
from pathlib import Path

import firsthand
from fictional_case import the_case
from firsthand import report
from firsthand.case import CaseReader
from firsthand.model import Origin
from firsthand.report import phrases
from firsthand.report.names import short_names
from firsthand.report.terminal import voices
from firsthand.report.views import Views


def test_the_short_name_is_shown_for_a_document_s_own_voice():
    case = the_case()
    document = case.documents[0]
    own = Origin("outlet", document.id)
    names = short_names(case)
    assert Views(CaseReader.of(case)).ui.voice(own) == names[document.id]
    assert phrases.voice(own, names) == names[document.id]
    assert phrases.voice(Origin("outlet", "Harbour Post"), names) == "Harbour Post"
    claim = replace(case.claims[0], origins=replace(case.claims[0].origins, list=(own,)))
    assert voices(claim, names).startswith(names[document.id])


def test_a_report_tells_nothing_of_the_folders_it_was_made_in(tmp_path: Path) -> None:
    reports = []
    for name in ("anna", "bruno"):
        folder = tmp_path / name / "private"
        folder.mkdir(parents=True)
        (folder / "dam.txt").write_text("The dam of Orvelle leaks, Mara Quill said on Monday.", "utf8")
        report.write(firsthand.trace([folder]), tmp_path / f"{name}.html")
        reports.append((tmp_path / f"{name}.html").read_text("utf8"))
    assert reports[0] == reports[1]
    assert "dam.txt" in reports[0]
    assert "private" not in reports[0]
