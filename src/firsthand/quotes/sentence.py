"""A sentence as the rules read it, and the cues in it.

Tokens are counted in the stream, from the sentence's own start to its end; a place outside holds an empty word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from firsthand.quotes.lexicon import Lexicon, Verb
from firsthand.quotes.sources.gender import gender_of_name
from firsthand.quotes.stream import BLOCK, Stream

HARD_STOPS = frozenset(";:()[]{}—–―?!…|•")
"""Marks that no noun phrase runs over."""

_NAME_WORDS = 3
_NOTHING: frozenset[str] = frozenset()
_DATES = frozenset(("dates", "time_openers", "introducers"))
_PREPOSITIONS = frozenset(("prepositions", "addressing", "infinitive_links", "question_openers", "introducers"))
_NOUNS = ("kinds.roles", "kinds.bodies", "kinds.outlets", "kinds.works", "kinds.anonymous_nouns")
_LINKS = (
    "determiners",
    "possessives",
    "prepositions",
    "person_pronouns",
    "complementizers",
    "relatives",
    "names_inside",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying with the words that belong to it: auxiliaries, negation, particles."""

    start: int
    head: int
    end: int
    verb: Verb
    shapes: frozenset[str]
    negated: bool = False
    infinitive: bool = False
    auxiliary: bool = False
    pronoun: int | None = None
    """Where a subject pronoun stands inside it: "a-t-il ajouté"."""

    def is_finite(self) -> bool:
        """Whether it can carry a subject of its own."""
        if self.infinitive:
            return False
        return "finite" in self.shapes or "base" in self.shapes or self.auxiliary

    def is_gerund(self) -> bool:
        """Whether it hangs on another verb's subject."""
        return "gerund" in self.shapes and not self.is_finite()


@dataclass(slots=True)
class Sentence:
    """A sentence of a stream as a token range, with what has been read of it so far."""

    stream: Stream
    start: int
    end: int
    lexicon: Lexicon
    cues: list[Cue] = field(default_factory=list)
    cue_places: dict[int, Cue] = field(default_factory=dict)
    complementizers: set[int] = field(default_factory=set)
    limit: int | None = None
    voices: frozenset[str] = frozenset()
    told: bool = False
    """Whether somebody says the whole of it: inside a quotation."""

    kinds: list[frozenset[str]] = field(init=False, repr=False)
    """Under which kinds each token is listed, looked up once."""

    def __post_init__(self) -> None:
        known, none = self.lexicon.kinds_of, _NOTHING
        self.kinds = [known.get(low, none) for low in self.stream.lows[self.start : self.end]]
        if self.lexicon.head_first:
            for k in range(self.start, self.end):
                if "dates" in self.kinds[k - self.start] and self.capital(k) and self.capital(k + 1):
                    self.kinds[k - self.start] -= _DATES  # "Julio Arce"
        if self.lexicon.article_or_preposition:
            for k in range(self.start, self.end):
                if self.stream.lows[k] in self.lexicon.article_or_preposition and self._is_article(k):
                    self.kinds[k - self.start] -= _PREPOSITIONS

    def _is_article(self, k: int) -> bool:
        """Whether what can be article or preposition opens a noun phrase: "a polícia", but "a Pedro", "a ver"."""
        after, lexicon = self.low(k + 1), self.lexicon
        if not self.is_word(k + 1) or after.isdigit():
            return False
        noun = any(self.has(kind, k + 1) for kind in _NOUNS)
        if self.capital(k + 1):
            first = k == self.start and any(self.is_finite_form(j) for j in range(k + 2, k + 5))
            if first and gender_of_name(after) != "male":
                return True  # "A Norquímica refere", "A Frente Polisário acusou"
            trailing = self.low(k - 1) in lexicon.forms and self.low(k - 2) in (",", BLOCK, "-", "–", "—")
            named = trailing and gender_of_name(after) != "male"  # "…, noticia a Nielsen", but "…, disse a Pedro"
            return noun or named or after in lexicon.outlet_names
        told = self.low(k - 1) in lexicon.forms and self.low(k - 2) in (",", *lexicon.according)
        if told and self.has("possessives", k + 1):
            return True  # "segundo contou | a | sua irmã": who is spoken to would be "à sua irmã"
        verb = after.endswith(lexicon.infinitive_endings or ("\0",)) or after in lexicon.forms
        verb = verb or self.has("behind_preposition", k + 1)  # "A propósito"
        linked = any(self.has(kind, k + 1) for kind in _LINKS)
        return noun or not (verb or linked)

    def is_finite_form(self, k: int) -> bool:
        """Whether the token at `k` is a finite form of a verb of saying."""
        return any("finite" in shapes for _, shapes in self.lexicon.forms.get(self.low(k), ()))

    def low(self, k: int) -> str:
        """The token at `k` in lower case, or an empty string outside the sentence."""
        return self.stream.lows[k] if self.start <= k < self.end else ""

    def has(self, kind: str, k: int) -> bool:
        """Whether the token at `k` is listed under `kind`."""
        return self.start <= k < self.end and kind in self.kinds[k - self.start]

    def capital(self, k: int) -> bool:
        """Whether the token at `k` starts with a capital letter."""
        return self.start <= k < self.end and self.stream.is_capital(k)

    def is_word(self, k: int) -> bool:
        """Whether the token at `k` is a word or a number."""
        return self.start <= k < self.end and self.stream.is_word(k)

    def is_finite(self, k: int) -> bool:
        """Whether the token at `k` looks like a finite verb: by the table's words, its endings, or as a cue.

        A language without a list of such endings has its auxiliaries only.
        """
        low, lexicon = self.low(k), self.lexicon
        if not lexicon.finite_endings or self.has("auxiliaries", k):
            name = bool(lexicon.finite_endings) and self.capital(k) and k > self.start  # "La Haya"
            return self.has("auxiliaries", k) and not name and not self.has("nonfinite", k)
        if not self.is_word(k) or (self.capital(k) and k > self.start):
            return False
        clitic = self.has("object_pronouns", k - 1) and not self.has("determiners", k - 1)
        clitic = clitic and (not self.has("free_relatives", k - 1) or self.has("negations", k - 2))  # "no lo aguanta"
        if self.has("finite", k) or clitic:
            return True
        if len(low) < 4 or self.has("not_finite", k) or low in lexicon.nouns_of_kind:
            return False
        low = low.partition("-")[0]  # "encontrou-se"
        if low.endswith(lexicon.past_endings):
            return not (self.capital(k) and self.low(k + 1).endswith(lexicon.past_endings))  # "Lledó comentó"
        named = any(self.has(kind, k - 1) for kind in ("determiners", "possessives", "prepositions", "nouns.of"))
        cue = self.cue_at(k)
        if cue is not None and cue.head == k and cue.is_finite():
            return not named
        if self.capital(k):  # a name, unless what follows cannot follow one: "Aparecía una y otra vez"
            kinds = ("determiners", "possessives", "prepositions", "complementizers")
            named = not any(self.has(kind, k + 1) for kind in kinds)
        return not named and low.endswith(lexicon.finite_endings)

    def is_short_block(self, k: int) -> bool:
        """Whether the token at `k` is a quoted stretch of a few words: a name more likely than a speech."""
        quoted = self.stream.blocks.get(k)
        if quoted is None:
            return False
        return len(self.stream.text[quoted.inner_start : quoted.inner_end].split(None, _NAME_WORDS)) <= _NAME_WORDS

    def cue_at(self, k: int) -> Cue | None:
        """The cue that covers token `k`."""
        return self.cue_places.get(k)

    def set_cues(self, cues: list[Cue]) -> None:
        """Keep the sentence's cues, and where they stand."""
        self.cues = cues
        self.cue_places = {k: c for c in reversed(cues) for k in range(c.start, c.end)}

    def body_end(self) -> int:
        """The sentence's end without its final punctuation."""
        end = self.end if self.limit is None else self.limit
        while end > self.start and self.low(end - 1) in ".!?…;:,)":
            if self.low(end - 1) == ")" and "(" in self.stream.lows[self.start : end]:
                break
            end -= 1
        return end
