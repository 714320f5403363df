"""What keeps annotations fresh: tables that are only shown are read by no room that annotates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import firsthand
from firsthand.annotate import _ROOMS, SHOWN, _version

HOME = Path(firsthand.__file__).parent
READ = re.compile(r"table\([^()]*?,\s*\"(\w+)\"")


@pytest.mark.parametrize("room", _ROOMS)
def test_no_room_that_annotates_reads_what_is_only_shown(room: str) -> None:
    read = {name for path in (HOME / room).rglob("*.py") for name in READ.findall(path.read_text("utf8"))}
    assert not read & {name.removesuffix(".toml") for name in SHOWN}


def test_every_table_that_is_only_shown_exists() -> None:
    assert {name for name in SHOWN if (HOME / "languages" / "en" / name).is_file()} | {"remarks.toml"} == set(SHOWN)
    assert len(_version()) == 16
