"""Articles: which documents are copies of one and the same published piece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.disjoint_sets import DisjointSets
from firsthand.model import Document, Passage, Reuse
from firsthand.origins.media import same_outlet
from firsthand.origins.versions import are_versions
from firsthand.settings import OriginSettings


@dataclass(frozen=True, slots=True)
class Articles:
    """Every document's article, named by the copy that stands for it: the one that knows most about itself."""

    of: Mapping[str, str]
    documents: Mapping[str, Document]
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __getitem__(self, article: str) -> Document:
        return self.documents[article]

    def copies(self, document: str) -> tuple[str, ...]:
        """The other documents that are copies of the same article."""
        return tuple(d for d in self.members.get(self.of[document], ()) if d != document)


def find_articles(
    documents: Sequence[Document],
    layouts: Mapping[str, Sequence[Passage]],
    reuses: Iterable[Reuse],
    settings: OriginSettings,
) -> Articles:
    """Tell which documents are one article saved twice, and which are reprints: those are witnesses of their own.

    Two documents are one article where nearly all of the body of each stands in the other, and nothing says that they
    came from two outlets or are two versions of it.
    """
    by_id = {d.id: d for d in documents}
    covered: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for r in reuses:
        if r.kind != "translated" and r.a.document != r.b.document:
            covered[r.a.document, r.b.document].append((r.a.start, r.a.end))
            covered[r.b.document, r.a.document].append((r.b.start, r.b.end))
    tied = DisjointSets(d.id for d in documents)
    for a, b in sorted(covered):
        if a < b and _may_be_one(by_id[a], by_id[b]):
            ours = _share_covered(layouts.get(a, ()), covered[a, b])
            theirs = _share_covered(layouts.get(b, ()), covered[b, a])
            if max(ours, theirs) >= settings.same_article and min(ours, theirs) >= settings.same_article_rest:
                tied.join(a, b)
    of, copies = {}, {}
    for members in tied.all():
        best = min(members, key=lambda m: _standing(by_id[m]))
        of.update(dict.fromkeys(members, best))
        copies[best] = tuple(members)
    return Articles(of, by_id, copies)


def _may_be_one(a: Document, b: Document) -> bool:
    if are_versions(a, b):
        return False
    if a.status != b.status and "unknown" not in (a.status, b.status):
        return False
    if a.outlet and b.outlet and not same_outlet(a.outlet, b.outlet):
        return False
    return not (a.published and b.published and a.published != b.published and _apart(a, b))


def _apart(a: Document, b: Document) -> bool:
    assert a.published
    assert b.published
    (a_first, a_last), (b_first, b_last) = a.published.minutes(), b.published.minutes()
    return a_last < b_first or b_last < a_first


def _share_covered(passages: Sequence[Passage], spans: Iterable[tuple[int, int]]) -> float:
    """The share of the characters of the body that lie in `spans`."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    body = inside = 0
    for p in passages:
        if p.kind == "body":
            body += p.end - p.start
            inside += sum(max(0, min(p.end, e) - max(p.start, s)) for s, e in merged)
    return inside / body if body else 0.0


def _standing(d: Document) -> tuple[int, int, str]:
    known = sum(x is not None for x in (d.outlet, d.published, d.author, d.title, d.url))
    return -known, -len(d.text), d.id
