"""Media: through which outlet a source spoke, and which originals the collection lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from firsthand.claims import Statement
from firsthand.languages import around_names, codes, table
from firsthand.model import Document, Quotation
from firsthand.origins.telling import Telling
from firsthand.origins.voices import outlet_key
from firsthand.text import fold

_WORD = re.compile(r"\w+")
_CREDIT_KEYS = ("before_credited", "after_credited")
_SHORTEST_NAME = 5
"""Letters of an outlet's name from which its mere mention counts: shorter ones are words."""


@dataclass(frozen=True, slots=True)
class Media:
    """What the documents say of where their sources spoke.

    `told` holds, by document and source, the media named for that source anywhere in the document; `outlets` are the
    keys of all outlets whose own pieces are in the collection.
    """

    told: Mapping[tuple[str, str], tuple[tuple[str, int], ...]] = field(default_factory=dict)
    outlet_of: Mapping[str, str | None] = field(default_factory=dict)
    outlets: frozenset[str] = frozenset()
    by_first_word: Mapping[str, Sequence[tuple[tuple[str, ...], str]]] = field(default_factory=dict, repr=False)

    def of(self, statement: Statement) -> tuple[str | None, str]:
        """The medium of `statement`, and, where it is only likely, why.

        A medium named for the same source elsewhere in the document is likely to be this statement's too, if it is the
        only one. The document's own outlet is no medium: there it heard the source for itself.
        """
        quotation = statement.quotation
        if quotation is None:
            return None, ""
        own = self.outlet_of.get(statement.document)
        if quotation.medium:
            return (None, "") if own and same_outlet(own, quotation.medium) else (quotation.medium, "")
        source = quotation.source
        if source is None or source.anonymous or source.kind == "outlet":
            return None, ""
        named = self.told.get((statement.document, source.entity or source.name), ())
        if not named or not all(same_outlet(name, named[0][0]) for name, _ in named):
            return None, ""
        medium, _ = min(named, key=lambda n: (len(n[0]), n))
        if own and same_outlet(own, medium):
            return None, ""
        where = "before" if min(at for _, at in named) <= statement.start else "after"
        return medium, f"medium named {where}"

    def publishes(self, name: str) -> bool:
        """Whether `name` is that of an outlet in the collection: a company's release is its own piece."""
        return outlet_key(name) in self.outlets

    def credited(self, document: Document) -> Iterator[str]:
        """Other outlets of the collection that the text names as where it has something from.

        A mention is no credit: "the Harbour Post rowing club lost" credits nobody. It takes a word of telling right
        after the name, or a word that hands on right before it.
        """
        words = _WORD.findall(fold(document.text).text)
        own = outlet_key(document.outlet) if document.outlet else ""
        found = set()
        for at, word in enumerate(words):
            for wanted, name in self.by_first_word.get(word, ()):
                end = at + len(wanted)
                if name not in found and tuple(words[at:end]) == wanted and _is_credit(words, at, end):
                    found.add(name)
        yield from sorted(name for name in found if outlet_key(name) != own)

    def missing(self, tellings: Iterable[Telling]) -> tuple[str, ...]:
        """Media and outlets that are named as where the claim was heard, but whose own piece is not here."""
        tellings = list(tellings)
        present = {t.article for t in tellings}
        named = {t.medium for t in tellings if t.medium and t.parent not in present}
        named |= {t.voice.name for t in tellings if t.voice.kind == "outlet" and t.voice.standing == "named"}
        return tuple(sorted(n for n in named if n and outlet_key(n) not in self.outlets))


def hear_media(documents: Sequence[Document], quotations: Iterable[Quotation]) -> Media:
    """Collect who is said to have spoken to whom, document by document."""
    told: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for q in sorted(quotations, key=lambda q: (q.span.document, q.span.start, q.id)):
        if q.medium and q.source is not None:
            told[q.span.document, q.source.entity or q.source.name].append((q.medium, q.span.start))
    outlets = {d.id: d.outlet for d in documents}
    keys = frozenset(outlet_key(name) for name in outlets.values() if name)
    return Media({k: tuple(v) for k, v in told.items()}, outlets, keys, _by_first_word(outlets.values()))


def _by_first_word(outlets: Iterable[str | None]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The words of every outlet's name that is long enough to be told from a word, under the first of them."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name in sorted({name for name in outlets if name}):
        plain = outlet_key(name).removeprefix("outlet:")
        words = tuple(_WORD.findall(plain))
        if words and len(plain) >= _SHORTEST_NAME:
            found[words[0]].append((words, name))
    return found


def _is_credit(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the words around a name at ``[start, end)`` make it the teller of something."""
    before, after = _credit_words()
    ahead = [w for w in words[max(0, start - 3) : start] if w not in around_names("articles_of_outlets")]
    return any(" ".join(ahead[-n:]) in before for n in (1, 2)) or any(w in after for w in words[end : end + 1])


@cache
def _credit_words() -> tuple[frozenset[str], frozenset[str]]:
    """What stands right before, and right after, an outlet's name that is credited, in any of the languages."""
    lists = ([fold(w).text for code in codes() for w in table(code, "bylines").get(key, ())] for key in _CREDIT_KEYS)
    before, after = map(frozenset, lists)
    return before, after


def publishers(documents: Iterable[Document]) -> Callable[[str], str | None]:
    """The outlet of the collection that a name is that of, under the name that its own pages give it, if any."""
    names: dict[str, str] = {}
    for outlet in sorted({d.outlet for d in documents if d.outlet}):
        names.setdefault(outlet_key(outlet), outlet)
    return lambda name: names.get(outlet_key(name))


def same_outlet(a: str, b: str) -> bool:
    """Whether two names are one outlet's: equal when folded, or one is the other with a word more."""
    ours, theirs = set(outlet_key(a)[7:].split()), set(outlet_key(b)[7:].split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)
