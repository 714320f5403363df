"""Text that can be shown on one line."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` on one line, without characters that steer a terminal or turn the direction of what follows."""
    return " ".join(_CONTROLS.sub(" ", text).split())
