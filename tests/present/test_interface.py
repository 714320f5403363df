"""Words of the pages: each language says everything, with the same figures, and writes dates its own way."""

import re
from collections.abc import Mapping
from importlib.resources import files

import pytest

from firsthand.languages import table
from firsthand.model import Origin, Origins, TimeInterval
from firsthand.present.interface import SUBJECT, Interface, choose_language, interface_languages

PLACES = re.compile(r"\{(\w+)\}")
OTHERS = interface_languages()[1:]


def flat(part, path=""):
    for key, value in part.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}{key}.")
        else:
            yield path + key, value


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_key_with_the_same_places_for_figures(language):
    english, other = (dict(flat(table(code, SUBJECT))) for code in ("en", language))
    assert set(english) == set(other)
    for key, value in english.items():
        if isinstance(value, str) and not key.endswith(".one"):
            assert set(PLACES.findall(value)) == set(PLACES.findall(other[key])), key


def test_every_key_that_a_template_names_is_there():
    english = table("en", SUBJECT)
    named = set()
    for room in ("templates",):
        for file in (files("firsthand.report") / room).iterdir():
            named |= set(re.findall(r"""\bt\(["']([\w.]+)["'][,)]""", file.read_text("utf8")))
    assert len(named) > 150
    for key in sorted(named):
        found = english
        for part in key.split("."):
            assert part in found, key
            found = found[part]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-AR,es;q=0.9,en;q=0.8", "es"),
        ("fr, en;q=0.5, es;q=0.7", "es"),
        ("en;q=0.4, es;q=0.3", "en"),
        ("es;q=0", "en"),
        ("es;q=x", "en"),
        ("xx, *", "en"),
        ("e" * 100_000, "en"),
    ],
)
def test_the_browser_s_language_is_chosen(accepted, language):
    assert choose_language(accepted) == language


def test_numbers_dates_and_lists_are_written_as_the_language_does():
    en, es = Interface("en"), Interface("es")
    assert (en.count("document", 12400), es.count("document", 12400)) == ("12,400 documents", "12.400 documentos")
    assert (en.count("origin", 1), es.count("origin", 1)) == ("1 source", "1 fuente")
    day = TimeInterval("2031-03-04", "2031-03-04")
    assert (en.date(day), es.date(day)) == ("4 March 2031", "4 de marzo de 2031")
    assert en.date(TimeInterval("2031-03-05T07:30Z", "2031-03-05T07:30Z")) == "5 March 2031, 07:30 UTC"
    assert es.date(TimeInterval("2031-03-01", "2031-03-31")) == "marzo de 2031"
    assert en.date(TimeInterval("soon", "later")) == "soon – later"
    assert (en.listing("abc"), es.listing("abc")) == ("a, b and c", "a, b y c")
    assert en.date(None) == "undated"


def test_a_range_is_told_as_a_range_and_what_cannot_be_told_is_said():
    t = Interface("en")
    assert t.origins(Origins(2, 1, 3, "not established")) == "2 (1–3)"
    assert t.origins(Origins(1, 1, 4, "lineage unknown")) == "cannot tell (1–4)"
    assert t.verdict(Origins(1, 1, 4, "lineage unknown")) == "Cannot tell: anything from 1 to 4 sources"
    assert t.verdict(Origins(2, 2, 3, "established")) == "At least 2 independent sources"
    assert t.without(Origins(1, 1, 1, "single"), Origins(2, 1, 2, "not established")).endswith("1 would become 2 (1–2)")
    assert t.without(Origins(1, 1, 1, "single"), Origins(1, 1, 1, "single")) == ""
    assert t.voices([Origin("anonymous", "unnamed"), Origin("unseen", "unseen")]) == (
        "an unnamed source and an original that is not here"
    )
    assert t.voices(Origin("person", name) for name in "abcde") == "a, b, c and 2 others"


def test_an_unknown_language_speaks_english():
    assert Interface("xx").language == "en"
