"""Drawings: what they show, in which shape, and what they leave to the table."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fictional_case import hostile_case, the_case
from firsthand.case.known_facts import DatedFact
from firsthand.case.outlets import Flow
from firsthand.model import TimeInterval
from firsthand.present.interface import Interface
from firsthand.report.addresses import PagesOfServer, PlacesInReport
from firsthand.report.drawing.calendar import buckets_of, draw_calendar
from firsthand.report.drawing.flows import draw_flows
from firsthand.report.drawing.timescale import TimeScale
from firsthand.report.drawing.tree import draw_tree
from firsthand.report.drawing.values import draw_values
from firsthand.report.lineage import lineage
from firsthand.report.names import short_names

T = Interface("en")


def drawn(case, claim, **more):
    documents, names = {d.id: d for d in case.documents}, short_names(case)
    rows = lineage(claim, documents, names)
    return draw_tree(claim, rows, documents, names, T, **more), rows


def parsed(markup):
    return ET.fromstring(str(markup).replace("\0", "").replace("\x1b", ""))


def dredging(case):
    return next(c for c in case.claims if c.id == "c-cost")


def test_a_tree_shows_everybody_with_reasons_to_hover_over():
    case = the_case()
    markup, rows = drawn(case, dredging(case))
    tree = parsed(markup)
    links = [a for a in tree.iter() if a.get("class") == "node-link"]
    assert [a.get("href") for a in links] == [f"#row-{n}" for n in range(1, len(rows) + 1)]
    assert all(a.find("title").text for a in links)
    edges = [e for e in tree.iter("path") if "edge" in e.get("class", "").split()]
    assert any("cited" in e.get("class") for e in edges)
    assert any("inferred" in e.get("class") for e in edges)
    assert all(1 <= float(e.get("stroke-width")) <= 4 for e in edges)
    assert "ES" in str(markup).upper()


def test_a_tree_too_large_to_draw_is_left_to_the_table():
    case = the_case()
    assert drawn(case, dredging(case), most=2)[0] == ""


@pytest.mark.parametrize("make", [the_case, hostile_case])
def test_no_drawing_holds_a_style_a_script_or_a_document_s_markup(make):
    case = make()
    for claim in case.claims:
        markup = str(drawn(case, claim)[0])
        assert " style=" not in markup
        assert " on" not in markup.replace("·", "").split("<title>")[0]
        assert "<script" not in markup
        if markup:
            parsed(markup)


def test_what_is_undated_is_drawn_beside_the_scale():
    case = the_case()
    bare = replace(case, documents=tuple(replace(d, published=None) for d in case.documents))
    assert "axis" not in str(drawn(bare, dredging(bare))[0])
    last = next(a.span.document for a in reversed(dredging(case).assertions) if a.copy_of is None)
    days = [TimeInterval(f"2031-03-{n:02}", f"2031-03-{n:02}") for n in range(1, 20)]
    documents = tuple(replace(d, published=None if d.id == last else day) for d, day in zip(case.documents, days))
    assert ">undated<" in str(drawn(replace(case, documents=documents), dredging(case))[0])


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=20))
def test_later_is_further_right_and_all_stands_within(days):
    from datetime import date, timedelta

    known = [(date(2020, 1, 1) + timedelta(days=n)).isoformat() for n in days]
    scale = TimeScale((TimeInterval(day, day) for day in known), 100, 500)
    places = [scale.place(TimeInterval(day, day)) for day in known]
    assert all(100 <= p <= 500.001 for p in places)
    for a, x in zip(known, places):
        for b, y in zip(known, places):
            assert (a < b) == (x < y)


def test_a_time_that_is_no_date_has_no_place():
    assert TimeScale([TimeInterval("soon", "later"), None], 0, 1).moments == []


def test_values_stand_in_lines_of_their_own():
    from firsthand.case import CaseReader
    from firsthand.case.known_facts import FactChoice, choose_facts

    case = the_case()
    documents, names = {d.id: d for d in case.documents}, short_names(case)
    _, facts = choose_facts(CaseReader.of(case), FactChoice(), 99)
    drawings = [draw_values(f, documents, names, T) for f in facts]
    for fact, markup in zip(facts, drawings):
        if markup:
            assert str(markup).count('class="value"') == len(fact.values)


@given(st.integers(0, 3000))
def test_stretches_of_days_leave_none_out(n):
    from datetime import date, timedelta

    last = (date(2031, 1, 1) + timedelta(days=n)).isoformat()
    buckets = buckets_of([("2031-01-01", 2), (last, 3)], [], "2031-01-01", last)
    assert len(buckets) <= 48
    assert sum(b.n_documents for b in buckets) == 5
    assert (buckets[0].since, buckets[-1].until) == ("2031-01-01", last)


def test_bars_lead_to_their_days_where_a_server_answers():
    facts = [DatedFact("f1", "x", "agreed", 2, TimeInterval("2031-01-02", "2031-01-02"))]
    buckets = buckets_of([("2031-01-01", 2)], facts, "2031-01-01", "2031-01-03")
    assert "since=2031-01-01" in draw_calendar(buckets, T, PagesOfServer())
    assert "href" not in draw_calendar(buckets, T, PlacesInReport())
    assert buckets_of([], [], "x", "y") == []


def test_who_gives_most_stands_first():
    flows = [Flow("Wire", "Post", 5), Flow("Wire", "Herald", 2), Flow("Post", "Herald", 1, True)]
    words = [e.text for e in parsed(draw_flows(flows, 9, T)).iter("text")]
    assert words.index("Wire") < words.index("Post")
    assert draw_flows([], 9, T) == ""


def test_a_telling_is_called_by_its_document_never_by_the_id_of_an_assertion():
    case = the_case()
    names = set(short_names(case).values())
    for claim in case.claims:
        rows = drawn(case, claim)[1]
        assert {row.name for row in rows if row.assertion} <= names
