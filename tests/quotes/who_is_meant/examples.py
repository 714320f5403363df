r"""Own examples of who is meant, one a line: a text, an arrow, and what must be heard in it, in the order of the text.

`text => name | name` names the sources; `name @ medium` the medium, `@ -` that there is none; `?` says that nobody may
be named (nobody, a pronoun, or a description without a name in it); `-` that nothing may be heard. `name #act` tells
what is done with the words, `name %denied` how sure they are of it. A line break in a text is written `\n`. A line
that opens with `!` is known to fail, and must fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.model import Quotation
from firsthand.quotes import find_quotations
from firsthand.quotes.naming import is_pronoun
from firsthand.quotes.speech import as_speech

HERE = Path(__file__).parent
_EXPECTED = re.compile(r"(?P<name>[^@#%]*)(?:@ (?P<medium>[^#%]+))?(?:#(?P<doing>\w+) ?)?(?:%(?P<level>\w+))?")


@dataclass(frozen=True, slots=True)
class Example:
    language: str
    kind: str
    text: str
    expected: tuple[str, ...]
    fails: bool

    def __str__(self) -> str:
        return f"{self.language} {self.kind}: {self.text[:60]}"


def read_examples() -> Iterator[Example]:
    for path in sorted(HERE.glob("*.txt")):
        language, _, kind = path.stem.partition("_")
        for line in path.read_text("utf8").splitlines():
            if line and not line.startswith("#"):
                text, _, expected = line.removeprefix("!").rpartition(" => ")
                wanted = tuple(part.strip() for part in expected.split("|"))
                yield Example(language, kind, text.replace("\\n", "\n"), wanted, line.startswith("!"))


def is_right(example: Example) -> bool:
    found = hear(example)
    if example.expected == ("-",):
        return not found
    if example.expected == ("?",):
        return all(_is_open(q) for q in found)
    return len(found) == len(example.expected) and all(map(_is_met, found, example.expected))


def hear(example: Example) -> list[Quotation]:
    """What a case would keep of it; with attitudes and acts where these are what is told apart."""
    found = find_quotations(example.text, example.language)
    whole = any(kind in example.kind for kind in ("acts", "certainty"))
    return found if whole else [speech for q in found for speech in as_speech(q)]


def tell(q: Quotation) -> str:
    """One line about a quotation, for a failing test."""
    name = q.source.name if q.source else "?"
    return f"{name} @ {q.medium} #{getattr(q, 'doing', '')} %{q.certainty.level} «{q.span.exact[:50]}»"


def _is_open(q: Quotation) -> bool:
    if q.source is None or q.source.anonymous or is_pronoun(q.source.name, q.language):
        return True
    return not any(w[0].isupper() for w in q.source.name.split()[1:]) and not q.inferred


def _is_met(q: Quotation, expected: str) -> bool:
    wanted = _EXPECTED.fullmatch(expected)
    assert wanted is not None
    name = wanted["name"].strip()
    if name == "?":
        if not _is_open(q):
            return False
    elif q.source is None or _bare(q.source.name) != _bare(name):
        return False
    medium = (wanted["medium"] or "").strip()
    if medium and _bare(q.medium or "-") != _bare(medium):
        return False
    if wanted["level"] and q.certainty.level != wanted["level"]:
        return False
    return not wanted["doing"] or getattr(q, "doing", "") == wanted["doing"]


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|el|la|los|las|o|os|as|le|les) ", "", name.lower().rstrip("."))
