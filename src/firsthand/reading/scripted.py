"""Articles that a page keeps in its scripts, for a browser to show: JSON-LD's own text, or the state of its program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from firsthand.reading.linked_data import Thing, text_of

_ASSIGNED = re.compile(r"=\s*(?=[\[{])")
_PARSED = re.compile(r"""=\s*JSON\.parse\(\s*("(?:[^"\\]|\\.)*")""")
_KEEPS = re.compile(
    r"__NEXT_DATA__|__NUXT|__INITIAL|__next_f|__PRELOADED|__APOLLO|__STATE|globalContent|__DATA__|pageData", re.I
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_PROSE = re.compile(r"\w+(?:\W+\w+){9,}\W*$")
_STOP = re.compile(r"[.!?…。！？]")
_MOST_BYTES = 8_000_000
_MOST_STRINGS = 20_000
_DEEPEST = 60
_MOST_TRIES = 20
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_MOST_WITHIN = 2
_SHORTEST_HOLDER = 40


def body_of_linked(things: Sequence[Thing]) -> str:
    """The text that JSON-LD gives as the article's, with tags where it has some."""
    return max((_raw_text(thing, "articleBody") or _raw_text(thing, "text") for thing in things), key=len, default="")


def entries_of_linked(things: Sequence[Thing]) -> str:
    """The entries of a live blog, as JSON-LD gives them: headlines and texts are lines."""
    told = (thing["liveBlogUpdate"] for thing in things if isinstance(thing.get("liveBlogUpdate"), list))
    entries = [entry for updates in told for entry in updates if isinstance(entry, dict)]
    lines = (line for entry in entries for line in (text_of(entry, "headline"), _raw_text(entry, "articleBody")))
    return "\n".join(line for line in lines if line)


def _raw_text(thing: Thing, name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else text_of(thing, name)


def body_of_state(scripts: Sequence[Any]) -> str:
    """The longest run of prose in the data that the page's program starts from; paragraphs are lines.

    Data hold an article as one string of markup, or as a list of blocks: the strings that stand in the deepest value
    which holds most of all prose.
    """
    best: list[str] = []
    for value in _states(scripts):
        found = _prose_below(value)
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    return "\n".join(best or _written_strings(scripts))


def _written_strings(scripts: Sequence[Any]) -> list[str]:
    """Prose in the strings of programs: of functions that return the state, of pieces that are pushed in turn."""
    found: dict[str, None] = {}
    for script in scripts:
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") or len(text) > _MOST_BYTES or not _KEEPS.search(text):
            continue
        for string in islice(_strings_in(text, 0), _MOST_STRINGS):
            if _prose_length(string):
                found.setdefault(string)
    return list(found)


def _strings_in(text: str, depth: int) -> Iterator[str]:
    """What is written between quotes in a program; strings within strings are looked for inside."""
    for match in _STRING.finditer(text):
        try:
            string = json.loads(match[0], strict=False)
        except ValueError:
            continue
        if depth < _MOST_WITHIN and len(string) > _SHORTEST_HOLDER and '"' in string and not _TAG.search(string[:200]):
            yield from _strings_in(string, depth + 1)
        else:
            yield string


def _states(scripts: Sequence[Any]) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    for script in scripts:
        text = script.text or ""
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind or not 200 < len(text) < _MOST_BYTES:
            continue
        try:
            if "json" in kind:
                yield json.loads(text, strict=False)
            elif _KEEPS.search(text) or _KEEPS.search(script.get("id") or ""):
                if quoted := _PARSED.search(text):
                    yield json.loads(json.loads(quoted[1], strict=False), strict=False)
                for match in islice(_ASSIGNED.finditer(text), _MOST_TRIES):
                    try:
                        yield decoder.raw_decode(text, match.end())[0]
                        break
                    except ValueError:
                        continue
        except (ValueError, RecursionError, TypeError):
            continue


def _prose_below(value: Any) -> list[str]:
    """The prose of the value's part that holds the article: the smallest that holds most of it."""
    budget = [_MOST_STRINGS]
    weights: dict[int, int] = {}
    _weigh(value, weights, budget, 0)
    whole = weights.get(id(value), 0)
    while isinstance(value, (dict, list)):
        children = list(value.values()) if isinstance(value, dict) else value
        heaviest = max(children, key=lambda child: _weight(child, weights), default=None)
        if heaviest is None or _weight(heaviest, weights) < 0.5 * _weight(value, weights):
            break
        if _weight(heaviest, weights) < 0.3 * whole:
            break
        value = heaviest
    return list(dict.fromkeys(_strings(value)))


def _weight(value: Any, weights: dict[int, int]) -> int:
    return _prose_length(value) if isinstance(value, str) else weights.get(id(value), 0)


def _prose_length(text: str) -> int:
    bare = _TAG.sub(" ", text) if "<" in text else text
    return (
        len(bare)
        if len(bare) > 60 and _PROSE.search(bare[:2000]) and _STOP.search(bare) and "{" not in bare[:200]
        else 0
    )


def _weigh(value: Any, weights: dict[int, int], budget: list[int], depth: int) -> int:
    if isinstance(value, str):
        return _prose_length(value)
    if not isinstance(value, (dict, list)) or depth > _DEEPEST or budget[0] <= 0:
        return 0
    budget[0] -= 1
    children = value.values() if isinstance(value, dict) else value
    total = sum(_weigh(child, weights, budget, depth + 1) for child in children)
    weights[id(value)] = total
    return total


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if _prose_length(value):
            yield value
    elif depth <= _DEEPEST and isinstance(value, (dict, list)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _strings(child, depth + 1)
