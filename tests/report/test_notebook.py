"""What somebody sees who works with a case in a notebook."""

import pytest
from lxml import etree

from fictional_case import hostile_case, the_case
from firsthand.errors import WrongUse
from firsthand.export.records import ledger_order
from firsthand.model import Case

SVG = "{http://www.w3.org/2000/svg}"


def test_a_tree_is_a_picture_of_its_own():
    case = the_case()
    claim = next(c for c in sorted(case.claims, key=ledger_order) if c.derivations)
    drawing = case.plot_tree(claim)
    root = etree.fromstring(drawing.encode())
    assert root.tag == f"{SVG}svg"
    assert drawing._repr_svg_() == drawing
    assert len(root.findall(f".//{SVG}path")) >= len(claim.derivations) - 1
    assert case.plot_tree(claim.id) == drawing
    assert case.plot_tree(claim.assertions[0].span.exact[:40]) == drawing
    assert case.plot_tree(claim, language="es") != drawing


def test_its_style_touches_nothing_else():
    root = etree.fromstring(the_case().plot_tree(the_case().claims[0]).encode())
    style = root.find(f".//{SVG}style").text
    assert ".firsthand-drawing .shape" in style
    for rule in style.split("}")[:-1]:
        assert all(one.startswith(".firsthand-drawing") for one in rule.partition("{")[0].split(",")), rule


def test_values_of_a_fact_stand_in_time():
    case = the_case()
    fact = max(case.facts, key=lambda f: len(f.values))
    root = etree.fromstring(case.plot_timeline(fact).encode())
    words = " ".join(root.itertext())
    assert all(told.value.text in words for told in fact.values) or "nothing to compare" in words
    assert case.plot_timeline(fact.id) == case.plot_timeline(fact)


@pytest.mark.parametrize("verb", ["plot_tree", "plot_timeline"])
def test_what_is_not_there_is_said(verb):
    with pytest.raises(WrongUse, match="zzyzx"):
        getattr(the_case(), verb)("zzyzx")


def test_hostile_words_draw_nothing_of_their_own():
    case = hostile_case()
    for claim in case.claims:
        root = etree.fromstring(case.plot_tree(claim).encode("utf8", "replace"))
        assert not root.findall(f".//{SVG}script")


def test_the_ledger_is_a_frame():
    pytest.importorskip("pandas")
    case = the_case()
    frame = case.claims_frame()
    told = [c for c in sorted(case.claims, key=ledger_order) if c.n_documents > 1]
    assert list(frame.index) == [c.id for c in told]
    assert list(frame["low"]) == [c.origins.low for c in told]
    assert len(case.claims_frame(once=True)) == len(case.claims)
    assert len(Case(()).claims_frame()) == 0
