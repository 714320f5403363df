"""Personal names of a document: two words and more, where they stand.

In: a text, its language's words, the ranges to read. Out: :class:`Person` values in order. What stands before a name
(a title, an outlet, a preposition with its sentence's capital) and behind it (a verb of a headline) is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.name_runs import Run, clean_run
from firsthand.quotes.sources.gender import given_names

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:(?:d[aeio]s?|del|della|van|von|der|bin|al|of|y|la|las|los)[ \t]){0,2}"
_RUN = re.compile(
    rf"{_CAPITAL}[\w'’.-]*(?:[ \t]{_PARTICLES}{_CAPITAL}(?:\.(?= {_CAPITAL})|[\w'’.-]*\w|[\w'’-]*)){{0,9}}"
)
_APPOSITION = re.compile(r", (\w{1,4})[ ,]")
_FUNCTION_WORDS = (
    "introducers",
    "prepositions",
    "subordinators",
    "coordinators",
    "person_pronouns",
    "clitics",
    "auxiliaries",
    "dates",
)
_NOT_PERSONAL = ("kinds.bodies", "kinds.outlets", "kinds.places", "kinds.works", "dates", "people.place_nouns")


@dataclass(frozen=True, slots=True)
class Person:
    """A personal name of the text: its words, and where they begin and end."""

    words: tuple[str, ...]
    at: int
    end: int = 0

    @property
    def name(self) -> str:
        """The name as it stands."""
        return " ".join(self.words)


def find_persons(text: str, lexicon: Lexicon, ranges: Sequence[tuple[int, int]] = ()) -> list[Person]:
    """Personal names of two words and more in `ranges` (or all of `text`), in order."""
    persons: list[Person] = []
    for match in (m for start, end in ranges or [(0, len(text))] for m in _runs(text, start, end, lexicon)):
        words = tuple(match.group().split())
        before = text[max(0, match.start() - 12) : match.start()].split()[-1:]
        while len(words) > 1 and (_is_function_word(words[0], lexicon) or _ends_sentence(words[0], lexicon)):
            before, words = [words[0]], words[1:]
        if len(words) < 2:
            persons.extend(_introduced(text, match, words[0], before, lexicon))
            continue
        if _is_place(before, text[match.end() : match.end() + 24], lexicon):
            continue  # "at her office in Port Amaro", "Sela Brenna village"
        owned = bool(before) and lexicon.has("nouns.of", before[-1].lower())
        if owned and len(words) == 2 and not lexicon.has("given", words[0].lower()):
            continue  # "en su despacho de Puerto Amaro"
        cleaned = clean_run(Run(0, len(words), words), lexicon, owned)
        if cleaned is None or len(cleaned.words) > 5:
            continue
        if len(cleaned.words) < 2:
            persons.extend(_titled(text, match, words, cleaned.words[0], lexicon))
            continue
        name = _core(tuple(_bare_word(w) for w in cleaned.words), lexicon)
        if len(name) < 2 or not _is_personal(name, lexicon) or _is_of_something(name, lexicon):
            continue
        at = text.find(cleaned.words[0], match.start())
        persons.append(Person(name, at, at + len(" ".join(name))))
    return persons


def _is_function_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is none of a name's, with a verb drawn into it or not: "I'm", but not "O'Brien"."""
    halves = lexicon.halves(word)
    if len(halves) > 1 and halves[1][0].islower():
        return True  # "L’écrivaine Anne Ruel"
    head, mark, tail = word.lower().replace("’", "'").partition("'")
    known = is_function_word(head, lexicon) or lexicon.has("speaker_pronouns", head)
    contracted = bool(mark) and word.endswith(tail) and known
    return contracted or is_function_word(word.lower(), lexicon)


def _runs(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Runs of capitals; two persons' names that an "y" joins are two."""
    while match := _RUN.search(text, start, end):
        words = match.group().split(" ")
        joint = next(
            (k for k in range(2, len(words) - 1)
             if lexicon.has("coordinators", words[k]) and words[k + 1].lower() in given_names()), None)  # fmt: skip
        if joint is not None:
            at = match.start() + len(" ".join(words[:joint]))
            first = _RUN.match(text, match.start(), at)
            if first is not None:
                yield first
            start = at + len(words[joint]) + 1
            continue
        yield match
        start = max(match.end(), start + 1)


def _titled(text: str, match: re.Match[str], words: Sequence[str], name: str, lexicon: Lexicon) -> Iterator[Person]:
    """ "Ms. | Oakes": one name behind a title."""
    name = _bare_word(name)
    if lexicon.has("honorifics", words[0].rstrip(".").lower()) and _is_personal((name,), lexicon):
        at = text.find(name, match.start())
        yield Person((name,), at, at + len(name))


def _introduced(
    text: str, match: re.Match[str], word: str, before: Sequence[str], lexicon: Lexicon
) -> Iterator[Person]:
    """ "Kanate, a refugee from Orsa,": one name at the head of a sentence, told who it is."""
    opens = text[: match.start()].rstrip(" ")[-1:] in ("", "\n", ".", "!", "?") and match.group() == word
    behind = _APPOSITION.match(text, match.end())
    if not opens or behind is None or not _is_personal((word,), lexicon):
        return
    told = lexicon.has("kinds.indefinite", behind.group(1).lower()) or behind.group(1).isdigit()
    if told and not is_function_word(word.lower(), lexicon) and not lexicon.is_adverb(word.lower()):
        yield Person((word,), match.start(), match.end())


def is_function_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a word only links or opens a sentence, or tells that somebody speaks."""
    return (
        any(lexicon.has(kind, word) for kind in _FUNCTION_WORDS) or word in lexicon.according or word in lexicon.forms
    )


def _is_place(before: Sequence[str], behind: str, lexicon: Lexicon) -> bool:
    if before and lexicon.has("place_openers", before[-1].lower()):
        return True
    following = behind.split()
    return (
        behind[:1] == " " and bool(following) and lexicon.has("people.place_nouns", following[0].rstrip(".,;").lower())
    )


def _ends_sentence(word: str, lexicon: Lexicon) -> bool:
    """Whether the full stop of `word` is no abbreviation's: "into the Calmar. Ana Dorado said"."""
    low = word.rstrip(".").lower()
    return word.endswith(".") and len(low) > 2 and "." not in low and not lexicon.has("honorifics", low)


def _bare_word(word: str) -> str:
    """A name's word without its genitive or the sentence's full stop; an initial keeps its own."""
    return word if len(word) == 2 and word.endswith(".") else word.rstrip(".").removesuffix("’s").removesuffix("'s")


def _core(name: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The name without an epithet before it ("Republican Ana Ruiz") and a verb or a place behind it."""
    while len(name) > 2 and lexicon.has("portfolios", name[0].lower()):
        name = name[1:]
    while len(name) > 2 and _is_acronym(name[0]) and name[1].lower() in given_names():
        name = name[1:]  # "Ronda | CF | Diego Ruiz"
    for k in range(2, len(name)):
        low = name[k].lower()
        if low in lexicon.forms or lexicon.has("auxiliaries", low):
            return name[:k]  # a headline: "Ana Ruiz Says"
        place = name[k + 1].lower() if k + 1 < len(name) else ""
        if lexicon.has("nouns.of", low) and lexicon.has("kinds.places", place):
            return name[:k]  # "Evo Morales of Bolivia"
    return name


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and "." not in word


def _is_of_something(name: tuple[str, ...], lexicon: Lexicon) -> bool:
    """ "Toledo al JNE": a name, and whom something goes to."""
    return len(name) > 2 and lexicon.has("addressing", name[1]) and lexicon.has("contracted", name[1])


def _is_personal(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    lows = [w.lower() for w in words]
    kinds = [kind for kind in _NOT_PERSONAL if kind != "dates" or not lexicon.head_first]  # "Hélène Mars"
    if lexicon.head_first and len(words) > 1 and lows[0] in given_names():
        kinds = [kind for kind in kinds if kind not in ("people.place_nouns", "kinds.places")]  # "Luis de la Calle"
    if any(lexicon.has(kind, low) for low in lows for kind in kinds):
        return False
    return not lexicon.has("determiners", lows[0]) and tuple(lows) not in lexicon.outlet_names.get(lows[0], ())
