"""One suite over all readers: the same article in every format gives the same text and metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand import reading
from firsthand.reading.formats import KINDS
from firsthand.reading.kinds import ending_of
from reading.formats import AUTHOR, OUTLET, PUBLISHED, TEXT, TITLE, URL
from reading.formats import WRITERS as PLAIN_WRITERS
from reading.other_formats import OTHER_WRITERS

WRITERS = {**PLAIN_WRITERS, **OTHER_WRITERS}
EXPECTED = {"title": TITLE, "author": AUTHOR, "outlet": OUTLET, "url": URL}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_article_in_every_format(name: str, tmp_path: Path) -> None:
    file_name, write, told = WRITERS[name]
    write(tmp_path / file_name)

    collection = reading.read(tmp_path)

    assert collection.problems == ()
    (document,) = collection.documents
    assert document.text.strip() == TEXT
    for field, value in EXPECTED.items():
        if field in told.split():
            assert getattr(document, field) == value
    if "published" in told.split():
        assert document.published is not None
        assert (document.published.earliest, document.published.latest) == (PUBLISHED, PUBLISHED)
    if "day" in told.split():  # a time without a zone tells the day only
        assert document.published is not None
        assert document.published.earliest == "2021-03-04"
    if "made" in told.split():  # a file's own date says when it was made, not when anything was published
        assert document.published is None
        assert document.retrieved == "2021-03-04"


def test_every_format_is_in_the_suite() -> None:
    written = {KINDS.get(ending_of(file_name)) for file_name, _, _ in WRITERS.values()}

    assert set(KINDS.values()) <= written


@pytest.mark.parametrize("name", WRITERS)
def test_reading_twice_gives_the_same_and_names_do_not_matter(name: str, tmp_path: Path) -> None:
    file_name, write, _ = WRITERS[name]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    write(tmp_path / "one" / file_name)
    (tmp_path / "two" / f"zz-{file_name}").write_bytes((tmp_path / "one" / file_name).read_bytes())

    one = reading.read(tmp_path / "one").documents[0]
    two = reading.read(tmp_path / "two").documents[0]

    assert (one.id, one.text, one.sha256) == (two.id, two.text, two.sha256)


def test_a_feed_names_whom_it_took_the_entry_from(tmp_path: Path) -> None:
    file_name, write, _ = WRITERS["atom"]
    write(tmp_path / file_name)

    assert reading.read(tmp_path).documents[0].credits == ("Harbour Wire",)
