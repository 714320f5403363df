"""Two states of one address are versions, not copies."""

from __future__ import annotations

import pytest

import firsthand
from firsthand.export.records import document_record
from firsthand.model import Document

BODY = (
    "The eastern sluice gate of the Orvelle dam jammed shortly before midnight and drowned {} sheep.\n\n"
    "Engineers had warned the water board twice about the rusty chain that lifts the eastern gate.\n\n"
    "A shepherd counted the carcasses at dawn beside the old mill below the reservoir."
)


HERE = "https://basin.example/dam"


@pytest.mark.parametrize("other", [HERE, "http://www.basin.example/dam/", HERE + "#top"])
def test_two_states_of_one_address_are_versions(other: str) -> None:
    def state(name: str, sheep: str, url: str, day: int) -> Document:
        saved = f"2031-03-{day:02}"
        return Document(name, BODY.format(sheep), url=url, outlet="Basin Daily", retrieved=saved)

    first, second = state("b", "four hundred", HERE, 1), state("a", "ninety", other, 2)
    third = state("c", "twelve", other, 3)
    case = firsthand.trace([third, first, second])
    by_id = {d.id: d for d in case.documents}
    assert by_id["b"].versions == ("a", "c")
    assert by_id["a"].versions == ("b", "c")
    assert all(d.same_as == () for d in case.documents)
    assert document_record(by_id["a"])["versions"] == ["b", "c"]
    assert all(c.origins.best == 1 for c in case.claims)


def test_the_same_text_is_a_copy_and_another_address_no_version() -> None:
    text = BODY.format("four hundred")
    one = Document("a", text, url="https://basin.example/dam", outlet="Basin Daily")
    case = firsthand.trace([one, Document("b", text + "\n", url="https://basin.example/other", outlet="Basin Daily")])
    assert all(d.versions == () for d in case.documents)
    assert [d.same_as for d in case.documents] == [("b",), ("a",)]


def test_undated_states_stand_from_thin_to_full() -> None:
    lines = BODY.format("four hundred").split("\n\n")
    states = [Document(name, "\n\n".join(lines[:n]), url=HERE) for name, n in (("c", 1), ("a", 3), ("b", 2))]
    by_id = {d.id: d for d in firsthand.trace(states).documents}
    assert by_id["c"].versions == ("b", "a")
    assert by_id["a"].versions == ("c", "b")
