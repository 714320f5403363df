"""Statements as assertions: what each is called, how its words stand to the claim's, and what it lost."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Sequence

from firsthand.claims import Group, Statement, content_stems
from firsthand.model import AssertionKind, Change, Origins, Quotation, Reason, Source, Span
from firsthand.origins.voices import Voice
from firsthand.quotes.naming import is_pronoun
from firsthand.text.words import words_of

_MARKED = re.compile(r"[\"“„«‘‹][^\"“”„«»]{8,}")
"""A stretch from an opening quote mark on: statements often end before the closing one."""


def primary_of(statements: Sequence[Statement]) -> Statement:
    """The statement that stands for its article: one with a named source before one without, then the first."""

    def order(s: Statement) -> tuple[bool, tuple[str, int, int, str]]:
        source = s.quotation.source if s.quotation else None
        nobody = source is None or source.anonymous
        return nobody or (source is not None and is_pronoun(source.name, s.language)), s.key

    return min(statements, key=order)


def span_of_statement(statement: Statement) -> Span:
    """Where `statement` stands."""
    return Span(statement.start, statement.end, statement.text, statement.document)


def source_of(quotation: Quotation | None) -> Source | None:
    """Whom a quotation names, if there is one."""
    return quotation.source if quotation else None


def identify(statements: Sequence[Statement]) -> dict[tuple[str, int, int, str], str]:
    """Readable ids, ``document:start-end``, with a number where one range is claimed by two voices."""
    made: dict[tuple[str, int, int, str], str] = {}
    used: dict[str, int] = {}
    for s in statements:
        base = f"{s.document}:{s.start}-{s.end}"
        used[base] = used.get(base, 0) + 1
        made[s.key] = base if used[base] == 1 else f"{base}.{used[base]}"
    return made


def kind_alone(statement: Statement) -> AssertionKind:
    """How a statement's words stand to nobody else's."""
    if statement.quotation is None:
        return "own"
    return "reported" if statement.quotation.mode == "indirect" else "verbatim"


def kinds_of(group: Group, earliest: Statement) -> dict[tuple[str, int, int, str], AssertionKind]:
    """How each statement's words stand to the claim's earliest wording, by the strongest way of links there."""
    index = next(i for i, s in enumerate(group.statements) if s.key == earliest.key)
    rank = {"verbatim": 0, "edited": 1, "translated": 2}
    linked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for link in group.links:
        if link.kind in rank:
            linked[link.a].append((link.b, rank[link.kind]))
            linked[link.b].append((link.a, rank[link.kind]))
    kinds: dict[int, int] = {index: 0}
    frontier = deque([index])
    while frontier:
        i = frontier.popleft()
        for j, way in linked[i]:
            reached = max(kinds[i], way)
            if kinds.get(j, 9) > reached:
                kinds[j] = reached
                frontier.append(j)
    made: dict[tuple[str, int, int, str], AssertionKind] = {}
    for i, s in enumerate(group.statements):
        alone = kind_alone(s)
        if i == index or i not in kinds:
            made[s.key] = alone if i == index or alone != "verbatim" else "reported"
        elif s.language != earliest.language:
            made[s.key] = "translated"
        else:
            same = words_of(s.text) == words_of(earliest.text)
            made[s.key] = "verbatim" if same else "edited"
    return made


def concentration_of(origins: Origins) -> float:
    """How unequal the origins' shares of the tellings are: the chance that two tellings share their origin
    (Simpson)."""
    total = sum(origin.tellings for origin in origins.list)
    return round(sum((origin.tellings / total) ** 2 for origin in origins.list), 4) if total else 1.0


def attributed_to(quotation: Quotation, voice: Voice) -> Reason:
    """Why a telling hangs on a voice."""
    kind = f"attributed, {quotation.inferred}" if quotation.inferred else "attributed"
    return Reason(kind, names=(voice.name,))


def lost_attribution(before: Statement, after: Statement) -> tuple[Change, ...]:
    """The source or the medium that a copy no longer names."""
    ours, theirs = before.quotation, after.quotation
    medium = (ours.medium, ours.medium_span) if ours else (None, None)
    return lost_between(source_of(ours), source_of(theirs), medium, theirs.medium if theirs else None)


def lost_between(
    ours: Source | None, theirs: Source | None, medium: tuple[str | None, Span | None], kept: str | None
) -> tuple[Change, ...]:
    """What became of a telling's source, and of its medium with its place, where another names `theirs` and `kept`."""
    lost: list[Change] = []
    if ours is not None and not ours.anonymous and (theirs is None or theirs.anonymous):
        label = f"no longer says that it was {ours.name}"
        lost.append(Change("source", label, ours.span, theirs.span if theirs else None))
    name, span = medium
    if name and not kept:
        lost.append(Change("medium", f"dropped the medium, {name}", span, None))
    return tuple(lost)


def marked_stems(statement: Statement) -> tuple[str, ...]:
    """The telling words of `statement` in quote marks, as often as they stand there: all of a direct quotation."""
    if statement.quotation is None:
        return ()
    direct = statement.quotation.mode == "direct"
    text = statement.text if direct else " ".join(m.group() for m in _MARKED.finditer(statement.text))
    return tuple(stem for word in words_of(text) for stem in content_stems(word, statement.language))


def claim_id(statement: Statement) -> str:
    """The id of the claim whose first telling is `statement`."""
    place = f"{statement.language}\n{statement.text}\n{statement.document}:{statement.start}"
    return "c" + hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:20]  # 80 bits: none meet by chance
