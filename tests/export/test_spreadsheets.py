"""Cells of CSV tables: nothing that a document says runs in a spreadsheet, however that cuts the file."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from fictional_case import the_case
from firsthand.export import records
from firsthand.export.tables import write_csv

SIGNS = "=+-@＝＋－＠"
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "\t=1+1",
    "\ufeff=1+1",
    "\u200b\u2060=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "'=1+1",
    '"=1+1',
    "a;=1+1",
    "a;  =1+1",
    "a\t=1+1",
    "a\n=1+1",
    "a\r\n@SUM(A1)",
    "a;-2+3+cmd|' /C calc'!A0",
    "a;\ufeff=1+1",
    "\r=1+1",
    'a;"=1+1',
]
HARMLESS = ["a = b", "5 - 3; 4", "well-known; well", "Ines@harbour.example", "a, b; c", "«So», said she", "– no", "1+1"]
UNSEEN = re.compile('^[\\s"\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*')


def titles(tmp_path: Path, given: list[str]) -> list[str]:
    case = the_case()
    documents = tuple(
        replace(case.documents[0], id=f"d{n:02}", title=title, same_as=()) for n, title in enumerate(given)
    )
    write_csv(records(replace(case, documents=documents, claims=(), reuses=(), quotations=())), tmp_path)
    with (tmp_path / "document.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["title"] for row in csv.DictReader(file)]


def test_nothing_runs_however_the_file_is_cut(tmp_path: Path) -> None:
    for title in titles(tmp_path, FORMULAS):
        for part in re.split("[;,\t\r\n]", title):
            assert not UNSEEN.sub("", part).startswith(tuple(SIGNS)), title
        assert title.startswith("'"), "a cell that was changed says so where it begins"


@pytest.mark.parametrize("title", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(title: str, tmp_path: Path) -> None:
    assert titles(tmp_path, [title]) == [title]
