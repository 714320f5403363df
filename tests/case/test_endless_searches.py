"""A search that would go on for ever: it ends by its own limit, or when the user has had enough."""

from __future__ import annotations

import signal
import sqlite3
import threading
from importlib import import_module
from pathlib import Path

import pytest

from fictional_case import the_case
from firsthand.case import save, search
from firsthand.errors import WrongUse

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def endless(database: sqlite3.Connection) -> None:
    from firsthand.case.search import _for_a_while

    with _for_a_while(database):
        database.execute(ENDLESS).fetchone()


def test_a_search_without_end_is_refused() -> None:
    with pytest.raises(WrongUse, match="too long"):
        endless(sqlite3.connect(":memory:"))


def test_who_has_had_enough_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("firsthand.case.search")
    monkeypatch.setattr(module, "_SECONDS", 1e9)
    monkeypatch.setattr(module, "_MOST_SECONDS", 1e9)
    stop = threading.Timer(0.2, lambda: signal.raise_signal(signal.SIGINT))
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        endless(sqlite3.connect(":memory:"))
    stop.join()


def test_the_connection_serves_the_next_search(tmp_path: Path) -> None:
    save(the_case(), tmp_path / "c.db")
    database = sqlite3.connect(tmp_path / "c.db")
    for _ in range(2):
        with pytest.raises(WrongUse):
            endless(database)
    word = database.execute("SELECT text FROM document").fetchone()[0]
    word = next(w for w in (word if isinstance(word, str) else word.decode()).split() if w.isalpha())
    assert search(tmp_path / "c.db", word)


def test_one_word_two_thousand_times_is_one_word(tmp_path: Path) -> None:
    save(the_case(), tmp_path / "c.db")

    assert search(tmp_path / "c.db", "dam " * 2000) == search(tmp_path / "c.db", "dam")
