"""Whom "the coach from Jaén" stands for: a person just heard, called again by a noun instead of the name.

In: the words of a definite phrase, where it stands, who spoke last. Out: that person, or None. Always true: the noun is
one that news uses for somebody named before (a table of the language), never an office that anybody may hold; gender
agrees; nobody else who fits was named since, nor is anybody else called so in this document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.sources.antecedents import Antecedents
from firsthand.quotes.sources.gender import gender_of_words
from firsthand.quotes.sources.offices import Offices
from firsthand.quotes.sources.people import Bearer, People

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_REACH = 1200
"""Characters between the voice and the noun that stands for it."""


class Descriptions:
    """The persons of a document, as they are called again."""

    def __init__(self, people: People, offices: Offices, antecedents: Antecedents) -> None:
        self._people, self._offices, self._antecedents = people, offices, antecedents
        self._lexicon: Lexicon = people.lexicon

    def meant(self, phrase: str, at: int) -> Bearer | None:
        """The person whom `phrase` means at a place."""
        if any(c.isupper() for c in phrase[1:]) and not self._is_of_office(phrase):
            return None  # "el Ejecutivo"
        words = [half for m in _WORD.finditer(phrase) for half in self._lexicon.halves(m.group().lower())]
        words = words[1:] if words and self._lexicon.has("determiners", words[0]) else words
        if not words or not self._lexicon.has("people.called_again", words[0]):
            return None
        last = self._antecedents.last_voice()
        if last is None or last.bearer is None or not 0 <= at - last.at <= _REACH:
            return None
        bearer = last.bearer
        told = gender_of_words([*phrase.lower().split()[:1], words[0]], self._lexicon)
        fits = bearer.may_be(told) and self._tells_nothing_else(words, bearer) and self._is_free(words[0], bearer, at)
        between = {m.bearer for m in self._people.mentions(last.span[1], at)} - {bearer}
        return bearer if fits and not any(b.may_be(told) for b in between) else None

    def _is_of_office(self, phrase: str) -> bool:
        """Whether the noun itself is written small: "el responsable de Caixa Norte"."""
        words = _WORD.findall(phrase)
        noun = words[int(self._lexicon.has("determiners", words[0].lower())) :][:1]
        return bool(noun) and noun[0][0].islower()

    def _tells_nothing_else(self, words: Sequence[str], bearer: Bearer) -> bool:
        """Whether what the noun is of is what the person's own office is of, or nothing: "of the bank" is."""
        lexicon = self._lexicon
        links = ("nouns.of", "prepositions")
        of = next((k for k, w in enumerate(words) if k and any(lexicon.has(kind, w) for kind in links)), None)
        if of is None:
            return len(words) <= 3
        told = {w for w in words[of:] if not any(lexicon.has(kind, w) for kind in (*links, "determiners"))}
        return any(told <= office for office in self._offices.of_bearer(bearer))

    def _is_free(self, head: str, bearer: Bearer, at: int) -> bool:
        """Whether nobody else was called by this noun: neither by name nor as "a …"."""
        if self._offices.others_called(head, bearer):
            return False
        for match in re.finditer(rf"(\w+)\s+{re.escape(head)}(?!\w)", self._people.text[:at].lower()):
            if self._lexicon.has("kinds.indefinite", match.group(1)):
                return False
        return True
