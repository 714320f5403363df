"""Remarks in the reader's language: every one that reading or naming makes, with what it names taken over."""

import ast
import re
from importlib.resources import files

import pytest

from firsthand.languages import table
from firsthand.present import remark_words
from firsthand.present.interface import DEFAULT, interface_languages

OTHERS = [code for code in interface_languages() if code != DEFAULT]
MADE = {"error", "warning", "_problem", "TooLarge", "NotText", "BadContent", "Absence", "Merge"}
"""Calls that make a remark."""


def made():
    """Every remark that is written out in the code of reading and naming, with some word in its holes."""
    for room in ("reading", "values"):
        for path in sorted((files("firsthand") / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf8"))):
                name = ast.unparse(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
                if name in MADE:
                    yield from filter(None, (spelled(a) for a in node.args))
                if isinstance(node, ast.FunctionDef) and node.name == "agreement_reason":
                    yield from (
                        spelled(n.value) for n in ast.walk(node) if isinstance(n, ast.Return) and spelled(n.value)
                    )


def spelled(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        said = node.value
    elif isinstance(node, ast.JoinedStr):
        said = "".join(v.value if isinstance(v, ast.Constant) else "7" for v in node.values)
    else:
        return ""
    return said if " " in said and re.search("[a-z]{2} [a-z]", said) else ""


@pytest.mark.parametrize("code", OTHERS)
def test_every_remark_has_words_in_every_language(code):
    lacking = sorted({remark for remark in made() if remark_words(remark, code) is None})
    assert lacking == []


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_remark_names_is_taken_over(code):
    for sentence, words in table(code, "remarks").items():
        holes = set(re.findall(r"\{(\w+)\}", sentence))
        assert set(re.findall(r"\{(\w+)\}", words)) == holes, sentence


def test_a_remark_stands_behind_a_path_and_within_another():
    assert remark_words("old/a: b.txt: left out: binary data, not text", "es") == (
        "old/a: b.txt: se omite: datos binarios, no texto"
    )
    assert remark_words("3 of 12 pages hold no text, only pictures perhaps", "es") == (
        "3 de 12 páginas no contienen texto, quizá solo imágenes"
    )
    assert remark_words("an initial for the given name", "es") == "una inicial en lugar del nombre de pila"


def test_what_nobody_has_put_so_is_left_as_it_is():
    assert remark_words("the cat sat on the mat", "es") is None
    assert remark_words("x" * 100_000, "es") is None
    assert remark_words("the cat sat on the mat", "en") == "the cat sat on the mat"
