"""Speech and writing among all that is attributed: what a case keeps.

In: a quotation. Out: the same, or what is left of it, or None. An attitude ("hopes to"), a thing that shows ("this
suggests") and an author's own gloss on somebody's words ("…, implying that") are nobody's speech; a quotation in marks
that only such a cue is beside stays, with nobody named.
"""

from __future__ import annotations

import re
from dataclasses import replace

from firsthand.model import Quotation, Span
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.naming import UNNAMED, read_source

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_MARKS = "\"“”«»„'‘"


def as_speech(quotation: Quotation) -> list[Quotation]:
    """The quotation as somebody's words; where nobody says them, what stands in marks, each stretch for itself."""
    if quotation.cue is None:
        return [quotation]
    words = lexicon(quotation.language)
    if _asks_for_silence(quotation, words):
        return []
    if quotation.doing == "speech" and _is_said(quotation, words):
        return [quotation]
    quoted = [s for piece in quotation.content if (s := _in_marks(piece)) is not None]
    return [_of_nobody(quotation, stretch, first=n == 0) for n, stretch in enumerate(quoted)]


def _of_nobody(quotation: Quotation, stretch: Span, first: bool) -> Quotation:
    return replace(
        quotation,
        id=quotation.id if first else f"{quotation.id}-{stretch.start - quotation.span.start}",
        span=stretch,
        content=(stretch,),
        cue=None,
        source=None,
        medium=None,
        medium_span=None,
        mode="direct",
        doing="speech",
        inferred="",
    )


def _asks_for_silence(quotation: Quotation, words: Lexicon) -> bool:
    """Whether all that is asked is not to be named."""
    content = quotation.content[0].exact[:80].lower()
    return content.startswith(words.anonymity_requests)


def _in_marks(piece: Span) -> Span | None:
    """The quoted stretch of a piece, from its first mark to its last; None where it has none, or a word or two."""
    marks = [n for n, c in enumerate(piece.exact) if c in _MARKS and not _inside_word(piece.exact, n)]
    if len(marks) < 2 or len(piece.exact[marks[0] : marks[-1]].split()) < 4:
        return None
    start, end = marks[0], marks[-1] + 1
    return Span(piece.start + start, piece.start + end, piece.exact[start:end], piece.document)


def _inside_word(text: str, n: int) -> bool:
    return 0 < n < len(text) - 1 and text[n - 1].isalnum() and text[n + 1].isalnum()


def _opens_clause(quotation: Quotation, words: Lexicon) -> bool:
    first = _WORD.match(quotation.content[0].exact)
    return first is not None and words.has("complementizers", first.group().lower())


def _is_said(quotation: Quotation, words: Lexicon) -> bool:
    printed = (w.lower() for span in quotation.cue or () for w in _WORD.findall(span.exact))
    cue = [half for word in printed for half in words.halves(word)]
    found = [
        (w, verb, shapes) for w in cue for verb, shapes in words.forms.get(w, ()) if not words.has("homographs", w)
    ]
    found = found or [(w, verb, shapes) for w in cue[-1:] for verb, shapes in words.forms.get(w, ())]
    voiced = bool(cue) and cue[0] in words.for_voices  # "For Ruiz, C", but no "desire for"
    phrase = voiced or any(w in words.according or w in words.nouns for w in cue)
    phrase = phrase or (_opens_clause(quotation, words) and any(words.has("nouns.views", w) for w in cue))
    if cue and not found and not phrase:
        return quotation.mode == "direct" and quotation.source is not None  # “It leaks,” Ruiz fired back.
    source = quotation.source
    if source is None:
        return words.inversion or quotation.mode != "indirect" or not cue
    name = source.name.lower()
    bare = name.replace("’", "'").split("'")[0]
    if (words.has("determiners", name) and not words.has("plural_pronouns", name)) or (
        words.has("impersonals", bare)
        and (bare != name or quotation.mode == "indirect" or all("gerund" in shapes for _, _, shapes in found))
    ):
        return False
    clause = _opens_clause(quotation, words)
    if source.name == UNNAMED and quotation.mode == "indirect" and not clause and not words.inversion:
        return False
    if found and all(verb.works for _, verb, _ in found):
        before = quotation.cue is not None and quotation.content[0].start < quotation.cue[0].start
        if quotation.mode == "indirect" and not clause and not before:
            return False  # "the poll showed a swing", but "C, the secretary suggested"
        gloss = all("gerund" in shapes for _, _, shapes in found)
        return not gloss and not read_source(source.name, words).vague
    return not (phrase and not found and read_source(source.name, words).vague and source.anonymous and source.span)
