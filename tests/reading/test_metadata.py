"""What a page saved as text, an address or a feed gives away about an article. All names are made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.model import Document
from firsthand.reading.dates import date_of_field, interval_of, read_date
from firsthand.reading.metadata import outlet_of_url

BODY = (
    "The harbour of Velmora was closed to cargo ships on Thursday after a second survey had found cracks in the pier.\n"
    "The engineer who led the survey said that the damage was new, and that it would take until autumn to repair it."
)


def read_text(tmp_path: Path, text: str) -> Document:
    (tmp_path / "page.txt").write_text(text, "utf8")
    (document,) = reading.read(tmp_path).documents
    return document


@pytest.mark.parametrize(
    ("line", "author", "outlet", "day"),
    [
        ("VELMORA / 19 JUL 2012 BY MARA LINDQVIST EN", "Mara Lindqvist", None, "2012-07-19"),
        ("By Mara Lindqvist/Velmora Courier:", "Mara Lindqvist", "Velmora Courier", None),
        ("Por Mara Lindqvist/Velmora Courier:", "Mara Lindqvist", "Velmora Courier", None),
        (
            "By Mara Lindqvist, The Velmora Courier | July 19, 2012",
            "Mara Lindqvist",
            "The Velmora Courier",
            "2012-07-19",
        ),
        ("By Mara Lindqvist and Ivo Brandt, Staff Writers", "Mara Lindqvist and Ivo Brandt", None, None),
        ("POR MARÍA DE LA VEGA | 19 de julio de 2012", "María de la Vega", None, "2012-07-19"),
        ("Published: Thursday, 19 July 2012 08.30 BST", None, None, "2012-07-19"),
        ("Publicado el 19 de julio de 2012 a las 10:30 h", None, None, "2012-07-19"),
        ("By Thursday the cracks had grown", None, None, None),
    ],
)
def test_bylines(line: str, author: str | None, outlet: str | None, day: str | None, tmp_path: Path) -> None:
    document = read_text(tmp_path, f"{line}\n\n{BODY}")

    assert (document.author, document.outlet) == (author, outlet)
    assert (document.published.earliest if document.published else None) == day


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        (f"VELMORA, June 3 (Reuters) — {BODY}", ("Reuters",)),
        (f"VELMORA (AP) — {BODY}", ("Associated Press",)),
        (f"Velmora, 3 jun (EFE).- {BODY}", ("EFE",)),
        (f"{BODY}\nThe Associated Press contributed to this report.", ("Associated Press",)),
        (f"{BODY}\nCon información de AFP y EFE.", ("AFP", "EFE")),
        (f"{BODY}\nThis article was originally published by The Tamsel Post.", ("The Tamsel Post",)),
        (f"By Agence France-Presse\n{BODY}", ("AFP",)),
        (BODY, ()),
    ],
)
def test_credits(text: str, credits: tuple[str, ...], tmp_path: Path) -> None:
    assert read_text(tmp_path, text).credits == credits


@pytest.mark.parametrize(
    "furniture",
    [
        "About Velmora Watch",
        "Click here to send Velmora Watch your comments.",
        "Visit Velmora Watch’s homepage for more stories.",
        "Copy and share our work with attribution to Velmora Watch in the byline.",
        "Suscríbete al boletín de Velmora Watch.",
    ],
)
def test_an_outlet_names_itself(furniture: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, f"{BODY}\n\n{furniture}").outlet == "Velmora Watch"


def test_a_hint_is_believed_where_the_outlet_is_known(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"{BODY}\n\nVelmora Watch Analysis\n\n{BODY}", "utf8")
    assert reading.read(tmp_path).documents[0].outlet is None

    (tmp_path / "two.txt").write_text(f"{BODY}\n\nAbout Velmora Watch", "utf8")
    assert {d.outlet for d in reading.read(tmp_path).documents} == {"Velmora Watch"}


def test_a_domain_gets_the_name_that_its_other_documents_have(tmp_path: Path) -> None:
    rows = [
        {"id": "named", "text": "One is here.", "outlet": "Velmora Courier", "url": "https://www.courier.example/1"},
        {"id": "bare", "text": "Two is here.", "url": "https://courier.example/2"},
        {"id": "a", "text": "Three is here.", "outlet": "Ana’s blog", "url": "https://blogs.example/a"},
        {"id": "b", "text": "Four is here.", "outlet": "Ben’s blog", "url": "https://blogs.example/b"},
        {"id": "c", "text": "Five is here.", "url": "https://blogs.example/c"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    outlets = {d.id: d.outlet for d in reading.read(tmp_path).documents}

    assert (outlets["named"], outlets["bare"], outlets["c"]) == ("Velmora Courier", "Velmora Courier", "blogs.example")


@pytest.mark.parametrize("author", ["Velmora Wire", "Redacción / Velmora Wire", "Mara Lindqvist and Velmora Wire"])
def test_an_author_that_is_another_outlet_is_credited(author: str) -> None:
    wire = Document("w", BODY, outlet="Velmora Wire", author="Velmora Wire")
    post = Document("p", BODY, outlet="Tamsel Post", author=author)

    assert {d.id: d.credits for d in reading.read([wire, post]).documents} == {"w": (), "p": ("Velmora Wire",)}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Correction: the survey was led by Ivo Brandt.", "corrected"),
        ("An earlier version of this article gave a wrong date.", "corrected"),
        ("Fe de errores: el estudio lo dirigió Ivo Brandt.", "corrected"),
        ("This article has been retracted.", "retracted"),
        ("The minister promised a correction: it never came.", "unknown"),
    ],
)
def test_status(line: str, status: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, f"{BODY}\n{line}").status == status


def test_the_address_helps_where_nothing_else_does(tmp_path: Path) -> None:
    document = read_text(tmp_path, f"{BODY}\nhttps://news.velmora-courier.co.uk/2012/07/19/harbour-closed")

    assert document.url == "https://news.velmora-courier.co.uk/2012/07/19/harbour-closed"
    assert document.outlet == "velmora-courier.co.uk"
    assert document.published is not None
    assert document.published.earliest == "2012-07-19"


def test_a_headline_above_the_article_is_the_title(tmp_path: Path) -> None:
    page = f"HomeNewsHarbour of Velmora closed\nBRIEF\n\nHarbour of Velmora closed\n\nVELMORA / 19 JUL 2012\n\n{BODY}"

    assert read_text(tmp_path, page).title == "Harbour of Velmora closed"


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.courier.example/a", "courier.example"),
        ("http://news.bbc.co.uk/1/hi", "bbc.co.uk"),
        ("http://127.0.0.1/a", None),
        ("http://[broken", None),
        ("mailto:a@b.example", None),
        (None, None),
    ],
)
def test_outlet_of_url(url: str | None, outlet: str | None) -> None:
    assert outlet_of_url(url) == outlet


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        (2012, "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012-07-19", "2012-07-19", "2012-07-19"),
        ("2012-07-19T08:30Z", "2012-07-19T08:30Z", "2012-07-19T08:30Z"),
        ("2012-07-19T08:30:59.123+02:00", "2012-07-19T06:30Z", "2012-07-19T06:30Z"),
        ("2012-07-19 08:30", "2012-07-19", "2012-07-19"),
        ("2012-07-19T08:30 GMT+0200", "2012-07-19T06:30Z", "2012-07-19T06:30Z"),
        ("Thu, 19 Jul 2012 08:30:00", "2012-07-19", "2012-07-19"),
        ("Thu Jul 19 2012 08:30:11 GMT+0200 (Central European Summer Time)", "2012-07-19T06:30Z", "2012-07-19T06:30Z"),
        ("19 July 2012, 9:30 pm", "2012-07-19", "2012-07-19"),
        ("19 July 2012, 9:30 pm GMT", "2012-07-19T21:30Z", "2012-07-19T21:30Z"),
        ("July 19, 2012 at 12:05 a.m. CEST", "2012-07-18T22:05Z", "2012-07-18T22:05Z"),
        ("19. März 2012, 08:30 Uhr", "2012-03-19", "2012-03-19"),
        ("19.07.2012 08:30", "2012-07-19", "2012-07-19"),
        (1342686600, "2012-07-19T08:30Z", "2012-07-19T08:30Z"),
        ("1342686600000", "2012-07-19T08:30Z", "2012-07-19T08:30Z"),
        ("Mon, 1 Jan 99999999999", None, None),
        (99999999999, None, None),
        ({"earliest": "2012-07", "latest": "2012-08-03"}, "2012-07-01", "2012-08-03"),
        ("Thu, 19 Jul 2012 08:30:00 +0200", "2012-07-19T06:30Z", "2012-07-19T06:30Z"),
        ("July 19, 2012", "2012-07-19", "2012-07-19"),
        ("19 de julio de 2012", "2012-07-19", "2012-07-19"),
        ("2012-13", None, None),
        ("2012-02-30", None, None),
        ("0000", None, None),
        ("yesterday", None, None),
        ("", None, None),
        (None, None, None),
        (True, None, None),
    ],
)
def test_dates_keep_their_precision(value: object, earliest: str | None, latest: str | None) -> None:
    found = date_of_field(value)

    assert (found.earliest if found else None, found.latest if found else None) == (earliest, latest)


@pytest.mark.parametrize(
    ("value", "language", "earliest", "latest"),
    [
        ("04/05/2012", "", "2012-04-05", "2012-05-04"),
        ("04/05/2012", "en", "2012-04-05", "2012-05-04"),
        ("04/05/2012", "es", "2012-05-04", "2012-05-04"),
        ("14/05/2012", "en", "2012-05-14", "2012-05-14"),
        ("05/05/2012", "", "2012-05-05", "2012-05-05"),
        ("04.05.2012", "", "2012-05-04", "2012-05-04"),
    ],
)
def test_a_date_with_two_readings_is_both(value: str, language: str, earliest: str, latest: str) -> None:
    found = read_date(value, language)

    assert found.interval is not None
    assert (found.interval.earliest, found.interval.latest) == (earliest, latest)
    assert (found.doubt is not None) == (earliest != latest)


def test_only_iso_is_iso() -> None:
    assert interval_of("July 19, 2012") is None
