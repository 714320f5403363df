"""What a fact is called: the clause that says it most plainly, or, for a value, what is counted and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.facts.frames import Frame
from firsthand.facts.stems import clause_breaks
from firsthand.languages import table
from firsthand.model import Document
from firsthand.values.words import fold_key

_BEST_WORDS = 12
_LONGEST = 120


def label_of(cluster: Sequence[Frame], documents: Mapping[str, Document]) -> str:
    """The label of the fact that `cluster` tells, in the language of most of its clauses."""
    languages = Counter(f.language for f in cluster)
    language = min(languages, key=lambda code: (-languages[code], code))
    spoken = [f for f in cluster if f.language == language]
    shared = Counter(s for f in cluster for s in f.context)
    plainest = min(spoken, key=lambda f: _plainness(f, shared, len(cluster), documents))
    text = documents[plainest.document].text
    if plainest.kind == "event":
        return _from_its_beginning(_brief(text[slice(*plainest.clause)]), language)
    named = table(language, "events").get("labels", {}).get(plainest.concept)
    figure = plainest.figure
    assert figure is not None
    start, end = plainest.clause
    clause = f"{text[start : figure.start]}…{text[figure.end : end]}"
    told = _from_its_beginning(_brief(clause), language)
    return f"{named}: {told}" if named else told


def _brief(clause: str) -> str:
    line = " ".join(clause.split()).strip(' ,;:—–-"“”«»')
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _plainness(
    frame: Frame, shared: Mapping[str, int], n_frames: int, documents: Mapping[str, Document]
) -> tuple[float, str, int]:
    """Clauses of middling length that share most of their words with the others come first."""
    words = documents[frame.document].text[slice(*frame.clause)].split()
    likeness = sum(shared[s] for s in frame.context) / max(1, len(frame.context)) / n_frames
    fragment = _FRAGMENT * (not words or words[0][:1].islower() or fold_key(words[0]) in clause_breaks(frame.language))
    return abs(len(words) - _BEST_WORDS) / _BEST_WORDS - likeness + fragment, frame.document, frame.anchor[0]


_FRAGMENT = 1.0
"""What a clause loses by that begins in the middle of its sentence: as much as by being twice as long as the best."""


def _from_its_beginning(clause: str, language: str) -> str:
    """`clause` without the word that ties it to the one before it."""
    first, _, rest = clause.partition(" ")
    return rest[:1].upper() + rest[1:] if rest and fold_key(first) in clause_breaks(language) else clause
