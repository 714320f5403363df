"""Why two documents are reported as sharing a passage, or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from firsthand.engines.corpus import Corpus
from firsthand.engines.local import Matches
from firsthand.engines.rows import Families
from firsthand.errors import WrongUse
from firsthand.reuse import stages
from firsthand.reuse.stock import Excerpt, Strength, why_stock
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokens, tokenize

SHOWN = 100
"""Characters of a passage that are shown."""
STOCK = {
    "names": "names and titles only",
    "furniture": "captions, teasers, or notes on authors and polls",
    "formula": "a short formula that neither document quotes",
}
"""What stands in running text and still tells of no copying."""


def explain_pair(
    a: str, b: str, matches: Matches, families: Families, corpus: Corpus, settings: ReuseSettings
) -> Iterator[str]:
    """Lines that tell every passage that documents `a` and `b` share, and whether it is reported or why not.

    Raises
    ------
    WrongUse
        A document is not in the collection.
    """
    numbers = []
    for name in (a, b):
        numbers.append(_number_of(name, corpus))
    texts = [corpus.text(number) for number in numbers]
    reported = {
        (int(row[0]), int(row[1]), int(row[2]), int(row[4]), int(row[5])): n
        for n, row in enumerate(matches.rows)
        if {int(row[0]), int(row[3])} == set(numbers)
    }
    tokens = tokenize(texts)
    rows, scores = _share_anything(tokens.words, tokens.offsets, matches.counts, settings)
    n_shown = 0
    for row, (score, _) in sorted(zip(rows.tolist(), scores.tolist()), key=lambda item: -item[1][0]):
        if row[0] == 1:
            row = [row[3], row[4], row[5], row[0], row[1], row[2], *row[6:]]
        known = _find(reported, numbers, row)
        if known is None:
            verdict = _verdict(row, score, settings)
        else:
            verdict = "reported"
            whole = matches.rows[known].tolist()
            sides = [_cut(whole[3 * side : 3 * side + 3], numbers, texts, tokens, corpus, settings) for side in (0, 1)]
            strength = Strength(*matches.scores[known].tolist(), *whole[6:])
            if families.furniture[known]:
                verdict = f"boilerplate: furniture of {corpus.outlets[numbers[0]]}, as in other documents of its kind"
            elif stock := why_stock(sides[0], sides[1], strength, settings):
                verdict = f"boilerplate: {STOCK[stock]}"
        exact = " ".join(_cut([numbers[0], *row[1:3]], numbers, texts, tokens, corpus, settings).exact.split())
        shown = exact if len(exact) <= SHOWN else exact[: SHOWN - 1] + "…"
        yield f"{verdict} (score {score:.1f}, {row[6]} words matched, {row[7]} edits): {shown}"
        n_shown += 1
    if not n_shown:
        yield f"{a} and {b} share no four words in a row that anything could be built on"


def _number_of(name: str, corpus: Corpus) -> int:
    """The number of the document of this id, or of the one whose id begins so."""
    if name in corpus.ids:
        return corpus.ids.index(name)
    found = [number for number, id in enumerate(corpus.ids) if name and id.startswith(name)]
    if len(found) == 1:
        return found[0]
    how_many = f"{len(found)} documents have ids that begin with" if found else "no document has the id"
    raise WrongUse(f"{how_many} {name!r}")


def _cut(
    span: list[int], numbers: list[int], texts: list[str], tokens: Tokens, corpus: Corpus, settings: ReuseSettings
) -> Excerpt:
    """The passage of a span: a document by its number in the corpus, its first word and its end."""
    document, first, last = span
    which = numbers.index(document)
    base = int(tokens.offsets[which])
    place = int(tokens.starts[base + first]), int(tokens.stops[base + last - 1])
    return Excerpt.cut(texts[which], *place, corpus.outlets[document], settings)


def _share_anything(
    words: stages.U32, offsets: stages.I64, counts: stages.Counts, settings: ReuseSettings
) -> tuple[stages.I64, stages.F32]:
    """All alignments of two documents, however short or common."""
    open_settings = replace(settings, min_words=4, min_matched_edited=4, min_score=-1e9, min_score_edited=-1e9)
    everything = np.full(len(words) // 8 + 1, 255, np.uint8)
    ranked = np.arange(2, dtype=np.int64)
    rarity = stages.word_rarity(counts)
    listed = stages.postings(words, offsets, ranked, 0, 2, everything, rarity, open_settings)
    paired = np.concatenate([np.zeros(0, np.uint64), *stages.pairs(listed, open_settings)])
    return stages.alignments(paired, words, offsets, ranked, counts, rarity, open_settings)


def _find(reported: dict[tuple[int, int, int, int, int], int], numbers: list[int], row: list[int]) -> int | None:
    """The reported row that covers this alignment."""
    for (first, a_start, a_stop, b_start, b_stop), n in reported.items():
        x, y = ((a_start, a_stop), (b_start, b_stop)) if first == numbers[0] else ((b_start, b_stop), (a_start, a_stop))
        if x[0] <= row[1] and row[2] <= x[1] and y[0] <= row[4] and row[5] <= y[1]:
            return n
    return None


def _verdict(row: list[int], score: float, settings: ReuseSettings) -> str:
    matched, edits = row[6], row[7]
    floor = settings.min_score_edited if edits else settings.min_score
    if min(row[2] - row[1], row[5] - row[4]) < settings.min_words:
        return f"too short: fewer than {settings.min_words} words"
    if edits and matched < settings.min_matched_edited:
        return f"too short: fewer than {settings.min_matched_edited} words matched, and edited"
    if matched < settings.min_identity * (matched + edits):
        return f"too different: less than {settings.min_identity:.0%} of the words matched"
    if score < floor:
        return f"under the rarity floor of {floor}: its words often follow each other"
    return f"left out: by the options, or in more than {settings.max_df} places and tied there to a nearer copy"
