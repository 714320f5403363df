"""Facts and the timeline for the terminal: values side by side by time, what contradicts in colour and in words.

What is only rounded, later or of another scope does not shout. Nothing here prints: the command does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from firsthand.facts.timeline import Moment
from firsthand.model import Fact, FactAssertion, Origins, ToldValue
from firsthand.report import phrases
from firsthand.report.phrases import count, plain

_QUIET, _CHANGED, _OURS, _VOICE = "dim", "yellow", "bold", "cyan"
_LABEL, _VOICES, _PASSAGE = 70, 3, 110
_SHARED = 0.7


def worth_showing(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` without events that stand in the very sentences of one shown before: other words for the same telling.

    A value is never one of them: the toll stands in the sentences that tell of the quake, and is another thing.
    """
    shown: list[Fact] = []
    taken: list[set[tuple[str, int]]] = []
    for fact in facts:
        mine = {(a.span.document, a.span.start // 40) for a in fact.assertions}
        again = fact.kind == "event" and any(len(mine & other) >= _SHARED * len(mine) for other in taken)
        if fact.status == "contradictory" or not again:
            shown.append(fact)
            taken.append(mine)
    return shown


def facts_text(facts: Sequence[Fact], names: Mapping[str, str], limit: int | None = None) -> Text:
    """The facts of a case: a line each, and below it every value with who gives it and first when."""
    if not facts:
        return Text("no fact is told by two documents")
    worth = worth_showing(facts)
    contradictions = sum(f.status == "contradictory" for f in facts)
    lines = Text(f"{count(len(worth), 'fact')} told by two documents or more", style=_OURS)
    if contradictions:
        lines.append(f"; {contradictions} told with values that contradict each other")
    lines.append("\n")
    for fact in worth[:limit]:
        lines.append("\n")
        lines.append_text(_fact(fact, names))
    if limit is not None and len(worth) > limit:
        lines.append(f"\nand {count(len(worth) - limit, 'more fact')}", style=_QUIET)
    return lines


def _fact(fact: Fact, names: Mapping[str, str]) -> Text:
    line = Text(phrases.brief(plain(fact.label), _LABEL), style=_OURS)
    course = " → ".join(dict.fromkeys(v.value.text for v in fact.values)) if fact.status == "updated" else ""
    if course:
        line.append(f"   {plain(course)}", style="")
    line.append(f"   {count(fact.n_documents, 'document')}", style=_QUIET)
    if fact.time is not None:
        line.append(f" · {phrases.date_words(fact.time)}", style=_QUIET)
    if fact.values:
        line.append(f" · {fact.status}", style=_CHANGED if fact.status == "contradictory" else _QUIET)
    line.append("\n")
    for part in _values(fact, names) if fact.values else _tellings(fact, names):
        line.append_text(part)
    return line


def _values(fact: Fact, names: Mapping[str, str]) -> Iterator[Text]:
    by_id = {a.id: a for a in fact.assertions}
    width = min(24, max(len(v.value.text) for v in fact.values))
    for told in fact.values:
        line = Text("  ")
        scope = f" ({told.value.scope})" if told.value.scope and fact.status != "agreed" else ""
        line.append(plain(told.value.text + scope).rjust(width), style="bold" if fact.status != "agreed" else "")
        line.append(
            f"  {phrases.date_words(told.first.published) if told.first.published else 'undated'}", style=_QUIET
        )
        line.append(f"  {plain(voices_of(told, names))}", style=_VOICE)
        line.append(f"  {_extent(told)}", style=_QUIET)
        first = by_id[told.first.assertion]
        line.append(f"\n  {' ' * width}  {names.get(first.span.document, '')}: ", style=_QUIET)
        line.append(phrases.in_quotes(phrases.brief(plain(" ".join(first.span.exact.split())), _PASSAGE)) + "\n")
        yield line


def _tellings(fact: Fact, names: Mapping[str, str]) -> Iterator[Text]:
    seen: set[str] = set()
    for assertion in fact.assertions:
        if assertion.span.document in seen or len(seen) == _VOICES:
            continue
        seen.add(assertion.span.document)
        line = Text(f"  {names.get(assertion.span.document, '')}: ", style=_QUIET)
        line.append(phrases.in_quotes(phrases.brief(plain(" ".join(assertion.span.exact.split())), _PASSAGE)), style="")
        line.append(_said_by(assertion) + "\n", style=_VOICE)
        yield line
    if fact.n_documents > len(seen):
        yield Text(f"  and {count(fact.n_documents - len(seen), 'more document')}\n", style=_QUIET)


def _said_by(assertion: FactAssertion) -> str:
    who = phrases.source_words(assertion.source)
    level = assertion.certainty.level if assertion.certainty.level in ("denied", "doubted") else ""
    return "".join(f" · {plain(part)}" for part in (who, level) if part)


def voices_of(told: ToldValue, names: Mapping[str, str]) -> str:
    """Who gives a value; `names` are those of documents by their ids."""
    called = [phrases.voice(o, names) for o in told.origins.list]
    more = [count(len(called) - _VOICES, "other")] if len(called) > _VOICES else []
    return phrases.listing([*called[:_VOICES], *more]) or "nobody is named"


def _extent(told: ToldValue) -> str:
    documents = count(told.n_documents, "document")
    return documents if told.n_documents == 1 else f"{documents} · {_origins(told.origins)}"


def _origins(origins: Origins) -> str:
    return f"origins {phrases.origins_words(origins)}"


def timeline_text(moments: Sequence[Moment], names: Mapping[str, str]) -> Text:
    """The timeline: a line each, with its time, how precisely that is known, and where it stands."""
    if not moments:
        return Text("nothing is dated")
    lines = Text()
    for moment in moments:
        lines.append(f"{phrases.date_words(moment.time):<26}", style=_OURS)
        lines.append(f"{moment.precision:<7}", style=_QUIET)
        lines.append(phrases.brief(plain(" ".join(moment.text.split())), _PASSAGE))
        where = names.get(moment.span.document, "")
        more = f" and {moment.n_documents - 1} more" if moment.n_documents > 1 else ""
        lines.append(f"  {where}{more}\n", style=_QUIET)
    return lines
