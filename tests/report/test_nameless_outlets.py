"""A document of no outlet vouches under its title or its short name, never under its id."""

from dataclasses import replace

from fictional_case import the_case
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
