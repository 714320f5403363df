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


def as_speech(quotation: Quotation) -> Quotation | None:
    """The quotation as somebody's words; None where it is not."""
    if quotation.cue is None:
        return quotation
    words = lexicon(quotation.language)
    if _is_said(quotation, words):
        return quotation
    quoted = tuple(s for piece in quotation.content if (s := _in_marks(piece)) is not None)
    if not quoted:
        return None
    start, end = quoted[0].start, quoted[-1].end
    first = quotation.span.start
    return replace(
        quotation,
        span=Span(start, end, quotation.span.exact[start - first : end - first], quotation.span.document),
        content=quoted,
        cue=None,
        source=None,
        medium=None,
        medium_span=None,
        mode="direct",
        inferred="",
    )


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
    cue = [w.lower() for span in quotation.cue or () for w in _WORD.findall(span.exact)]
    found = [
        (w, verb, shapes) for w in cue for verb, shapes in words.forms.get(w, ()) if not words.has("homographs", w)
    ]
    found = found or [(w, verb, shapes) for w in cue[-1:] for verb, shapes in words.forms.get(w, ())]
    phrase = any(w in words.according or w in words.for_voices or w in words.nouns for w in cue)
    if cue and not found and not phrase:
        return False
    source = quotation.source
    if source is None:
        return words.inversion or quotation.mode != "indirect" or not cue
    name = source.name.lower()
    bare = name.replace("’", "'").split("'")[0]
    if words.has("determiners", name) or (
        words.has("impersonals", bare)
        and (bare != name or quotation.mode == "indirect" or all("gerund" in shapes for _, _, shapes in found))
    ):
        return False
    clause = _opens_clause(quotation, words)
    if source.name == UNNAMED and quotation.mode == "indirect" and not clause and not words.inversion:
        return False
    if found and all(verb.works for _, verb, _ in found):
        if quotation.mode == "indirect" and not clause:
            return False
        gloss = all("gerund" in shapes for _, _, shapes in found)
        return not gloss and not read_source(source.name, words).vague
    return not (phrase and not found and read_source(source.name, words).vague and source.anonymous and source.span)
