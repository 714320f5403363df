import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from fictional_case import HOSTILE, hostile_case, huge_case, shuffled, the_case
from firsthand.model import Case
from firsthand.report import terminal


def printed(*renderables, width=80, colour=False):
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False, markup=False, emoji=False)
    for renderable in renderables:
        console.print(renderable)
    return out.getvalue()


def claim(case, id):
    return next(c for c in case.claims if c.id == id)


def test_the_first_line_answers_the_question():
    assert (
        printed(terminal.ledger(the_case())).splitlines()[0].startswith("4 claims are told more than once; 1 of them")
    )


def test_the_ledger_says_who_vouches_and_what_was_lost():
    ledger = " ".join(printed(terminal.ledger(the_case())).split())
    assert "Inés Carballo, to Radio Costa" in ledger
    assert "102: four became five" in ledger
    assert "cannot tell" in ledger
    assert "1 (1–2)" in ledger


@pytest.mark.parametrize(("sort", "first"), [("deficit", "dredging"), ("date", "Officials"), ("origins", "dredging")])
def test_the_ledger_is_sorted_as_asked(sort, first):
    assert first in terminal.sort_claims([c for c in the_case().claims if c.n_documents > 1], sort)[0].text


def test_a_limit_says_what_it_hides():
    assert "and 3 more claims" in printed(terminal.ledger(the_case(), limit=1))


def test_the_tree_has_one_line_a_telling_with_what_changed_and_why():
    case = the_case()
    tree = printed(terminal.tree(case, claim(case, "c-cost")))
    lines = tree.splitlines()
    at = {words: next(i for i, line in enumerate(lines) if words in line) for words in (
        "Inés Carballo · minister of ports", "└─ Radio Costa", "└─ 101 The Harbour Post", "├─ 101 in Spanish", "└─ 102",
    )}  # fmt: skip
    assert list(at.values()) == sorted(at.values())
    assert "look for it" in tree
    assert "changed: four became five; the medium Radio Costa was dropped" in tree
    assert "without this edge, 1 origin would become 2" in " ".join(tree.replace("│", " ").split())
    assert "origins 1 (1–1) · single · direct reports 1" in tree


def test_not_being_able_to_tell_is_said_plainly():
    case = the_case()
    assert "origins unknown (1–2)" in printed(terminal.tree(case, claim(case, "c-knew")))


@pytest.mark.parametrize("make", [the_case, hostile_case, lambda: huge_case(40, 200), lambda: Case(())])
def test_everything_fits_eighty_columns(make):
    case = make()
    shown = printed(
        terminal.overview(case), terminal.ledger(case, once=True), *(terminal.tree(case, c) for c in case.claims[:9])
    )
    assert max(map(cell_len, shown.splitlines())) <= 80


def test_nothing_that_a_document_says_steers_the_terminal():
    case = hostile_case()
    ledger = printed(terminal.ledger(case, once=True), *(terminal.tree(case, c) for c in case.claims))
    assert not set(ledger) & set("\0\r\x1b\x85\u202e\x07")
    assert HOSTILE[5].split()[0] in ledger


def test_colour_adds_nothing_but_colour():
    import re

    case = the_case()
    coloured = printed(terminal.tree(case, claim(case, "c-cost")), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == printed(terminal.tree(case, claim(case, "c-cost")))


def test_the_order_of_finding_leaves_no_trace():
    case, other = the_case(), shuffled(the_case())
    assert printed(terminal.ledger(case)) == printed(terminal.ledger(other))
    for c in case.claims:
        assert printed(terminal.tree(case, c)) == printed(terminal.tree(other, claim(other, c.id)))
