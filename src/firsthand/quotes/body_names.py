"""Which words name a body, an agency, or nobody at all.

In: the words of a source, or a run of capitals in them. Out: yes or no. Nothing here knows what else the phrase says.
"""

from __future__ import annotations

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.name_runs import Run
from firsthand.quotes.sources.gender import given_names


def is_no_voice(text: str, lows: list[str], lexicon: Lexicon) -> bool:
    """Whether the words are no phrase for somebody: "la necesidad de que la Junta", "para buscar “otras vías” Ruiz"."""
    if not lexicon.head_first:
        return False
    marked = any(mark in text for mark in '“”«»"') and not lexicon.has("determiners", lows[0])
    noun = lows[int(lexicon.has("determiners", lows[0])) :][:1]
    fact = bool(noun) and lexicon.has("not_voices", noun[0])
    return marked or fact or any(lexicon.has("complementizers", low) for low in lows[1:])


def is_agency(words: list[str], lows: list[str], lexicon: Lexicon) -> bool:
    """ "a agência Interfax": the small word for an outlet or a body, right before a name."""
    k = int(lexicon.has("determiners", lows[0]))
    known = k + 1 < len(words) and lexicon.has("kinds.outlets", lows[k]) and lexicon.has("kinds.bodies", lows[k])
    return known and lexicon.head_first and words[k][0].islower() and words[k + 1][0].isupper()


def is_body_called_as_office(words: list[str], lows: list[str], lexicon: Lexicon) -> bool:
    """ "La Coordinadora Indígena": a word for an office and a body, with capitals and no given name behind it."""
    k = int(lexicon.has("determiners", lows[0]))
    both = lexicon.head_first and k + 1 < len(words) and words[k][0].isupper() and words[k + 1][0].isupper()
    both = both and lexicon.has("kinds.bodies", lows[k]) and lexicon.has("kinds.roles", lows[k])
    return both and not any(low in given_names() for low in lows[k + 1 : k + 3])


def is_body(run: Run, lexicon: Lexicon) -> bool:
    """Whether a run of capitals names a body and no person."""
    if run.text.lower() in lexicon.organizations:
        return True
    first = run.words[0].lower()
    titled = lexicon.head_first and lexicon.has("determiners", first) and run.words[1:2]
    if titled and len(run.words) > 2 and run.words[1].lower() not in given_names():
        return True  # "El Programa Venezolano de Derechos"
    if all(lexicon.has("kinds.places", w.lower()) or lexicon.has("names_inside", w.lower()) for w in run.words):
        return True
    if any(lexicon.has("kinds.bodies", w.lower()) for w in run.words):
        return True
    return len(run.words) == 1 and len(run.words[0]) > 1 and run.words[0].isupper()
