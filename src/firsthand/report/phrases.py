"""The sentences of the report, the explorer and the terminal: one wording, wherever it is shown.

Everything here is ours: short English phrases about a claim, a date, a voice. What documents say is never put into
other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from firsthand.model import Assertion, Case, Claim, Origin, Origins, Source, TimeInterval
from firsthand.text.printable import plain as plain

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}

LIKELY = 0.9
"""Probability below which a derivation is called likely instead of being stated: the p ≥ 0.9 of the origin count."""


def count(n: int, noun: str, plural: str = "") -> str:
    """``3 documents``, ``1 document``, ``12,400 claims``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def listing(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    items = list(parts)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def language_name(code: str) -> str:
    """English name of a language, or its code."""
    return LANGUAGES.get(code, code)


_OPENING, _CLOSING = '"“„«‟‘‚‹', '"”“»’›'


def marks_of(words: str) -> str:
    """Which quote marks `words` bring along, as classes of the style sheet: ours would be one too many."""
    inner = words.strip()
    return " ".join(["opened"] * inner.startswith(tuple(_OPENING)) + ["closed"] * inner[1:].endswith(tuple(_CLOSING)))


def in_quotes(words: str) -> str:
    """`words` in quote marks: their own, where they bring some along."""
    brought = marks_of(words)
    return ("" if "opened" in brought else "“") + words + ("" if "closed" in brought else "”")


def brief(text: str, most: int) -> str:
    """`text`, cut where it is longer than its place: a sentence can be as long as its document."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def file_name(path: str) -> str:
    """The last part of a path: what is handed on tells nobody how its maker's folders are called."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def date_words(interval: TimeInterval | None) -> str:
    """A date as precise as it is known, never more: ``March 2031``, ``4 March 2031, 07:30 UTC``, ``undated``."""
    if interval is None:
        return "undated"
    try:
        return _date_words(interval)
    except ValueError:  # a case written by hand may hold stamps that are no dates: shown as they stand
        return plain(f"{interval.earliest} – {interval.latest}")


def _date_words(interval: TimeInterval) -> str:
    if interval.earliest == interval.latest and len(interval.earliest) > 10:
        return f"{_day(interval.earliest)}, {interval.earliest[11:16]} UTC"
    first, last = (date.fromisoformat(stamp[:10]) for stamp in (interval.earliest, interval.latest))
    if first == last:
        return _day(interval.earliest)
    if first.day == 1 and _starts_month(last):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return str(first.year)
    return f"{_day(interval.earliest)} – {_day(interval.latest)}"


def _day(stamp: str) -> str:
    day = date.fromisoformat(stamp[:10])
    return f"{day.day} {day:%B} {day.year}"


def _starts_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def headline(case: Case) -> str:
    """The answer to the question that the program is for, in one sentence or two."""
    told = retold(case)
    single = sum(claim.origins.verdict == "single" for claim in told)
    only = told[0].origins if len(told) == 1 else None
    return headline_of(len(case.documents), len(case.claims), len(told), single, only)


def headline_of(n_documents: int, n_claims: int, n_told: int, n_single: int, only: Origins | None) -> str:
    """The same from numbers: claims told more than once, those of them with a single voice; `only`: where it is one."""
    if not n_documents:
        return "Nothing could be read."
    if not n_claims:
        return f"No claims were found in {count(n_documents, 'document')}."
    if not n_told:
        return f"None of the {count(n_claims, 'claim')} found here is told more than once."
    first = f"{count(n_told, 'claim')} {'is' if n_told == 1 else 'are'} told more than once"
    if only is not None:
        return f"{first}; it {_goes_back(only)}."
    if n_single == 0:
        return f"{first}; none of them certainly goes back to a single voice."
    if n_single == n_told:
        return f"{first}; all of them go back to a single voice each."
    return f"{first}; {n_single:,} of them {'goes' if n_single == 1 else 'go'} back to a single voice."


def _goes_back(origins: Origins) -> str:
    return {
        "single": "goes back to a single voice",
        "established": f"has at least {origins.low} independent origins",
        "not established": "may go back to a single voice",
        "lineage unknown": "has an unknown lineage",
    }[origins.verdict]


def retold(case: Case) -> list[Claim]:
    """The claims told more than once."""
    return [claim for claim in case.claims if is_retold(claim)]


def is_retold(claim: Claim) -> bool:
    """Whether more than one article tells the claim; copies and halves of one article are one telling."""
    return claim.n_documents > 1


def origins_words(origins: Origins) -> str:
    """``1``, ``2 (1–3)``, ``cannot tell (1–4)``."""
    span = f"{origins.low}–{origins.high}"
    if origins.verdict == "lineage unknown":
        return f"cannot tell ({span})"
    return str(origins.best) if origins.low == origins.high else f"{origins.best} ({span})"


def verdict_words(origins: Origins) -> str:
    """What the range of origins means, as a sentence without its full stop."""
    if origins.verdict == "established":
        return f"At least {origins.low} independent origins"
    if origins.verdict == "single":
        return "A single origin"
    if origins.verdict == "not established":
        return f"Probably {count(origins.best, 'origin')}; anything from {origins.low} to {origins.high} is possible"
    return f"Cannot tell: anything from {origins.low} to {origins.high}"


def voice(origin: Origin, names: Mapping[str, str] | None = None) -> str:
    """An origin by name, saying where nobody has seen or named it; a document of no outlet goes by its short name."""
    if origin.kind == "outlet" and names is not None and origin.name in names:
        return names[origin.name]
    if origin.kind == "unseen":
        return origin.name if origin.name not in ("", "unseen") else "an unseen original"
    return nameless(origin.name) if origin.kind == "anonymous" else origin.name


def nameless(name: str) -> str:
    """A voice that hides its name, by the words that stand for it."""
    return f"{name} (anonymous)" if name.casefold() not in ("", "unnamed", "anonymous") else "an unnamed source"


def source_words(source: Source | None) -> str:
    """Whom an assertion is attributed to; empty where it names nobody."""
    if source is None:
        return ""
    return nameless(source.name) if source.anonymous or source.kind == "anonymous" else source.name


def doubts(claim: Claim) -> list[str]:
    """Whether tellings of a claim deny or doubt it, as words for its line: a denial is no plain assertion."""
    tellings = [a for a in claim.assertions if a.copy_of is None]
    found = []
    for level in ("denied", "doubted"):
        n = sum(a.certainty.level == level for a in tellings)
        if n:
            found.append(level if n == len(tellings) else f"{level} in {n} of {len(tellings)} tellings")
    return found


def kind_words(assertion: Assertion, copied: bool) -> str:
    """How an assertion tells the claim, seen from what it was taken from."""
    if copied:
        return {
            "verbatim": "copied word for word",
            "edited": "copied and edited",
            "translated": "translated",
            "reported": "retold as reported speech",
            "own": "retold in its own voice",
        }[assertion.kind]
    return {
        "verbatim": "quoted",
        "edited": "quoted, other wording",
        "translated": "in translation",
        "reported": "as reported speech",
        "own": "in its own voice",
    }[assertion.kind]


def sureness(probability: float) -> str:
    """A probability in one word."""
    return "" if probability >= LIKELY else "likely" if probability >= 0.5 else "possibly"


def counterfactual(claim: Claim, without: Origins | None) -> str:
    """``without this edge, 1 origin would become 2``; empty where the edge does not matter to the count."""
    if without is None or _range(without) == _range(claim.origins):
        return ""
    if without.best != claim.origins.best:
        return f"without this edge, {count(claim.origins.best, 'origin')} would become {without.best}"
    span = f"{without.low}–{without.high}"
    return f"without this edge, {origins_words(claim.origins)} would become {without.best} ({span})"


def _range(origins: Origins) -> tuple[int, int, int]:
    return origins.best, origins.low, origins.high
