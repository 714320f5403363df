"""What must hold on the seed pages: who said it, through whom, and what nobody is named for."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.model import Document, Quotation
from firsthand.quotes import listen
from firsthand.text import lay_out

pytestmark = pytest.mark.seeds
Pages = dict[str, list[Quotation]]


@pytest.fixture(scope="module")
def pages(seeds: Path) -> Pages:
    documents = [Document(path.name[:3], path.read_text("utf8")) for path in sorted(seeds.glob("*.txt"))]
    layouts = lay_out(documents)
    return {d.id: listen(d, layouts[d.id]) for d in documents}


def about(pages: Pages, page: str, words: str) -> list[Quotation]:
    return [q for q in pages[page] if any(words in s.exact for s in q.content)]


@pytest.mark.parametrize(
    ("page", "words", "name", "kind", "medium"),
    [
        ("000", "$1.2 billion", "La Razon", "outlet", None),
        ("000", "hemispheric threat", "Joe Biden", "person", "CNN"),
        ("001", "10 anti-narcotics officers", "Felipe Caceres", "person", "El Nuevo Herald"),
        ("002", "10 anti-narcotics officers", "Felipe Caceres", "person", "El Nuevo Herald"),
        ("003", "three times more officials", "Miguel Angel Toma", "person", None),
        ("003", "base of operations", "Miguel Angel Toma", "person", None),
        ("003", "fake identities", "Miguel Angel Toma", "person", None),
        ("003", "tres veces más funcionarios", "Miguel Angel Toma", "person", None),
        ("003", "base de operaciones", "Miguel Angel Toma", "person", None),
        ("003", "identidades falsas", "Miguel Angel Toma", "person", None),
        ("003", "were not made public", "La Nación", "outlet", None),
        ("003", "no se hicieron públicos", "La Nación", "outlet", None),
        ("003", "international balance of power", "Fabián Calle", "person", "Diálogo"),
        ("003", "equilibrio de poder internacional", "Fabián Calle", "person", "Diálogo"),
        ("003", "enormous gravity", "Sergio Berensztein", "person", "Cadena 3"),
        ("003", "enorme gravedad", "Sergio Berensztein", "person", "Cadena 3"),
        ("003", "balance in terms of defense", "Miguel Angel Toma", "person", "DNews"),
        ("003", "memorandum of understanding", "BBC", "outlet", None),
        ("003", "memorando de entendimiento", "BBC", "outlet", None),
        ("000", "covert terrorist", "A US Congressional Committee report", "work", None),
        ("000", "much knowledge", "Ali Asghar Khaji", "person", None),
        ("000", "refused to confirm", "La Razon", "outlet", None),
        ("003", "during the summit", "Franklin Molina", "person", None),
        ("003", "durante la cumbre", "Franklin Molina", "person", None),
        ("003", "fuel imports", "La Razón", "outlet", None),
        ("003", "importaciones de combustible", "La Razón", "outlet", None),
        ("003", "criminal networks", "Infobae", "outlet", None),
        ("003", "redes criminales", "Infobae", "outlet", None),
        ("003", "have vowed to strengthen", "international experts", "anonymous", None),
        ("003", "han prometido fortalecer", "expertos internacionales", "anonymous", None),
        ("003", "July 2023", "BBC", "outlet", None),
        ("004", "more than just a recipient", "some security experts", "anonymous", None),
        ("004", "military alliance between", "Joseph Humire", "person", None),
        ("004", "stance against imperialism", "Evo Morales", "person", None),
        ("004", "special significance", "Iran's defense minister", "role", None),
        ("004", "three times more officials", "Toma", "person", None),
        ("004", "different activities linked", "Toma", "person", None),
    ],
)
def test_source_and_medium(pages: Pages, page: str, words: str, name: str, kind: str, medium: str | None) -> None:
    first = about(pages, page, words)[0]
    assert first.source is not None
    assert (first.source.name, first.source.kind, first.medium) == (name, kind, medium)


@pytest.mark.parametrize(
    "words",
    [
        "Bolivia hosted Iranian military", "On a visit to Iran in 2008", "most successful foreign policy",
        "joined the likes of",
        "moved its only embassy", "mitigate the impact of sanctions", "Las relaciones entre ambos", "biggest allies",
    ],
)  # fmt: skip
def test_quotations_that_name_nobody_have_no_source(pages: Pages, words: str) -> None:
    assert all(q.source is None for q in about(pages, "004", words))


def test_quotations_of_two_sentences_that_name_nobody_are_two(pages: Pages) -> None:
    assert all(len(q.content) == 1 for q in about(pages, "004", "moved its only embassy"))
    assert len(about(pages, "004", "opening of a new embassy")) == 1


def test_what_a_report_claims_ends_before_what_is_claimed_by_nobody(pages: Pages) -> None:
    (report,) = about(pages, "000", "covert terrorist")
    assert "Hezbollah" not in report.content[-1].exact


def test_an_outlet_inside_a_quotation_of_nobody_is_its_source(pages: Pages) -> None:
    found = about(pages, "004", "were not made public")
    assert [q.source.name if q.source else None for q in found] == [None, "La Nación"]


@pytest.mark.parametrize("page", ["000", "002"])
def test_funding_of_hezbollah_is_doubted_and_anonymous(pages: Pages, page: str) -> None:
    found = [q for q in about(pages, page, "Hezbollah") if q.source and q.source.anonymous]
    assert found
    assert all(q.certainty.level in ("doubted", "claimed") for q in found)


def test_reports_and_observers_are_anonymous(pages: Pages) -> None:
    for words in ("concrete data", "only the beginning"):
        assert all(q.source and q.source.anonymous for q in about(pages, "004", words))


def test_no_call_to_donate_is_quoted(pages: Pages) -> None:
    assert not about(pages, "001", "sustain Latin America")
