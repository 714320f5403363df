"""Reuse in a collection that fits in memory."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document, Passage
from firsthand.reuse import find_reuse, tie_families
from firsthand.settings import ReuseSettings

VOCABULARY = [f"{a}{b}{c}" for a in "bdgklmnprstv" for b in "aeiou" for c in ("n", "r", "st", "lo", "mi", "que")]
HARBOUR = (
    "The harbour master of Lindhaven told reporters on Tuesday that three tankers had left without papers, and that "
    "nobody on the night shift had thought to ask them why."
)
BRIDGE = (
    "Workers found cracks in the second pillar of the old bridge, which will stay closed until the engineers agree."
)


def prose(seed, n=120):
    draw = random.Random(seed)
    return " ".join(draw.choice(VOCABULARY) for _ in range(n))


def doc(name, text, outlet=None):
    return Document(name, text, outlet=outlet)


def found(*texts, **changes):
    documents = [doc(f"d{n}", text) for n, text in enumerate(texts)]
    reuses = find_reuse(documents, settings=replace(ReuseSettings(), **changes))
    for reuse in reuses:
        for span in (reuse.a, reuse.b):
            assert span.holds(next(d.text for d in documents if d.id == span.document))
    return reuses


def test_an_exact_copy_is_verbatim_and_whole():
    (reuse,) = found(prose(1) + " " + HARBOUR + " " + prose(2), prose(3) + " " + HARBOUR + " " + prose(4))
    assert reuse.kind == "verbatim"
    assert reuse.identity == 1.0
    assert reuse.a.exact == HARBOUR.rstrip(".")


def test_quote_marks_case_and_accents_do_not_matter_to_verbatim():
    a = "“Die Brücke bleibt gesperrt”, sagte der Bürgermeister am Montag, “bis niemand mehr daran zweifelt”"
    (reuse,) = found(a, a.upper().replace("“", '"').replace("”", '"').replace("Ü", "U"))
    assert reuse.kind == "verbatim"


def test_an_edited_copy_is_found_with_its_identity():
    edited = HARBOUR.replace("three tankers", "two big tankers").replace("on Tuesday ", "")
    (reuse,) = found(prose(1) + " " + HARBOUR, prose(3) + " " + edited)
    assert reuse.kind == "edited"
    assert 0.75 < reuse.identity < 0.95
    assert reuse.b.exact == edited.rstrip(".")


def test_two_passages_of_one_pair_are_two():
    reuses = found(HARBOUR + prose(1) + BRIDGE, prose(2) + HARBOUR + prose(3) + BRIDGE)
    assert len(reuses) == 2


def test_passages_a_few_words_apart_are_one():
    gap_a, gap_b = " but then again ", " as was said later on "
    (reuse,) = found(HARBOUR + gap_a + BRIDGE, HARBOUR + gap_b + BRIDGE)
    assert reuse.kind == "edited"


def test_unrelated_texts_share_nothing():
    assert found(prose(1), prose(2), prose(3)) == []


def test_a_document_is_compared_with_itself_only_where_asked():
    text = HARBOUR + " " + prose(1) + " " + HARBOUR
    assert found(text, prose(2)) == []
    (reuse,) = found(text, prose(2), within_document=True)
    assert reuse.a.document == reuse.b.document
    assert reuse.a.end <= reuse.b.start


def test_boilerplate_is_left_out():
    furniture = (
        "Subscribe to the weekly letter of the Lindhaven Courier and never miss what your neighbours are reading about."
    )
    documents = [doc(name, HARBOUR + "\n" + furniture + "\n" + prose(name)) for name in "ab"]
    start = len(HARBOUR) + 1
    layouts = {
        d.id: [
            Passage(d.id, 0, start - 1, "en", "body"),
            Passage(d.id, start, start + len(furniture), "en", "boilerplate"),
        ]
        for d in documents
    }
    assert any("Subscribe" in reuse.a.exact for reuse in find_reuse(documents))
    (reuse,) = find_reuse(documents, layouts)
    assert reuse.a.exact == HARBOUR.rstrip(".")


@pytest.mark.parametrize(
    "texts", [[], [""], ["", ""], ["one"], ["a b c d", "a b c d"], ["\x00" * 30, "\ud800 x"], ["é" * 9]]
)
def test_odd_collections_are_no_trouble(texts):
    assert found(*texts) == []


def test_shorter_passages_are_found_where_asked():
    quoted = "has become a base of operations for nobody"
    texts = [prose(1) + " " + quoted + " " + prose(2), prose(3) + " " + quoted.upper() + " " + prose(4)]
    assert found(*texts, min_words=6, min_score=3.0)[0].a.exact == quoted


def test_a_title_that_everybody_writes_is_under_the_rarity_floor():
    title = "Deputy Assistant Minister for Harbours and Inland Waters Ottoline Marsh"
    texts = [prose(n) + " " + title + " " + prose(n + 500) for n in range(30)]
    assert found(*texts) == []


def test_a_passage_in_very_many_documents_stays_tied():
    texts = [prose(n) + " " + HARBOUR + " " + prose(n + 500) for n in range(150)]
    documents = [doc(f"d{n:03}", text) for n, text in enumerate(texts)]
    reuses = find_reuse(documents)
    assert len(reuses) < 150 * 20
    _, families = tie_families(reuses, documents)
    (family,) = [f for f in families if len(f.members) > 2]
    assert len(family.members) == 150


copied = st.lists(st.sampled_from(VOCABULARY), min_size=8, max_size=8, unique=True)


@settings(max_examples=60, deadline=None)
@given(copied, st.integers(0, 10_000), st.integers(0, 60), st.integers(0, 60))
def test_an_exact_copy_of_eight_words_is_always_found(copy, seed, at_a, at_b):
    passage = " ".join(copy)
    a, b = prose(seed).split(), prose(seed + 20_000).split()
    reuses = found(" ".join([*a[:at_a], passage, *a[at_a:]]), " ".join([*b[:at_b], passage, *b[at_b:]]))
    assert any(passage in reuse.a.exact and passage in reuse.b.exact for reuse in reuses)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_documents_changes_nothing(order):
    texts = [prose(n, 40) + HARBOUR + prose(n + 50, 30) + (BRIDGE if n % 2 else "") for n in range(6)]
    documents = [doc(f"d{n}", text) for n, text in enumerate(texts)]
    assert tie_families(find_reuse([documents[n] for n in order]), documents) == tie_families(
        find_reuse(documents), documents
    )


def test_names_of_documents_change_nothing_but_names():
    texts = [prose(n, 40) + HARBOUR + prose(n + 50, 30) for n in range(4)]
    one = find_reuse([doc(f"d{n}", text) for n, text in enumerate(texts)])
    other = find_reuse([doc(f"e{9 - n}", text) for n, text in enumerate(texts)])
    cut = lambda reuses: sorted(sorted((s.exact, s.start) for s in (r.a, r.b)) for r in reuses)  # noqa: E731
    assert cut(one) == cut(other)


def test_a_short_quotation_does_not_pull_the_article_into_its_family():
    article = HARBOUR + " " + " ".join(prose(n) for n in range(3))
    documents = [doc("a", article), doc("b", article), doc("c", prose(7) + " " + HARBOUR + " " + prose(8))]
    _, families = tie_families(find_reuse(documents), documents)
    assert sorted(len(f.members) for f in families) == [2, 3]


def test_pieces_that_each_overlap_the_next_do_not_chain():
    words = prose(40, 400).split()
    texts = [
        prose(n) + " " + " ".join(words[at : at + 60]) + " " + prose(n + 9) for n, at in enumerate(range(0, 300, 30))
    ]
    documents = [doc(f"d{n}", text) for n, text in enumerate(texts)]
    _, families = tie_families(find_reuse(documents), documents)
    assert len(families) >= 9
    assert max(len({member.document for member in family.members}) for family in families) == 2


def test_a_family_is_represented_by_its_longest_member():
    documents = [
        doc("a", HARBOUR),
        doc("b", prose(1) + HARBOUR.replace(" on Tuesday", "")),
        doc("c", prose(2) + HARBOUR),
    ]
    reuses, (family,) = tie_families(find_reuse(documents), documents)
    assert {reuse.family for reuse in reuses} == {family.id}
    assert len(family.representative.exact) == max(len(m.exact) for m in family.members)


@pytest.mark.seeds
def test_what_the_spun_page_lifts_from_the_interview_is_found(seeds):
    documents = [doc(path.name[:3], path.read_text("utf8")) for path in sorted(seeds.glob("*.txt"))]
    reuses = find_reuse(documents)
    lifted = [r.b.exact for r in reuses if (r.a.document, r.b.document) == ("003", "004") and r.identity > 0.9]
    for words in ("three times more", "base of operations", "passports with fake", "La Nación", "terrorism and drug"):
        assert sum(words in passage for passage in lifted) == 1
    (whole,) = [r for r in reuses if (r.a.document, r.b.document) == ("001", "002")]
    assert whole.kind == "verbatim"
    assert len(whole.b.exact) > 2200
