"""Whether every span of a bundle holds exactly the characters that stand in its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_KEYS = {"document", "start", "end", "exact"}


class SpanCheck:
    """Looks at one record after the other, the documents first."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self.n_checked = 0

    def keep(self, document: str, text: str) -> None:
        """Remember a document's text for the spans that come."""
        self._texts[document] = text

    def holds(self, record: Any) -> bool:
        """Whether all spans within `record` hold their texts, as far as texts are here."""
        right = True
        for span in _spans(record):
            text, exact = self._texts.get(str(span["document"])), span["exact"]
            if text is None or exact is None:
                continue
            self.n_checked += 1
            start, end = span["start"], span["end"]
            whole = isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)
            right = right and whole and text[start:end] == exact
        return right


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if found.keys() == _KEYS:
                yield found
            else:
                waiting += found.values()
        elif isinstance(found, list):
            waiting += found
