"""Printed pages: columns in the order of reading, broken words whole again, running heads left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from firsthand import reading
from reading.formats import pdf_pages

SAID = (
    "The reservoir above Velmora lost four thousand cubic metres in one extraordinarily uncomfortable night",
    "We asked for additional instrumentation in the autumn and received no satisfactory answer",
    "Nobody has informed the neighbouring municipalities about the consequences of an evacuation",
    "The documentation was incomplete and the inspection had been postponed without explanation",
    "I have never experienced comparable precipitation in the mountains behind the monastery",
    "Our representatives will participate in the consultation and insist on an examination",
    "The provisional embankment is holding but the installation requires reconstruction",
    "Responsibility lies with the administration and not with the engineers who warned repeatedly",
    "The agricultural cooperative expects considerable compensation before the summer",
    "Transportation of the equipment was complicated by the unavailability of the lower road",
    "Temperatures are rising and the meteorologists anticipate uninterrupted thunderstorms",
    "There is absolutely no contamination of the drinking water according to the laboratory",
)
NAMES = ("Mara Lindqvist", "Benedikt Arrowsmith", "Jonas Vetterli", "Ilan Brackenbury")
ROW = "Villagers in the valley had filled sandbags since dawn and moved their cattle to the higher meadows."
HEAD = "The Velmora Courier | Saturday, 6 March 2021 | page {}"
SIZE, WIDTH = 8.0, 4.8
"""Size of type, and the width of every letter in it: the hand-made file uses a type of even width."""


def story() -> list[str]:
    told = [f"“{said},” said {NAMES[n % 4]} on Friday. {ROW}" for n, said in enumerate(SAID)]
    return told


def broken(paragraph: str, n_letters: int) -> list[str]:
    """The lines of a paragraph in a narrow column; long words are broken."""
    lines, line = [], ""
    words = paragraph.split()
    while words:
        word = words.pop(0)
        room = n_letters - len(line) - (1 if line else 0)
        if len(word) <= room:
            line = f"{line} {word}".strip()
        elif len(word) > 8 and room >= 5 and word[: room + 2].isalpha():
            lines.append(f"{line} {word[: room - 1]}-".strip())
            line, words = "", [word[room - 1 :], *words]
        else:
            lines.append(line)
            line, words = "", [word, *words]
    return [*lines, line]


def printed(n_columns: int, by_row: bool = False, headline: str = "", head: str = "", per_column: int = 40) -> bytes:
    """Pages of columns, drawn column by column or row by row."""
    gutter, left, top = 18.0, 40.0, 780.0
    n_letters = int((515 - gutter * (n_columns - 1)) / n_columns / WIDTH)
    lines = [line for paragraph in story() for line in broken(paragraph, n_letters)]
    columns = [lines[n : n + per_column] for n in range(0, len(lines), per_column)]
    pages = []
    for number, first in enumerate(range(0, len(columns), n_columns), 1):
        placed = [
            (nth, row, line)
            for nth, column in enumerate(columns[first : first + n_columns])
            for row, line in enumerate(column)
        ]
        if by_row:
            placed.sort(key=lambda item: (item[1], item[0]))
        drawn = [
            (left + nth * (n_letters * WIDTH + gutter), top - 40 - 12 * row, SIZE, line) for nth, row, line in placed
        ]
        if headline and number == 1:
            drawn.insert(0, (left, top, 14.0, headline))
        if head:
            drawn += [(left, 815.0, SIZE, head.format(number)), (left, 20.0, SIZE, f"all rights reserved - {number}")]
        pages.append(drawn)
    return pdf_pages(pages)


def read(tmp_path: Path, content: bytes) -> tuple[str, Sequence[str]]:
    (tmp_path / "a.pdf").write_bytes(content)
    found = reading.read(tmp_path)
    return found.documents[0].text, [p.code for p in found.problems]


@pytest.mark.parametrize("n_columns", [1, 2, 3])
@pytest.mark.parametrize("by_row", [False, True])
@pytest.mark.parametrize("headline", ["", "Dam above Velmora leaks after the longest night of rain"])
def test_columns_are_read_one_after_the_other(n_columns: int, by_row: bool, headline: str, tmp_path: Path) -> None:
    text, problems = read(tmp_path, printed(n_columns, by_row, headline))

    whole = [said for said in SAID if f"“{said},” said" in text]
    assert len(whole) >= 11
    assert not re.findall(r"[a-z]-\s?[a-z]", text)
    assert problems == []
    assert text.count(ROW) >= 11


def test_running_heads_and_page_numbers_stand_in_no_sentence(tmp_path: Path) -> None:
    text, _ = read(tmp_path, printed(1, head=HEAD, per_column=15))
    (single := tmp_path / "single").mkdir()
    alone, _ = read(single, printed(1, head=HEAD))

    assert "Courier" not in text
    assert "rights" not in text
    assert alone.startswith(HEAD.format(1) + "\n")
    assert alone.endswith("\nall rights reserved - 1")
    assert all(f"“{said},” said" in text for said in SAID)


def test_compounds_keep_their_hyphen_where_the_text_shows_it(tmp_path: Path) -> None:
    lines = ["The well-known harbour is closed, and the well-", "known engineer said so. The govern-", "ment did not."]
    drawn = [(40.0, 800.0 - 12 * n, SIZE, line) for n, line in enumerate(lines)]

    text, _ = read(tmp_path, pdf_pages([drawn]))

    assert text == "The well-known harbour is closed, and the well-known engineer said so. The government did not."


def test_a_table_of_short_cells_is_read_by_rows(tmp_path: Path) -> None:
    rows = [("Day", "Loss"), *((f"Day {n}", f"{n * 100}") for n in range(1, 12))]
    drawn = [(x, 800.0 - 12 * n, SIZE, cell) for n, row in enumerate(rows) for x, cell in zip((40.0, 300.0), row)]

    text, _ = read(tmp_path, pdf_pages([drawn]))

    assert "Day 3 300" in text


def test_what_the_page_says_outranks_the_file(tmp_path: Path) -> None:
    lines = ["Dam above Velmora leaks", "By Mara Lindqvist", "Published 4 March 2021", "", *broken(story()[0], 90)]
    drawn = [(40.0, 800.0 - 14 * n, SIZE, line) for n, line in enumerate(lines) if line]
    info = "/Title (Dam above Velmora leaks) /Author (anonymous) /CreationDate (D:20260101083000+01'00')"
    foot = (40.0, 20.0, SIZE, "https://courier.example/2021/dam 1/1")
    (tmp_path / "a.pdf").write_bytes(pdf_pages([[*drawn, foot]], info))

    (document,) = reading.read(tmp_path).documents

    assert document.published is not None
    assert document.published.earliest == "2021-03-04"
    assert document.retrieved == "2026-01-01"
    assert document.author == "Mara Lindqvist"
    assert document.url == "https://courier.example/2021/dam"
    assert "https://" not in document.text
