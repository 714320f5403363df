"""Near copies made one where there are too many documents to compare each with each.

Comparing all pairs takes memory and time by the square. Beyond a few hundred different texts of one story, what is left
to find out about the thousandth is only whose near copy it is: it hangs on that one, as an exact copy would.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from firsthand.copying.witness import Witness
from firsthand.settings import COPYING

Cut = tuple[tuple[str, tuple[str, ...]], ...]
"""What a witness says: each family with its words."""


def merge_near_copies(groups: list[tuple[Cut, tuple[Witness, ...]]]) -> list[tuple[Cut, tuple[Witness, ...]]]:
    """Put near copies into the group of the first that they are like; `groups` come in order of age.

    Likeness is judged by the smallest hashes of a text's words (Broder 1997). Once `most_documents` different texts are
    kept, a further one joins the likest of them even if it is only somewhat like it. One that is like none is kept. A
    group says what its first witness says, and of passages that this one lacks, what the next one says.
    """
    kept: list[tuple[dict[str, tuple[str, ...]], list[Witness]]] = []
    postings: dict[bytes, list[int]] = {}
    hashes: dict[tuple[str, str], bytes] = {}
    for cut, witnesses in groups:
        sketch = _sketch(cut, hashes)
        votes: Counter[int] = Counter()
        for value in sketch:
            votes.update(postings.get(value, ()))
        best = min(votes, key=lambda k: (-votes[k], k), default=-1)
        like = COPYING.near_copy if len(kept) < COPYING.most_documents else COPYING.somewhat_like
        if best >= 0 and votes[best] >= like * len(sketch):
            kept[best][0].update({family: words for family, words in cut if family not in kept[best][0]})
            kept[best][1].extend(witnesses)
            continue
        for value in sketch:
            postings.setdefault(value, []).append(len(kept))
        kept.append((dict(cut), list(witnesses)))
    return [(tuple(sorted(cut.items())), tuple(witnesses)) for cut, witnesses in kept]


def _sketch(cut: Cut, hashes: dict[tuple[str, str], bytes]) -> list[bytes]:
    found = set()
    for family, words in cut:
        for word in words:
            key = family, word
            if key not in hashes:
                hashes[key] = blake2b(f"{family}\0{word}".encode("utf8", "surrogatepass"), digest_size=8).digest()
            found.add(hashes[key])
    return sorted(found)[: COPYING.sketch]
