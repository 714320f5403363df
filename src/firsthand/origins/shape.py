"""Shape: what a copy shows against its original, when no date tells which of two articles was first.

A copy loses: the medium through which somebody spoke, who it was, a part of what was said. Whatever one of two articles
has lost over all passages that they share speaks for the other as the original.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims import Statement
from firsthand.model import Reason
from firsthand.origins.utterances import telling_run
from firsthand.settings import OriginSettings


@dataclass(frozen=True, slots=True)
class Losses:
    """What `child` has lost of `n` passages that it shares with another article."""

    n: int = 0
    media: int = 0
    sources: int = 0
    cuts: int = 0

    @property
    def total(self) -> int:
        """All losses together."""
        return self.media + self.sources + self.cuts

    def reasons(self, ends: tuple[str, str]) -> tuple[Reason, ...]:
        """The same as reasons why `ends[1]` is below `ends[0]`."""
        kinds = (("loses the medium", self.media), ("loses the source", self.sources), ("cuts short", self.cuts))
        return tuple(Reason(kind, (("n", n),), documents=ends, names=ends) for kind, n in kinds if n)


def count_losses(pairs: Sequence[tuple[Statement, Statement]], settings: OriginSettings) -> Losses:
    """What the second of each pair, of two articles, has lost of the first; tellings in other words say nothing."""
    media = sources = cuts = n = 0
    for before, after in pairs:
        if before.language == after.language and not _is_same(before, after, settings):
            continue
        n += 1
        ours, theirs = before.quotation, after.quotation
        named = ours is not None and ours.source is not None and not ours.source.anonymous
        sources += named and (theirs is None or theirs.source is None or theirs.source.anonymous)
        media += ours is not None and ours.medium is not None and (theirs is None or theirs.medium is None)
        if before.language == after.language:
            cuts += set(after.stems) < set(before.stems)
    return Losses(n, media, sources, cuts)


def _is_same(a: Statement, b: Statement, settings: OriginSettings) -> bool:
    shorter = min(len(a.stems), len(b.stems))
    return telling_run(a.stems, b.stems, settings.telling_spread) >= min(settings.held_words, max(shorter, 1))
