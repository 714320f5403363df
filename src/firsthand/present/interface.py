"""The words of the pages: buttons, headings and short sentences, in a language of the interface.

In: a key of the table ``languages/<code>/interface.toml`` and the figures that go into it. Out: text. Always true: a
reader's language has every key that English has, with the same places for figures (a test says so).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date as calendar_date
from datetime import timedelta
from functools import cache
from typing import Any

from firsthand.languages import codes, table
from firsthand.model import Assertion, Origin, Origins, Source, TimeInterval
from firsthand.present.remarks import remark_words
from firsthand.text.printable import plain

SUBJECT = "interface"
DEFAULT = "en"


@cache
def interface_languages() -> tuple[str, ...]:
    """Codes of the languages in which pages can be shown, the default first."""
    others = [code for code in codes() if code != DEFAULT and table(code, SUBJECT)]
    return (DEFAULT, *others)


def choose_language(accepted: str) -> str:
    """The language of the interface that an ``Accept-Language`` header likes best.

    Examples
    --------
    >>> choose_language("fr-CH, es;q=0.9, en;q=0.8")
    'es'
    """
    wanted = []
    for place, part in enumerate(accepted[:400].split(",")):
        code, _, rest = part.strip().partition(";")
        wanted.append((-_weight(rest), place, code.split("-")[0].lower()))
    return next((code for weight, _, code in sorted(wanted) if weight and code in interface_languages()), DEFAULT)


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


class Interface:
    """The words of one language, and how it writes numbers, dates and lists."""

    def __init__(self, language: str = DEFAULT, known: Callable[[str], str | None] = lambda id: None) -> None:
        """`known` gives the short name of a document by its id: a document of no outlet speaks under that."""
        self.language = language if language in interface_languages() else DEFAULT
        self._table, self._known = table(self.language, SUBJECT), known

    def __call__(self, key: str, **values: Any) -> str:
        """The text under a dotted `key`, with `values` in their places; a number chooses its form by ``n``."""
        found: Any = self._table
        for part in key.split("."):
            found = found[part]
        if isinstance(found, Mapping):
            found = found["one" if values.get("n") == 1 else "many"]
        shown = {name: self.number(v) if isinstance(v, int) else v for name, v in values.items()}
        return str(found).format(**shown)

    def group(self, key: str) -> Mapping[str, Any]:
        """All texts under `key`, by their names."""
        found: Any = self._table
        for part in key.split("."):
            found = found[part]
        assert isinstance(found, Mapping)
        return found

    def name_of(self, group: str, key: str) -> str:
        """The word for `key` within `group`, or `key` itself where there is none: kinds may come that nobody named."""
        return str(self.group(group).get(key, key))

    def count(self, what: str, n: int) -> str:
        """``3 documents``, ``1 documento``, ``12,400 claims``."""
        return self(f"count.{what}", n=n)

    def remark(self, remark: str) -> str | None:
        """A remark that is kept in English, in this language; None where nobody has put it so."""
        return remark_words(remark, self.language)

    def number(self, n: int) -> str:
        """``12,400``, as the language writes it."""
        return f"{n:,}".replace(",", str(self._table["thousands"]))

    def listing(self, parts: Iterable[str]) -> str:
        """``a, b and c``."""
        items = list(parts)
        if len(items) < 2:
            return items[0] if items else ""
        return ", ".join(items[:-1]) + str(self._table["and"]) + items[-1]

    # ------------------------------------------------------------------ dates

    def date(self, interval: TimeInterval | None) -> str:
        """A date as precise as it is known, never more; said to be missing where it is."""
        if interval is None:
            return self("undated")
        try:
            return self._date(interval)
        except ValueError:  # a case written by hand may hold stamps that are no dates: shown as they stand
            return plain(f"{interval.earliest} – {interval.latest}")

    def _date(self, interval: TimeInterval) -> str:
        if interval.earliest == interval.latest and len(interval.earliest) > 10:
            return self("dates.minute", day=self.day(interval.earliest), time=interval.earliest[11:16])
        first, last = (calendar_date.fromisoformat(stamp[:10]) for stamp in (interval.earliest, interval.latest))
        if first == last:
            return self.day(interval.earliest)
        if first.day == 1 and (last == calendar_date.max or (last + timedelta(days=1)).day == 1):
            if (first.year, first.month) == (last.year, last.month):
                return self("dates.month", month=self._month(first), year=str(first.year))
            if first.year == last.year and (first.month, last.month) == (1, 12):
                return str(first.year)
        return f"{self.day(interval.earliest)} – {self.day(interval.latest)}"

    def day(self, stamp: str) -> str:
        """The day of an ISO stamp."""
        day = calendar_date.fromisoformat(stamp[:10])
        return self("dates.day", day=str(day.day), month=self._month(day), year=str(day.year))

    def _month(self, day: calendar_date) -> str:
        return str(self._table["dates"]["months"][day.month - 1])

    def short_day(self, stamp: str) -> str:
        """The day of an ISO stamp, for the foot of a drawing."""
        day = calendar_date.fromisoformat(stamp[:10])
        return self("dates.short", day=str(day.day), month=self._month(day)[:3], year=str(day.year))

    # ------------------------------------------------------------------ who and how many

    def tongue(self, code: str) -> str:
        """Name of a language, or its code."""
        return self.name_of("tongues", code)

    def nameless(self, name: str) -> str:
        """A voice that hides its name, by the words that stand for it."""
        if name.casefold() in ("", "unnamed", "anonymous"):
            return self("unnamed_source")
        return self("anonymous", name=name)

    def source(self, source: Source | None) -> str:
        """Whom an assertion is attributed to; empty where it names nobody."""
        if source is None:
            return ""
        return self.nameless(source.name) if source.anonymous or source.kind == "anonymous" else source.name

    def voice(self, origin: Origin) -> str:
        """An origin by name, saying where nobody has seen or named it."""
        if origin.kind == "unseen":
            return origin.name if origin.name not in ("", "unseen") else self("unseen_original")
        if origin.kind == "outlet":
            return self._known(origin.name) or origin.name
        return self.nameless(origin.name) if origin.kind == "anonymous" else origin.name

    def voices(self, origins: Iterable[Origin], most: int = 3) -> str:
        """Who vouches for a claim."""
        names = [self.voice(origin) for origin in origins]
        more = [self.count("other", len(names) - most)] if len(names) > most else []
        return self.listing([*names[:most], *more]) or self("nobody_named")

    def origins(self, origins: Origins) -> str:
        """``1``, ``2 (1–3)``, ``cannot tell (1–4)``."""
        span = f"{origins.low}–{origins.high}"
        if origins.verdict == "lineage unknown":
            return self("cannot_tell", span=span)
        return str(origins.best) if origins.low == origins.high else f"{origins.best} ({span})"

    def verdict(self, origins: Origins) -> str:
        """What the range of origins means, as a sentence without its full stop."""
        low, high = origins.low, origins.high
        if origins.verdict == "established":
            return self("verdicts.established", n=low)
        if origins.verdict == "single":
            return self("verdicts.single")
        if origins.verdict == "not established":
            return self("verdicts.not_established", low=low, high=high, origins=self.count("origin", origins.best))
        return self("verdicts.unknown", low=low, high=high)

    def without(self, now: Origins, without: Origins | None) -> str:
        """What the count would be without one edge; empty where the edge does not matter to it."""
        if without is None or _range(without) == _range(now):
            return ""
        return self("without_edge", now=self.origins(now), then=self.origins(without))

    def kind(self, assertion: Assertion, copied: bool) -> str:
        """How an assertion tells the claim, seen from what it was taken from."""
        return self(f"kinds.{'copied' if copied else 'first'}.{assertion.kind}")


def _range(origins: Origins) -> tuple[int, int, int]:
    return origins.best, origins.low, origins.high
