"""No cycles are looked for while a document is heard: Python's collector is found again as it was left."""

from __future__ import annotations

import gc

import pytest

from firsthand.annotate import uncollected


@uncollected()
def _fail() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_is_left_as_it_was_found(before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with uncollected():
            assert not gc.isenabled()
            with uncollected():
                pass
            assert not gc.isenabled()
        assert gc.isenabled() is before
        with pytest.raises(ZeroDivisionError):
            _fail()
        assert gc.isenabled() is before
    finally:
        (gc.enable if was else gc.disable)()


def test_a_document_leaves_no_cycles_behind() -> None:
    from firsthand.annotate import annotate
    from firsthand.model import Document
    from firsthand.settings import Settings

    text = "The mayor of Port Amaro, Ana Ruiz, said that 24 boats sank. “It was late,” she told the Herald.\n"
    annotate(Document("a", text), Settings())
    gc.collect()
    annotate(Document("b", text * 40), Settings())
    assert gc.collect() < 50
