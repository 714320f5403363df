"""Changes: what differs between two tellings of one thing: figures, dates, names, hedges, negations, cuts.

In: two spans, earlier and later, with their languages and dates. Out: :class:`~firsthand.model.Change` values with both
places exact. Always true: a faithful translation changes nothing; values are compared, not words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from firsthand.model import Change, Span, TimeInterval
from firsthand.values.certainty import drift, is_plainly_positive
from firsthand.values.dates import Date
from firsthand.values.figure_comparison import compare_figures
from firsthand.values.figures import Figure
from firsthand.values.namelists import gazetteer
from firsthand.values.names import Name
from firsthand.values.once import (
    certainty_of,
    cues_in,
    days_in,
    figures_in,
    names_in,
    negations_in,
    weekdays_in,
    words_in,
)
from firsthand.values.opposites import find_negation_change, find_opposition
from firsthand.values.spelling import name_keys, words_agree

_WEEK = 7
"""Days."""
_AS_LONG = 0.6
"""Of the words of the longer of two tellings, the share that the shorter must have before a "not" that it lacks was
dropped: half of a sentence lacks the words of the other half, and its "nobody" with them."""


def find_changes(
    before: Span,
    after: Span,
    language_before: str,
    language_after: str,
    published_before: TimeInterval | None = None,
    published_after: TimeInterval | None = None,
) -> list[Change]:
    """What became different from `before` to `after`, in the order of the text.

    Parameters
    ----------
    before, after
        The same passage or sentence in the exemplar and in the document that took it.
    language_before, language_after
        Their languages' codes.
    published_before, published_after
        When each was published, so that "yesterday" and "17 July" compare as days.
    """
    if before.exact == after.exact:
        return []
    changes = [
        *_figures(before, after, language_before, language_after),
        *_dates(before, after, language_before, language_after, published_before, published_after),
        *_names(before, after, language_before, language_after),
        *_hedges(before, after, language_before, language_after),
        *_negations(before, after, language_before, language_after),
        *_opposites(before, after, language_before, language_after),
        *_cut(before, after, language_before == language_after),
    ]
    return sorted(changes, key=lambda c: (_place(c), c.slot, c.label))


def _place(change: Change) -> tuple[int, int]:
    return (change.before.start if change.before else 1 << 60, change.after.start if change.after else 1 << 60)


def _within(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end, span.exact[start:end], span.document)


def _figures(before: Span, after: Span, language_before: str, language_after: str) -> list[Change]:
    olds = figures_in(before.exact, language_before)
    news = figures_in(after.exact, language_after)
    translated = language_before != language_after
    left_old, left_new = _unmatched(olds, news, translated)
    alone = len(left_old) == len(left_new) == 1
    changes: list[Change] = []
    for old in left_old:
        partner = next((new for new in left_new if _differs(old, new, translated, alone)), None)
        if partner is None:
            continue
        left_new.remove(partner)
        places = _within(before, old.start, old.end), _within(after, partner.start, partner.end)
        changes.append(Change("figure", f"“{old.text}” became “{partner.text}”", *places))
    return changes


def _unmatched(olds: Sequence[Figure], news: Sequence[Figure], translated: bool) -> tuple[list[Figure], list[Figure]]:
    """The figures of both sides that the other side does not repeat; a translator may turn "more than"."""
    left_old, left_new = list(olds), list(news)
    ways = (_is_repeated, _is_same_number, _is_same_nominal) if translated else (_is_repeated, _is_same_number)
    for agrees in ways:
        for old in tuple(left_old):
            repeated = next((new for new in left_new if agrees(old, new)), None)
            if repeated is not None:
                left_old.remove(old)
                left_new.remove(repeated)
    return left_old, left_new


def _is_repeated(old: Figure, new: Figure) -> bool:
    return (old.kind, old.unit, old.low, old.high) == (new.kind, new.unit, new.low, new.high)


def _is_same_number(old: Figure, new: Figure) -> bool:
    return (old.low, old.high) == (new.low, new.high)


def _is_same_nominal(old: Figure, new: Figure) -> bool:
    return old.nominal == new.nominal and compare_figures(old, new) == "compatible"


def _differs(old: Figure, new: Figure, translated: bool, alone: bool) -> bool:
    """Whether two unmatched figures tell the same quantity otherwise.

    Across languages only plain contradiction counts, for translators round, and turn "more than" about. Where the two
    are all that is left on both sides (`alone`), an age without its unit or a number without its noun is enough.
    """
    agreement = compare_figures(old, new)
    if agreement == "compatible":
        return not translated
    if agreement == "conflict":
        return not (translated and old.nominal == new.nominal)
    if old.nominal == new.nominal or _touch(old, new):
        return False
    if old.kind == new.kind == "count":
        return not (old.known_head and new.known_head) or alone
    plain = ("count", "duration", "ordinal", "label")
    return alone and old.kind in plain and new.kind in plain


def _touch(old: Figure, new: Figure) -> bool:
    if old.high == new.high or old.low == new.low == 0.0:
        return False
    return old.low <= new.high and new.low <= old.high


def _dates(
    before: Span,
    after: Span,
    language_before: str,
    language_after: str,
    published_before: TimeInterval | None,
    published_after: TimeInterval | None,
) -> list[Change]:
    olds = days_in(before.exact, language_before, published_before)
    news = days_in(after.exact, language_after, published_after)
    left_old = [o for o in olds if not any(_meet(o, n) for n in news)]
    left_new = [n for n in news if not any(_meet(o, n) for o in olds)]
    if not (left_old and left_new):
        return []
    weekdays = weekdays_in(before.exact, language_before), weekdays_in(after.exact, language_after)
    left_old = [o for o in left_old if not any(_is_a_week_off(o, n, *weekdays) for n in news)]
    left_new = [n for n in left_new if not any(_is_a_week_off(o, n, *weekdays) for o in olds)]
    return [
        Change("date", f"{o.text} became {n.text}", _within(before, o.start, o.end), _within(after, n.start, n.end))
        for o, n in zip(left_old, left_new)
    ]


def _meet(a: Date, b: Date) -> bool:
    return (a.earliest or "") <= (b.latest or "") and (b.earliest or "") <= (a.latest or "")


def _is_a_week_off(a: Date, b: Date, weekdays_a: Mapping[int, str], weekdays_b: Mapping[int, str]) -> bool:
    """ "By Friday" on a Thursday, repeated on the Saturday after: which Friday is meant is read from the day of each
    page, and whoever repeats the word means the same one."""
    named = weekdays_a.get(a.start)
    if named is None or named != weekdays_b.get(b.start) or not (a.earliest and b.earliest):
        return False
    return abs((date.fromisoformat(a.earliest) - date.fromisoformat(b.earliest)).days) == _WEEK


def _names(before: Span, after: Span, language_before: str, language_after: str) -> list[Change]:
    """A person or a country put in another's place: the only one on each side that the other side lacks."""
    olds, news = names_in(before.exact, language_before), names_in(after.exact, language_after)
    pairs = [
        _only_one_left(_people(olds), _people(news)),
        _only_one_left(
            {k: n for k, n in _countries(olds).items() if k not in _countries_told(after.exact)},
            {k: n for k, n in _countries(news).items() if k not in _countries_told(before.exact)},
        ),
    ]
    return [
        Change(
            "name",
            f"“{old.text}” became “{new.text}”",
            _within(before, old.start, old.end),
            _within(after, new.start, new.end),
        )
        for old, new in filter(None, pairs)
    ]


def _only_one_left(olds: dict[tuple[str, ...], Name], news: dict[tuple[str, ...], Name]) -> tuple[Name, Name] | None:
    left_old = [name for keys, name in olds.items() if not any(_same_name(keys, other) for other in news)]
    left_new = [name for keys, name in news.items() if not any(_same_name(keys, other) for other in olds)]
    return (left_old[0], left_new[0]) if len(left_old) == len(left_new) == 1 else None


def _people(names: Sequence[Name]) -> dict[tuple[str, ...], Name]:
    """Full names of persons with a known given name: what cannot be anything else."""
    keyed = [(name_keys(n.text), n) for n in names if n.kind == "person"]
    return {keys: n for keys, n in keyed if len(keys) > 1 and keys[0] in gazetteer().given}


def _countries(names: Sequence[Name]) -> dict[tuple[str, ...], Name]:
    codes = [(gazetteer().country_of.get(name_keys(n.text)), n) for n in names if n.kind == "place"]
    return {(code,): n for code, n in codes if code}


def _countries_told(text: str) -> set[tuple[str, ...]]:
    """Codes of the countries whose adjective or people a text names: "Russian exports" tell of Russia."""
    return {(gazetteer().people_of[w.key],) for w in words_in(text) if w.key in gazetteer().people_of}


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names can be one's: given name and surname agree, or one holds the other."""
    return bool(words_agree(a[-1], b[-1]) and words_agree(a[0], b[0])) or set(a) <= set(b) or set(b) <= set(a)


def _hedges(before: Span, after: Span, language_before: str, language_after: str) -> list[Change]:
    """A hedge that came, went or turned; across languages only a strong one facing a text without any."""
    old = certainty_of(before.exact, language_before)
    new = certainty_of(after.exact, language_after)
    label = drift(old, new)
    if not label:
        return []
    if language_before != language_after:
        cues_before, cues_after = cues_in(before.exact, language_before), cues_in(after.exact, language_after)
        strong = cues_before or cues_after
        if (cues_before and cues_after) or all(cue.weak or cue.level == "confirmed" for cue in strong):
            return []
    return [
        Change(
            "certainty",
            label,
            _within(before, old.hedge.start, old.hedge.end) if old.hedge else None,
            _within(after, new.hedge.start, new.hedge.end) if new.hedge else None,
        )
    ]


def _negations(before: Span, after: Span, language_before: str, language_after: str) -> list[Change]:
    if language_before == language_after:
        return _negated(before, after, language_before)
    olds = negations_in(before.exact, language_before)
    news = negations_in(after.exact, language_after)
    if bool(olds) == bool(news) or not _are_as_long(before.exact, after.exact):
        return []
    bare, its_language = (after.exact, language_after) if olds else (before.exact, language_before)
    if not is_plainly_positive(bare, its_language):
        return []
    return [
        Change(
            "negation",
            "a negation was dropped" if olds else "a negation was added",
            _within(before, *olds[0]) if olds else None,
            _within(after, *news[0]) if news else None,
        )
    ]


def _are_as_long(before: str, after: str) -> bool:
    lengths = len(words_in(before)), len(words_in(after))
    return min(lengths) >= _AS_LONG * max(lengths)


def _negated(before: Span, after: Span, language: str) -> list[Change]:
    found = find_negation_change(before.exact, after.exact, language)
    if found is None:
        return []
    old, new = found
    label = "a negation was dropped" if old else "a negation was added"
    return [Change("negation", label, _within(before, *old) if old else None, _within(after, *new) if new else None)]


def _opposites(before: Span, after: Span, language_before: str, language_after: str) -> list[Change]:
    """A word that became its opposite, or two names that changed places."""
    if language_before != language_after:
        return []
    found = find_opposition(before.exact, after.exact, language_before)
    if found is None or (found.kind == "name" and _names(before, after, language_before, language_after)):
        return []
    old, new = _within(before, *found.before), _within(after, *found.after)
    label = "who did it to whom was exchanged" if found.kind == "roles" else f"“{old.exact}” became “{new.exact}”"
    return [Change(found.kind, label, old, new)]


def _cut(before: Span, after: Span, same_language: bool) -> list[Change]:
    """A telling that ends, or begins, in the middle of the earlier one's sentence."""
    if not same_language:
        return []
    old, new = before.exact.strip(' "“”«».,;'), after.exact.strip(' "“”«».,;')
    if len(new) >= 0.9 * len(old) or new not in old:
        return []
    at = before.exact.find(new)
    if len(old.split()) - len(new.split()) < 3:
        return []
    rest = (at + len(new), len(before.exact)) if at == before.exact.find(old) else (0, at)
    return [Change("cut", "the quotation was cut short", _within(before, *rest), _within(after, 0, len(after.exact)))]
