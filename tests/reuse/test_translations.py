"""What was translated is found, sentence by sentence; what was not is left alone."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document, Passage, Reuse
from firsthand.reuse.translations import find_translations

HARBOUR = [
    (
        "The harbour of Vantella will be closed to cargo ships from 14 March, mayor Irina Solbakk announced on Monday.",
        "El puerto de Vantella estará cerrado a los barcos de carga desde el 14 de marzo, anunció el lunes la "
        "alcaldesa Irina Solbakk.",
    ),
    (
        "Engineers from the Dressel Institute found cracks in 37 of the 120 pillars that carry the main quay.",
        "Ingenieros del Instituto Dressel encontraron grietas en 37 de los 120 pilares que sostienen el muelle "
        "principal.",
    ),
    (
        '"Nobody told us that the danger was so great," said Tomas Arrieta, who leads the dock workers\' union.',
        "«Nadie nos dijo que el peligro era tan grande», dijo Tomás Arrieta, que dirige el sindicato de estibadores.",
    ),
    (
        "Repairs will cost 62 million euros and take at least two years, according to the ministry of transport.",
        "Las reparaciones costarán 62 millones de euros y durarán al menos dos años, según el ministerio de "
        "transporte.",
    ),
    (
        "The fishing fleet may keep using the northern basin, which was rebuilt in 2009.",
        "La flota pesquera podrá seguir usando la dársena norte, reconstruida en 2009.",
    ),
    ("It is a hard blow.", "Es un golpe duro."),
    (
        "Solbakk rejected the accusation that the city had hidden the report for eleven months.",
        "Solbakk rechazó la acusación de que la ciudad había ocultado el informe durante once meses.",
    ),
    (
        "The opposition in the council demanded an independent investigation and the resignation of the port director.",
        "La oposición en el consejo exigió una investigación independiente y la dimisión del director del puerto.",
    ),
]
ORCHARD = [
    "Apple growers in the Kestrel valley expect the smallest harvest in thirty years after a late frost.",
    "Their association asked the regional bank for cheaper loans on Thursday.",
    "The bank has not answered yet, and its president Odile Ferrand was not available for comment.",
    "Some families have begun to plant walnuts, which flower three weeks later.",
]
TEATRO = [
    "El teatro municipal de Orbea abrirá su temporada con una comedia de la joven autora Lucía Menchaca.",
    "Las entradas se venderán desde el viernes y los estudiantes pagarán la mitad.",
    "La orquesta ensayará durante todo el verano con un nuevo director, el violinista Bruno Kaltz.",
]


def english(part: list[tuple[str, str]] = HARBOUR) -> list[str]:
    return [a for a, _ in part]


def spanish(part: list[tuple[str, str]] = HARBOUR) -> list[str]:
    return [b for _, b in part]


def laid(name: str, *parts: tuple[str, list[str]]) -> tuple[Document, tuple[Passage, ...]]:
    """A document with one passage for each (language, sentences), and its layout."""
    text, passages = "", []
    for language, sentences in parts:
        spans = []
        for sentence in sentences:
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        if spans:
            passages.append(Passage(name, spans[0][0], spans[-1][1], language, "body", tuple(spans)))
        text += "\n"
    return Document(name, text), tuple(passages)


def translations(*items: tuple[Document, tuple[Passage, ...]]) -> list[Reuse]:
    return find_translations([d for d, _ in items], {d.id: p for d, p in items})


def pairs(reuses: list[Reuse]) -> set[tuple[str, str]]:
    return {(r.a.exact, r.b.exact) for r in reuses}


def test_an_article_and_its_translation_are_aligned_sentence_by_sentence() -> None:
    found = translations(laid("a", ("en", english())), laid("b", ("es", spanish())))
    assert pairs(found) == set(HARBOUR)
    assert all(r.kind == "translated" and 0 <= r.identity <= 1 for r in found)


def test_a_document_that_ends_with_its_own_translation() -> None:
    found = translations(laid("a", ("en", english()), ("es", spanish())))
    assert pairs(found) == set(HARBOUR)


def test_a_passage_laid_out_in_the_wrong_language_is_heard_for_what_it_is() -> None:
    found = translations(laid("a", ("en", english())), laid("b", ("en", [*ORCHARD, spanish()[1], *ORCHARD[:1]])))
    assert pairs(found) == {HARBOUR[1]}


def test_one_sentence_in_an_article_about_something_else() -> None:
    found = translations(laid("a", ("en", [*ORCHARD[:2], english()[2], *ORCHARD[2:]])), laid("b", ("es", spanish())))
    assert pairs(found) == {HARBOUR[2]}


def test_a_quotation_inside_a_sentence_about_something_else() -> None:
    quoted = "We found cracks in 37 of the 120 pillars that carry the quay"
    frame = (
        f'Asked about apples, president Odile Ferrand laughed and answered with a quotation: "{quoted}", nothing more.'
    )
    full = "«Encontramos grietas en 37 de los 120 pilares que sostienen el muelle», dijo Irina Solbakk ante la prensa."
    found = translations(laid("a", ("en", [*ORCHARD[:2], frame, ORCHARD[3]])), laid("b", ("es", [*TEATRO, full])))
    assert [r.a.exact for r in found] == [quoted]
    assert found[0].b.exact in full


def test_articles_about_different_things_share_nothing() -> None:
    assert translations(laid("a", ("en", [*english(), *ORCHARD])), laid("b", ("es", TEATRO))) == []


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        (
            "A chlorine leak at the chemical plant of Vantella put 41 people in hospital.",
            "Un escape de cloro en la planta química de Vantella envió a 34 personas al hospital.",
            "es",
        ),
        (
            "Prosecutor Berta Solbakk said that no investigation of the harbour had been opened on Monday.",
            "La fiscal Berta Solbakk confirmó que su oficina abrió una investigación del puerto el lunes.",
            "es",
        ),
        (
            "Deputy mayor Oskar Dressel has been taking money from Corvan Holdings for two years.",
            "O vice-prefeito Oskar Dressel negou ter recebido dinheiro da Corvan Holdings por dois anos.",
            "pt",
        ),
        (
            "Two patients of the hospital in Vantella are in a serious condition, minister Carla Montel said.",
            "La ministra Carla Montel aseguró que ningún paciente del hospital de Vantella está grave.",
            "es",
        ),
    ],
)
def test_two_reports_that_contradict_each_other_are_no_translation(here: str, there: str, language: str) -> None:
    assert translations(laid("a", ("en", [here])), laid("b", (language, [there]))) == []


def test_a_figure_that_the_translator_changed_is_still_his() -> None:
    changed = [s.replace("37", "73") for s in spanish()]
    assert len(translations(laid("a", ("en", english())), laid("b", ("es", changed)))) == len(HARBOUR)


def test_one_language_has_no_translations() -> None:
    assert translations(laid("a", ("en", english())), laid("b", ("en", english()))) == []


def test_copies_of_the_original_do_not_compete() -> None:
    alone = laid("c", ("es", [TEATRO[0], spanish()[1], TEATRO[1]]))
    found = translations(laid("a", ("en", english())), laid("b", ("en", english())), alone)
    assert {(r.a.document, r.b.document) for r in found} == {("a", "c"), ("b", "c")}
    assert pairs(found) == {HARBOUR[1]}


def test_two_sentences_become_one() -> None:
    together = spanish()[3].rstrip(".") + ", y " + spanish()[4][0].lower() + spanish()[4][1:]
    found = translations(laid("a", ("en", english())), laid("b", ("es", [*spanish()[:3], together, *spanish()[5:]])))
    assert (english()[3] + " " + english()[4], together) in pairs(found)


def test_moved_paragraphs_are_followed() -> None:
    moved = laid("b", ("es", spanish()[4:]), ("es", spanish()[:4]))
    assert pairs(translations(laid("a", ("en", english())), moved)) == set(HARBOUR)


def test_portuguese_and_french_have_lexicons_too() -> None:
    portuguese = [
        "O porto de Vantella ficará fechado aos navios de carga a partir de 14 de março, anunciou na segunda-feira a "
        "presidente da câmara Irina Solbakk.",
        "Engenheiros do Instituto Dressel encontraram fendas em 37 dos 120 pilares que sustentam o cais principal.",
    ]
    french = [
        "Le port de Vantella sera fermé aux navires de fret à partir du 14 mars, a annoncé lundi la maire "
        "Irina Solbakk.",
        "Des ingénieurs de l'Institut Dressel ont trouvé des fissures dans 37 des 120 piliers qui portent le quai "
        "principal.",
    ]
    found = translations(laid("a", ("en", english())), laid("b", ("pt", portuguese)), laid("c", ("fr", french)))
    assert len(found) == 6
    assert {(r.a.document, r.b.document) for r in found} == {("a", "b"), ("a", "c"), ("b", "c")}


NOISE = st.text(max_size=60) | st.sampled_from(
    ["", "\x00", "👩‍👩‍👧", "é" * 50, "שלום עולם", "1" * 300, "²³①", "a\r\nb"]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(NOISE, max_size=4), st.randoms(use_true_random=False))
def test_spans_are_whole_sentences_and_order_is_nothing(noise: list[str], rng: random.Random) -> None:
    left, right = [*english(), *noise], [*spanish(), *noise]
    rng.shuffle(left)
    rng.shuffle(right)
    items = [laid("a", ("en", left)), laid("b", ("es", right)), laid("c", ("en", ORCHARD), ("es", right[:3]))]
    found = translations(*items)
    texts = {document.id: document.text for document, _ in items}
    starts = {(d.id, s) for d, layout in items for p in layout for s, _ in p.sentences}
    ends = {(d.id, e) for d, layout in items for p in layout for _, e in p.sentences}
    for reuse in found:
        for span in (reuse.a, reuse.b):
            assert span.holds(texts[span.document])
            assert (span.document, span.start) in starts
            assert (span.document, span.end) in ends
    rng.shuffle(items)
    assert translations(*items) == found


def test_a_line_without_end_costs_little() -> None:
    began = time.process_time()
    endless = [" ".join(f"{word}{i}" for i in range(100_000)) for word in ("barco", "puerto", "«muelle", "«grieta»")]
    found = translations(laid("a", ("en", english())), laid("b", ("es", [*spanish(), *endless])))
    assert set(HARBOUR) <= pairs(found)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("sentence", ["palabra palabra 7", HARBOUR[0][1]], ids=["poor", "rich"])
def test_a_sentence_repeated_without_end_costs_little(sentence: str) -> None:
    began = time.process_time()
    translations(laid("a", ("en", english() * 100)), laid("b", ("es", [sentence] * 3000)))
    assert time.process_time() - began < 20
