"""Runs of capitalised words, and the personal name in them.

In: the words of a phrase. Out: :class:`Run` ranges. Nothing here knows what else stands in the phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.sources.gender import given_names

POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words: ``[start, end)`` in the words it was found in."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The run's words, joined; an initial keeps its full stop."""
        return " ".join(self.words).replace(" .", ".")


def capital_runs(words: list[str], lows: list[str], lexicon: Lexicon) -> list[Run]:
    """Runs of capitalised words, with particles ("de", "von") and figures ("Cadena 3") inside."""
    runs: list[Run] = []
    k, n = 0, len(words)
    while k < n:
        acronym = k + 1 < n and words[k + 1].isupper() and len(words[k + 1]) > 1
        elided = lows[k].endswith("'") and k + 1 < n and words[k + 1][0].islower()  # "L' | attaquant"
        if (
            not _is_name_word(words[k], lows[k], k, lexicon)
            or elided
            or (k == 0 and acronym and lexicon.has("determiners", lows[0]))
        ):
            k += 1
            continue
        start = k
        k += 1
        while k < n:
            if (
                words[k][0].isupper()
                or (words[k].isdigit() and len(words[k]) < 3)
                or (words[k] == "." and (len(words[k - 1]) <= 2 or "." in words[k - 1]))
            ):
                k += 1
            elif lexicon.has("names_inside", lows[k]) and k + 1 < n and words[k + 1][0].isupper():
                k += 2
            elif (
                k + 2 < n
                and lexicon.has("names_inside", lows[k])
                and lexicon.has("names_inside", lows[k + 1])
                and words[k + 2][0].isupper()
            ):
                k += 3
            else:
                break
        kept = tuple(POSSESSIVE.sub("", w) if i == k - 1 else w for i, w in enumerate(words[start:k], start))
        runs.append(Run(start, k, kept))
    return runs


def _is_name_word(word: str, low: str, k: int, lexicon: Lexicon) -> bool:
    if not word[0].isupper():
        return False
    return not (lexicon.has("determiners", low) and not lexicon.has("names_inside", low)) or k > 0


def clean_run(run: Run, lexicon: Lexicon, office: bool = False) -> Run | None:
    """The personal name at the end of a run: behind roles, titles, offices ("of Defence") and places.

    `office` says that an "of" stands right before the run, so that it opens with what the office is of.
    """
    words, start = list(run.words), 0
    for k, word in enumerate(words):
        low = word.lower().rstrip(".")
        if (
            lexicon.has("kinds.roles", low)
            or lexicon.has("honorifics", low)
            or lexicon.has("kinds.outlets", low)
            or low.endswith("-based")
            or (word == "." and not (k and (len(words[k - 1]) == 1 or "." in words[k - 1])))
            or (word == "." and k and lexicon.has("honorifics", words[k - 1].lower()))
            or (lexicon.has("dates", low) and not _is_given(words, k, lexicon))
            or (POSSESSIVE.search(word) and k < len(words) - 1)
        ):
            start = k + 1
    glued = next((p for p in lexicon.outlet_names.get(words[0].lower(), ()) if _is_glued(p, words)), ())
    bodies = (n for n in range(len(words) - 2, 0, -1) if " ".join(words[:n]).lower() in lexicon.organizations)
    start = max(start, len(glued), next(bodies, 0))
    if office and len(words) > 2:
        start = max(start, 1)
    role_before = start > 0
    if role_before:
        for k in range(len(words) - 1, start - 1, -1):
            if lexicon.has("nouns.of", words[k].lower()) and k + 2 < len(words):
                start = max(start, k + 2)
                break
    while start < len(words) - 1 and (
        (lexicon.has("kinds.places", words[start].lower()) and not _is_called_like_place(words, start, lexicon))
        or (lexicon.has("names_inside", words[start].lower()) and words[start][0].islower())
    ):
        start += 1
    while start < len(words) and (lexicon.has("names_inside", words[start].lower()) and words[start][0].islower()):
        start += 1
    while start < len(words) - 2 and _is_acronym_before_name(words, start):
        start += 1
    place = (k for k in range(start + 2, len(words) - 1) if lexicon.has("name_places", words[k].lower()))
    end = next(place, len(words))  # "Ana Ruiz | of Oregon"
    return Run(run.start + start, run.start + end, tuple(words[start:end])) if start < len(words) else None


def _is_given(words: list[str], k: int, lexicon: Lexicon) -> bool:
    """Whether a month's name with a capital is a person's, in a language that writes months small."""
    followed = k + 1 < len(words) and words[k + 1][0].isupper()
    return lexicon.head_first and words[k][0].isupper() and (k > 0 or followed)


def _is_acronym_before_name(words: list[str], k: int) -> bool:
    """ "el jugador del Ronda | CF | Diego Ruiz": a club's letters before a given name."""
    return len(words[k]) > 1 and words[k].isupper() and "." not in words[k] and words[k + 1].lower() in given_names()


def _is_called_like_place(words: list[str], k: int, lexicon: Lexicon) -> bool:
    """ "Salvador | Sama": a given name that is a place's too, at the head of a name of two words or three."""
    return lexicon.head_first and k == 0 and len(words) <= 3 and words[0].lower() in given_names()


def _is_glued(outlet: tuple[str, ...], words: list[str]) -> bool:
    """Whether an outlet's name opens a longer name: "Getty Images | Ruth Calder"."""
    return tuple(w.lower() for w in words[: len(outlet)]) == outlet and len(words) >= len(outlet) + 2


def role_text(words: list[str], person: Run, lexicon: Lexicon) -> str | None:
    """What the words say beside the name: "professor of law", "the former minister"."""
    before, after = words[: person.start], words[person.end :]
    text = " ".join(after if len(after) > len(before) else before).strip(" ,()").replace(" ,", ",").replace(" ’", "’")
    return text if text and not lexicon.has("determiners", text.lower()) else None  # "the" is no office
