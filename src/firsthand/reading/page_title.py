"""The title of a page's article, without the outlet that templates put behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.reading.article import bare

_JOINT = re.compile(
    r"\s+[|»·•*:–—-]{1,2}\s+|\s*[|｜ㅣ│¦]\s*|\s*：|--|-(?=[^\s-]{1,30}$)|\s+::\s+|\s+«\s+|_(?=[^_]{2,20}$)"
)
_KICKER = re.compile(r":\s+|\s+[-–—|/]\s+")
_MOST_PARTS = 3
_NAMES_OF_ONE = 0.6
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Titles:
    """What each place of a page calls its article; empty where it is silent.

    `linked` is JSON-LD's headline, `shared` and `posted` are written for sharing (Open Graph, Twitter), `headings` are
    the first that the page shows, `window` is what the browser shows in its tab.
    """

    linked: str
    shared: str
    posted: str
    headings: tuple[str, ...]
    window: str


def find_title(told: Titles, outlets: Sequence[str]) -> str | None:
    """The article's title.

    Parameters
    ----------
    told : Titles
        What each place calls it.
    outlets : sequence of str
        Names and domain of the outlet, as far as they are known.

    Notes
    -----
    Publishers call one article several things, and which of them is "the" title differs from one to the next. Where
    JSON-LD and the title for sharing differ, the order below was chosen on the half of 129 pages with truth whose
    outlets' hashes are even (.91 right, where what is said for sharing is in .83); on the other half: .94 and .88.
    """
    others = [told.linked, told.shared, told.posted, *told.headings, told.window]
    linked, shared, posted, window = (
        _without_outlet(title, others, outlets) for title in (told.linked, told.shared, told.posted, told.window)
    )
    shared, posted = shared or posted, posted if shared else ""
    shown = next((h for h in told.headings if bare(h) and bare(h) in (bare(window), bare(shared))), "")
    first = next(iter(told.headings), "")
    if linked and shared and bare(linked) != bare(shared):
        return _of_two(linked, shared, posted, first, shown, window)
    if shared and shown and bare(shown) == bare(window) and _shared_words(shown, shared) < _LEAST_SHARED:
        return shown  # written to make readers click
    return _below_kicker(shared or linked or shown or window, first) or first or None


def _of_two(linked: str, shared: str, posted: str, first: str, shown: str, window: str) -> str:
    """Which of two titles, JSON-LD's or that for sharing, is the article's.

    - JSON-LD's, where nothing on the page repeats it, and it is no longer or shorter form of the other: what nobody
      needs for display was typed by an editor as the headline;
    - JSON-LD's, where the title for Twitter and the heading say the same: the other was written for one network;
    - where the page has a title for Twitter of its own, and that for sharing has little of what heading and tab say, it
      was written to make readers click;
    - that for sharing otherwise.
    """
    a, b = bare(linked), bare(shared)
    if a not in (bare(posted), bare(first), bare(window)) and a not in b and b not in a:
        return linked
    if a == bare(posted) == bare(first):
        return linked
    if posted and shown and bare(shown) == bare(window) and _shared_words(shown, shared) < _LEAST_SHARED:
        return shown
    return shared


def _below_kicker(title: str, heading: str) -> str:
    """`title` without the topic before it, where the heading sets another topic before the same words."""
    if not heading or bare(heading).endswith(bare(title)):
        return title
    below = {bare(heading[joint.end() :]) for joint in _KICKER.finditer(heading)}
    for joint in _KICKER.finditer(title):
        rest = title[joint.end() :]
        if bare(rest) in below and len(bare(rest)) > joint.start():
            return rest
    return title


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
