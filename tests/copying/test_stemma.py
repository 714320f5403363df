"""A textual tradition without dates: who copied whom, by what the copies got wrong."""

from __future__ import annotations

import random

import pytest

from firsthand.origins import Witness, infer_copying

HEADS, TAILS = ("har", "bo", "til", "men", "sor", "vek", "lun"), ("ta", "ri", "no", "del", "mu", "sk")
WORDS = [head + tail for head in HEADS for tail in TAILS]


def tradition(seed: int, n: int = 8, passages: int = 20) -> tuple[list[Witness], dict[str, str | None]]:
    """Witnesses of one text, in no order, with who copied whom; every copy gets three words of each hundred wrong."""
    r = random.Random(seed)
    first = {f"p{k:02}": [r.choice(WORDS) for _ in range(14)] for k in range(passages)}
    texts, truth = {"w0": first}, {"w0": None}
    names = ["w0"]
    while len(names) < n:
        parent, child = r.choice(names), f"w{len(names)}"
        texts[child] = {
            f: [w + r.choice("aeiou") if r.random() < 0.03 else w for w in words] for f, words in texts[parent].items()
        }
        truth[child] = parent
        names.append(child)
    r.shuffle(names)
    return [Witness(w, passages={f: " ".join(t) for f, t in texts[w].items()}) for w in names], truth  # type: ignore[return-value]


def neighbours(parents: dict[str, str | None]) -> set[frozenset[str]]:
    return {frozenset((child, parent)) for child, parent in parents.items() if parent}


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_branches_of_a_tradition_are_found(seed: int) -> None:
    witnesses, truth = tradition(seed)
    copying = infer_copying(witnesses)
    found = neighbours(copying.parents["p00"])
    assert len(found & neighbours(truth)) >= len(truth) - 2
    right = sum(copying.parents["p00"][w] == p for w, p in truth.items())
    assert right >= len(truth) / 2


def test_order_of_input_changes_no_branch() -> None:
    witnesses, _ = tradition(3)
    assert repr(infer_copying(witnesses)) == repr(infer_copying(witnesses[::-1]))


def test_dates_go_before_what_copies_got_wrong() -> None:
    witnesses, _ = tradition(5)
    dated = [Witness(w.document, passages=w.passages, published=(60.0 * int(w.document[1:]),) * 2) for w in witnesses]
    parents = infer_copying(dated).parents["p00"]
    assert all(int(parent[1:]) < int(child[1:]) for child, parent in parents.items() if parent)
