"""What the attribution model sees of a text."""

import pytest

from firsthand.kernels import features as f
from firsthand.quotes.tokens import tokenise


def hashes(text):
    return tokenise(text).hashes


@pytest.mark.parametrize(
    ("one", "other", "column", "same"),
    [
        ("Rain", "rain", f.WORD, True),
        ("Rain", "rain", f.SHAPE, False),
        ("rain", "rains", f.WORD, False),
        ("rain", "rainy", f.PREFIX, True),
        ("raining", "Sitting", f.SUFFIX, True),
        ("1998", "2024", f.WORD, True),
        ("1998", "98", f.WORD, False),
        ("don’t", "don't", f.WORD, True),
        ("Harbour", "Mayor", f.SHAPE, True),
        ("Harbour", "HARBOUR", f.SHAPE, False),
        ("Ávila", "Elche", f.SHAPE, True),
        ("“", "”", f.WORD, False),
    ],
)
def test_what_counts_as_the_same(one, other, column, same):
    assert (hashes(one)[0, column] == hashes(other)[0, column]) == same


def plain_layout(text):
    """States of :func:`firsthand.kernels.features.lay_out_quotes`, one line at a time."""
    states = []
    for line in text.split("\n"):
        words = tokenise(line)
        marks = [line[a:b] for a, b in zip(words.starts, words.ends)]
        inside, begun, row = False, False, []
        for mark in marks:
            if mark in '“«„"' and not inside:
                inside, begun = True, True
                row.append(f.OPENER)
            elif mark in "”»" or mark == '"':
                inside, begun = False, True
                row.append(f.CLOSER)
            else:
                row.append(f.INSIDE if inside else f.OUTSIDE_AFTER if begun else f.OUTSIDE_BEFORE)
        if not begun:
            row = [f.OUTSIDE_PLAIN] * len(row)
        if inside:
            last = max(i for i, state in enumerate(row) if state == f.OPENER)
            row[last:] = [f.OPENER_UNCLOSED, *[f.INSIDE_UNCLOSED] * (len(row) - last - 1)]
        if row:
            row[0] += f.PARAGRAPH_START
        states += row
    return states


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "“It rained,” she said.",
        'The "harbour" is "shut',
        "“One paragraph\n“and the last” of them",
        "«Llueve», dijo. „Es regnet”",
        "” “ ” “ “ ”",
        "",
    ],
)
def test_states_among_quote_marks(text):
    assert tokenise(text).layout.tolist() == plain_layout(text)


def test_sentence_ends():
    text = "J. Ruiz left. It rained? “Yes.” Then 3.5 mm\nfell"
    tokens = tokenise(text)
    ends = [text[a:b] for a, b, end in zip(tokens.starts, tokens.ends, tokens.sentence_ends) if end]
    assert ends == [".", "?", ".", "mm", "fell"]
