"""Small inputs that once went wrong, where they are at hand: what must come out of each."""

# ruff: noqa: E501 - rows of a table are clearer whole
from __future__ import annotations

import re
from pathlib import Path

import pytest

import firsthand
from firsthand import reading

DAM = "Dam at Orvelle leaks"
QUOTED = "The dam lost 4,200 cubic metres"
MORNING, DAY = "2025-03-04T08:10Z", "2025-03-04"
C = "Orvelle Courier"
ANY = "?"

# file: documents, title, author, outlet, published, address, retrieved, code of a problem; "?" where nothing is asked
ROWS = """
html/z_comment.html | 1 | Dam | - | ? | - | - | - | -
html/a2_latin1_declared_cp1252.html | 1 | * | - | C | - | - | - | -
html/a5_utf8_one_bad_byte.html | 1 | * | - | C | - | - | - | encoding
html/b1_ldjson_author_id_graph.html | 1 | * | Tilda Marsh | C | minute | ? | - | -
html/b3_ldjson_cdata_trailing_comma.html | 1 | * | Tilda Marsh | C | minute | ? | - | -
html/b4_ldjson_related_first.html | 1 | * | Tilda Marsh | C | minute | https://c.example/dam | - | -
html/b6_author_is_publisher.html | 1 | * | Tilda Marsh | C | minute | ? | - | -
html/b9_title_suffix.html | 1 | * | - | C | - | ? | - | -
html/d1_date_from_related_time.html | 1 | * | Tilda Marsh | C | day | ? | - | -
html/d2_modified_only.html | 1 | * | Tilda Marsh | C | day | ? | - | -
html/e1_wayback.html | 1 | * | - | courier.example | 2021-03-04 | https://courier.example/2021/03/04/dam | 2021-03-04T10:11Z | -
html/e2_singlefile_comment.html | 1 | * | - | ? | day | https://www.orvellecourier.example.com/2025/03/04/dam-leaks | 2025-03-04T17:20Z | -
html/s2_linked_paragraph.html | 1 | * | - | C | - | ? | - | -
html/s10_liveblog.html | 1 | * | - | C | ? | ? | - | -
html/s12_nextdata_only.html | 1 | Dam leaks | - | ? | - | ? | - | -
html/s13_paywall_consent.html | 0 | - | - | - | - | - | - | no-article
archive/briskherald.example.net.html | 1 | * | - | example.net | - | https://briskherald.example.net/2021/dam | ? | -
archive/courier.example.com.html | 1 | * | - | example.com | - | https://courier.example.com/2021/dam | ? | -
archive/tarnfieldmail.example.org.html | 1 | * | - | example.org | - | https://tarnfieldmail.example.org/2021/dam | ? | -
eml/empty_plain.eml | 1 | ? | Orvelle Water Board | ? | 2025-03-04T08:00Z | - | - | -
eml/stub_plain.eml | 1 | ? | Orvelle Water Board | ? | 2025-03-04T08:00Z | - | - | -
eml/latin1_cp1252.eml | 1 | Dam | a | - | 2025-03-04T08:00Z | - | - | -
eml/forward_rfc822.eml | 2 | ? | ? | - | 2025-03-04T08:00Z | - | - | -
eml/mixed_parts.eml | 1 | Dam | Orvelle Water Board | - | 2025-03-04T08:00Z | - | - | -
warc/brotli_and_plain.warc.gz | 2 | * | - | C | - | ? | 2025-03-04T12:00Z | -
warc/pdf_in_warc.warc.gz | 1 | * | - | C | - | ? | 2025-03-04T12:00Z | unreadable
warc/robots_ads.warc.gz | 1 | * | - | C | - | ? | 2025-03-04T12:00Z | resources
warc/wayback_id.warc.gz | 1 | * | - | example.com | 2021-03-04 | https://courier.example.com/2021/03/04/dam | 2021-03-04T10:11Z | -
warc/wet_conversion.warc.gz | 1 | - | - | example.com | - | https://c.example.com/dam | 2025-03-04T12:00Z | -
tables/mediacloud.csv | 0 | - | - | - | - | - | - | no-text
tables/newsplease.jsonl | 1 | Dam | Tilda Marsh | courier.example.com | day | https://courier.example.com/dam | ? | -
tables/trafilatura.jsonl | 1 | Dam | Tilda Marsh; Olin Brack | C | day | https://courier.example.com/dam | ? | -
tables/tweets.jsonl | 1 | ? | Tilda Marsh | - | ? | - | - | -
tables/telegram.json | 1 | ? | Orvelle Alarm | Orvelle Alarm | ? | - | - | -
tables/semi_bom_de.csv | 1 | Dam | - | - | day | - | - | -
tables/unclosed_quote.csv | 3 | - | - | - | - | - | - | csv
tables/pub_formats.jsonl | 10 | - | - | - | ? | - | - | date
text/cp437.txt | 1 | - | - | - | - | - | - | encoding
text/utf16le_nobom.txt | 1 | - | - | - | - | - | - | -
text/utf8_one_bad.txt | 1 | - | - | - | - | - | - | encoding
kinds/page.mht | 1 | * | - | C | - | https://www.orvellecourier.com/dam | - | -
kinds/page.php | 1 | * | - | C | - | ? | - | -
kinds/page.xhtml | 1 | * | - | C | - | ? | - | -
kinds/index.html?p=3 | 1 | * | - | C | - | ? | - | -
kinds/noending | 1 | * | - | C | - | ? | - | -
kinds/singlefile.html.zip | 1 | * | - | C | - | ? | - | -
kinds/book.epub | 1 | * | - | C | - | ? | - | -
kinds/doc.markdown | 1 | Dam | - | - | - | - | - | -
kinds/doc.rtf | 1 | * | - | - | - | - | - | -
kinds/feed.rss | 1 | Dam | - | C | - | https://c.example/1 | - | -
kinds/mails.mbox | 1 | Dam | Water Board | - | 2025-03-04T08:00Z | - | - | -
kinds/t.tsv | 1 | - | - | - | - | - | - | -
kinds/v.vtt | 1 | ? | - | - | - | - | - | -
kinds/case.wacz | 0 | - | - | - | - | - | - | no-text
kinds/d.odt | 0 | - | - | - | - | - | - | no-text
pdf/printed_page.pdf | 1 | * | Tilda Marsh | ? | day | https://www.orvellecourier.com/2025/03/04/dam-leaks | ? | -
"""
SHORT = {"*": DAM, "C": C, "-": None, "minute": MORNING, "day": DAY}
TABLE = [[cell.strip() for cell in row.split(" | ")] for row in ROWS.strip().splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_what_comes_out_of_it(row: list[str], cases: Path) -> None:
    name, n_documents, *told, code = row
    found = reading.read(cases / "reading" / name)

    assert len(found.documents) == int(n_documents)
    assert [problem.code for problem in found.problems] in ([[]] if code == "-" else [[code], [code] * 2])
    for document in found.documents[:1]:
        day = document.published.earliest if document.published else None
        said = (document.title, document.author, document.outlet, day, document.url, document.retrieved)
        for cell, value in zip(told, said, strict=True):
            assert cell == ANY or value == SHORT.get(cell, cell)


@pytest.mark.parametrize(
    "name",
    [
        *("html/z_comment.html", "html/a2_latin1_declared_cp1252.html"),
        *("html/b4_ldjson_related_first.html", "html/d1_date_from_related_time.html", "eml/latin1_cp1252.eml"),
        *("eml/stub_plain.eml", "eml/empty_plain.eml", "text/utf16le_nobom.txt", "text/utf8_one_bad.txt"),
        *("warc/wayback_id.warc.gz", "kinds/page.mht", "kinds/noending"),
    ],
)
def test_who_is_quoted_in_it(name: str, cases: Path) -> None:
    (document,) = reading.read(cases / "reading" / name).documents
    found = firsthand.find_quotations(document.text, language="en")

    assert any("cubic metres" in q.span.exact and q.source and "Quill" in (q.source.name or "") for q in found)
    assert not any(q.source and not (q.source.name or "x").isprintable() for q in found)


def test_a_word_document_with_everything_in_it(cases: Path) -> None:
    (document,) = reading.read(cases / "reading" / "docx" / "mix.docx").documents

    assert "The board said INSERTED4200 cubic metres were lost." in document.text
    assert "DELETED" not in document.text


@pytest.mark.parametrize("name", ["one_column", "two_columns", "head_foot", "two_columns_interleaved"])
def test_printed_paragraphs(name: str, cases: Path) -> None:
    folder = cases / "reading" / "pdf"
    truth = [p for p in (folder / "pdf_truth.txt").read_text("utf8").split("\n\n") if p.strip()]
    (document,) = reading.read(folder / f"{name}.pdf").documents
    lines = document.text.split("\n")
    joined = " ".join(document.text.split())

    assert [p for p in truth if " ".join(p.split()) not in joined] == []
    assert not re.search(r"\w-\s", document.text)
    if name in ("one_column", "head_foot"):
        assert lines == [" ".join(p.split()) for p in truth]
    assert (document.title or "") in ("", DAM)
