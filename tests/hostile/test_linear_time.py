"""Whatever the text is made of, four times as much of it takes about four times as long, and never very long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import firsthand

STUFF = {
    "openers": "“",
    "straight marks": '"',
    "apostrophes": "'",
    "guillemets": "«",
    "marks of all kinds": "“\"'«»”‘’„",
    "one word": "a",
    "spaces": " ",
    "dashes": "—",
    "dashes apart": "— ",
    "newlines": "\n",
    "right to left": "هطل المطر على الوادي طوال الليل. ",
    "lone surrogates": "\ud800",
    "digits": "7",
    "figures": "12 345 6.7 ",
    "capitals": "Aa ",
    "capitals in lines": "Aa Aa\n",
    "dates": "1/1/2001 ",
    "letters inside marks": "“a” ",
    "opener and letter": "“a ",
    "cues": "he said that ",
    "cues alone": "said ",
    "phrases": "According to X, ",
    "quotations in one paragraph": "“It is wet here today,” he said. ",
    "a quotation a line": "“It is wet here today,” Ana Ruiz said.\n",
    "brackets": "(",
    "stops": ". ",
    "initials": "A. ",
    "names joined": "Ana of ",
    "commas": "a, ",
}
SMALL = 12_000
"""Characters of the smaller text."""
NOTICEABLE = 0.15
"""CPU seconds below which a measurement says nothing."""
LONGEST = 100e-6
"""CPU seconds a character that nothing may exceed: three times what dense quotations take on a busy machine."""


def filled(stuff: str, size: int, line: int | None) -> str:
    text = (stuff * (size // len(stuff) + 1))[:size]
    return text if line is None else "\n".join(text[n : n + line] for n in range(0, size, line))


def seconds(call: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    call(text)
    return time.process_time() - started


def trace(text: str) -> object:
    return firsthand.trace([firsthand.Document("d", text)])


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    for language in ("en", "es", None):
        firsthand.find_quotations("“It rained,” said Ana Ruiz. “Llovió”, dijo Ana Ruiz el 1/1/2001.", language)
    trace("“It rained,” said Ana Ruiz. It rained for 12 hours in the town.")


def grows_linearly(call: Callable[[str], object], stuff: str, line: int | None) -> bool:
    """Measured again where the first time looks bad: other processes disturb."""
    for tries in (1, 2, 3):
        short, long = (
            min(seconds(call, filled(stuff, size, line)) for _ in range(tries)) for size in (SMALL, 4 * SMALL)
        )
        if long <= max(6 * short, NOTICEABLE) and long <= 4 * SMALL * LONGEST:
            return True
    return False


@pytest.mark.parametrize("line", [None, 1000], ids=["one line", "lines"])
@pytest.mark.parametrize("kind", STUFF)
def test_finding_quotations(kind: str, line: int | None) -> None:
    assert grows_linearly(firsthand.find_quotations, STUFF[kind], line)


@pytest.mark.parametrize("kind", STUFF)
def test_finding_spanish_quotations(kind: str) -> None:
    assert grows_linearly(lambda text: firsthand.find_quotations(text, "es"), STUFF[kind], 1000)


@pytest.mark.parametrize("kind", STUFF)
def test_tracing(kind: str) -> None:
    assert grows_linearly(trace, STUFF[kind], 1000)
