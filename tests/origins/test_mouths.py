"""Nobody who is named is swallowed, and words that are put in a mouth are told."""

from __future__ import annotations

import pytest

import firsthand
from firsthand.checking import check_text
from firsthand.model import Claim, Discrepancy, Document, TimeInterval

BOATS = "{} fishing boats with nets and crews sank in the storm off the old harbour of Orvelle"
GATE = "The eastern sluice gate of the Orvelle dam jammed shortly before midnight and drowned four hundred sheep"
COMPUERTA = "La compuerta oriental del embalse de Orvelle se atascó poco antes de medianoche y ahogó cien ovejas"


def page(name: str, day: int, text: str, outlet: str) -> Document:
    return Document(name, text, outlet=outlet, published=TimeInterval(f"2031-03-{day:02}", f"2031-03-{day:02}"))


def the_claim(*documents: Document) -> Claim:
    return max(firsthand.trace(list(documents)).claims, key=lambda c: len(c.assertions))


def source_of(claim: Claim) -> Discrepancy | None:
    return next((d for d in claim.discrepancies if d.slot == "source"), None)


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (f"“{GATE},” Mara Quill said.", f"“{GATE},” Tomas Idle said.", {"Mara Quill", "Tomas Idle"}),
        (f"«{COMPUERTA}», dijo Mara Quill.", f"«{COMPUERTA}», dijo Tomás Arce.", {"Mara Quill", "Tomás Arce"}),
    ],
)
def test_another_speaker_for_the_same_words_is_told(first: str, second: str, names: set[str]) -> None:
    claim = the_claim(page("a", 1, first, "Basin Daily"), page("b", 3, second, "Harbour Post"))
    told = source_of(claim)
    assert claim.origins.best == 1
    assert claim.origins.verdict != "established"
    assert told is not None
    assert names <= {v.value for v in told.values}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{GATE}.", f"“{GATE},” Tomas Idle said."),
        (f"{COMPUERTA}.", f"«{COMPUERTA}», dijo Tomás Arce."),
    ],
)
def test_words_that_nobody_said_before_are_told(first: str, second: str) -> None:
    claim = the_claim(page("a", 1, first, "Basin Daily"), page("b", 3, second, "Harbour Post"))
    assert source_of(claim) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"“{GATE},” Mara Quill said.", f"“{GATE},” Mara Quill said."),
        (f"“{GATE},” Mara Quill said.", f"{GATE}."),
        (f"“{GATE},” said Mara Quill, the mayor of Orvelle.", f"“{GATE},” Quill said."),
        (f"«{COMPUERTA}», dijo Mara Quill.", f"«{COMPUERTA}», dijo Quill."),
    ],
)
def test_innocent_pairs_are_not_told(first: str, second: str) -> None:
    claim = the_claim(page("a", 1, first, "Basin Daily"), page("b", 3, second, "Harbour Post"))
    assert source_of(claim) is None


@pytest.mark.parametrize(
    ("known", "new", "who"),
    [
        (f"{GATE}.", f"“{GATE},” Tomas Idle said.", None),
        (f"“{GATE},” Mara Quill said.", f"“{GATE},” Tomas Idle said.", "Mara Quill"),
        (f"«{COMPUERTA}», dijo Mara Quill.", f"«{COMPUERTA}», dijo Tomás Arce.", "Mara Quill"),
    ],
)
def test_a_check_says_where_the_words_stand(known: str, new: str, who: str | None) -> None:
    findings = check_text([page("a", 1, known, "Basin Daily")], Document("x", new))
    told = [f for f in findings if f.before]
    assert told
    assert all(f.verdict == "echo" for f in told), "never first-hand"
    assert ("a", who) in [e for f in told for e in f.elsewhere]


def test_mayor_and_police_chief_with_figures_of_their_own_are_two_voices() -> None:
    claims = firsthand.trace(
        [
            page("a", 1, "Ten people died in the flood at Orvelle, mayor Mara Quill said.", "Basin Daily"),
            page("b", 1, "Fourteen people died in the flood at Orvelle, police chief Tomas Idle said.", "Harbour Post"),
        ]
    ).claims
    flood = [c for c in claims if "flood at Orvelle" in c.text]
    assert {o.name for c in flood for o in c.origins.list} >= {"Mara Quill", "Tomas Idle"}
    assert not [ch for c in flood for d in c.derivations for ch in d.changes if ch.slot == "figure"]


@pytest.mark.parametrize(
    ("known", "new", "slots"),
    [
        (f"{BOATS.format('Ten')}, Mara Quill said.", f"{BOATS.format('Twelve')}.", {"figure", "source"}),
        (f"{BOATS.format('Perhaps ten')}.", f"{BOATS.format('Ten')}.", {"certainty"}),
        (f"“{GATE},” Mara Quill told Radio Tarn.", f"“{GATE},” Mara Quill said.", {"medium"}),
        (f"{GATE}.", f"{GATE}.", set()),
    ],
)
def test_a_check_says_what_the_new_text_tells_otherwise(known: str, new: str, slots: set[str]) -> None:
    text = Document("x", new + "\n\nThe council met again after rain.")
    found = check_text([page("a", 1, known, "Basin Daily")], text)
    assert {d.slot for f in found if f.before for d in f.differences} == slots


def test_words_put_in_a_mouth_are_told_across_languages() -> None:
    spanish = (
        "Un escape de cloro en la planta química de Orvelle envió el lunes a 34 personas al hospital.\n\n"
        "«Vimos una nube amarilla que bajaba de la planta química hacia la escuela de Orvelle», "
        "relató la maestra Inés Robledo."
    )
    said = "“We saw a yellow cloud coming down from the chemical plant towards the school of Orvelle,” said {}."
    here = [page("a", 1, spanish, "El Norteño")]
    (swapped,) = check_text(here, page("b", 3, said.format("Mayor Tomas Lugo"), "Harbour Post"))
    assert (swapped.verdict, swapped.elsewhere) == ("echo", (("a", "Inés Robledo"),))
    (innocent,) = check_text(here, page("b", 3, said.format("teacher Inés Robledo"), "Harbour Post"))
    assert innocent.elsewhere == ()
