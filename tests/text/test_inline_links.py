"""Links amid a sentence are told from names and lists."""

from __future__ import annotations

import time

import pytest

from firsthand.text.inline_links import holds_links


@pytest.mark.parametrize(
    "text",
    [
        "Senator Ansel Ward Ansel James WardFerries to stop at noon Harbour asks nobody MORE (Lindhaven) said no.",
        "Rep. Bertha Coyle Bertha Coyle2020 tides make a comeback and Gov. Dane agreed.",
        "Coyle should be a witness in harbour trial MORE (Lindhaven) said no.",
        "Three tankers leave in the night | Ferries to stop at noon | Harbour asks nobody",
    ],
)
def test_links_amid_a_sentence(text):
    assert holds_links(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ansel McWard and Bertha DeCoyle spoke to HarbourFeed about the tankers.",
        "Mrs Ward told Mr Ward that the Ward Foundation had paid for the ferry.",
        "The Courier | Lindhaven, where the ferry lies since Monday.",
        "Mr Ward thought that three years of WardCare had kept the ferry afloat.",
        "SHE WANTED MORE FERRIES, and they knew more than they said.",
        "COVID19 and the iTide app kept 2,000 ferries in the harbour.",
    ],
)
def test_names_and_datelines_are_none(text):
    assert not holds_links(text)


@pytest.mark.parametrize("piece", ["Ward ", "aB ", "Wardw", "abc abcD", "| "])
def test_hostile_text_ends_soon(piece):
    begun = time.process_time()
    holds_links(piece * 20_000)
    assert time.process_time() - begun < 1.0
