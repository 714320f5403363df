"""Links to other pieces that a page sets in the middle of a sentence: whoever saves the page as text glues them in.

"Senator Ward Ansel James WardFerries to stop at noon | Harbour asks nobody | …": a full name follows on a name, and the
first headline on its last letter.
"""

from __future__ import annotations

import re
from functools import cache

from firsthand.languages import codes, table

_GLUED = re.compile(r"\b([^\W\d_a-z]\w{2,20}) (?:[^\w\s]?[^\W\d_a-z]\S{0,20} ){1,3}\1(?=[A-Z0-9])")
_JOINT = re.compile(r"[a-z][A-Z0-9]")


def holds_links(text: str) -> bool:
    """Whether links to other pieces stand in the middle of a sentence."""
    if text.count(" | ") > 1 or _more_links().search(text):
        return True
    return _JOINT.search(text) is not None and _GLUED.search(text) is not None


@cache
def _more_links() -> re.Pattern[str]:
    """The word that leads to more of them, at their end."""
    return re.compile("|".join(p for code in codes() for p in table(code, "furniture").get("more_links", ())) or "(?!)")
