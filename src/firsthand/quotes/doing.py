"""What is done with the words: said or written, only held ("hopes that"), or meant to be done ("threatened to").

In: the words of a cue, how its content opens, the language's words. Out: speech, attitude or act. A cue that no table
knows tells of an act, unless its words stand in marks or are a noun of saying.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.model import Doing, QuotationMode
from firsthand.quotes.lexicon import Lexicon


def what_is_done(cue: Sequence[str], content: Sequence[str], mode: QuotationMode, words: Lexicon) -> Doing:
    """Judge by the lower-case words of a cue and the first ones of its content."""
    if not cue or mode == "direct":
        return "speech"
    lemmas = [verb.lemma for word in cue for verb, _ in words.forms.get(word, ())]
    if any("_" in lemma and set(lemma.split("_")[1:]) <= set(cue) for lemma in lemmas):
        return "speech"  # "fait savoir", though to know is to say nothing
    named = (*lemmas, *cue)
    if any(words.has("doing.attitudes", word) for word in named):
        return "attitude"
    if any(words.has("doing.acts", word) for word in named) and _opens_infinitive(content, words):
        return "act"
    told = any(w in words.according or w in words.nouns or words.has("nouns.views", w) for w in cue)
    voiced = cue[0] in words.for_voices or cue[0] in words.own_views
    known = bool(lemmas) or told or voiced
    return "speech" if known or mode == "mixed" or not cue[0][0].isalpha() else "act"


def _opens_infinitive(content: Sequence[str], words: Lexicon) -> bool:
    first = content[1:2] if content[:1] and words.has("doing.links", content[0]) else content[:1]
    if not first:
        return False
    marked = words.has("infinitive_markers", content[0])
    return marked or first[0].endswith(words.infinitive_endings or ("\0",))
