"""Links amid a sentence are told from names and lists."""

from __future__ import annotations

import time

import pytest

import firsthand
from firsthand.model import Document
from firsthand.text.inline_links import find_links, holds_links


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


def test_where_glued_headlines_stand() -> None:
    text = "Sen. Ansel Ward Ansel James WardFerries to stop “at noon” Harbour asks nobody MORE (Lindhaven) said “no.”"
    ((start, end),) = find_links(text)
    assert text[start:end] == "Ward Ansel James WardFerries to stop “at noon” Harbour asks nobody MORE"
    assert find_links("Mrs Ward told Mr Ward that the Ward Foundation had paid MORE than it had.") == []


def test_what_stands_in_glued_headlines_is_no_claim() -> None:
    told = "Senator Ansel Ward Ansel James WardFerries stop: Coyle says ‘the harbour must never close at noon’ MORE"
    quoted = "“The ferries will sail in winter as they always did,”"
    case = firsthand.trace([Document("a", f"{told} said on Monday. {quoted} Ward said.\n\nThe council met again.")])
    assert not [c for c in case.claims if "never close" in c.text]
    assert [c for c in case.claims if "sail in winter" in c.text]
