"""Learns the bilingual lexicons in ``src/firsthand/languages/<code>/lexicon.tsv`` from parallel sentences.

IBM model 1 in both directions (Brown et al. 1993), on stems; a pair is kept where both directions believe in it.
Run: ``python training/lexicon.py [--without-test-half]`` with FIRSTHAND_DATA pointing at the gold data.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from firsthand.reuse.translation_words import content_words, tokens

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data")) / "parallel"
VOCABULARY = Path(__file__).with_name("vocabulary.tsv")
PIVOT = "en"
LANGUAGES = ("es", "pt", "fr")
ITERATIONS = 6
PER_STEM = 6
TEST_HALF = 0
"""Which half of the NTREX documents is tested on; thresholds are chosen with 1."""


def rows(name: str) -> list[dict[str, str]]:
    """Records of one file of parallel sentences."""
    with gzip.open(DATA / name, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def is_test(document: str) -> bool:
    """Whether an NTREX document belongs to the half that evaluation/translations.py tests on."""
    return zlib.crc32(document.encode()) % 2 == TEST_HALF


def pairs(language: str, without_test_half: bool) -> list[tuple[list[str], list[str]]]:
    """Stems of each sentence in `language` and in the pivot."""
    texts = [
        (r[language], r[PIVOT])
        for r in rows("ntrex_dev.jsonl.gz")
        if not (without_test_half and is_test(r["document"]))
    ]
    if language == "es":
        texts += [(r["es"], r["en"]) for name in ("tico_en_es.jsonl.gz", "pud_en_es.jsonl.gz") for r in rows(name)]
    return [(content_words(tokens(a), language), content_words(tokens(b), PIVOT)) for a, b in texts]


def vocabulary(language: str) -> list[tuple[str, str]]:
    """Stem pairs of the word list that we wrote ourselves."""
    if not VOCABULARY.is_file():
        return []
    header, *lines = [line.split("\t") for line in VOCABULARY.read_text("utf8").splitlines() if line and line[0] != "#"]
    column = header.index(language)
    found = []
    for line in lines:
        for foreign in line[column].split("/"):
            for pivot in line[0].split("/"):
                a, b = content_words(tokens(foreign), language), content_words(tokens(pivot), PIVOT)
                if len(a) == len(b) == 1:
                    found.append((a[0], b[0]))
    return found


def model_1(corpus: list[tuple[list[str], list[str]]]) -> dict[tuple[str, str], float]:
    """P(second | first) after a few rounds of expectation and maximisation, with a NULL word."""
    first_ids: dict[str, int] = {"": 0}
    second_ids: dict[str, int] = {}
    cells: list[np.ndarray] = []
    sentence = 0
    groups: list[np.ndarray] = []
    for a, b in corpus:
        if not a or not b:
            continue
        f = np.array([0] + [first_ids.setdefault(w, len(first_ids)) for w in a], dtype=np.int64)
        s = np.array([second_ids.setdefault(w, len(second_ids)) for w in b], dtype=np.int64)
        cells.append(np.stack([np.tile(f, len(s)), np.repeat(s, len(f))], 1))
        groups.append(sentence + np.repeat(np.arange(len(s)), len(f)))
        sentence += len(s)
    table = np.concatenate(cells)
    group = np.concatenate(groups)
    key, cell = np.unique(table[:, 0] * len(second_ids) + table[:, 1], return_inverse=True)
    first = key // len(second_ids)
    probability = np.ones(len(key))
    for _ in range(ITERATIONS):
        weight = probability[cell]
        weight /= np.bincount(group, weight)[group]
        count = np.bincount(cell, weight, len(key))
        probability = count / np.bincount(first, count)[first]
    firsts, seconds = list(first_ids), list(second_ids)
    return {
        (firsts[k // len(seconds)], seconds[k % len(seconds)]): float(p)
        for k, p in zip(key.tolist(), probability)
        if p > 0.01
    }


def learn(language: str, without_test_half: bool) -> dict[str, list[tuple[str, float]]]:
    """The lexicon of `language`: stems and their translations, weighed against the best."""
    corpus = pairs(language, without_test_half)
    forward = model_1(corpus)
    backward = model_1([(b, a) for a, b in corpus])
    together: Counter[tuple[str, str]] = Counter()
    for a, b in corpus:
        together.update((x, y) for x in set(a) for y in set(b))
    believed: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), p in forward.items():
        q = backward.get((b, a), 0.0)
        seen = together[a, b]
        if not a or not q or seen < 2 or a.startswith("#") or b.startswith("#"):
            continue
        belief = (p * q) ** 0.5 * seen / (seen + 0.5)
        if belief >= 0.08:
            believed[a][b] = belief
    for a, b in vocabulary(language):
        believed[a][b] = max(0.7, believed[a].get(b, 0.0))
    lexicon = {}
    for a, options in sorted(believed.items()):
        best = sorted(options.items(), key=lambda o: (-o[1], o[0]))[:PER_STEM]
        top = best[0][1]
        kept = [(b, round(p / top, 1)) for b, p in best if p / top >= 0.15]
        if [b for b, _ in kept] != [a]:  # the same stem needs no entry: cognates are found without
            lexicon[a] = kept
    return lexicon


def main() -> None:
    """Write the lexicons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-test-half", action="store_true", help="leave out the NTREX documents tested on")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "firsthand" / "languages")
    arguments = parser.parse_args()
    for language in LANGUAGES:
        lexicon = learn(language, arguments.without_test_half)
        lines = [f"{a}\t{' '.join(f'{b}:{p:g}' for b, p in options)}" for a, options in lexicon.items()]
        path = arguments.out / language / "lexicon.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "# Word stems and their translations; CC BY-SA 4.0, see LICENSES/lexicons.md\n" + "\n".join(lines) + "\n",
            "utf8",
        )
        print(f"{language}: {len(lexicon)} stems, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
