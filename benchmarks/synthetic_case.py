"""A saved case of any size, made up from random words: for measuring the file and its viewers without tracing anything.

    python -m benchmarks.synthetic_case 10000 big.db

Its shape is that of traced news: some forty claims a document of six thousand characters, one in two hundred of them
told again elsewhere, a third of them quoted.
"""

from __future__ import annotations

import hashlib
import random
import sys
from itertools import accumulate, pairwise
from pathlib import Path

from firsthand.case import save
from firsthand.model import (
    Assertion,
    Case,
    Certainty,
    Change,
    Claim,
    Derivation,
    Discrepancy,
    DiscrepantValue,
    Document,
    Entity,
    First,
    Origin,
    Origins,
    Passage,
    Quotation,
    Reason,
    Reuse,
    Run,
    Source,
    Span,
    TimeInterval,
)

N_SENTENCES = 42
TOLD_AGAIN = 0.005
QUOTED = 0.35
_SYLLABLES = [c + v for c in "bcdfglmnprstv" for v in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]


class Newsroom:
    """Makes up documents and what would be found in them."""

    def __init__(self, n_documents: int, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.n_documents = n_documents
        self.words = [self._word() for _ in range(30_000)]
        self.weights = list(accumulate(1 / (n + 3) for n in range(len(self.words))))
        self.people = [f"{self._word().title()} {self._word().title()}" for _ in range(max(40, n_documents * 3))]
        self.outlets = [f"The {self._word().title()} {self._word().title()}" for _ in range(60)]
        self.retold: list[str] = []

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(1, 4)))

    def _sentence(self) -> str:
        if self.retold and self.random.random() < TOLD_AGAIN:
            return self.random.choice(self.retold)
        words = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(12, 30))
        sentence = " ".join(words).capitalize() + "."
        if self.random.random() < TOLD_AGAIN:
            self.retold.append(sentence)
        return sentence

    def document(self, n: int) -> tuple[Document, list[tuple[int, int]]]:
        """A document, and the places of its sentences."""
        sentences = [self._sentence() for _ in range(self.random.randint(N_SENTENCES - 12, N_SENTENCES + 12))]
        places, parts, at = [], [], 0
        for k, sentence in enumerate(sentences):
            places.append((at, at + len(sentence)))
            parts.append(sentence + ("\n\n" if k % 3 == 2 else " "))
            at += len(parts[-1])
        text = "".join(parts)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        day = f"2031-{1 + n % 12:02}-{1 + n % 28:02}"
        title = " ".join(self.random.choices(self.words, k=8)).capitalize()
        return (
            Document(
                sha256[:16],
                text,
                path=f"news/{n // 500:04}/{day}-{title.split()[0]}-{n}.html",
                url=f"https://outlet{n % 60}.example/{day}/{n}",
                title=title,
                outlet=self.outlets[n % 60],
                owner=f"Owner {n % 40}",
                published=TimeInterval(day, day),
                languages=("en",),
                sha256=sha256,
            ),
            places,
        )


def synthetic_case(n_documents: int, seed: int = 1) -> Case:
    """A case of `n_documents`; the same for the same numbers."""
    room = Newsroom(n_documents, seed)
    made = sorted((room.document(n) for n in range(n_documents)), key=lambda m: m[0].id)
    places: dict[str, list[Span]] = {}
    quotations: dict[tuple[str, int], Quotation] = {}
    mentions: dict[str, list[Span]] = {}
    passages = []
    for document, sentences in made:
        for k, (start, end) in enumerate(sentences):
            span = document.span(start, end)
            places.setdefault(span.exact, []).append(span)
            passages.append(Passage(document.id, start, end, "en", "body", ((start, end),)))
            if room.random.random() < QUOTED:
                name = room.random.choice(room.people)
                found = document.span(start, start + 7)
                mentions.setdefault(name, []).append(found)
                quotations[document.id, start] = _quotation(span, name, found, k)
    by_id = {d.id: d for d, _ in made}
    claims = tuple(_claim(spans, quotations, by_id) for spans in _told(places, made))
    entities = tuple(
        sorted(
            (Entity(_entity(n), "person", n, (n.split()[1],), ("minister",), tuple(m)) for n, m in mentions.items()),
            key=lambda e: e.id,
        )
    )
    reuses = tuple(
        Reuse(a, b, "verbatim", 1.0, "", 9.5, "a->b", 0.97)
        for spans in places.values()
        for a, b in pairwise(spans)
        if a.document != b.document
    )
    run = Run("0", (), tuple((d.id, d.sha256) for d, _ in made), (("documents", n_documents), ("claims", len(claims))))
    return Case(
        documents=tuple(d for d, _ in made),
        passages=tuple(passages),
        reuses=tuple(sorted(reuses, key=lambda r: (r.a.document, r.b.document, r.a.start, r.b.start))),
        quotations=tuple(quotations.values()),
        entities=entities,
        claims=tuple(sorted(claims, key=lambda c: (-c.deficit, -c.n_documents, -len(c.assertions), c.id))),
        run=run,
    )


def _told(places: dict[str, list[Span]], made: list[tuple[Document, list[tuple[int, int]]]]) -> list[list[Span]]:
    order = {d.id: n for n, (d, _) in enumerate(made)}
    return sorted(places.values(), key=lambda spans: (order[spans[0].document], spans[0].start))


def _entity(name: str) -> str:
    return "person:" + name.lower().replace(" ", "-")


def _quotation(span: Span, name: str, found: Span, k: int) -> Quotation:
    digest = hashlib.sha256(f"{span.document}:{span.start}".encode()).hexdigest()[:20]
    source = Source(name, "person", found, _entity(name))
    certainty = Certainty("probable", found, "source") if k % 5 == 0 else Certainty()
    return Quotation("q" + digest, span, (span,), "direct", (found,), source, language="en", certainty=certainty)


def _claim(spans: list[Span], quotations: dict[tuple[str, int], Quotation], documents: dict[str, Document]) -> Claim:
    first = spans[0]
    digest = hashlib.sha256(f"{first.exact}{first.document}:{first.start}".encode()).hexdigest()[:20]
    assertions = []
    for span in spans:
        quotation = quotations.get((span.document, span.start))
        assertions.append(
            Assertion(
                f"{span.document}:{span.start}-{span.end}",
                span,
                "en",
                "verbatim" if quotation else "own",
                quotation.source if quotation else None,
                certainty=quotation.certainty if quotation else Certainty(),
                quotation=quotation.id if quotation else None,
            )
        )
    source = assertions[0].source
    outlet = documents[first.document].outlet or ""
    origin = Origin("person", source.name, source.entity, len(spans)) if source else Origin("outlet", outlet, None, 1)
    outlets = {documents[s.document].outlet for s in spans}
    n_documents, alone = len({s.document for s in spans}), len(spans) == 1
    voice = f"origin:person:{source.entity}" if source else f"origin:outlet:{outlet.lower()}"
    edges = [Derivation(voice, assertions[0].id, 1.0, (Reason("attributed", names=(origin.name,)),))]
    if not alone:
        changes = (Change("figure", "“four” became “five”", first, spans[1]),)
        alike = (Reason("alike", (("words", 30), ("rare", 20))),)
        edges += [Derivation(a.id, b.id, 0.91, alike, None, changes) for a, b in pairwise(assertions)]
    words = f"Told {len(spans)} times; all of it goes back to {origin.name}."
    differs = Discrepancy("figure", tuple(DiscrepantValue("four", s) for s in spans[:2]), "“four” became “five”")
    return Claim(
        id="c" + digest,
        text=first.exact,
        language="en",
        assertions=tuple(assertions),
        origins=Origins(1, 1, 1, "single", (origin,)),
        direct_reports=1,
        n_documents=n_documents,
        n_outlets=max(1, len(outlets)),
        n_owners=max(1, len(outlets)),
        deficit=max(1, len(outlets)) - 1,
        first=First(assertions[0].id, documents[first.document].published),
        derivations=tuple(sorted(edges, key=lambda e: (e.target, e.origin))),
        discrepancies=() if alone else (differs,),
        summary=words,
        summaries=(("en", words), ("es", words)),
    )


if __name__ == "__main__":
    n, out = int(sys.argv[1]), Path(sys.argv[2])
    case = synthetic_case(n)
    save(case, out, force=True)
    size = sum(len(d.text.encode()) for d in case.documents)
    print(f"{out}: {n} documents, {size / 1e6:.1f} MB of text, {out.stat().st_size / size:.2f} times that")
