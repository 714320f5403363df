"""The letter statistics are unpacked once for a user, and are the same wherever they come from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from firsthand.text import letters

TEXTS = (
    "Il sindaco ha detto che la banchina resterà chiusa fino a primavera.",
    "The mayor said the quay would stay closed.",
    "堤防は春まで閉鎖される。",
    "",
)


def fresh() -> object:
    return letters.identifier.__wrapped__()


def answers(identifier: object) -> list[tuple[str, float]]:
    return [identifier.classify(text) for text in TEXTS]  # type: ignore[attr-defined]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "firsthand"


def test_what_is_mapped_answers_as_what_was_unpacked(cache: Path) -> None:
    unpacked = answers(fresh())
    (kept,) = cache.iterdir()
    assert letters._mapped(kept) is not None
    assert answers(fresh()) == unpacked
    assert list(cache.iterdir()) == [kept]


def test_a_damaged_copy_is_passed_over(cache: Path) -> None:
    unpacked = answers(fresh())
    (kept,) = cache.iterdir()
    (kept / "nextmove.npy").write_bytes(b"no array")
    assert letters._mapped(kept) is None
    assert answers(fresh()) == unpacked


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners of files are told differently here")
def test_a_copy_that_others_can_write_is_not_used(cache: Path) -> None:
    fresh()
    (kept,) = cache.iterdir()
    kept.chmod(0o777)
    assert letters._mapped(kept) is None


def test_without_a_place_to_keep_it_each_process_unpacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder would be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    assert answers(fresh())[0][0] == "it"
