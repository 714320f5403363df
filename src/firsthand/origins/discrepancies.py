"""Discrepancies: tellings of one claim that differ in a figure, a date, a name, a place or in certainty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from firsthand.claims import Statement
from firsthand.model import Change, Discrepancy, DiscrepantValue, Origin, Origins, Span
from firsthand.origins.identity import is_form_of
from firsthand.origins.telling import Telling
from firsthand.origins.utterances import is_held, is_one_utterance
from firsthand.origins.voices import Voice
from firsthand.quotes.naming import UNNAMED
from firsthand.settings import OriginSettings

MOST_COMPARED = 24
"""Every pair is compared, so a claim told in more wordings than this is compared by the first of them."""


def find_discrepancies(
    statements: Sequence[Statement],
    changes: Callable[[Statement, Statement], tuple[Change, ...]],
    translated: Callable[[Statement, Statement], bool],
) -> tuple[Discrepancy, ...]:
    """Values that contradict each other among `statements`, by slot.

    Only a change that has a value on both sides is a discrepancy: what one telling leaves out does not contradict; but
    a "not" that one of them lacks does, and there the whole telling stands against it. In another language that is told
    only of what is `translated`: elsewhere nobody knows which half of the sentence the "not" belongs to.
    """
    found: dict[str, dict[Span, None]] = {}
    labels: dict[str, str] = {}
    wordings: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=lambda s: s.key):
        wordings.setdefault((statement.text, statement.language), statement)
    compared = list(wordings.values())[:MOST_COMPARED]
    for n, a in enumerate(compared):
        for b in compared[n + 1 :]:
            for change in changes(a, b):
                if change.slot == "negation":
                    if a.language != b.language and not translated(a, b):
                        continue
                    spans = (change.before or _whole(a), change.after or _whole(b))
                    found.setdefault(change.slot, {}).update(dict.fromkeys(spans))
                    labels.setdefault(change.slot, change.label)
                elif (
                    change.before is not None
                    and change.after is not None
                    and change.slot not in ("cut", "source", "medium")
                ):
                    found.setdefault(change.slot, {}).update({change.before: None, change.after: None})
                    labels.setdefault(change.slot, change.label)
    return tuple(
        Discrepancy(
            slot,
            tuple(DiscrepantValue(s.exact, s) for s in sorted(spans, key=lambda s: (s.document, s.start, s.end))),
            labels[slot],
        )
        for slot, spans in sorted(found.items())
    )


def find_source_discrepancy(
    tellings: Sequence[Telling], primary: Mapping[str, Statement], origins: Origins, settings: OriginSettings
) -> tuple[Discrepancy, ...]:
    """Everybody who is named for a claim, where that is more than the origins' list shows.

    A name that is another form of one that is listed, or the same voice, says nothing more; every other one is told, so
    that nobody who is named is swallowed.
    """
    listed = {(o.entity or o.name) for o in origins.list}
    values: dict[tuple[str, str], DiscrepantValue] = {}
    swallowed = False
    shown: list[Voice] = []
    for telling in sorted(tellings, key=lambda t: t.article):
        voice = telling.voice
        if voice.kind == "work" and not voice.is_name:
            continue  # "the statement" names nobody
        if voice.standing == "own" or voice.key in {v.key for v in shown} or voice.name == UNNAMED:
            continue
        quotation = primary[telling.article].quotation
        span = quotation.source.span if quotation and quotation.source else None
        if any(is_form_of(voice, other) or is_form_of(other, voice) for other in shown):
            continue
        shown.append(voice)
        swallowed = swallowed or not any(_is_listed(voice, o, listed) for o in origins.list)
        place = span or _whole(primary[telling.article])
        values[place.document, voice.key] = DiscrepantValue(voice.name, place)
    for named, before in _put_in_a_mouth(tellings, settings):
        swallowed = True
        for telling in (named, before):
            place = _whole(primary[telling.article])
            values.setdefault((place.document, telling.voice.key), DiscrepantValue(telling.voice.name, place))
        shown += [t.voice for t in (named, before) if t.voice.key not in {v.key for v in shown}]
    if not swallowed or len(values) < 2:
        return ()
    names = ", ".join(v.name for v in shown)
    return (Discrepancy("source", tuple(values[key] for key in sorted(values)), f"said to be from {names}"),)


def _put_in_a_mouth(tellings: Sequence[Telling], settings: OriginSettings) -> Iterator[tuple[Telling, Telling]]:
    """Quotations from somebody named whose very words stood somewhere before where nobody said them."""
    own = [
        t for t in tellings if t.voice.standing == "own" and t.voice.kind == "outlet" and not t.quoted and t.published
    ]
    for named in tellings:
        if not (named.quoted and named.voice.standing == "named" and named.published):
            continue
        earlier = (t for t in own if _is_earlier(t, named) and t.language == named.language)
        before = next((t for t in earlier if _has_its_words(t, named, settings)), None)
        if before is not None:
            yield named, before


def _has_its_words(a: Telling, b: Telling, settings: OriginSettings) -> bool:
    return is_one_utterance(a.stems, b.stems, settings) or is_held(a.stems, b.stems, settings)


def _is_earlier(a: Telling, b: Telling) -> bool:
    """Whether `a` certainly came out before `b`."""
    return a.published is not None and b.published is not None and a.published[1] < b.published[0]


def _is_listed(voice: Voice, origin: Origin, listed: Collection[str]) -> bool:
    if (voice.entity or voice.name) in listed:
        return True
    other = Voice(origin.entity or f"{origin.kind}:{origin.name}", origin.kind, origin.name, origin.entity)
    return is_form_of(voice, other)


def _whole(statement: Statement) -> Span:
    return Span(statement.start, statement.end, statement.text, statement.document)
