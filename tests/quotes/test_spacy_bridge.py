"""The bridge to spaCy, with a small pipeline built and saved here, loaded as a user's would be."""

from __future__ import annotations

from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy", reason="the extra 'spacy' is not installed")

from firsthand.errors import WrongUse  # noqa: E402
from firsthand.model import Document  # noqa: E402
from firsthand.quotes.spacy_bridge import listen_with  # noqa: E402
from firsthand.text import lay_out  # noqa: E402

TEXT = "“The ferry will not sail,” said Ana Ruiz."
TRAINING = [
    (
        "The mayor of Tarnow said that the bridge was safe .",
        {
            "heads": [1, 4, 1, 2, 4, 9, 7, 9, 4, 4, 4],
            "deps": ["det", "nsubj", "case", "nmod", "ROOT", "mark", "det", "nsubj", "ccomp", "acomp", "punct"],
        },
    )
]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blank English pipeline with a parser that has seen one sentence often enough to know it."""
    from spacy.training import Example

    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    examples = []
    for text, annotation in TRAINING:
        doc = nlp.make_doc(text)
        for label in annotation["deps"]:
            parser.add_label(label)
        examples.append(Example.from_dict(doc, annotation))
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("spacy") / "en_small"
    nlp.to_disk(folder)
    return folder


def test_component_gives_quotations_and_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("firsthand_quotations")
    doc = nlp(TEXT)
    (quotation,) = doc._.quotations
    assert quotation.source.name == "Ana Ruiz"
    assert [span.text for span in doc.spans["quotations"]] == ["“The ferry will not sail,”"]


def test_component_survives_saving(tmp_path: Path) -> None:
    nlp = spacy.blank("es")
    nlp.add_pipe("firsthand_quotations", config={"language": "es"})
    nlp.to_disk(tmp_path / "saved")
    doc = spacy.load(tmp_path / "saved")("«No hay plan», dijo Ivo Branco.")
    assert doc._.quotations[0].source.name == "Ivo Branco"


def test_a_users_pipeline_is_loaded_and_listened_with(pipeline: Path) -> None:
    text = "The mayor of Tarnow said that the bridge was safe ."
    document = Document("d", text)
    found = listen_with(str(pipeline), [document], lay_out([document]))
    assert found
    assert all(q.span.holds(text) for q in found)
    assert any(q.source and q.source.span and q.source.span.exact == "The mayor of Tarnow" for q in found)


def test_a_pipeline_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="no_such_pipeline"):
        listen_with("no_such_pipeline", [], {})


def test_a_pipeline_without_parser_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="no parser"):
        listen_with(spacy.blank("en"), [], {})
