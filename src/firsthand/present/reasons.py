"""Reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from firsthand.languages import table
from firsthand.model import Reason
from firsthand.present.durations import duration_words


def reason_words(reason: Reason, language: str = "en") -> str:
    """`reason` as a sentence of `language`, without its full stop.

    Parameters
    ----------
    reason : Reason
    language : str
        A language that has a table ``reasons``; English stands in for one that has none, and for a kind that it lacks.
    """
    pattern = _pattern(language, reason.kind)
    if pattern is None:
        return reason.kind
    figures = dict(reason.figures)
    values: dict[str, Any] = {key: _number(value) for key, value in figures.items()}
    called = dict(zip(("parent", "child"), reason.names if reason.documents else ()))
    others = reason.names[len(reason.documents) :]
    values |= called | ({"name": others[0], "last": others[-1]} if others else {})
    if "least_minutes" in figures:
        values["gap"] = duration_words(figures["least_minutes"], figures["most_minutes"], language)
    form = pattern if isinstance(pattern, str) else pattern["one" if figures.get("n") == 1 else "many"]
    return str(form.format(**values))


def join_reasons(reasons: Iterable[Reason], language: str = "en") -> str:
    """Several reasons in one line."""
    return "; ".join(reason_words(reason, language) for reason in reasons)


def _pattern(language: str, kind: str) -> str | Mapping[str, str] | None:
    found: str | Mapping[str, str] | None = table(language, "reasons").get(kind, table("en", "reasons").get(kind))
    return found


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
