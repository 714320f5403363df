"""Tables of languages hold what is read, and what a language lacks is said."""

import tomllib

import pytest

from firsthand.errors import LanguageTableError
from firsthand.languages import HERE, codes, missing, table
from firsthand.languages.checking import check_table
from firsthand.languages.schema import KEYS

FILES = sorted(path for code in codes() for path in (HERE / code).glob("*.toml") if path.stem != "remarks")
"""All but remarks, whose keys are the English sentences themselves: a test of theirs holds them to the code."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_table_holds_only_what_is_read(path):
    model = tomllib.loads((HERE / "en" / path.name).read_text("utf8")) if path.stem not in KEYS else None
    check_table(path.name, path.stem, tomllib.loads(path.read_text("utf8")), model)


@pytest.mark.parametrize("subject", KEYS)
def test_english_and_spanish_lack_nothing(subject):
    assert table("en", subject)
    assert table("es", subject)


def test_a_misspelt_key_is_an_error_that_names_the_right_one():
    with pytest.raises(LanguageTableError, match="complementizers"):
        check_table("it/quotes.toml", "quotes", {"complementisers": "che"})
    with pytest.raises(LanguageTableError, match=r"ago\.before"):
        check_table("it/dates.toml", "dates", {"ago": {"befor": ["fa"]}})
    with pytest.raises(LanguageTableError, match=r"verbs\.saying.*'powers'"):
        check_table("it/quotes.toml", "quotes", {"verbs": {"saying": {"lemmas": "dire", "powers": "that"}}})


@pytest.mark.parametrize(
    ("subject", "table_"),
    [
        ("quotes", {"complementizers": ["che"]}),
        ("quotes", {"inversion": "yes"}),
        ("dates", {"months": "gennaio"}),
        ("translation", {"length": "1.1"}),
        ("nothing", {}),
    ],
)
def test_a_value_of_another_kind_is_an_error(subject, table_):
    with pytest.raises(LanguageTableError):
        check_table("it.toml", subject, table_)


def test_what_a_language_lacks_is_known():
    assert missing("en") == missing("es") == missing("pt") == missing("fr") == ()
    assert missing("it") == tuple(sorted(KEYS))


def test_documents_in_a_language_that_lacks_tables_are_told_of():
    from firsthand.model import Document
    from firsthand.pipeline import trace_documents

    spoken = {
        "fr": "Le ministre a dit mardi que la digue ne tiendra pas. Les ingénieurs de la ville n'ont pas répondu.",
        "it": "Il ministro ha detto martedì che la diga non reggerà. Gli ingegneri della città non hanno risposto.",
        "en": "The minister said on Tuesday that the dam will not hold. The engineers of the city did not answer.",
    }
    documents = [Document(code, " ".join([text] * 3), languages=(code,)) for code, text in spoken.items()]
    case = trace_documents(documents)
    told = [problem.message for problem in case.problems]
    assert [(message.split(" in ")[1][:2]) for message in told] == ["it"]
    assert "without tables" in told[0]
    again = trace_documents(documents, problems=case.problems)
    assert again.problems == case.problems


def test_small_words_around_names_are_read_in_every_language():
    from firsthand.languages import around_names

    assert {"de", "van", "bin"} <= around_names("particles")
    assert around_names("of_bodies") <= around_names("of")
    assert around_names("loose") - {"a"} <= around_names("particles")
