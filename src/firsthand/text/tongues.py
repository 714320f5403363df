"""Languages: which one a paragraph is in, by its commonest words, by letter statistics, and by its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from firsthand.languages import codes, table
from firsthand.settings import TextSettings
from firsthand.text.letters import identifier
from firsthand.text.paragraphs import Paragraph

_USUAL = TextSettings()
_MOST_WORDS = 400
_SAMPLE = 1500
_LONG = 80


def tell_languages(
    text: str, paragraphs: Sequence[Paragraph], given: str | None = None, settings: TextSettings = _USUAL
) -> list[str]:
    """The language code of every paragraph.

    Parameters
    ----------
    text : str
        The document's text.
    paragraphs : sequence of Paragraph
        Its paragraphs.
    given : str, optional
        The language that the document is said to be in; used where nothing speaks against it.
    settings : TextSettings
        Thresholds.

    Returns
    -------
    list of str
        One code a paragraph. A short paragraph that does not tell takes the next one's language, the last ones take
        the one before.
    """
    votes = [_vote(paragraph, settings) for paragraph in paragraphs]
    main = given or _main_language(text, paragraphs, votes, settings)
    if main not in codes():
        votes = [_by_letters(_beginning(text, p), settings) if p.end - p.start >= _LONG else None for p in paragraphs]
    return _filled(votes, main)


def _beginning(text: str, paragraph: Paragraph) -> str:
    return text[paragraph.start : min(paragraph.end, paragraph.start + _SAMPLE)]


def _filled(told: Sequence[str | None], main: str) -> list[str]:
    filled: list[str] = []
    following = main
    ahead: list[str] = []
    for language in reversed(told):
        following = language or following
        ahead.append(following)
    ahead.reverse()
    last = max((i for i, language in enumerate(told) if language), default=-1)
    for number, language in enumerate(told):
        filled.append(language or (ahead[number] if number < last else (filled[-1] if filled else main)))
    return filled


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    """The languages of each function word; single letters are left out, they are initials as often."""
    homes: dict[str, list[str]] = {}
    for code in codes():
        for word in set(table(code, "words").get("function_words", "").split()):
            if len(word) > 1:
                homes.setdefault(word, []).append(code)
    return {word: tuple(found) for word, found in homes.items()}


def _vote(paragraph: Paragraph, settings: TextSettings) -> str | None:
    """The language whose function words clearly outnumber those of all others."""
    homes = _homes()
    hits = dict.fromkeys(codes(), 0)
    for word in paragraph.words[:_MOST_WORDS]:
        if word in homes:
            for code in homes[word]:
                hits[code] += 1
    ranked = sorted(hits.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    best, most = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    n_words = min(len(paragraph.words), _MOST_WORDS)
    clear = most - second >= settings.language_margin and most >= settings.language_share * n_words
    return best if clear else None


def _main_language(
    text: str, paragraphs: Sequence[Paragraph], votes: Sequence[str | None], settings: TextSettings
) -> str:
    totals: Counter[str] = Counter()
    for paragraph, vote in zip(paragraphs, votes):
        if vote:
            totals[vote] += len(paragraph.words)
    n_words = sum(len(paragraph.words) for paragraph in paragraphs)
    sample = " ".join(_beginning(text, p) for p in paragraphs[:40])[: 2 * _SAMPLE]
    if totals and sum(totals.values()) >= 0.5 * n_words:
        best = min(totals, key=lambda code: (-totals[code], code))
        if _share_of_words(paragraphs, best) >= settings.own_words:
            return best
        guess = _by_letters(sample, settings)
        return best if guess is None or guess in codes() else guess  # a neighbour of one of ours, and none of ours
    guess = _by_letters(sample, settings)
    if guess:
        return guess
    return min(totals, key=lambda code: (-totals[code], code)) if totals else _likeliest_known(sample)


def _share_of_words(paragraphs: Sequence[Paragraph], code: str) -> float:
    """The share of the words that are function words of `code`."""
    homes = _homes()
    words = [word for paragraph in paragraphs for word in paragraph.words[:_MOST_WORDS]]
    return sum(code in homes.get(word, ()) for word in words) / max(1, len(words))


def _by_letters(sample: str, settings: TextSettings) -> str | None:
    if not any(c.isalpha() for c in sample):
        return None
    code, confidence = identifier().classify(sample)
    return str(code) if confidence >= settings.letters_sure else None


def _likeliest_known(sample: str) -> str:
    known = set(codes())
    if any(c.isalpha() for c in sample):
        return str(next((code for code, _ in identifier().rank(sample) if code in known), "en"))
    return "und"
