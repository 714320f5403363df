"""Who holds an office, as a document tells by title or apposition: "Mayor Ana Ruiz", "Ana Ruiz, the mayor of X".

In: the persons of a text, and the words of an office ("the finance minister"). Out: the one person who is called so
before, or None. Always true: a former holder, a deputy, and whoever is only named nearby hold no office; of two
holders neither is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.quotes.sources.people import Bearer, People

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_REACH = 110
_LONGEST = 14
_LINES = 6
"""Lines that are as near as this paragraph and the one before, where each sentence has a line."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office beside a name: its noun, all its words, whether it is a bare title right before the name."""

    head: str
    words: frozenset[str]
    bearer: Bearer
    at: int
    bare: bool


class Offices:
    """The offices that a document gives to its persons."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._lexicon = people.lexicon
        self._found: list[Office] | None = None

    def of_bearer(self, bearer: Bearer) -> list[frozenset[str]]:
        """The words of each office that a person is given."""
        return [office.words for office in self._all() if office.bearer is bearer]

    def others_called(self, head: str, bearer: Bearer) -> bool:
        """Whether somebody else is called by the noun of an office."""
        return any(office.head == head and office.bearer is not bearer for office in self._all())

    def _all(self) -> list[Office]:
        if self._found is None:
            self._found = [office for bearer in self._people.bearers for office in self._of(bearer)]
        return self._found

    def holder(self, phrase: str, at: int) -> Bearer | None:
        """Who holds the office that `phrase` names at a place, or None."""
        words = _words(_PARENTHESIS.sub("", phrase))
        heads = self._heads([half for word in words for half in self._lexicon.halves(word)])
        if heads is None:
            return None
        head, asked = heads
        told = [o for o in self._all() if o.head == head and o.at < at]
        asked = self._without_origin(asked, head, told)
        if asked == {head} and any(o.bare for o in told):  # "the president" is no president of a club
            told = [o for o in told if o.bare]
        fitting = [o for o in told if asked <= o.words]
        rivals = {o.bearer.name for o in told if asked <= o.words | {head}}
        holders = list(dict.fromkeys(o.bearer.name for o in fitting))
        if len(holders) != 1 or len(rivals) > 1:
            return None
        office = fitting[0]
        if not any(o.bare for o in fitting) and asked == {head} and not self._is_near(office.bearer, at):
            return None
        return office.bearer

    def _without_origin(self, asked: frozenset[str], head: str, told: Sequence[Office]) -> frozenset[str]:
        """Without an adjective that tells where the one holder of the noun is from: "the | French | minister"."""
        if not self._lexicon.head_first or len({o.bearer.name for o in told}) != 1:
            return asked
        known = frozenset(word for office in told for word in office.words)
        endings = tuple(self._lexicon.words.get("people.origin_endings", ())) or ("\0",)
        return frozenset(w for w in asked if w == head or w in known or not w.endswith(endings))

    def _is_near(self, bearer: Bearer, at: int) -> bool:
        """Whether a person is named in this paragraph or the one before."""
        text = self._people.text
        here = at
        for _ in range(2 if self._people.ends_paragraph(text.rfind("\n", 0, at), at) else _LINES):
            here = max(0, text.rfind("\n", 0, here))
        start = here + (here > 0)
        return any(m.bearer is bearer for m in self._people.mentions(start, at))

    def _of(self, bearer: Bearer) -> list[Office]:
        found: list[Office] = []
        for person in bearer.mentions:
            for words, bare in (*self._before(person.at), *self._behind(person.end)):
                heads = self._heads(words)
                if heads is not None:
                    found.append(Office(heads[0], heads[1], bearer, person.at, bare))
        return found

    def _heads(self, words: Sequence[str]) -> tuple[str, frozenset[str]] | None:
        """The noun of an office and the words that tell which; None where no office, or another one, is named."""
        lexicon = self._lexicon
        stop = next((k for k, w in enumerate(words) if k and self._links(w)), len(words))
        joined = next((k for k, w in enumerate(words) if k and lexicon.has("coordinators", w)), len(words))
        if any(lexicon.has("kinds.roles", w) for w in words[:joined]) and any(
            lexicon.has("kinds.roles", w) for w in words[joined + 1 :]
        ):
            words, stop = words[:joined], min(stop, joined)  # "el primer ministro | y ministro de Justicia"
        own = words[:stop]
        roles = [w for w in own if lexicon.has("kinds.roles", w)]
        if not roles:
            return None
        head = roles[0] if lexicon.head_first else roles[-1]
        if any(lexicon.has("people.other_office", w) for w in own):
            return None
        told = frozenset(
            w for w in words if w[0].isalnum() and not self._links(w) and not lexicon.has("determiners", w)
        )
        return head, told

    def _links(self, word: str) -> bool:
        return self._lexicon.has("nouns.of", word) or self._lexicon.has("prepositions", word) or word == ","

    def _before(self, at: int) -> list[tuple[list[str], bool]]:
        """The title before a name: right before it, or before its comma."""
        text, lexicon = self._people.text, self._lexicon
        found = _TOKEN.finditer(text, max(0, at - _REACH, text.rfind("\n", 0, at) + 1), at)
        tokens = [half for m in found for half in lexicon.halves(m.group())]
        comma = bool(tokens) and tokens[-1] == ","
        tokens = tokens[:-1] if comma else tokens
        title: list[str] = []
        for k in range(len(tokens) - 1, max(-1, len(tokens) - _LONGEST), -1):
            word, low = tokens[k], tokens[k].lower()
            if word == "." and k and lexicon.has("honorifics", tokens[k - 1].lower()):
                continue
            if word in "()" or (k and tokens[k - 1] == "(" and tokens[k + 1 : k + 2] == [")"]):
                continue  # "jefa del Partido Liberal (FPO), Susana Rives"
            if not word[0].isalnum() or lexicon.has("auxiliaries", low) or self._is_verb(low):
                break
            if lexicon.has("addressing", low) and not lexicon.has("determiners", low):
                break  # "entregó el informe a | Max Orduña"
            if not (comma or lexicon.head_first) and not self._is_of_title(word, low):
                break
            title.insert(0, low)
            if (comma or lexicon.head_first) and lexicon.has("determiners", low) and self._opens_office(title):
                break
        title = self._from_office(title) if comma or lexicon.head_first else title
        closed = not comma or lexicon.head_first or text[self._name_end(at) : self._name_end(at) + 1] in ",.)"
        bare = not comma and sum(1 for w in title if not lexicon.has("determiners", w)) == 1
        return [(title, bare)] if title and closed else []

    def _name_end(self, at: int) -> int:
        ends = [p.end for b in self._people.bearers for p in b.mentions if p.at == at]
        return ends[0] if ends else at

    def _is_verb(self, low: str) -> bool:
        shapes = [s for _, group in self._lexicon.forms.get(low, ()) for s in group]
        noun = self._lexicon.has("homographs", low) or self._lexicon.has("kinds.roles", low)
        past = self._lexicon.head_first and low.endswith(self._lexicon.uttering_endings or ("\0",))
        return past or ("finite" in shapes and not noun)

    def _is_of_title(self, word: str, low: str) -> bool:
        lexicon = self._lexicon
        kinds = ("kinds.roles", "portfolios", "kinds.former", "people.other_office", "honorifics")
        return (word[0].isupper() and not lexicon.has("determiners", low)) or any(lexicon.has(k, low) for k in kinds)

    def _opens_office(self, title: Sequence[str]) -> bool:
        return any(self._lexicon.has("kinds.roles", w) for w in title[:3])

    def _from_office(self, title: list[str]) -> list[str]:
        """From the article or the noun of the office on, where it stands near enough before."""
        lexicon = self._lexicon
        start = next((k for k, w in enumerate(title) if lexicon.has("kinds.roles", w)), None)
        if start is None:
            return []
        if lexicon.head_first:
            before = title[max(0, start - 2) : start]
            other = any(lexicon.has("people.other_office", w) for w in before)
            ranked = start and not lexicon.has("determiners", title[start - 1]) and not self._links(title[start - 1])
            if ranked and (start == 1 or lexicon.has("determiners", title[start - 2])):
                start -= 1  # "el | primer ministro"
            return [] if other else title[start:]
        opened = next((k for k, w in enumerate(title) if lexicon.has("determiners", w)), start)
        return title[min(opened, start) :]

    def _behind(self, end: int) -> list[tuple[list[str], bool]]:
        """The apposition behind a name: between its comma and the next, or after "is the"."""
        text, lexicon = self._people.text, self._lexicon
        tokens = [m.group() for m in _TOKEN.finditer(text, end, min(len(text), end + _REACH))][: _LONGEST + 2]
        if not tokens:
            return []
        if tokens[0].lower() in lexicon.words.get("people.copulas", ()):
            rest = tokens[1:] if len(tokens) > 1 and lexicon.has("determiners", tokens[1].lower()) else []
        else:
            rest = tokens[1:] if tokens[0] in (",", "(") else []
        words: list[str] = []
        for token in rest:
            low = token.lower()
            if not token[0].isalnum() or lexicon.has("relatives", low) or lexicon.has("auxiliaries", low):
                break
            words.append(low)
        if any(lexicon.has("coordinators", w) for w in words[:1]) or not words:
            return []
        if lexicon.head_first and not any(lexicon.has("kinds.roles", w) for w in words[:3]):
            return []
        return [(words, False)]


def _words(phrase: str) -> list[str]:
    return [m.group().lower() for m in _TOKEN.finditer(phrase)]
