"""Reasons are data; their sentences are made when they are shown, in the reader's language."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

import firsthand
from firsthand.case import load, save
from firsthand.export.records import claim_record
from firsthand.languages import HERE
from firsthand.model import Document, Reason, TimeInterval
from firsthand.present import join_reasons, reason_words
from firsthand.present.durations import duration_words

ENDS = {"documents": ("1", "2"), "names": ("Basin Daily", "Harbour Post", "Basin Daily")}


@pytest.mark.parametrize(
    ("reason", "english", "spanish"),
    [
        (
            Reason("words alike", (("n", 19), ("rare", 1))),
            "19 words alike, 1 of them rare",
            "19 palabras iguales, 1 de ellas raras",
        ),
        (
            Reason("other passages", (("n", 1),), **ENDS),
            "1 other passage of Basin Daily stands in Harbour Post",
            "otro pasaje de Basin Daily está en Harbour Post",
        ),
        (
            Reason("credits the outlet", **ENDS),
            "Harbour Post names Basin Daily as its source",
            "Harbour Post nombra a Basin Daily como su fuente",
        ),
        (
            Reason("prints the agency", documents=("1", "2"), names=("Basin Daily", "Harbour Post", "Coral Wire")),
            "Basin Daily prints the text of Coral Wire",
            "Basin Daily publica el texto de Coral Wire",
        ),
        (
            Reason("attributed", names=("Mara Quill",)),
            "attributed to Mara Quill",
            "atribuido a Mara Quill",
        ),
        (
            Reason("spoke to", names=("Mara Quill", "Radio Costa")),
            "Mara Quill spoke to Radio Costa",
            "Mara Quill habló con Radio Costa",
        ),
        (
            Reason("published later", (("least_minutes", 180.0), ("most_minutes", 180.0)), **ENDS),
            "Harbour Post was published 3 hours later",
            "Harbour Post se publicó 3 horas después",
        ),
    ],
)  # fmt: skip
def test_a_reason_in_two_languages(reason: Reason, english: str, spanish: str) -> None:
    assert reason_words(reason) == english
    assert reason_words(reason, "es") == spanish
    assert join_reasons([reason, reason]) == f"{english}; {english}"


def day(number: int) -> TimeInterval:
    return TimeInterval(f"2031-03-{number:02}", f"2031-03-{number:02}")


def minute(stamp: str) -> TimeInterval:
    return TimeInterval(f"2031-03-01T{stamp}Z", f"2031-03-01T{stamp}Z")


@pytest.mark.parametrize(
    ("earlier", "later", "gap"),
    [
        (day(1), day(2), "up to 2 days"),
        (day(1), day(3), "1 to 3 days"),
        (TimeInterval("2031-03-10", "2031-03-31"), TimeInterval("2031-04-01", "2031-04-30"), "up to 2 months"),
        (minute("08:00"), minute("11:00"), "3 hours"),
        (minute("08:00"), minute("08:01"), "1 minute"),
        (minute("08:00"), day(4), "2 to 4 days"),
    ],
)
def test_a_gap_is_no_more_exact_than_its_dates(earlier: TimeInterval, later: TimeInterval, gap: str) -> None:
    (first, last), (start, end) = earlier.minutes(), later.minutes()
    assert duration_words(start - last, end - first) == gap


def test_both_tables_tell_the_same_kinds() -> None:
    english, spanish = (tomllib.loads((HERE / code / "reasons.toml").read_text("utf8")) for code in ("en", "es"))
    assert set(english) == set(spanish)


def test_every_kind_that_is_made_has_a_sentence() -> None:
    rooms = (HERE.parent / "copying", HERE.parent / "origins")
    code = "\n".join(p.read_text("utf8") for room in rooms for p in sorted(room.rglob("*.py")))
    kinds = set(re.findall(r'Reason\(\s*"([^"]+)"', code))
    table = tomllib.loads((HERE / "en" / "reasons.toml").read_text("utf8"))
    assert kinds
    assert kinds <= set(table), kinds - set(table)


BODY = "\n\n".join(
    [
        "The eastern sluice gate of the Orvelle dam jammed shortly before midnight and drowned four hundred sheep.",
        "Engineers had warned the water board twice about the rusty chain that lifts the eastern gate.",
        "A shepherd counted the carcasses at dawn beside the old mill below the reservoir.",
    ]
)


def test_names_are_never_written_over_sentences() -> None:
    """Documents whose ids are plain numbers: a figure of a reason is no document."""
    outlets = ["Basin Daily", "Harbour Post", "Valley Times"]
    documents = [
        Document(str(n + 1), BODY, outlet=o, published=TimeInterval(f"2031-03-0{n + 1}", f"2031-03-0{n + 1}"))
        for n, o in enumerate(outlets)
    ]
    case = firsthand.trace(documents)
    told = [r for c in case.claims for e in c.derivations for r in e.reasons]
    assert told
    for sentence in map(reason_words, told):
        assert not re.search(r"(Daily|Post|Times)(Basin|Harbour|Valley| words? alike| days? later)", sentence), sentence


def test_records_have_kind_text_and_spans() -> None:
    case = firsthand.trace([Document("a", BODY, outlet="Basin Daily"), Document("b", BODY, outlet="Harbour Post")])
    texts = {d.id: d.text for d in case.documents}
    reasons = [r for c in case.claims for e in claim_record(c)["derivations"] for r in e["reasons"]]
    assert reasons
    for reason in reasons:
        assert set(reason) == {"kind", "text", "spans"}
        assert reason["text"]
        for span in reason["spans"]:
            assert texts[span["document"]][span["start"] : span["end"]] == span["exact"]
    json.dumps(reasons)


def test_no_sentence_is_stored(tmp_path: Path) -> None:
    case = firsthand.trace([Document("a", BODY, outlet="Basin Daily"), Document("b", BODY, outlet="Harbour Post")])
    save(case, tmp_path / "case.db")
    stored = (tmp_path / "case.db").read_bytes()
    for c in case.claims:
        for e in c.derivations:
            for r in e.reasons:
                if " " in (words := reason_words(r)) and words != r.kind:
                    assert words.encode() not in stored
    assert load(tmp_path / "case.db").claims[0].derivations == case.claims[0].derivations
