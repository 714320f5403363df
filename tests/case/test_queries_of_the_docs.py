"""The queries that the documentation shows give answers."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

import firsthand
from firsthand.case import save

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "how-to" / "query-a-case.md").read_text("utf8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    save(firsthand.trace([Path(str(files("firsthand.demo"))) / "articles"]), path)
    return path


def test_there_are_ten() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES)
def test_each_finds_something_in_the_demo(demo: Path, query: str) -> None:
    with closing(sqlite3.connect(demo)) as database:
        rows = database.execute(query).fetchall()
    assert rows
    assert not any(isinstance(value, bytes) for row in rows for value in row)


def test_every_view_and_table_can_be_read_whole(demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        for name in names:
            database.execute(f"SELECT * FROM {name}").fetchall()
        for view in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            rows = database.execute(f"SELECT * FROM {view[0]}").fetchall()
            assert not any(isinstance(value, bytes) for row in rows for value in row), view
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
