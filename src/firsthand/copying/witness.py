"""The nouns of this folder: what is given (`Witness`) and what is found (`Copying`, `Tellings`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from firsthand.model import Reason


@dataclass(frozen=True, slots=True)
class Witness:
    """A document as a carrier of passages.

    Parameters
    ----------
    document
        The document's id. Only a name: nothing is inferred from it.
    outlet, owner
        Who published it, and the publisher family behind the outlet.
    published
        Earliest and latest minute of publication, counted from any common zero; None where unknown.
    passages
        Family id -> the text of the passage. Give the passages that nobody shares as well, each as a family of its own:
        a document's own material is what speaks against its being a mere copy.
    quoted
        The families that are direct quotations here: two reporters in one room write the same words.
    credits
        The outlets that the document names as its sources.
    links
        The documents given that its text links to. They say why it is thought to credit their outlets.
    """

    document: str
    outlet: str | None = None
    owner: str | None = None
    published: tuple[float, float] | None = None
    passages: Mapping[str, str] = field(default_factory=dict)
    quoted: Iterable[str] = frozenset()
    credits: Iterable[str] = frozenset()
    links: Iterable[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tellings:
    """How many separate first tellings a passage has, seen or not. "Cannot tell" is 1 to the number of witnesses."""

    best: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Copying:
    """Who took which passage from whom. All tables are family -> document -> value.

    Attributes
    ----------
    parents
        The exemplar among the documents given, or None: a first telling, or taken from a document that is not here.
    probability
        That this parent (or None) is right.
    reasons
        Why, as data with counts; empty where nothing speaks either way. `firsthand.present` makes sentences of them.
    candidates
        Every alternative that is worth showing as (document or None, probability), the likeliest first.
    origins
        Family -> the number of separate first tellings.
    heads, together
        What `dependence` reads: the first of exact copies, and how surely two of those hang together.
    """

    parents: Mapping[str, Mapping[str, str | None]]
    probability: Mapping[str, Mapping[str, float]]
    reasons: Mapping[str, Mapping[str, tuple[Reason, ...]]]
    candidates: Mapping[str, Mapping[str, tuple[tuple[str | None, float], ...]]]
    origins: Mapping[str, Tellings]
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    together: Mapping[str, Mapping[tuple[str, str], float]] = field(default_factory=dict, repr=False)

    def dependence(self, family: str, a: str, b: str) -> float:
        """Return the probability that one of `a`, `b` depends on the other for this passage, or both on a third."""
        heads = self.heads.get(family, {})
        a, b = heads.get(a, a), heads.get(b, b)
        if a == b:
            return 1.0
        return self.together.get(family, {}).get((min(a, b), max(a, b)), 0.0)
