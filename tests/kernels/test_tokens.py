"""Words cut from bytes, against a plain twin that works on characters."""

import json
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.kernels.tokens import cut_words
from firsthand.text.tokens import Tokenizer, fold_table, tokenize


def places(text):
    tokens = tokenize([text])
    return [text[a:b] for a, b in zip(tokens.starts.tolist(), tokens.stops.tolist())]


def words(text):
    return tokenize([text]).words.tolist()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The mayor’s dog, aged 7, didn't bark.", ["The", "mayor", "s", "dog", "aged", "7", "didn", "t", "bark"]),
        ("", []),
        (" … —", []),
        ("snake_case", ["snake", "case"]),
        ("日本語の新聞", list("日本語の新聞")),
        ("ไทย", list("ไทย")),
        ("한국어 신문", ["한국어", "신문"]),
        ("Ελλάδα и Москва", ["Ελλάδα", "и", "Москва"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("x日y", ["x", "日", "y"]),
    ],
)
def test_a_text_is_cut_into_words(text, cut):
    assert places(text) == cut


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("NAÏVE Café", "naive cafe"),
        ("Straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("cafe\u0301", "café"),
        ("ｗｉｄｅ", "wide"),
        ("‘it’s’", "'it's'"),
        ("Øre", "ore"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_spellings_of_the_same_words_are_equal(a, b):
    assert words(a) == words(b)


def test_different_words_differ():
    assert len(set(words("one two three four ones tow 1 11 111"))) == 9


def plain_cut(text):
    """Ranges of words: letters, digits and marks together, letters of scripts without spaces alone."""
    table, found, start, single = fold_table(), [], None, False
    for at, character in enumerate([*text, " "]):
        point = ord(character)
        kind = int(table.blocks[table.pages[point >> 7] * 128 + point % 128] >> 24)
        if kind == 3:
            if start is not None:
                stop = at + 1
            continue
        opens = kind == 2 or (kind in (1, 4) and (start is None or single))
        if start is not None and (opens or kind == 0):
            found.append((start, stop))
            start = None
        if opens:
            start, single = at, kind == 2
        if kind:
            stop = at + 1
    return found


def plain_word(text):
    """The hash of a word: folded characters as bytes, an ASCII one as it is, any other as three times seven bits."""
    table, packed = fold_table(), b""
    for point in map(ord, text):
        entry = int(table.blocks[table.pages[point >> 7] * 128 + point % 128])
        folded = [entry & 0xFFFFFF] if entry >> 24 in (1, 2) else []
        if entry >> 24 == 4:
            end = next(k for k in range(entry & 0xFFFFFF, len(table.expansions)) if table.expansions[k] == 0)
            folded = table.expansions[entry & 0xFFFFFF : end].tolist()
        for f in folded:
            packed += bytes([f]) if f < 128 else bytes(128 | f >> shift & 127 for shift in (0, 7, 14))
    h = 0xCBF29CE484222325
    for eight in range(0, len(packed) + 1, 8):
        h = (h ^ int.from_bytes(packed[eight : eight + 8], "little")) * 0x9E3779B97F4A7C15 % 2**64
        h ^= h >> 32
    return h * 0xD6E8FEB86659FD93 % 2**64 >> 32 | 1 << 20


mixed_text = st.text(st.sampled_from('abcXYZ019 éÉßﬁ\u0301日’"\\\n.'), max_size=60) | st.text(max_size=60)
pieces = [
    "a",
    "word",
    "eighteen",
    "seventeen's",
    "sixteen letters",
    "antidisestablishmentarianism",
    "x" * 70,
    "é",
    "日",
]
long_text = st.lists(st.sampled_from([*pieces, " ", ", ", "’", "\n", '"', "0", "-", "\u0301"]), max_size=90).map(
    "".join
)
mixed_text |= long_text


@given(mixed_text)
def test_every_word_has_the_hash_of_the_plain_twin(text):
    text = text.encode("utf8", "replace").decode("utf8")
    assert words(text) == [plain_word(text[begin:end]) for begin, end in plain_cut(text)]


@given(st.lists(mixed_text, max_size=4), st.sampled_from([1, 4]))
def test_marks_stand_at_every_so_manieth_word(texts, every):
    table = fold_table()
    raw = [text.encode("utf8", "replace") for text in texts]
    ends = np.cumsum([0, *map(len, raw)])
    columns = [np.zeros(1 + ends[-1], np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.uint32)]
    marks, n_words = np.zeros(4 * (1 + ends[-1] + len(raw)), np.uint32), np.zeros(len(raw), np.int64)
    cut_words(
        np.frombuffer(b"".join(raw) or b" ", np.uint8), ends[:-1], ends[1:], False, table.pages, table.blocks,
        table.expansions, *columns, every, marks, n_words, np.zeros(len(raw), np.int64),
    )  # fmt: skip
    expected = []
    for text in (r.decode("utf8") for r in raw):
        expected += [(len(text[:begin].encode()), begin) for begin, _ in plain_cut(text)[::every]]
    assert list(map(tuple, marks.reshape(-1, 2)[: len(expected)].tolist())) == expected


@given(mixed_text)
def test_every_word_is_where_the_plain_twin_finds_it(text):
    text = text.encode("utf8", "replace").decode("utf8")
    tokens = tokenize([text])
    assert list(zip(tokens.starts.tolist(), tokens.stops.tolist())) == plain_cut(text)
    assert tokens.lengths.tolist() == [len(text)]


@given(st.lists(mixed_text, max_size=4), st.booleans())
def test_the_inside_of_a_json_string_gives_the_same_words(texts, ascii_only):
    texts = [text.encode("utf8", "replace").decode("utf8") for text in texts]
    raw = [json.dumps(text, ensure_ascii=ascii_only).encode()[1:-1] for text in texts]
    ends = np.cumsum([0, *map(len, raw)])
    cut = Tokenizer().cut(np.frombuffer(b"".join(raw) or b" ", np.uint8), ends[:-1], ends[1:], escaped=True)
    plain = tokenize(texts)
    for column in ("words", "starts", "stops", "offsets", "lengths"):
        assert getattr(cut, column).tolist() == getattr(plain, column).tolist()


@given(st.binary(max_size=40))
def test_bytes_that_are_no_utf8_are_told(raw):
    try:
        length = len(raw.decode("utf8"))
    except UnicodeDecodeError:
        length = -1
    assert Tokenizer().cut(np.frombuffer(raw or b" ", np.uint8), [0], [len(raw)], False).lengths.tolist() == [length]


@pytest.mark.filterwarnings("ignore:overflow")
def test_plain_python_and_machine_code_agree():
    text = "Ünder the straße, 日本 didn’t “move” ½ far \\n away".encode()
    table = fold_table()
    results = []
    for run in (cut_words, cut_words.python):
        columns = [np.zeros(99, np.uint32) for _ in range(4)]
        counts = np.zeros(1, np.int64), np.zeros(1, np.int64)
        data, begin, end = np.frombuffer(text, np.uint8), np.zeros(1, np.int64), np.array([len(text)])
        tables = table.pages, table.blocks, table.expansions
        n = run(data, begin, end, True, *tables, *columns[:3], 4, columns[3], *counts)
        results.append((n, [c.tolist() for c in (*columns, *counts)]))
    assert results[0] == results[1]


def test_the_folding_table_keeps_letters_of_words_that_python_lowers():
    for character in map(chr, range(0x20, 0x2000)):
        if unicodedata.category(character) in ("Lu", "Ll"):
            assert words(character) == words(character.lower()), character
