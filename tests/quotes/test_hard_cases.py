"""The table of hard cases: every one is right, or listed by name among the known failures and still wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from firsthand.model import Quotation
from firsthand.quotes import find_quotations

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "hard_cases.toml").read_text("utf8"))["case"]
KNOWN_FAILURES = frozenset((HERE / "known_failures.txt").read_text("utf8").split("\n")) - {""}
LEADING = {"that", "whether", "que", "si", "de"}


def name_of(case: dict[str, Any]) -> str:
    return f"{case['language']}: {case['what']}"


def words(text: str, stop: frozenset[str] = frozenset()) -> list[str]:
    found = re.findall(r"\w+", text.lower())
    while found and found[0] in LEADING:
        found = found[1:]
    return found


def content_words(quotation: Quotation) -> list[str]:
    return words(" ".join(s.exact for s in quotation.content))


def is_met(expected: dict[str, Any], quotation: Quotation, all_found: list[Quotation]) -> bool:
    if content_words(quotation) != words(expected["content"].replace(" / ", " ")):
        return False
    source = quotation.source
    outer = next((q for q in all_found if q.id == quotation.within), None)
    actual: dict[str, Any] = {
        "source": source.span.exact if source and source.span else None,
        "name": source.name if source else None,
        "kind": source.kind if source else None,
        "anonymous": source.anonymous if source else None,
        "cue": " ".join(s.exact for s in quotation.cue or ()),
        "medium": quotation.medium or "",
        "addressee": quotation.addressee or "",
        "mode": quotation.mode,
        "certainty": quotation.certainty.level,
        "inferred": quotation.inferred,
        "within": outer.source.span.exact if outer and outer.source and outer.source.span else None,
    }
    return all(actual[key] == value for key, value in expected.items() if key != "content")


def is_right(case: dict[str, Any]) -> bool:
    found = find_quotations(case["text"], case["language"])
    if case.get("silent"):
        return not found
    met = all(any(is_met(expected, q, found) for q in found) for expected in case.get("expect", ()))
    named = [content_words(q) for q in found if q.source is not None]
    return met and not any(words(nobody) == other for nobody in case.get("nobody", ()) for other in named)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_case_is_right_or_known(case: dict[str, Any]) -> None:
    right = is_right(case)
    if name_of(case) in KNOWN_FAILURES:
        assert not right, "this one is right now: take it off known_failures.txt"
    else:
        assert right, [(q.source, q.medium, q.addressee, q.certainty.level, q.inferred, [s.exact for s in q.content])
                       for q in find_quotations(case["text"], case["language"])]  # fmt: skip


def test_table_is_large_and_nine_in_ten_are_right() -> None:
    names = [name_of(case) for case in CASES]
    assert len(names) == len(set(names)) >= 150
    assert frozenset(names) >= KNOWN_FAILURES
    assert len(KNOWN_FAILURES) <= len(names) // 10


def test_every_span_holds_its_text() -> None:
    for case in CASES:
        for q in find_quotations(case["text"], case["language"]):
            spans = [q.span, *q.content, *(q.cue or ()), *([q.source.span] if q.source and q.source.span else [])]
            assert all(s.holds(case["text"]) for s in spans)
