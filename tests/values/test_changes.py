"""What changed between two tellings; nothing between a sentence and its faithful translation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Span, TimeInterval
from firsthand.values import find_changes


def telling(text: str, offset: int = 0) -> Span:
    return Span(offset, offset + len(text), text, "d")


CHANGED = [
    # before, its language, after, its language, slot, old words, new words
    ("Narland may have sent officers.", "en", "Narland sent officers.", "en", "certainty", "may have", None),
    ("It trained 10 officers.", "en", "It trained a dozen officers.", "en", "figure", "10", "a dozen"),
    ("It trained more than 10 officers.", "en", "It trained 10 officers.", "en", "figure", "more than 10", "10"),
    ("It trained 10 officers.", "en", "Formó a veinte agentes.", "es", "figure", "10", "veinte"),
    ("It cost $1.2 billion.", "en", "Costó 2.200 millones de dólares.", "es", "figure", "$1.2 billion",
     "2.200 millones de dólares"),
    ("They met on 3 May 2011.", "en", "Se reunieron el 4 de mayo de 2011.", "es", "date", "3 May 2011",
     "4 de mayo de 2011"),
    ("Carlos Vega signed it.", "en", "Pedro Vega lo firmó.", "es", "name", "Carlos Vega", "Pedro Vega"),
    ("The ship sailed from Peru.", "en", "El barco zarpó de Chile.", "es", "name", "Peru", "Chile"),
    ("The bank did not pay.", "en", "The bank did pay.", "en", "negation", "not", None),
    ("Ana Ruiz pagaría, presuntamente, al grupo.", "es", "Ana Ruiz paid the group.", "en", "certainty",
     "presuntamente", None),
]  # fmt: skip


@pytest.mark.parametrize(("before", "l1", "after", "l2", "slot", "old", "new"), CHANGED)
def test_sees_what_changed(
    before: str, l1: str, after: str, l2: str, slot: str, old: str | None, new: str | None
) -> None:
    changes = [c for c in find_changes(telling(before, 7), telling(after, 9), l1, l2) if c.slot == slot]
    assert [(c.before and c.before.exact, c.after and c.after.exact) for c in changes] == [(old, new)]
    for change in changes:
        if change.before:
            assert change.before.exact == before[change.before.start - 7 : change.before.end - 7]
        if change.after:
            assert change.after.exact == after[change.after.start - 9 : change.after.end - 9]


FAITHFUL = [
    ("The fund paid $1.2 billion to 35,000 farmers in March 2011.",
     "El fondo pagó 1.200 millones de dólares a 35.000 agricultores en marzo de 2011."),
    ("The minister denied that the bridge was unsafe.", "El ministro negó que el puente fuera inseguro."),
    ("Nobody has seen the document, Ana Ruiz said.", "Nadie ha visto el documento, dijo Ana Ruiz."),
    ("It has three times more officials in Lima than in Quito.",
     "Tiene tres veces más funcionarios en Lima que en Quito."),
    ("The ship, 12 miles long, may have sunk.", "El barco, de 19 kilómetros de largo, podría haberse hundido."),
    ("Russian and Chinese ships arrived on 8 May.", "El 8 de mayo llegaron barcos de Rusia y China."),
]  # fmt: skip


@pytest.mark.parametrize(("english", "spanish"), FAITHFUL)
def test_a_faithful_translation_changes_nothing(english: str, spanish: str) -> None:
    assert find_changes(telling(english), telling(spanish), "en", "es") == []
    assert find_changes(telling(spanish), telling(english), "es", "en") == []


def test_days_compare_as_days() -> None:
    monday, wednesday = TimeInterval("2012-07-16", "2012-07-16"), TimeInterval("2012-07-18", "2012-07-18")
    before, after = telling("They met on Sunday."), telling("They met yesterday.")
    assert find_changes(before, telling("They met three days ago."), "en", "en", monday, wednesday) == []
    assert [c.slot for c in find_changes(before, after, "en", "en", monday, wednesday)] == ["date"]


def test_a_quotation_cut_short_is_told() -> None:
    before = telling("“It is a key fact that the port is a base, but only if the treaty is signed,” he said.")
    after = telling("“It is a key fact that the port is a base")
    (cut,) = [c for c in find_changes(before, after, "en", "en") if c.slot == "cut"]
    assert cut.before is not None
    assert "only if the treaty is signed" in cut.before.exact


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_spans_are_exact_on_any_text(a: str, b: str) -> None:
    for change in find_changes(telling(a, 3), telling(b, 5), "en", "es"):
        assert change.before is None or a[change.before.start - 3 : change.before.end - 3] == change.before.exact
        assert change.after is None or b[change.after.start - 5 : change.after.end - 5] == change.after.exact


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_nothing_changes_between_equal_texts(text: str) -> None:
    assert find_changes(telling(text), telling(text), "en", "en") == []


CARRIED = [
    # a Thursday's page, one of the Saturday after, and their languages: the same Friday
    ("The road will be closed by Friday.", "en", "They said the road would be closed by Friday.", "en"),
    ("La carretera estará cerrada el viernes.", "es", "They said the road would be closed by Friday.", "en"),
    ("A estrada estará fechada na sexta-feira.", "pt", "La carretera habrá sido cerrada el viernes.", "es"),
]


@pytest.mark.parametrize(("before", "l1", "after", "l2"), CARRIED)
def test_whoever_repeats_a_weekday_means_the_same_one(before: str, l1: str, after: str, l2: str) -> None:
    thursday, saturday = TimeInterval("2023-06-01", "2023-06-01"), TimeInterval("2023-06-03", "2023-06-03")
    found = find_changes(telling(before), telling(after), l1, l2, thursday, saturday)
    assert not [c for c in found if c.slot == "date"]
    back = find_changes(telling(after), telling(before), l2, l1, saturday, thursday)
    assert not [c for c in back if c.slot == "date"]


def test_today_of_two_days_is_two_days_a_week_apart_too() -> None:
    first, second = TimeInterval("2023-06-01", "2023-06-01"), TimeInterval("2023-06-08", "2023-06-08")
    before, after = telling("The road closes today."), telling("Today the road closes.")
    found = find_changes(before, after, "en", "en", first, second)
    assert [c.slot for c in found] == ["date"]


def test_half_of_a_sentence_drops_no_negation_of_the_other_half_in_another_language() -> None:
    whole = "La carretera estará cerrada el viernes y, francamente, nadie la echará de menos."
    assert not [
        c
        for c in find_changes(telling(whole), telling("the road would be closed by Friday"), "es", "en")
        if c.slot == "negation"
    ]
