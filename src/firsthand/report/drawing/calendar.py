"""The story in time, drawn: a bar for every stretch of days, as high as documents were published in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from firsthand.case.known_facts import DatedFact
from firsthand.present.interface import Interface
from firsthand.report.addresses import Addresses
from firsthand.report.drawing.pen import at, drawing, label, line, title

_BARS = 48
"""Bars at most: a narrower one cannot be hit with a finger."""
_WIDTH, _HEIGHT, _LEFT, _TOP = 940, 150, 8.0, 24.0
_FACT_ROW = 22
_TICKS_APART = 92.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of days: how many documents were published and how many facts are dated in it."""

    since: str
    until: str
    n_documents: int
    n_facts: int


def buckets_of(days: Sequence[tuple[str, int]], facts: Sequence[DatedFact], since: str, until: str) -> list[Bucket]:
    """The days between, in at most so many stretches of one length that each can be pointed at."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        return []
    n_days = (last - first).days + 1
    size = max(1, -(-n_days // _BARS))
    n = -(-n_days // size)
    published, happened = [0] * n, [0] * n
    for day, count in days:
        if since <= day <= until:
            published[_bucket(day, first, size)] += count
    for fact in facts:
        day = max(fact.time.earliest[:10], since)
        happened[_bucket(day, first, size)] += 1
    found = []
    for k in range(n):
        start = first + timedelta(days=k * size)
        end = min(last, start + timedelta(days=size - 1))
        found.append(Bucket(start.isoformat(), end.isoformat(), published[k], happened[k]))
    return found


def _bucket(day: str, first: date, size: int) -> int:
    return (date.fromisoformat(day) - first).days // size


def draw_calendar(buckets: Sequence[Bucket], t: Interface, to: Addresses) -> Markup:
    """The drawing; a bar leads to its days alone."""
    if not buckets or not any(b.n_documents or b.n_facts for b in buckets):
        return Markup("")
    most = max(1, max(b.n_documents for b in buckets))
    step = (_WIDTH - 2 * _LEFT) / len(buckets)
    foot = _TOP + _HEIGHT - 40
    parts = [line(_LEFT, foot, _WIDTH - _LEFT, foot, "axis")]
    last = -_TICKS_APART
    for n, bucket in enumerate(buckets):
        x, height = _LEFT + step * n, (foot - _TOP) * bucket.n_documents / most
        words = t("timeline.bar", days=_days(bucket, t), documents=t.count("document", bucket.n_documents),
                  facts=t.count("fact", bucket.n_facts))  # fmt: skip
        if x - last >= _TICKS_APART and x < _WIDTH - 70:
            parts += [line(x, foot, x, foot + 5, "grid"), label(x, foot + 34, t.short_day(bucket.since), "tick")]
            last = x
        if bucket.n_documents or bucket.n_facts:
            parts.append(_bar(bucket, x, step, foot, height, words, to))
    return drawing("calendar", _WIDTH, _HEIGHT + 24, t("timeline.described"), parts)


def _days(bucket: Bucket, t: Interface) -> str:
    if bucket.since == bucket.until:
        return t.day(bucket.since)
    return f"{t.day(bucket.since)} – {t.day(bucket.until)}"


def _bar(bucket: Bucket, x: float, step: float, foot: float, height: float, words: str, to: Addresses) -> Markup:
    bar = Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
        at(x + 1), at(foot - height), at(max(2.0, step - 2)), at(height)
    )
    fact = (
        Markup('<circle class="happened" cx="{}" cy="{}" r="{}"/>').format(
            at(x + step / 2), at(foot + 12), at(min(7.0, 3 + bucket.n_facts**0.5))
        )
        if bucket.n_facts
        else Markup("")
    )
    if to.is_report:
        return Markup("<g>{}{}{}</g>").format(title(words), bar, fact)
    where = to.view("timeline", {"since": bucket.since, "until": bucket.until})
    return Markup('<a href="{}">{}{}{}</a>').format(where, title(words), bar, fact)
