"""Attributions by the trained model, on sentences of our own."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.quotes import tagger, tags
from firsthand.quotes.tagger import LONGEST, Gates, blocks, cut_at_gaps, find_attributions, has_model, load_model
from firsthand.quotes.tokens import tokenise


def heard(text):
    """(source, cue, contents) of every attribution."""
    return [
        (
            text[slice(*a.source)] if a.source else None,
            " ".join(text[s:e] for s, e in a.cue),
            tuple(text[s:e] for s, e in a.content),
        )
        for a in find_attributions(text, "en")
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The mill burned down,” Ana Ruiz said.", "Ana Ruiz", "said", ("“The mill burned down,”",)),
        ("“It burned,” said Ana Ruiz, the mayor.", "Ana Ruiz, the mayor", "said", ("“It burned,”",)),
        ("Ruiz said that the mill burned down.", "Ruiz", "said", ("that the mill burned down",)),
        ("The mill burned down, officials said.", "officials", "said", ("The mill burned down",)),
        ("The mill burned down, according to police.", "police", "according to", ("The mill burned down",)),
        ("According to police, the mill burned down.", "police", "According to", ("the mill burned down",)),
        (
            "“We saw smoke,” Ruiz said. “Then the roof fell in.”",
            "Ruiz",
            "said",
            ("“We saw smoke,”", "“Then the roof fell in.”"),
        ),
        ("Ruiz told reporters the fire was “a crime.”", "Ruiz", "told", ("the fire was “a crime.”",)),
    ],
)
def test_who_says_what(text, source, cue, content):
    assert heard(text) == [(source, cue, content)]


def test_two_speakers_in_one_paragraph():
    text = "Ruiz said the mill was safe, but Tomas Weld warned that the roof could fall."
    assert [(source, cue) for source, cue, _ in heard(text)] == [("Ruiz", "said"), ("Tomas Weld", "warned")]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_possessive_is_no_part_of_the_name(mark):
    assert heard(f"Ruiz{mark}s claim that the mill was safe shocked the whole town on Monday.")[0][:2] == (
        "Ruiz",
        "claim",
    )


def test_only_what_lies_in_the_ranges_is_read():
    text = "Ruiz said the mill burned.\n\nWeld said the bridge fell.\n\nBuy our mugs, Weld said."
    second = text.index("Weld"), text.index("\n\nBuy")
    found = find_attributions(text, "en", [second])
    assert [text[slice(*a.source)] for a in found if a.source] == ["Weld"]
    assert all(second[0] <= a.span[0] and a.span[1] <= second[1] for a in found)


def test_the_speaker_of_one_headline_does_not_speak_in_the_next():
    headline, between, following = "Pilots: We did our work", "The ferry was late again.", "Engine got a recent look"
    text = f"{headline}\n{between}\n{following}\n"
    ranges = [(0, len(headline)), (text.index(following), len(text))]
    assert list(cut_at_gaps(text, [(8, len(text))], ranges)) == [(8, len(headline))]
    assert list(cut_at_gaps(text, [(8, len(text))], [(0, len(text))])) == [(8, len(text))]


def test_words_in_quotation_marks_go_on_behind_what_was_not_read():
    first, between, second = 'He said: "We did our work.', "READ MORE: Ferries", 'Nobody else was there."'
    text = f"{first}\n{between}\n{second}"
    begin = text.index(second)
    ranges = [(0, len(first)), (begin, len(text))]
    assert list(cut_at_gaps(text, [(9, len(text))], ranges)) == [(9, len(first)), (begin, len(text))]


def test_an_answer_does_not_depend_on_what_was_read_before():
    text = "“It burned,” said Ana Ruiz."
    first = find_attributions(text, "en")
    find_attributions("Weld warned that the bridge could fall. " * 40, "en")
    assert find_attributions(text, "en") == first


def test_only_languages_with_a_model_have_one():
    assert has_model("en")
    assert not has_model("xx")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("“”\"'«» \n.,:—said Ana☂é\ud800א😀"), max_size=300))
def test_any_text_gives_ordered_ranges_within_it(text):
    for attribution in find_attributions(text, "en"):
        ranges = [*attribution.content, *attribution.cue, *([attribution.source] if attribution.source else [])]
        assert all(0 <= a < b <= len(text) for a, b in ranges)
        assert list(attribution.content) == sorted(attribution.content)
        assert 0 <= attribution.probability <= 1


@pytest.mark.parametrize("text", ["“" * 300_000, "a" * 1_000_000, '" ' * 200_000, "\n" * 500_000, "א”" * 100_000])
def test_hostile_text_ends_soon(text):
    find_attributions("warm up", "en")
    began = time.process_time()
    find_attributions(text, "en")
    assert time.process_time() - began < 20


def test_long_paragraphs_are_read_in_pieces():
    tokens = tokenise("word " * (3 * LONGEST))
    for bounds in blocks(tokens):
        assert np.diff(bounds).max() <= LONGEST


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 5), st.integers(0, 3)), max_size=10))
def test_spans_survive_their_tags(shapes):
    spans, at = [], 0
    for role, length, gap in shapes:
        spans.append((role, at + gap, at + gap + length))
        at += gap + length
    runs = {role: [(a, b) for r, a, b in spans if r == role] for role in range(3)}
    encoded = tags.encode(runs, at)
    assert tags.decode(encoded) == spans
    allowed = tags.allowed_transitions()
    before = tags.N_TAGS
    for value in encoded:
        assert allowed[before, value]
        before = value


def test_what_was_read_before_changes_no_bit_of_a_words_gates():
    model = load_model("en")
    words = tokenise("The mayor of Port Amaro said on Tuesday that the quay, which had cracked, would close at noon.")
    alone, rows = Gates().of(model, words.hashes)
    used = Gates()
    used.of(model, words.hashes[3:9])
    later, places = used.of(model, words.hashes)
    for a, b in zip(alone, later, strict=True):
        np.testing.assert_array_equal(a[rows], b[places])


def test_more_words_than_are_remembered_are_read_all_the_same(monkeypatch):
    model, words = load_model("en"), tokenise("The mayor said that the quay was closed.")
    whole, rows = Gates().of(model, words.hashes)
    monkeypatch.setattr(tagger, "REMEMBERED_WORDS", 5)
    few = Gates()
    one, places = few.of(model, words.hashes)
    np.testing.assert_array_equal(whole[0][rows], one[0][places])
    for start in (0, 4, 2):
        some, places = few.of(model, words.hashes[start : start + 4])
        np.testing.assert_array_equal(whole[0][rows[start : start + 4]], some[0][places])
