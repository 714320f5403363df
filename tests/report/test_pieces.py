"""The small parts below report and explorer: dates, names, lineages, diffs, layers, ranges."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fictional_case import document, hostile_case, huge_case, the_case
from firsthand.case import CaseReader
from firsthand.errors import WrongUse
from firsthand.model import Case, Claim, Derivation, Origins, TimeInterval
from firsthand.report import phrases
from firsthand.report.lineage import lineage
from firsthand.report.names import short_names
from firsthand.report.reader import Layer, cut, verbatim
from firsthand.report.scale import scale
from firsthand.report.screens import paths, show
from firsthand.report.views import NoSuchView, Views
from firsthand.report.whole import render, write
from firsthand.report.wording import compare
from firsthand.text.weblinks import web_address


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2031-03-04", "2031-03-04", "4 March 2031"),
        ("2031-03-01", "2031-03-31", "March 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-03-01", "2031-03-07", "1 March 2031 – 7 March 2031"),
        ("2031-03-05T07:30Z", "2031-03-05T07:30Z", "5 March 2031, 07:30 UTC"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        ("soon", "later", "soon – later"),
    ],
)
def test_a_date_is_never_shown_more_exactly_than_it_is_known(earliest, latest, words):
    assert phrases.date_words(TimeInterval(earliest, latest)) == words


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([], "No claims were found in 1 document."),
        (["single"], "1 claim is told more than once; it goes back to a single voice."),
        (["single", "single"], "2 claims are told more than once; all of them go back to a single voice each."),
        (["single", "established", "single"], "3 claims are told more than once; 2 of them go back to a single voice."),
        (["established", "lineage unknown"], "2 claims are told more than once; none of them certainly goes back to a "
         "single voice."),
    ],
)  # fmt: skip
def test_the_headline(verdicts, sentence):
    model = next(c for c in the_case().claims if c.id == "c-cost")
    claims = tuple(replace(model, id=str(i), origins=Origins(1, 1, 2, v)) for i, v in enumerate(verdicts))
    assert phrases.headline(Case((document("a", "text"),), claims=claims)) == sentence


def test_documents_are_called_by_the_shortest_beginning_that_tells_them_apart():
    docs = [
        document(n, n)
        for n in ("000_a1", "001_b2", "2031-03-04-storm", "2031-03-05-flood", "x" * 60, "one_two", "one_two_three")
    ]
    names = short_names(Case(tuple(docs)))
    assert [names[d.id] for d in docs] == [
        "000", "001", "2031-03-04", "2031-03-05", "x" * 23 + "…", "one_two", "one_two_three",
    ]  # fmt: skip


def test_documents_of_one_file_are_told_apart_by_their_ids():
    docs = tuple(replace(document("feed", f"text {i}"), id=f"item-{i}") for i in range(3))
    assert sorted(short_names(Case(docs)).values()) == ["item-0", "item-1", "item-2"]


@given(st.lists(st.text(min_size=1), unique=True, max_size=8))
def test_no_two_documents_go_by_one_name(ids):
    docs = tuple(replace(document("feed", f"text {id}"), id=id) for id in ids)
    names = short_names(Case(docs))
    assert len(set(names.values())) == len(ids)


@pytest.mark.parametrize("path", ["a.jsonl", None, "", "/", "..", "a/b\\c.txt"])
def test_addresses_as_ids_are_told_apart(path):
    ids = [f"https://news.example/2031/03/{'x' * 30}/{n}" for n in range(3)]
    docs = tuple(replace(document("feed", id), id=id, path=path) for id in ids)
    names = short_names(Case(docs))
    assert len(set(names.values())) == 3
    assert all(len(name) <= 24 for name in names.values())


def rows_of(case, claim):
    return lineage(claim, {d.id: d for d in case.documents}, short_names(case))


def chain(n, extra=()):
    """A claim told in a chain of n tellings."""
    base = next(c for c in the_case().claims if c.id == "c-cost")
    assertions = tuple(replace(base.assertions[0], id=f"a{i:05}", source=None) for i in range(n))
    edges = tuple(Derivation(f"a{i:05}", f"a{i + 1:05}", 0.9) for i in range(n - 1))
    return replace(base, assertions=assertions, derivations=(*edges, *extra), origins=Origins(1, 1, 1, "single"))


def test_a_chain_of_thousands_needs_no_recursion():
    rows = rows_of(the_case(), chain(3000))
    assert [row.depth for row in rows] == list(range(3000))


def test_rings_are_cut_and_nothing_is_lost():
    rows = rows_of(the_case(), chain(5, (Derivation("a00004", "a00000", 0.99),)))
    assert sorted(row.id for row in rows) == [f"a{i:05}" for i in range(5)]


@pytest.mark.parametrize("make", [the_case, hostile_case])
def test_every_telling_stands_in_the_tree_once(make):
    case = make()
    for claim in case.claims:
        told = [row.id for row in rows_of(case, claim) if row.assertion]
        assert sorted(told) == sorted(a.id for a in claim.assertions)


def test_only_words_that_differ_are_marked():
    a, b = compare("The cost was “four times” the budget.", 'The cost was "five times" the budget!')
    assert [p.text for p in a if p.changed] == ["four"]
    assert [p.text for p in b if p.changed] == ["five"]


@given(st.text(), st.text())
def test_pieces_join_to_the_whole(a, b):
    for text, pieces in zip((a, b), compare(a, b), strict=True):
        assert "".join(p.text for p in pieces) == text
        assert all(text[p.start : p.start + len(p.text)] == p.text for p in pieces)


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("xyz"))))
def test_segments_join_to_the_text_and_know_their_layers(text, ranges):
    segments = cut(text, [Layer(*r) for r in ranges])
    assert "".join(s.text for s in segments) == text
    for s in segments:
        for offset in range(s.start, s.start + len(s.text)):
            assert set(s.layers) == {name for start, end, name in ranges if start <= offset < end}


@given(st.text())
def test_verbatim_text_keeps_its_length_and_holds_no_markup(text):
    import html

    shown = verbatim(text)
    assert "<" not in shown
    assert len(html.unescape(str(shown).replace("&#13;", "\r"))) == len(text)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", None, " https://x"])
def test_only_web_addresses_are_linked(url):
    assert web_address(url) in ("", " https://x")


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_a_range_stays_within_its_drawing(low, more, still_more):
    s = scale(low, low + more, low + more + still_more)
    assert 0 < s.low <= s.best <= s.high <= s.width


def test_a_report_is_one_file_without_outside_resources(tmp_path):
    write(the_case(), tmp_path / "case.html")
    page = (tmp_path / "case.html").read_text("utf8")
    assert "default-src &#39;none&#39;" in page
    assert " src=" not in page
    assert "<link" not in page
    assert [p.name for p in tmp_path.iterdir()] == ["case.html"]


def test_a_report_that_cannot_be_made_leaves_the_old_one(tmp_path):
    target = tmp_path / "case.html"
    write(the_case(), target)
    before = target.read_bytes()
    broken = replace(the_case(), claims=(Claim("x", "x", "en", (), None, 0, 0, 0, 0, 0, None),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        write(broken, target)
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["case.html"]


def test_a_report_is_the_same_every_time():
    from fictional_case import shuffled

    assert render(the_case()) == render(shuffled(the_case()))


def test_views_that_are_not_there_are_not_there():
    views = Views(CaseReader.of(the_case()))
    for path in ("claim/99", "claim/x", "claim/~99", "pair/0/99", "pair/0", "nothing", "document/", "claim/²", "claim",
                 "document/~0", "source/x", "fact/x", "claim/%ff", "../etc"):  # fmt: skip
        with pytest.raises(NoSuchView):
            show(views, path)


def test_every_view_can_be_made():
    for case in (the_case(), hostile_case()):
        views = Views(CaseReader.of(case))
        assert all(show(views, path).html for path in paths(views))


def test_a_page_that_would_be_too_heavy_says_what_it_leaves_out(monkeypatch):
    from firsthand.report import whole
    from firsthand.report.screens import documents

    monkeypatch.setattr(whole, "MOST_LINES", 50)
    monkeypatch.setattr(documents, "IN_REPORT", 10)
    html = whole.render(huge_case(30, 120), largest=200_000)
    assert len(html) < 600_000
    assert "ends after 50 claims" in html
    assert "These are the first 10 of 30." in html


def test_a_document_of_one_vast_line_costs_the_others_nothing():
    from time import process_time

    from firsthand.model import Assertion, First

    vast = document("vast", "word " * 4_000_000)
    small = document("small", "word " * 40)
    told = (
        Assertion("v", vast.span(0, len(vast.text)), "en", "own"),
        Assertion("s", small.span(0, 199), "en", "edited"),
    )
    claim = replace(next(iter(the_case().claims)), text=vast.text, assertions=told, first=First("v", None),
                    derivations=(Derivation("v", "s", 0.9),), discrepancies=())  # fmt: skip
    start = process_time()
    page = render(Case((vast, small), claims=(claim,)))
    assert process_time() - start < 8
    assert len(page) < 500_000
    assert f'data-view="/document/{small.id}"' in page
    assert f'data-view="/document/{vast.id}"' not in page


def test_a_report_that_cannot_be_written_is_one_clear_line(tmp_path):
    with pytest.raises(WrongUse, match="cannot be written"):
        write(the_case(), tmp_path / "no such folder" / "case.html")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("the river was white", "“the river was white”"),
        ("“We have replaced it", "“We have replaced it”"),
        ('"We have replaced it"', '"We have replaced it"'),
        ("it was said,»", "“it was said,»"),
        ("", "“”"),
    ],
)
def test_words_that_bring_their_quote_marks_get_no_second_ones(words, quoted):
    assert phrases.in_quotes(words) == quoted
