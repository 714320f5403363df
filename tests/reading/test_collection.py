"""Collections: what is found below paths, how documents are named, and that their order means nothing."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.errors import WrongUse
from firsthand.model import Document, TimeInterval

ROWS = [{"id": f"n{n}", "text": f"The bridge number {n} was closed on Monday.", "outlet": "Courier"} for n in range(6)]


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return path


def test_folders_files_globs_documents_and_standard_input_together(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "deep" / "deeper" / "a.txt").write_text("One is here.")
    (tmp_path / ".hidden" / "b.txt").write_text("Hidden away.")
    (tmp_path / "deep" / ".c.txt").write_text("Hidden too.")
    (tmp_path / "d.md").write_text("# Two\nTwo is here.")
    stdin = io.BytesIO(b'{"id": "three", "text": "Three is here."}\n')

    found = reading.read(
        [tmp_path / "deep", str(tmp_path / "*.md"), "-", Document("four", "Four is here.")], stdin=stdin
    )

    assert found.problems == ()
    assert sorted(d.text.split()[-3] for d in found.documents) == ["Four", "One", "Three", "Two"]
    assert {"three", "four"} < {d.id for d in found.documents}
    assert all(len(d.sha256) == 64 for d in found.documents)


def test_one_path_or_document_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One is here.")

    assert len(reading.read(str(tmp_path / "a.txt")).documents) == 1
    assert len(reading.read(tmp_path / "a.txt").documents) == 1
    assert reading.read(Document("x", "One is here.")).documents[0].id == "x"


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One is here.")

    found = reading.read([tmp_path, tmp_path / "a.txt", str(tmp_path / "*.txt")])

    assert len(found.documents) == 1
    assert found.problems == ()


def test_the_same_bytes_in_two_files_are_one_document_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One is here.")
    (tmp_path / "b.txt").write_text("One is here.")

    found = reading.read(tmp_path)

    assert [d.path for d in found.documents] == [str(tmp_path / "a.txt")]
    assert [(p.severity, p.code, p.path) for p in found.problems] == [
        ("warning", "same-twice", str(tmp_path / "b.txt"))
    ]


def test_the_same_text_under_other_metadata_is_another_document(tmp_path: Path) -> None:
    rows = [{"text": "One is here.", "outlet": "Courier"}, {"text": "One is here.", "outlet": "Post"}]
    found = reading.read(write_rows(tmp_path / "a.jsonl", rows))

    assert len({d.id for d in found.documents}) == 2
    assert len({d.sha256 for d in found.documents}) == 1


def test_one_id_for_different_texts(tmp_path: Path) -> None:
    rows = [{"id": "same", "text": f"Text number {n}."} for n in range(3)]
    write_rows(tmp_path / "a.jsonl", rows)
    write_rows(tmp_path / "b.jsonl", rows[::-1])

    forth = reading.read(tmp_path / "a.jsonl")
    back = reading.read(tmp_path / "b.jsonl")

    assert [(d.id, d.text) for d in forth.documents] == [(d.id, d.text) for d in back.documents]
    assert sorted(d.id[:5] for d in forth.documents) == ["same", "same-", "same-"]
    assert [(p.severity, p.code) for p in forth.problems] == [("warning", "same-id")] * 2


def test_reading_again_what_is_there_adds_nothing(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": "same", "text": f"Text number {n}."} for n in range(3)]
    write_rows(tmp_path / "a.jsonl", [*rows, {"text": "Of no id.\n\nAbout Velmora Watch"}])
    (tmp_path / "b.txt").write_text("By Mara Lindqvist/Velmora Watch\n\nOne is here.")

    once = reading.read(tmp_path)
    again = reading.read([*once.documents, tmp_path])

    assert again.documents == once.documents
    assert {p.severity for p in again.problems} == {"warning"}


def test_fields_are_kept(tmp_path: Path) -> None:
    row = {"id": "x", "text": "One is here.", "title": "T", "author": ["A", "B"], "outlet": "O", "owner": "W",
           "published": "2012-07", "retrieved": "2020-01-01", "url": "https://a.example/x", "language": "EN",
           "topic": "harbours", "score": 3}  # fmt: skip
    (document,) = reading.read(write_rows(tmp_path / "a.jsonl", [row])).documents

    assert document == Document(
        "x", "One is here.", path=str(tmp_path / "a.jsonl"), url="https://a.example/x", title="T", author="A, B",
        outlet="O", owner="W", published=TimeInterval("2012-07-01", "2012-07-31"), retrieved="2020-01-01",
        languages=("en",), sha256=document.sha256, metadata=(("score", "3"), ("topic", "harbours")),
        custody=document.custody,
    )  # fmt: skip


def test_a_page_in_a_field(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{'The bridge was closed on Monday. ' * 9}</p></article></body></html>"
    (document,) = reading.read(write_rows(tmp_path / "a.jsonl", [{"id": "x", "html": page, "title": "T"}])).documents

    assert document.text.startswith("The bridge was closed")
    assert document.title == "T"


@pytest.mark.parametrize("cores", [1, 2])
def test_neither_order_nor_names_nor_cores_matter(cores: int, tmp_path: Path) -> None:
    texts = [f"The bridge number {n} was closed on Monday, they said." for n in range(45)]
    for folder, order in (("one", texts), ("two", random.Random(5).sample(texts, len(texts)))):
        (tmp_path / folder).mkdir()
        for n, text in enumerate(order):
            (tmp_path / folder / f"{n}.txt").write_text(text)

    one = reading.read(tmp_path / "one")
    two = reading.read(tmp_path / "two", cores=cores)

    assert [(d.id, d.text) for d in one.documents] == [(d.id, d.text) for d in two.documents]
    assert one.problems == two.problems == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("o.csv", "outlet,owner\nCourier,Harbour Group\nPost,Vale\n"),
        ("o.csv", "Courier,Harbour Group\n\nPost,Vale\n"),
        ("o.toml", '[owners]\nCourier = "Harbour Group"\nPost = "Vale"\n'),
        ("o.toml", 'Courier = "Harbour Group"\nPost = "Vale"\n'),
    ],
)
def test_owners(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    owners = reading.read_owners(tmp_path / name)

    assert owners == {"Courier": "Harbour Group", "Post": "Vale"}
    rows: list[dict[str, object]] = [*ROWS[:1], {"text": "Two is here.", "outlet": "Post", "owner": "Itself"}]
    found = reading.read(write_rows(tmp_path / "a.jsonl", rows), owners=owners)
    assert sorted(d.owner or "" for d in found.documents) == ["Harbour Group", "Itself"]


@pytest.mark.parametrize(("name", "content"), [("o.csv", "just one\n"), ("o.toml", "= ="), ("o.toml", "a = 3")])
def test_a_table_that_is_none(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)

    with pytest.raises(WrongUse, match="table of owners"):
        reading.read_owners(tmp_path / name)
