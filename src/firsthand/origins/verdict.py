"""The verdict: when two voices are established. When in doubt they are not."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.origins.identity import can_be_one, is_a_name, surname
from firsthand.origins.speakers import Relays
from firsthand.origins.telling import Telling, Tied
from firsthand.origins.utterances import has_own_words, is_one_utterance
from firsthand.origins.voices import Voice, outlet_key
from firsthand.settings import OriginSettings
from firsthand.text import fold

Told = tuple[Voice, Sequence[Telling]]
"""A voice with the tellings that go back to it, in the permissive count."""


def count_established(told: Sequence[Told], relays: Relays, tied: Tied, settings: OriginSettings) -> int:
    """How many voices vouch for a claim beyond doubt; 1 where no two do.

    Each is named, none can be another or speak for it, each is told in words of its own, and nothing else ties the
    articles that tell it. Of voices that stand in each other's way the first by name counts.
    """
    apart: list[Told] = []
    for voice, tellings in sorted(told, key=lambda t: (t[0].kind, t[0].key)):
        if not is_a_name(voice) or relays.has(voice):
            continue
        if all(is_established((voice, tellings), other, tied, settings) for other in apart):
            apart.append((voice, tellings))
    return max(1, len(apart))


def is_established(ours: Told, theirs: Told, tied: Tied, settings: OriginSettings) -> bool:
    """Whether nothing speaks against two voices of their own."""
    if can_be_one(ours[0], theirs[0]):
        return False
    return all(
        _is_apart(a, b, settings)
        and not (_speaks_of(a, theirs[0]) or _speaks_of(b, ours[0]))
        and not tied(min(a.article, b.article), max(a.article, b.article))
        for a in ours[1]
        for b in theirs[1]
    )


def _is_apart(a: Telling, b: Telling, settings: OriginSettings) -> bool:
    if a.language == b.language and not has_own_words(a.stems, b.stems, settings):
        return False
    if is_one_utterance(a.stems, b.stems, settings) or a.agencies & b.agencies:
        return False
    return not (a.medium and b.medium and outlet_key(a.medium) == outlet_key(b.medium))


def _speaks_of(telling: Telling, other: Voice) -> bool:
    """Whether the text around `telling` names `other`, to whom it might belong, or she wrote it."""
    name = surname(other)
    wrote = fold(telling.author or "").text.split()
    return bool(name) and (name in telling.around.split() or name in wrote)
