"""Quote marks: every kind, every mistake, any text, in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.quotes import find_quotations
from firsthand.quotes.marks import find_quoted


def outer(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quoted(text) if q.depth == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” she said.", ["One,"]),
        ("«Uno», dijo.", ["Uno"]),
        ("»Eins«, sagte sie.", ["Eins"]),
        ("„Eins“, sagte sie.", ["Eins"]),
        ('"One," she said. "Two."', ["One,", "Two."]),
        ("''One,'' she said.", ["One,"]),
        ("``One,'' she said.", ["One,"]),
        ("‘One,’ she said.", ["One,"]),
        ("'One,' she said.", ["One,"]),
        ("「一つ」と彼女は言った。", ["一つ"]),
        ("“He said ‘one’ and left,” she said.", ["He said ‘one’ and left,"]),
        ("«Dijo “uno” y se fue», contó.", ["Dijo “uno” y se fue"]),
        ("“No closer\nNext line.", ["No closer"]),
        ("“Wrong closer“, she said.", ["Wrong closer"]),
        ("“Apostrophe as closer,’ she said.", ["Apostrophe as closer,"]),
        ("It's the dogs' bowl, isn't it?", []),
        ("The '90s were Ana's years.", []),
        ('A 5" pipe costs more.', []),
        ("“First paragraph.\n“Second paragraph.”", ["First paragraph.", "Second paragraph."]),
        ("—Vamos —dijo Ana—. Es tarde.", ["Vamos", "Es tarde."]),
        ("—Vamos.", ["Vamos."]),
        ("", []),
        ("“”", []),
        ("”””", []),
    ],
)
def test_stretches(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


def test_second_paragraph_continues_the_first() -> None:
    assert [q.continues for q in find_quoted("“One.\n“Two.”")] == [False, True]


MARKS = "“”„‟«»‹›‘’‚\"'`「」『』—–- \n.,aB¿é\u0301\u202e\U0001f600\x00\r"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=MARKS, max_size=200))
def test_any_marks_give_ordered_stretches_inside_the_text(text: str) -> None:
    last = 0
    for q in find_quoted(text):
        assert 0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
        assert q.start >= last or q.depth > 0
        last = max(last, q.start)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(
    ["“", "”", '"', "'", " said ", " that ", "Ana ", "dijo", " que ", "según", "according to ", ", ", ". ", "\n", "—",
     ":", "(", ")",
     "he ", "the minister ", "was told ", "\u202e", "\x00", "\ud800", "😀", "El Faro"]), max_size=60),
    st.sampled_from(["en", "es", "pt", "xx"]))  # fmt: skip
def test_any_text_gives_spans_that_hold_it(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    for q in find_quotations(text, language):
        spans = [q.span, *q.content, *(q.cue or ()), *([q.source.span] if q.source and q.source.span else [])]
        assert all(s.holds(text) for s in spans)


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "”",
        '"',
        "'",
        "“a” ",
        '"a" said ',
        "a",
        "(",
        "—a ",
        "said that ",
        "“a,” dijo b ",
        "‘",
        "\u202e“",
        "según a, ",
        ", ",
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_hostile_text_takes_linear_time(unit: str, language: str) -> None:
    find_quotations("“Warm,” said Ana.", language)
    seconds = []
    for n in (8_000, 32_000):
        text = (unit * (n // len(unit) + 1))[:n]
        begun = time.process_time()
        find_quotations(text, language)
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 12 * max(seconds[0], 0.05), seconds
