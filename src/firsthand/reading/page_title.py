"""The title of a page's article, without the outlet that templates put behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.reading.article import bare

_JOINT = re.compile(
    r"\s+[|»·•:–—-]{1,2}\s+|\s*[|｜ㅣ│¦]\s*|\s*：|--|-(?=[^\s-]{1,30}$)|\s+::\s+|\s+«\s+|_(?=[^_]{2,20}$)"
)
_MOST_PARTS = 3
_NAMES_OF_ONE = 0.6
_LEAST_SHARED = 0.5


def find_title(linked: str, shared: str, headings: Sequence[str], window: str, outlets: Sequence[str]) -> str | None:
    """The article's title.

    Parameters
    ----------
    linked, shared : str
        What JSON-LD and the metadata for sharing say; empty where they are silent.
    headings : sequence of str
        First headings that the page shows, in order.
    window : str
        What the browser shows in its tab.
    outlets : sequence of str
        Names and domain of the outlet, as far as they are known.

    Notes
    -----
    What is said for sharing comes first: on pages with truth it is the title three times where JSON-LD's differs once.
    Where it shares hardly a word with the heading that the tab repeats, it was written to make readers click.
    """
    others = [linked, shared, *headings, window]
    linked, shared, window = (_without_outlet(title, others, outlets) for title in (linked, shared, window))
    shown = next((h for h in headings if bare(h) and bare(h) in (bare(window), bare(shared))), "")
    if shared and shown and bare(shown) == bare(window) and _shared_words(shown, shared) < _LEAST_SHARED:
        return shown
    return shared or linked or shown or window or next(iter(headings), None)


def _shared_words(a: str, b: str) -> float:
    first, second = (set(re.findall(r"\w+", title.lower())) for title in (a, b))
    return len(first & second) / max(1, min(len(first), len(second)))


def _without_outlet(title: str, others: Sequence[str], outlets: Sequence[str]) -> str:
    """`title` without what stands behind its last joints, where that is the outlet or another title ends there."""
    title = title.strip()
    known = {bare(other) for other in others if other and bare(other) != bare(title)}
    names = [bare(outlet) for outlet in outlets if outlet]
    joints = list(_JOINT.finditer(title))
    for joint in joints[-_MOST_PARTS:]:
        if joint.start() and bare(title[: joint.start()]) in known:
            return title[: joint.start()].strip()
    for joint in joints[-_MOST_PARTS:]:
        last = bare(title[joint.end() :].split("|")[-1])
        rest = bare(title[joint.end() :])
        if joint.start() and len(rest) >= 2 and any(_is_named(part, names) for part in {rest, last}):
            return _without_outlet(title[: joint.start()], others, outlets)
    for joint in joints[:2]:  # "Outlet | Title"
        first = bare(title[: joint.start()])
        if first and _is_named(first, names) and len(bare(title[joint.end() :])) > len(first):
            return _without_outlet(title[joint.end() :], others, outlets)
    return title


def _is_named(part: str, names: Sequence[str]) -> bool:
    """Whether `part` is the outlet: its name, or all but a small rest of it."""
    for name in names:
        if part == name:
            return True
        shorter, longer = sorted((part, name), key=len)
        if len(shorter) >= 3 and shorter in longer and len(shorter) >= _NAMES_OF_ONE * len(longer):
            return True
    return False
