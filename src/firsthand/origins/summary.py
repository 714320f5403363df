"""One sentence for readers: how often a claim is told, whom it goes back to, what happened to it on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from firsthand.languages import codes, table
from firsthand.model import Claim, Origin

_FIRST = "en"
"""The language that stands in where another has no summaries."""


@cache
def summary_languages() -> tuple[str, ...]:
    """Codes of the languages that have a table of summaries, English first."""
    told = [code for code in codes() if table(code, "summary")]
    return tuple(sorted(told, key=lambda code: (code != _FIRST, code)))


def summarise(claim: Claim, language: str, name: Callable[[str], str]) -> str:
    """`claim` in one sentence of `language`, from its counts and edges alone.

    Parameters
    ----------
    claim : Claim
        With everything but its summary.
    language : str
        A language that has a table ``summary``; English stands in for one that has none.
    name : callable
        Document id to the name that readers know it by.
    """
    words = table(language, "summary") or table(_FIRST, "summary")
    tellings = [a for a in claim.assertions if a.copy_of is None]
    parts = [
        _number(words, "told", len(tellings), outlets=_number(words, "outlets", claim.n_outlets))
        if len(tellings) > 1
        else words["told_once"].format(name=name(claim.first.assertion.rsplit(":", 1)[0])),
        _origins(claim, words),
    ]
    translated = sum(a.kind == "translated" for a in tellings)
    if translated:
        parts.append(_number(words, "translated", translated))
    dropped = len({d.target for d in claim.derivations for c in d.changes if c.slot == "source"})
    if dropped:
        parts.append(_number(words, "dropped_source", dropped))
    changed = sorted({c.slot for d in claim.derivations for c in d.changes if c.slot in words["changed"]})
    parts += [words["changed"][slot] for slot in changed]
    if any(a.certainty.level == "denied" for a in tellings):
        parts.append(words["denied"])
    sentence = "; ".join(part for part in parts if part)
    return sentence[:1].upper() + sentence[1:] + "."


def _origins(claim: Claim, words: Mapping[str, Any]) -> str:
    origins = claim.origins
    if origins.verdict == "lineage unknown":
        return str(words["unknown"].format(high=origins.high))
    if len(origins.list) == 1 and origins.high == 1:
        return _single(claim, origins.list[0], words)
    names = [_origin_name(origin, words) for origin in origins.list[:3]]
    if len(origins.list) > 3:
        names.append(words["others"].format(n=len(origins.list) - 3))
    pattern = words["established"]
    if origins.verdict != "established":
        pattern = words["between"]["one" if origins.best == 1 else "many"]
    return str(pattern.format(low=origins.low, high=origins.high, best=origins.best, names=_listing(names, words)))


def _single(claim: Claim, origin: Origin, words: Mapping[str, Any]) -> str:
    if origin.kind == "unseen":
        return str(words["single_unseen"])
    media = sorted({d.origin.removeprefix("medium:") for d in claim.derivations if d.origin.startswith("medium:")})
    key = "single_to" if len(media) == 1 else "single"
    if origin.kind == "outlet":
        key = "single_outlet"
    if len(claim.assertions) == 1:
        key += "_once"
    return str(words[key].format(name=_origin_name(origin, words), medium=media[0] if media else ""))


def _origin_name(origin: Origin, words: Mapping[str, Any]) -> str:
    return str(words["unseen"]) if origin.kind == "unseen" else origin.name


def _listing(names: list[str], words: Mapping[str, Any]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + str(words["and"]) + names[-1]


def _number(words: Mapping[str, Any], key: str, n: int, **more: str) -> str:
    return str(words[key]["one" if n == 1 else "many"].format(n=n, **more))
