"""Measures the search for translations on NTREX documents that neither lexicon nor odds were learnt from.

Run: ``python evaluation/translations.py`` with FIRSTHAND_DATA pointing at the gold data. Half of the NTREX documents
are tested on; the lexicon used is learnt afresh from everything else, in memory (the shipped one knows all documents).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training import lexicon as training_lexicon
from training.lexicon import DATA, is_test, learn, rows

from firsthand.model import Document, Passage
from firsthand.reuse import translation_candidates, translation_words
from firsthand.reuse.sentence_similarity import Sentence, compare, rarity
from firsthand.reuse.translation_words import content_words, tokens
from firsthand.reuse.translations import find_translations
from firsthand.settings import TRANSLATION
from firsthand.text import sentences as split_sentences

PARAGRAPH = 3
"""Sentences to a paragraph: NTREX does not keep the paragraphs of its articles."""
HOST_SENTENCES = 20
PAIRS = (("es", "en"), ("pt", "en"), ("fr", "en"), ("es", "pt"))


def forget_lexicons() -> None:
    """Whatever was remembered of the lexicons in use."""
    translation_words.pivots.cache_clear()
    translation_candidates._word_keys.cache_clear()


@contextmanager
def held_out_lexicons() -> Iterator[None]:
    """Lexicons that know nothing of the test half stand in for the shipped ones."""
    lexicons = {language: {a: tuple(t) for a, t in learn(language, True).items()} for language in ("es", "pt", "fr")}
    shipped = translation_words.lexicon
    translation_words.lexicon = lambda language: lexicons.get(language, {})
    forget_lexicons()
    try:
        yield
    finally:
        translation_words.lexicon = shipped
        forget_lexicons()


def articles(language: str, test: bool | None = True) -> dict[str, list[str]]:
    """Sentences of every NTREX article in `language`."""
    found: dict[str, list[str]] = {}
    for row in rows("ntrex_dev.jsonl.gz"):
        if test is None or is_test(row["document"]) == test:
            found.setdefault(row["document"], []).append(row[language])
    return found


Numbered = tuple[int, ...]
"""Which sentences of the article a sentence of an edited version holds; () for one from elsewhere."""


@dataclass(frozen=True)
class Version:
    """An article as one document: paragraphs of (sentence, its numbers in the article)."""

    article: str
    language: str
    paragraphs: list[list[tuple[str, Numbered]]]

    @property
    def id(self) -> str:
        return f"{self.language}:{self.article}"

    def lay_out(self) -> tuple[Document, list[Passage], dict[tuple[int, int], Numbered]]:
        text, passages, numbers = "", [], {}
        for paragraph in self.paragraphs:
            spans = []
            start = len(text)
            for sentence, numbered in paragraph:
                spans.append((len(text), len(text) + len(sentence)))
                numbers[spans[-1]] = numbered
                text += sentence + " "
            if spans:
                passages.append(Passage(self.id, start, spans[-1][1], self.language, "body", tuple(spans)))
            text += "\n"
        return Document(self.id, text), passages, numbers


def version(article: str, language: str, sentences: Sequence[str]) -> Version:
    numbered = [(s, (i,)) for i, s in enumerate(sentences)]
    return Version(article, language, [numbered[i : i + PARAGRAPH] for i in range(0, len(numbered), PARAGRAPH)])


def edited(
    original: Version,
    rng: random.Random,
    drop: float = 0.0,
    merge: float = 0.0,
    shuffle: bool = False,
    drop_paragraphs: float = 0.0,
) -> Version:
    """`original` abridged, with neighbours run together, with paragraphs moved."""
    paragraphs = [
        [s for s in p if rng.random() >= drop] for p in original.paragraphs if rng.random() >= drop_paragraphs
    ]
    for paragraph in paragraphs:
        i = 0
        while i + 1 < len(paragraph):
            if rng.random() < merge:
                (first, one), (second, two) = paragraph[i : i + 2]
                paragraph[i : i + 2] = [(first.rstrip(".") + ", " + second[:1].lower() + second[1:], one + two)]
            i += 1
    if shuffle:
        rng.shuffle(paragraphs)
    return Version(original.article, original.language, [p for p in paragraphs if p])


def score(left: Sequence[Version], right: Sequence[Version]) -> dict[str, float]:
    """Recall, precision and lax F of sentence pairs, and of article pairs, over one collection of both sides."""
    laid = {v.id: v.lay_out() for v in [*left, *right]}
    began = time.process_time()
    reuses = find_translations([d for d, _, _ in laid.values()], {d: p for d, (_, p, _) in laid.items()})
    seconds = time.process_time() - began
    article_of = {v.id: v.article for v in [*left, *right]}

    def numbers(document: str, start: int, end: int) -> set[int]:
        return {n for (s, e), ns in laid[document][2].items() if s < end and start < e for n in ns}

    gold = set()
    for a in left:
        for b in right:
            if a.article == b.article:
                in_a = {n for p in a.paragraphs for _, ns in p for n in ns}
                gold |= {(a.article, n) for p in b.paragraphs for _, ns in p for n in ns if n in in_a}
    right_beads, found = 0, set()
    found_articles, wrong_articles = set(), set()
    for r in reuses:
        if article_of[r.a.document] != article_of[r.b.document]:
            wrong_articles.add((r.a.document, r.b.document))
            continue
        common = numbers(r.a.document, r.a.start, r.a.end) & numbers(r.b.document, r.b.start, r.b.end)
        if common:
            right_beads += 1
            found |= {(article_of[r.a.document], n) for n in common}
            found_articles.add(article_of[r.a.document])
    gold_articles = {a for a, _ in gold}
    precision = right_beads / max(len(reuses), 1)
    recall = len(found & gold) / max(len(gold), 1)
    return {
        "recall": recall,
        "precision": precision,
        "f": 2 * precision * recall / max(precision + recall, 1e-9),
        "article_recall": len(found_articles) / max(len(gold_articles), 1),
        "article_precision": len(found_articles) / max(len(found_articles) + len(wrong_articles), 1),
        "seconds": seconds,
    }


def right_first(language_a: str, language_b: str, paragraph: int) -> float:
    """Share of the test half's sentences (or paragraphs) whose counterpart ranks first among all of NTREX dev."""
    units: dict[str, list[Sentence]] = {}
    for language in (language_a, language_b):
        units[language] = []
        for article, sentences in articles(language, None).items():
            for i in range(0, len(sentences), paragraph):
                text = " ".join(sentences[i : i + paragraph])
                unit = Sentence(f"{article}:{i}", 0, len(text), language, content_words(tokens(text), language))
                units[language].append(unit)
    idf = rarity([u for us in units.values() for u in us])
    queries = [u for u in units[language_a] if is_test(u.document.rsplit(":", 1)[0])]
    odds = compare(queries, units[language_b], idf, TRANSLATION)
    best = odds.argmax(axis=1)
    return float(np.mean([units[language_b][j].document == q.document for q, j in zip(queries, best)]))


def detection(language_a: str, language_b: str, seed: int) -> dict[str, float]:
    """Half of the paragraphs of one side are taken away; the others of the same articles stay as distractors."""
    rng = random.Random(seed)
    left = [version(a, language_a, s) for a, s in articles(language_a).items()]
    right = [edited(version(a, language_b, s), rng, drop_paragraphs=0.5) for a, s in articles(language_b, None).items()]
    return score(left, right)


def hosts() -> Iterator[list[str]]:
    """English news articles, none of them in NTREX, as sentences."""
    with gzip.open(DATA.parent / "news" / "news_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            text = json.loads(line)["text"][:4000]
            yield [text[start:end] for start, end in split_sentences(text, "en")][:HOST_SENTENCES]


def isolated(language: str, seed: int) -> dict[str, float]:
    """One English sentence of each test article stands alone in an English article about something else."""
    rng = random.Random(seed)
    left = [version(a, language, s) for a, s in articles(language).items()]
    right = []
    for host, (article, sentences) in zip(hosts(), articles("en").items()):
        told: list[tuple[str, Numbered]] = [(s, ()) for s in host]
        i = rng.choice([i for i, s in enumerate(sentences) if len(s.split()) >= 10])
        told.insert(rng.randrange(len(told)), (sentences[i], (i,)))
        right.append(Version(article, "en", [told[k : k + PARAGRAPH] for k in range(0, len(told), PARAGRAPH)]))
    return score(left, right)


def alignment(language_a: str, language_b: str, seed: int, **edits: object) -> dict[str, float]:
    rng = random.Random(seed)
    left = [version(a, language_a, s) for a, s in articles(language_a).items()]
    right = [edited(version(a, language_b, s), rng, **edits) for a, s in articles(language_b).items()]
    return score(left, right)


EDITS: dict[str, dict[str, object]] = {
    "as it is": {},
    "lightly edited": {"drop": 0.05, "merge": 0.05},
    "dropped 30 %": {"drop": 0.3},
    "merged 30 %": {"merge": 0.3},
    "paragraphs moved": {"shuffle": True},
    "all of it": {"drop": 0.2, "merge": 0.2, "shuffle": True},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", nargs="*", default=["-".join(p) for p in PAIRS])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", type=int, default=0, help="1: the other half, on which thresholds are chosen")
    arguments = parser.parse_args()
    training_lexicon.TEST_HALF = arguments.half
    with held_out_lexicons():
        for pair in arguments.pairs:
            a, b = pair.split("-")
            print(f"{a}-{b}  first: sentence {right_first(a, b, 1):.3f}  paragraph {right_first(a, b, PARAGRAPH):.3f}")
            rows_ = [("half missing", detection(a, b, arguments.seed))]
            if b == "en":
                rows_.append(("one sentence alone", isolated(a, arguments.seed)))
            rows_ += [(name, alignment(a, b, arguments.seed, **edits)) for name, edits in EDITS.items()]
            for name, s in rows_:
                print(
                    f"  {name:20s} recall {s['recall']:.3f} precision {s['precision']:.3f} F {s['f']:.3f}   articles "
                    f"{s['article_recall']:.2f}/{s['article_precision']:.2f}  {s['seconds']:.2f} s"
                )


if __name__ == "__main__":
    main()
