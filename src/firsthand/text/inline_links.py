"""Links to other pieces that a page sets in the middle of a sentence: whoever saves the page as text glues them in.

"Senator Ward Ansel James WardFerries to stop at noon | Harbour asks nobody | …": a full name follows on a name, and the
first headline on its last letter.
"""

from __future__ import annotations

import re

from firsthand.languages import any_of

_GLUED = re.compile(r"\b([^\W\d_a-z]\w{2,20}) (?:[^\w\s]?[^\W\d_a-z]\S{0,20} ){1,3}\1(?=[A-Z0-9])")
_JOINT = re.compile(r"[a-z][A-Z0-9]")


def holds_links(text: str) -> bool:
    """Whether links to other pieces, or the word that leads to more of them, stand in the middle of a sentence."""
    if text.count(" | ") > 1 or any_of("furniture", "more_links").search(text):
        return True
    return _JOINT.search(text) is not None and _GLUED.search(text) is not None
