"""Through whom and to whom the words went: medium and addressee, read from what stands beside cue and source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.model import Quotation
from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.name_runs import Run, capital_runs
from firsthand.quotes.naming import Reading, read_source
from firsthand.quotes.sources.gender import given_names

Range = tuple[int, int]
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s[^\W\d_])|\w+(?:['’.-]\w+)*|[^\w\s]")
_GENITIVE = re.compile(r"['’]s?$")
_PROGRAMME = re.compile(r"['’]s?\s*[“\"‘«]([^”\"’»\n]{3,60}?)[,.]?[”\"’»]")
_TITLE = re.compile(r"[“\"«]([^”\"»\n]{5,40}?)[,.]?[”\"»]")
_OUTLET_IN_MARKS = re.compile(r"[“\"«]\s?([^\W\d_a-zß-öø-ÿ][^”\"»\n]{1,30}?)\s?[”\"»]")
_REACH = 220
_OPENING = 160
"""Characters of a sentence's opening in which it may say through whom: "In an interview with X, "."""
_MEMORY = 600
"""Characters after which "the newspaper" may be another one."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The medium with its place in the text, and the addressee's words."""

    medium: str | None = None
    medium_span: Range | None = None
    addressee: str | None = None
    programme: str | None = None
    """What of the outlet's it was: "State of the Union"."""


@dataclass(frozen=True, slots=True)
class _Window:
    words: list[str]
    lows: list[str]
    spans: list[Range]


def find_channel(text: str, edge: int, limit: int, tells: bool, lexicon: Lexicon, persons: frozenset[str]) -> Channel:
    """Read ``text[edge:limit]``, the words behind a cue and its source; `tells`: the cue's object is the addressee."""
    window = _window(text, edge, min(limit, edge + _REACH), lexicon)
    medium: str | None = None
    span: Range | None = None
    addressee: str | None = None
    programme: re.Match[str] | None = None
    k = 0
    while k < len(window.words):
        begin, by_frame = _opening(window, k, lexicon, tells and k == 0)
        if begin is None:
            if not _is_passing(window, k, lexicon):
                break
            k += 1
            continue
        title = _titled(text, window, begin) if by_frame in ("weak", "strong") and begin < len(window.words) else None
        if title is not None and medium is None:
            return Channel(text[slice(*title)], title, addressee, text[slice(*title)])
        end = _phrase_end(window, begin, lexicon)
        if end <= begin:
            break
        marked = _in_marks(text, window, begin, end, lexicon)
        if marked is not None and medium is None:
            return Channel(text[slice(*marked)], marked, addressee)
        name = _medium_name(window, begin, end, lexicon, persons, by_frame)
        if name is not None and medium is None:
            medium = text[window.spans[name[0]][0] : window.spans[name[1] - 1][1]]
            span = (window.spans[name[0]][0], window.spans[name[1] - 1][1])
            programme = _PROGRAMME.match(text, span[1])
        elif name is None and addressee is None and by_frame in ("tell", "to"):
            addressee = text[window.spans[begin][0] : window.spans[end - 1][1]]
        k = end
    return Channel(medium, span, addressee, programme.group(1) if programme else None)


def find_front_channel(text: str, start: int, end: int, lexicon: Lexicon) -> Channel:
    """Read ``text[start:end]``, a sentence before its cue: "In an interview with X, Ruiz said"."""
    window = _window(text, start, min(end, start + _OPENING), lexicon)
    for k in range(len(window.words)):
        begin, by_frame = _opening(window, k, lexicon, False)
        if begin is None or by_frame == "to" or begin >= len(window.words):
            continue
        title = _titled(text, window, begin)
        if title is not None:
            return Channel(text[slice(*title)], title, None, text[slice(*title)])
        stop = _phrase_end(window, begin, lexicon)
        marked = _in_marks(text, window, begin, stop, lexicon)
        if marked is not None:
            return Channel(text[slice(*marked)], marked)
        name = _medium_name(window, begin, stop, lexicon, frozenset(), by_frame) if stop > begin else None
        if name is not None:
            span = (window.spans[name[0]][0], window.spans[name[1] - 1][1])
            programme = _PROGRAMME.match(text, span[1])
            return Channel(text[slice(*span)], span, None, programme.group(1) if programme else None)
    return Channel()


def owning_outlet(text: str, source: Range, lexicon: Lexicon) -> Channel:
    """The outlet whose journalist speaks: "NPR’s | Corey Dade"."""
    window = _window(text, source[0], min(source[1], source[0] + _REACH), lexicon)
    owned = next((k for k, w in enumerate(window.words) if k and _GENITIVE.fullmatch(w)), None)
    if owned is None or not any(w[0].isupper() for w in window.words[owned + 1 : owned + 2]):
        return Channel()
    reading = read_source(" ".join(window.words[:owned]), lexicon)
    if reading.kind != "outlet" or not reading.named:
        return Channel()
    at = text.find(reading.name, *source)
    return Channel(reading.name, (at, at + len(reading.name)) if at >= 0 else None)


def cut_channel(text: str, source: Range, lexicon: Lexicon) -> Range:
    """The source without an outlet that its last comma brings in: "Ana Ruiz, an engineer, | in the Herald"."""
    comma = text.rfind(", ", *source)
    if comma < 0:
        return source
    window = _window(text, comma + 1, min(source[1], comma + _REACH), lexicon)
    begin, by_frame = _opening(window, 0, lexicon, False) if window.words else (None, "")
    if begin is None or by_frame == "to" or _phrase_end(window, begin, lexicon) < len(window.words):
        return source
    named = _medium_name(window, begin, len(window.words), lexicon, frozenset(), by_frame)
    return (source[0], comma) if named else source


def name_outlets(quotations: Sequence[Quotation], lexicon: Lexicon) -> list[Quotation]:
    """ "Told the newspaper": the outlet that was named last, close before, is the medium."""
    named: list[Quotation] = []
    last: tuple[int, str] | None = None
    for quotation in quotations:
        if last and quotation.medium is None and quotation.addressee and quotation.source:
            hearer = read_source(quotation.addressee, lexicon, opens=False)
            if hearer.kind == "outlet" and hearer.definite and not hearer.named:
                near = quotation.span.start - last[0] <= _MEMORY and last[1] != quotation.source.name
                quotation = replace(quotation, medium=last[1], addressee=None) if near else quotation
        if quotation.medium:
            last = quotation.span.end, quotation.medium
        elif quotation.source and quotation.source.kind == "outlet" and quotation.source.span:
            last = quotation.span.end, quotation.source.name
        named.append(quotation)
    return named


def _is_passing(window: _Window, k: int, lexicon: Lexicon) -> bool:
    """Whether the word may stand between the cue and the phrase: a date, an adverb, a comma, the date's article."""
    low = window.lows[k]
    if (
        low == ","
        or low.isdigit()
        or lexicon.has("dates", low)
        or lexicon.has("clitics", low)
        or lexicon.is_adverb(low)
    ):
        return True
    near = window.lows[k + 1 : k + 3]
    return (lexicon.has("time_openers", low) or lexicon.has("names_inside", low)) and any(
        lexicon.has("dates", w) or w.isdigit() for w in near
    )


def _window(text: str, start: int, end: int, lexicon: Lexicon) -> _Window:
    words: list[str] = []
    spans: list[Range] = []
    for m in _WORD.finditer(text, start, end):
        first, *rest = lexicon.halves(m.group())
        if rest:
            words.extend((first, *rest))
            middle = m.end() - len(rest[0])
            spans.extend(((m.start(), middle), (middle, m.end())))
            continue
        genitive = _GENITIVE.search(m.group())
        cut = m.end() if genitive is None or genitive.start() == 0 else m.start() + genitive.start()
        words.append(text[m.start() : cut])
        spans.append((m.start(), cut))
        if cut < m.end():
            words.append(text[cut : m.end()])
            spans.append((cut, m.end()))
    return _Window(words, [w.lower() for w in words], spans)


def _opening(window: _Window, k: int, lexicon: Lexicon, tells: bool) -> tuple[int | None, str]:
    """Whether a phrase naming a hearer or a medium opens at `k`: where its noun starts, and by what it is opened."""
    for phrase in lexicon.channels.get(window.lows[k], ()):
        whole = tuple(window.lows[k : k + len(phrase)]) == phrase
        spelt = k + len(phrase) if whole else _over_date(window, k, phrase, lexicon)
        spelt = spelt or _over_epithet(window, k, phrase, lexicon)
        if spelt:
            strong = len(phrase) > 1 and " ".join(phrase) not in lexicon.according_phrases
            if not strong and lexicon.has("addressing", phrase[0]):
                return k + 1, "to"
            return spelt, "strong" if strong else "weak"
    if lexicon.has("addressing", window.lows[k]):
        return k + 1, "to"
    return (k, "tell") if tells else (None, "")


def _over_epithet(window: _Window, k: int, phrase: Sequence[str], lexicon: Lexicon) -> int:
    """Where "in a | telephone | interview with" ends: a word or two between the article and the frame's own noun."""
    lows = window.lows
    if len(phrase) < 4 or not lexicon.has("determiners", phrase[1]) or lows[k] != phrase[0]:
        return 0
    if not lexicon.has("determiners", lows[k + 1] if k + 1 < len(lows) else ""):
        return 0
    rest = tuple(phrase[2:])
    return next((j + len(rest) for j in (k + 3, k + 4) if tuple(lows[j : j + len(rest)]) == rest), 0)


def _titled(text: str, window: _Window, begin: int) -> Range | None:
    """Where a programme's title stands in marks right behind its "on": "on “Meet the Press”"."""
    match = _TITLE.match(text, window.spans[begin][0])
    words = match.group(1).split() if match is not None else []
    capitals = sum(w[0].isupper() for w in words)
    fits = len(words) > 1 and words[0][0].isupper() and capitals >= 2 and capitals * 2 >= len(words)
    return match.span(1) if match is not None and fits else None


def _in_marks(text: str, window: _Window, begin: int, end: int, lexicon: Lexicon) -> Range | None:
    """Where an outlet's name stands in marks behind the word for outlets: "a la revista “Puerto Vivo”"."""
    kind = begin < end < len(window.words) and lexicon.has("kinds.outlets", window.lows[end - 1])
    match = _OUTLET_IN_MARKS.match(text, window.spans[end][0]) if kind else None
    return match.span(1) if match is not None else None


def _over_date(window: _Window, k: int, phrase: Sequence[str], lexicon: Lexicon) -> int:
    """Where a phrase ends that a date parts from its last word: "published | Sunday | by"."""
    at = k + len(phrase) - 1
    if len(phrase) < 2 or tuple(window.lows[k:at]) != tuple(phrase[:-1]):
        return 0
    while at < len(window.lows) and at < k + len(phrase) + 3 and window.lows[at] != phrase[-1]:
        low = window.lows[at]
        if not (low.isdigit() or any(lexicon.has(kind, low) for kind in ("dates", "time_openers", "nouns.of"))):
            return 0
        at += 1
    return at + 1 if at < len(window.lows) and window.lows[at] == phrase[-1] else 0


def _phrase_end(window: _Window, begin: int, lexicon: Lexicon) -> int:
    k = begin
    for phrase in lexicon.outlet_names.get(window.lows[k], ()) if k < len(window.words) else ():
        if tuple(window.lows[k : k + len(phrase)]) == phrase:
            k += len(phrase)  # "CNN en Español"
            break
    while k < len(window.words) and k - begin < 14:
        low = window.lows[k]
        inside = lexicon.has("names_inside", low) or lexicon.has("determiners", low)
        if not low[0].isalnum() and not (low in "/&" and k > begin):
            break
        if (
            k > begin
            and not inside
            and (
                lexicon.has("prepositions", low)
                or lexicon.has("complementizers", low)
                or (lexicon.has("auxiliaries", low) and not window.words[k][0].isupper())
            )
        ):
            break
        if lexicon.has("dates", low) or (
            k > begin
            and lexicon.has("determiners", low)
            and k + 1 < len(window.words)
            and (window.lows[k + 1].isdigit() or lexicon.has("dates", window.lows[k + 1]))
        ):
            break
        if k > begin and (
            (lexicon.has("time_openers", low) and not window.words[k][0].isupper() and not inside)
            or lexicon.has("subordinators", low)
            or lexicon.has("relatives", low)
        ):
            break
        k += 1
    while k > begin and (
        lexicon.has("determiners", window.lows[k - 1]) or lexicon.has("prepositions", window.lows[k - 1])
    ):
        k -= 1
    return k


def _medium_name(
    window: _Window, begin: int, end: int, lexicon: Lexicon, persons: frozenset[str], opened: str
) -> tuple[int, int] | None:
    """Token range of the outlet's name in the phrase, or None when the phrase names no outlet."""
    words, lows = window.words[begin:end], window.lows[begin:end]
    text = " ".join(words)
    reading = read_source(text, lexicon)
    posts = [k for k, low in enumerate(lows) if lexicon.has("kinds.posts", low) and words[k][0].isupper()]
    if posts and opened != "to":
        return begin + posts[0], begin + posts[0] + 1
    if (
        any(
            (words[k][0].islower() and (lexicon.has("kinds.not_media", low) or lexicon.has("kinds.reporters", low)))
            or (k < 2 and lexicon.has("kinds.not_media", low))
            for k, low in enumerate(lows)
        )
        and reading.kind != "outlet"
    ):
        return None
    runs = capital_runs(words, lows, lexicon)
    called = bool(runs) and _is_called_outlet(runs[-1], words, lows, lexicon) and reading.kind != "role"
    if opened == "weak" and not called and not _is_bare_outlet(reading, words, lows, lexicon):
        return None
    if not runs:
        return None
    run = runs[-1]
    if called and reading.kind != "outlet":
        return begin + run.start, begin + run.end
    first, last = run.start, run.end
    while first < last - 1 and any(w.lower().endswith("-based") for w in words[first : last - 1]):
        first += 1
    if reading.kind == "outlet":
        name = [w for w in reading.name.split() if not w.lower().endswith("-based")]
        at = next((k for k in range(len(words) - len(name) + 1) if words[k : k + len(name)] == name), None)
        return (begin + first, begin + last) if at is None else (begin + at, begin + at + len(name))
    known = text in persons or run.words[-1] in persons or run.words[0].lower() in given_names()
    bare = first == 0 or all(lexicon.has("determiners", low) for low in lows[:first])
    if reading.kind == "role" or known or (reading.role is not None and not bare):
        return None
    is_place = all(lexicon.has("kinds.places", w.lower()) for w in run.words)
    if last < len(words) and words[last][0].islower() and not lexicon.has("kinds.outlets", lows[last]):
        return None  # "told an NRA convention", "speaking to California law officers"
    if opened == "strong" and not is_place:
        return begin + first, begin + last
    if (
        opened in ("tell", "to")
        and bare
        and reading.kind in ("person", "body")
        and not is_place
        and not _is_title(lows, lexicon)
    ):
        places = opened == "to" and begin and lexicon.has("place_openers", window.lows[begin - 1])
        if places:
            return None  # "à Velmar"
        named_alone = lexicon.inversion or last - first == 1 or lexicon.has("determiners", words[first].lower())
        return (begin + first, begin + last) if opened == "tell" or named_alone else None
    return None


def _is_bare_outlet(reading: Reading, words: list[str], lows: list[str], lexicon: Lexicon) -> bool:
    """Whether a phrase is an outlet's name with no more than its article and the word for outlets before it."""
    if reading.kind != "outlet" or not reading.named:
        return False
    first = reading.name.split()[0]
    at = words.index(first) if first in words else 0
    return all(lexicon.has("determiners", low) or lexicon.has("kinds.outlets", low) for low in lows[:at])


def _is_called_outlet(run: Run, words: list[str], lows: list[str], lexicon: Lexicon) -> bool:
    """Whether a name stands behind the word for an outlet, or is one with its article: "diario El Faro", "the Post"."""
    if lexicon.has("given", run.words[0].lower()) or lexicon.has("honorifics", run.words[0].lower()):
        return False
    before = lows[run.start - 1] if run.start else ""
    if before and words[run.start - 1][0].islower() and lexicon.has("kinds.outlets", before):
        return True
    alone = len(run.words) == 1 and lexicon.has("kinds.outlets", run.words[0].lower())
    return alone and (lexicon.has("determiners", before) or not before)


def _is_title(lows: list[str], lexicon: Lexicon) -> bool:
    return any(lexicon.has("honorifics", low) or lexicon.has("kinds.bodies", low) for low in lows)
