"""What documents share though none took it from another."""

from __future__ import annotations

import pytest

from firsthand.reuse.stock import Excerpt, Strength, why_stock
from firsthand.settings import ReuseSettings

SETTINGS = ReuseSettings()
FILL = "The tide was late that morning and the ferry later still. " * 12


def judge(a, b=None, score=20.0, outlets=("Courier", "Gazette"), filling=FILL, **strength):
    """`a` and `b` are texts with the passage in square brackets, in the middle of long documents."""
    excerpts = []
    for text, outlet in zip((a, b or a), outlets):
        before, passage, after = text.replace("]", "[").split("[")
        whole = filling + before + passage + after + " " + filling
        start = len(filling) + len(before)
        excerpts.append(Excerpt.cut(whole, start, start + len(passage), outlet, SETTINGS))
        assert excerpts[-1].exact == passage
    return why_stock(*excerpts, Strength(score, **{"kinship": 0.2, "matched": 12, "edits": 0} | strength), SETTINGS)


@pytest.mark.parametrize(
    "text",
    [
        "[said Ottoline Marsh, deputy director of the Institute for Tidal Studies at Lindhaven University]",
        "[Ottoline Marsh, the former minister of harbours, said] it had not",
        "[dijo Ottoline Marsh, directora del Instituto de Mareas de la Universidad de Puerto Ceniza]",
        "[Rep. Ansel Ward of Lindhaven, Sen. Bertha Coyle of Port Ash and Gov. Cyril Dane of Westmark]",
        "in her book [The Drowned Ledger: How Three Families Came to Own Every Harbour on the Western Coast]",
        "[Albin Archer, Bertha Bell, Cyril Crane, Dora Dane, Ernst Eddy, Frida Fell, Gustav Green, Hilda Hart, "
        "Ivo Ince, Jutta Jarl, Karl Kemp, Lena Lund, Max Moor, Nora Nash, Otto Orr, Paula Pike, Rosa Reed]",
    ],
)
def test_names_and_offices_are_stock(text):
    assert judge(text) == "names"


@pytest.mark.parametrize(
    "text",
    [
        "[three tankers left Lindhaven without papers and nobody on the night shift asked them why]",
        "[what did Marsh know about the tankers and when did she know it]",
        "“[I do not have a dishonest bone in my body and Bertha Coyle knows it],”",
        "[Die Brücke bleibt nach Angaben der Stadt wegen schwerer Schäden bis Montag gesperrt]",
        "[Tres buques salieron de Lindhaven sin papeles y nadie preguntó por qué en toda la noche]",
        "[DREI TANKER OHNE PAPIERE AUS LINDHAVEN AUSGELAUFEN UND NIEMAND HAT GEFRAGT WARUM]. ALLES SCHWIEG.",
    ],
)
def test_what_somebody_states_is_not(text):
    assert judge(text, filling=FILL.upper() if text.isupper() or "DREI" in text else FILL) is None


@pytest.mark.parametrize(
    "text",
    [
        "It rained. [Tankers leave without papers, harbour asks nobody] Read more It rained.",
        "It rained. JUST WATCHED [tankers leave Lindhaven in the night unseen] Replay More Videos It rained.",
        "It rained. VIDEO: [tankers leave the harbour while the night shift sleeps] It rained.",
        "It rained. [A tanker leaves the outer harbour of Lindhaven at first light. REUTERS]/A. Archer It rained.",
    ],
)
def test_teasers_and_captions_of_one_outlet_are_furniture(text):
    assert judge(text, outlets=("Courier", "Courier")) == "furniture"


def test_what_one_page_marks_may_be_text_elsewhere():
    text = "It rained. [Tankers leave without papers, harbour asks nobody] Read more It rained."
    assert judge(text) is None
    assert judge(text, outlets=(None, None)) is None
    assert judge(text, text.replace("Read more", "."), outlets=("Courier", "Courier")) is None


def test_a_long_passage_with_one_teaser_in_it_is_text():
    text = "[" + FILL + "Read more: Tankers leave without papers. " + FILL + "]"
    assert judge(text, outlets=("Courier", "Courier")) is None


@pytest.mark.parametrize(
    "text",
    [
        "[Ottoline Marsh is a columnist for the Courier and follows the harbours of the western coast.]",
        "[The poll of 1,004 adults has a margin of sampling error of plus or minus three points.]",
        "[Our talk on the ferry has been edited for length and clarity.]",
        "[Click here to subscribe to the weekly letter of whoever printed this page.]",
        "[she spoke on condition of anonymity because she was not authorized to speak of the tankers]",
        "[Ottoline Marsh es columnista de este diario y vive junto al puerto con sus gatos.]",
    ],
)
def test_notes_and_calls_are_furniture_of_anybody(text):
    assert judge(text) == "furniture"


def test_who_somebody_is_is_a_note_only_at_the_edge_of_a_document():
    text = "[Ottoline Marsh is the author of a short history of tides that nobody has finished reading]"
    assert judge(text) is None
    assert judge(text, filling="") == "furniture"


def test_a_headline_in_capitals_amid_text_is_a_link():
    text = "It rained. [THREE TANKERS LEAVE LINDHAVEN WITHOUT PAPERS WHILE NIGHT SHIFT SLEEPS] It rained."
    assert judge(text) == "furniture"
    assert judge(text.replace("[", "“[").replace("]", "]”")) is None, "somebody's shouting"


FORMULA = "[a three-day closure of the outer harbour that keeps the ferries away]"


def test_a_weak_passage_that_nobody_quotes_is_a_formula_where_both_write_of_one_matter():
    assert judge(FORMULA, score=8.0) == "formula"
    assert judge(FORMULA, score=8.0, edits=3) == "formula"
    assert judge(FORMULA, score=9.0) is None
    assert judge(FORMULA, score=7.0, kinship=0.06) is None
    assert judge(FORMULA, score=6.0, kinship=0.06) == "formula", "the less they have in common, the less is asked for"
    assert judge(FORMULA, score=6.0, kinship=0.0, edits=3) is None
    assert judge(f"She spoke of “{FORMULA}”.", FORMULA, score=8.0) is None
    assert judge(f'She said: "It is {FORMULA}, nothing else."', FORMULA, score=8.0) is None
    assert judge(f'"Yes," she said of {FORMULA}', score=8.0) == "formula"


def test_a_short_one_is_a_formula_anywhere():
    assert judge(FORMULA, score=6.5, kinship=0.0, matched=15) == "formula"
    assert judge(FORMULA, score=6.5, kinship=0.0, matched=16) is None
    assert judge(FORMULA, score=6.5, kinship=0.034, matched=15, edits=1) is None
    assert judge(FORMULA, score=6.5, kinship=0.035, matched=15, edits=1) == "formula", "their matter is the same"
    assert judge(FORMULA, score=6.5, kinship=0.035, matched=16, edits=1) is None
    assert judge(FORMULA, score=7.5, kinship=0.0, matched=15) is None
