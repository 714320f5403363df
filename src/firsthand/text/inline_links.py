"""Links to other pieces that a page sets in the middle of a sentence: whoever saves the page as text glues them in.

"Senator Ward Ansel James WardFerries to stop at noon | Harbour asks nobody | …": a full name follows on a name, and the
first headline on its last letter.
"""

from __future__ import annotations

import re

from firsthand.languages import any_of

LONGEST_LINKS = 600
"""Characters over which glued headlines may run before the word that leads to more of them."""
_GLUED = re.compile(r"\b([^\W\d_a-z]\w{2,20}) (?:[^\w\s]?[^\W\d_a-z]\S{0,20} ){1,3}\1(?=[A-Z0-9])")
_JOINT = re.compile(r"[a-z][A-Z0-9]")


def holds_links(text: str) -> bool:
    """Whether links to other pieces, or the word that leads to more of them, stand in the middle of a sentence."""
    if text.count(" | ") > 1 or any_of("furniture", "more_links").search(text):
        return True
    return _JOINT.search(text) is not None and _GLUED.search(text) is not None


def find_links(text: str) -> list[tuple[int, int]]:
    """Ranges of glued headlines: from the name that the first stands on to the word that leads to more of them.

    Where no such word follows in the paragraph, only the name is known to be glued, and nothing is found.
    """
    if _JOINT.search(text) is None:
        return []
    found: list[tuple[int, int]] = []
    for match in _GLUED.finditer(text):
        near = min(len(text), match.end() + LONGEST_LINKS)
        line = text.find("\n", match.end(), near)
        stop = near if line < 0 else line
        ends = [m.end() for m in any_of("furniture", "more_links").finditer(text, match.end(), stop)]
        if ends and (not found or found[-1][1] <= match.start()):
            found.append((match.start(), ends[0]))
    return found
