"""What reading a sentence finds, in token ranges, and who can be a speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.extents import head_part
from firsthand.quotes.sentence import Sentence
from firsthand.quotes.stream import Stream
from firsthand.quotes.subjects import opens_like_phrase
from firsthand.settings import RULE_PRECISION

Range = tuple[int, int]
CONTRACTED = re.compile(r"['’](?:s|d|ll|re|ve|m)$")
DASHES = frozenset("—–―-")


@dataclass(slots=True)
class Finding:
    """An attribution in token ranges of one paragraph; `frame` is the shape it was read in."""

    frame: str
    content: list[Range]
    cue: list[Range]
    source: Range | None
    ends_with_speaker: bool = False

    def attribution(self, stream: Stream) -> Attribution:
        """The same in code points."""

        def cut(r: Range) -> Range:
            return stream.starts[r[0]], stream.ends[r[1] - 1]

        content = tuple(cut(r) for r in sorted(self.content) if r[0] < r[1])
        return Attribution(content, tuple(cut(r) for r in self.cue), cut(self.source) if self.source else None,
                           RULE_PRECISION.get(self.frame, 0.5), self.frame)  # fmt: skip


def could_speak(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase has a name or a word for those who speak."""
    kinds = (
        "kinds.roles",
        "kinds.bodies",
        "kinds.outlets",
        "kinds.anonymous_nouns",
        "kinds.works",
        "person_pronouns",
        "plural_pronouns",
    )
    return any(
        sentence.capital(k) or "." in sentence.low(k)[1:-1] or any(sentence.has(kind, k) for kind in kinds)
        for k in range(*phrase)
    )


def is_speaker(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase before or behind a trailing cue is a speaker and not a clause of its own."""
    begin, end = phrase
    named = any(sentence.has("kinds.roles", k) for k in range(begin, end)) and sentence.capital(end - 1)
    named = named or _ends_with_voice(sentence, phrase)
    if not named and not opens_like_phrase(sentence, begin) and not sentence.lexicon.inversion:
        return False
    if end - begin > 1 and opens_clause(sentence, begin):
        return False  # "they want the dam removed"
    if end - begin > 25 or sentence.has("coordinators", end - 1) or sentence.has("negations", begin):
        return False
    head = head_part(sentence, phrase)
    if any(sentence.has("auxiliaries", k) or sentence.cue_at(k) is not None for k in range(*head)):
        return any(sentence.has("relative_voices", k) for k in range(*head))
    return could_speak(sentence, head_part(sentence, phrase))


def opens_clause(sentence: Sentence, k: int) -> bool:
    """Whether a pronoun that is a subject stands at `k`: behind it comes a verb, and no more of a phrase."""
    word = CONTRACTED.sub("", sentence.low(k))
    kinds = ("person_pronouns", "plural_pronouns", "impersonals", "speaker_pronouns")
    return any(word in sentence.lexicon.words.get(kind, ()) for kind in kinds)


def _ends_with_voice(sentence: Sentence, phrase: Range) -> bool:
    """Whether a few words end in a word for those who speak: "international experts", "retired engineers"."""
    begin, end = phrase
    voice = sentence.has("kinds.anonymous_nouns", end - 1) or sentence.has("kinds.roles", end - 1)
    return voice and end - begin <= 4 and all(sentence.is_word(k) for k in range(begin, end))


def before_comma(sentence: Sentence, k: int) -> int:
    """`k` moved left over commas, colons and dashes."""
    while k > sentence.start and (sentence.low(k - 1) in (",", ":") or sentence.low(k - 1) in DASHES):
        k -= 1
    return k
