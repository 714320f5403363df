"""Lines that were broken to a width, on paper or by a program: what belongs together becomes one line again."""

from __future__ import annotations

import re
from collections import Counter

from firsthand.text.paragraphs import cut_paragraphs

_BREAKS = re.compile(r"[ \t]*(?:\r\n|[\n\r])[ \t]*")
_MOST_CHARACTERS = 20_000_000
"""Books are looked at whole, dumps are not."""
_LONGEST_WORD = 100


def unwrapped(text: str) -> str:
    """`text` with the line breaks inside its paragraphs made blanks; as it is where its lines mean something.

    A name that a width has cut in two is one name to readers, and must be to everybody who looks for it.
    """
    if len(text) > _MOST_CHARACTERS or "\n" not in text.strip():
        return text
    paragraphs = cut_paragraphs(text)
    if all("\n" not in text[p.start : p.end] for p in paragraphs):
        return text
    known = Counter(plain_words(text))
    pieces: list[str] = []
    at = 0
    for paragraph in paragraphs:
        first, *lines = _BREAKS.split(text[paragraph.start : paragraph.end])
        pieces += [text[at : paragraph.start], first]
        for line in lines:
            above = pieces.pop()
            pieces += [above[:-_LONGEST_WORD], continued(above[-_LONGEST_WORD:], line, False, known)]
        at = paragraph.end
    return "".join((*pieces, text[at:]))


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, compounds with their hyphens."""
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())


def continued(above: str, below: str, hyphen: bool, known: Counter[str]) -> str:
    """Two lines of one paragraph; a word that was broken between them is whole again."""
    if not (hyphen or above.endswith(("-", "\u00ad"))) or not above[-2:-1].isalpha():
        return f"{above} {below}"
    first = re.search(r"[^\W\d_]+-?$", above.rstrip("-\u00ad"))
    second = re.match(r"[^\W\d_]+", below)
    if first is None or second is None:
        return above + below
    whole, compound = f"{first[0]}{second[0]}".lower(), f"{first[0]}-{second[0]}".lower()
    if below[0].islower() and (known[whole] or not known[compound]):
        return above[:-1] + below
    return above.rstrip("\u00ad") + ("" if above.endswith("-") else "-") + below
