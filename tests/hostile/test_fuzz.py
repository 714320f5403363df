"""Whatever the bytes, reading ends with documents and problems, never with an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from evaluation.fuzz import files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand import reading
from firsthand.reading.formats import ENDINGS
from firsthand.text import lay_out
from reading.formats import WRITERS


def read_bytes(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        collection = reading.read(folder)
    assert collection.documents or collection.problems
    for problem in collection.problems:
        assert problem.message.isprintable()
        problem.message.encode("utf8")
    for document in collection.documents:
        repr(document).encode("utf8")
        document.text.encode("utf8")
    layouts = lay_out(collection.documents)
    assert set(layouts) == {document.id for document in collection.documents}


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([*ENDINGS, ".txt.gz", ".jsonl.zst"]), st.binary(max_size=400))
def test_random_bytes(ending: str, content: bytes) -> None:
    read_bytes(f"x{ending}", content)


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    damages=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 30), st.binary(max_size=30)), min_size=1, max_size=8)
)
def test_damaged_files(name: str, tmp_path: Path, damages: list[tuple[float, int, bytes]]) -> None:
    file_name, write, _ = WRITERS[name]
    write(tmp_path / file_name)
    content = bytearray((tmp_path / file_name).read_bytes())
    for where, n_lost, found in damages:
        start = int(where * len(content))
        content[start : start + n_lost] = found

    read_bytes(file_name, bytes(content))


@pytest.mark.slow
def test_mutated_files_of_every_format_neither_crash_nor_vanish() -> None:
    assert files.attack(200, 31).findings == []
