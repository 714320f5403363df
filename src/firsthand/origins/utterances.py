"""Utterances: the same telling words were said once, quoted or not, whomever a page says that they are from."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.origins.telling import Telling
from firsthand.settings import OriginSettings


def telling_run(a: Sequence[str], b: Sequence[str], spread: float) -> int:
    """How many telling words two wordings have in common, in order and close together.

    Parameters
    ----------
    a, b : sequence of str
        Stems of the words that carry what is said, in order.
    spread : float
        What is common must fill at least this share of the stretch that it takes in either wording: two reports of one
        event share many words too, but strewn.
    """
    common = set(a) & set(b)
    if not common:
        return 0
    places = {stem: j for j, stem in enumerate(b)}
    pairs = [(i, places[stem]) for i, stem in enumerate(a) if stem in common]
    runs: list[tuple[int, int, int]] = []  # up to each pair: the length of its longest run, and where that began
    longest = 0
    for n, (i, j) in enumerate(pairs):
        run = 1, i, j
        for (length, first, second), (_, before) in zip(runs, pairs[:n], strict=True):
            if before < j and length >= run[0] and _is_dense(length + 1, i - first, j - second, spread):
                run = length + 1, first, second
        runs.append(run)
        longest = max(longest, run[0])
    return longest


def _is_dense(n: int, ours: int, theirs: int, spread: float) -> bool:
    return n >= spread * (max(ours, theirs) + 1)


def is_one_utterance(a: Sequence[str], b: Sequence[str], settings: OriginSettings) -> bool:
    """Whether two wordings agree in so many telling words that they were said once."""
    n = settings.telling_words
    return min(len(a), len(b)) >= n and len(set(a) & set(b)) >= n and telling_run(a, b, settings.telling_spread) >= n


def is_held(a: Sequence[str], b: Sequence[str], settings: OriginSettings) -> bool:
    """Whether all that one wording tells, if it is more than a phrase, stands in the other in order."""
    shorter = min(len(a), len(b))
    return shorter >= settings.held_words and telling_run(a, b, settings.telling_spread) == shorter


def is_quoted_in(a: Sequence[str], b: Sequence[str], settings: OriginSettings) -> bool:
    """Whether all words that one has in quote marks, if they are more than a phrase, stand in order in the other's."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < settings.held_words:
        return False
    places: list[int] = []
    for stem in shorter:
        at = next((i for i in range(places[-1] + 1 if places else 0, len(longer)) if longer[i] == stem), None)
        if at is None:
            return False
        places.append(at)
    return len(shorter) >= settings.telling_spread * (places[-1] - places[0] + 1)


def has_own_words(a: Sequence[str], b: Sequence[str], settings: OriginSettings) -> bool:
    """Whether neither wording is nearly the whole of the other."""
    shorter = min(len(set(a)), len(set(b)))
    return shorter == 0 or len(set(a) & set(b)) < settings.own_words * shorter


def is_one_passage(a: Telling, b: Telling, settings: OriginSettings) -> bool:
    """Whether few words stand in both in the same longer passage: all of the one's in the other, and alike around them.

    "People leave." alone may be said twice; between the same sentences it was said once.
    """
    shorter, longer = sorted((set(a.stems), set(b.stems)), key=len)
    if not shorter or not shorter <= longer:
        return False
    return is_one_utterance(_with_neighbours(a), _with_neighbours(b), settings)


def _with_neighbours(telling: Telling) -> tuple[str, ...]:
    before, after = telling.beside
    return tuple(dict.fromkeys((*before, *telling.stems, *after)))
