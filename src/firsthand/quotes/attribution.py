"""The seam between finding words and interpreting them: bare ranges, before anybody knows who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

_END = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One content with its cue and source, as half-open code point ranges of the text, in order.

    `source` is None where no words name one; `cue` is empty where nothing but quote marks signals the content.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    probability: float = 1.0
    frame: str = ""
    """The shape in which a rule read it; empty for the trained model."""

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last character of content, cue and source."""
        ranges = self.content + self.cue if self.source is None else (*self.content, *self.cue, self.source)
        return min(ranges)[0], max(map(_END, ranges))
