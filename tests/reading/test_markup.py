"""Pages whose encoding, scripts, metadata or copies are hard to read; all of it invented."""

# ruff: noqa: E501 - rows of addresses and labels are clearer whole
from __future__ import annotations

import json
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.reading.archive_copies import find_copy, original_of
from firsthand.reading.encodings import codec_of, decode
from firsthand.reading.markup import draft_of_page
from firsthand.reading.page_author import names_in
from firsthand.reading.page_title import Titles, find_title

PROSE = (
    "The water board has found a second crack in the dam above Orvelle, it wrote in a notice on Friday morning.",
    "“Nobody was in danger at any time,” said the engineer Mara Quill, who had inspected the wall for nine hours.",
    "The lower road stays closed until Sunday evening, and buses go round by the quarry while the work lasts.",
)
CHINESE = "<p>水务工程师说：“大坝一夜之间流失了四千立方米的水。”镇长朱镕說沒有房屋受損，但居民整夜沒有睡覺。</p>"
JAPANESE = "<p>ダムは一晩で四千二百立方メートルの水を失ったと、技師の髙橋は述べた。①道路は閉鎖されている。</p>"
KOREAN = "<p>댐은 하룻밤 사이에 사천 입방미터의 물을 잃었다고 기술자가 말했다. 똠방각하는 웃었다.</p>"


def read(tmp_path: Path, content: str | bytes, name: str = "a.html") -> reading.Collection:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
    return reading.read(path)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("us-ascii", "cp1252"), ("gb2312", "gb18030"), ("GBK", "gb18030"),
        ("Shift_JIS", "cp932"), ("x-sjis", "cp932"), ("EUC-KR", "cp949"), ("ks_c_5601-1987", "cp949"),
        ("big5", "big5hkscs"), ("iso-8859-9", "cp1254"), ("tis-620", "cp874"), ("utf8", "utf-8"), ("windows-1251", "cp1251"),
        ("koi8-r", "koi8-r"), ("zip", None), ("rot13", None), ("base64", None), ("nonsense", None), ("", None),
    ],
)  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [(CHINESE, "gb2312", "gbk"), (JAPANESE, "shift_jis", "cp932"), (KOREAN, "euc-kr", "cp949")],
)
def test_a_letter_beyond_the_label_garbles_nothing(text: str, label: str, written: str) -> None:
    page = text.encode(written)

    assert decode(page, label) == (text, None)
    spoilt, remark = decode(page[:3] + b"\xff" + page[3:], label)
    assert spoilt[-20:] == text[-20:]
    assert remark is not None
    assert " at 3" in remark


def test_one_bad_byte_spoils_itself_only() -> None:
    text, remark = decode("Água: “A barragem perdeu água”, disse".encode() + b"\x94 a " + "Quintão.".encode(), "utf-8")

    assert text == "Água: “A barragem perdeu água”, disse” a Quintão."
    assert remark == "byte 0x94 at 43: no UTF-8; the rest is read"


def test_old_western_text_is_told_by_its_words() -> None:
    assert decode("Café owners said «no»: Müller, García".encode("cp850"))[0] == "Café owners said «no»: Müller, García"
    assert decode("“Café” – he said".encode("cp1252")) == ("“Café” – he said", "not UTF-8; read as cp1252")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<h1>Before you continue</h1><p>We use cookies and data to deliver and measure our services and to keep them "
         "safe. If you agree, we also use them for advertisements.</p><button>Accept all</button>", "no-article"),
        ('<title>Dam leaks</title><div id="root"></div><noscript>Please enable scripts.</noscript><script src="a.js">'
         "</script>", "no-article"),
        ("<title>Dam leaks</title><body></body>", "no-text"),
    ],
)  # fmt: skip
def test_what_holds_no_article_is_a_problem(page: str, code: str, tmp_path: Path) -> None:
    collection = read(tmp_path, f"<html>{page}</html>")

    assert collection.documents == ()
    assert [(p.severity, p.code) for p in collection.problems] == [("error", code)]


def test_a_date_with_two_readings_is_told(tmp_path: Path) -> None:
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    collection = read(tmp_path, f'<html><meta name="date" content="04/05/2025"><article>{body}</article></html>')
    published = collection.documents[0].published

    assert published is not None
    assert (published.earliest, published.latest) == ("2025-04-05", "2025-05-04")
    assert [p.code for p in collection.problems] == ["date"]


def test_a_part_that_costs_is_told(tmp_path: Path) -> None:
    told = json.dumps({"@type": "NewsArticle", "headline": "Dam leaks", "isAccessibleForFree": False})
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    page = f'<html><script type="application/ld+json">{told}</script><article>{body}</article></html>'

    assert [p.code for p in read(tmp_path, page).problems] == ["paywall"]


@pytest.mark.parametrize(
    ("address", "url", "retrieved"),
    [
        ("https://web.archive.org/web/20210304101112/https://a.example/x?y=1", "https://a.example/x?y=1", "2021-03-04T10:11Z"),
        ("https://web.archive.org/web/20210304101112id_/http://a.example/", "http://a.example/", "2021-03-04T10:11Z"),
        ("http://archive.ph/2021.03.04-101112/https://a.example/x", "https://a.example/x", "2021-03-04T10:11Z"),
        ("https://arquivo.pt/wayback/20210304101112/https://a.example/x", "https://a.example/x", "2021-03-04T10:11Z"),
        ("https://wayback.archive-it.org/77/20210304101112/https:/a.example/x", "https://a.example/x", "2021-03-04T10:11Z"),
    ],
)  # fmt: skip
def test_an_archive_names_the_original(address: str, url: str, retrieved: str) -> None:
    copy = original_of(address)

    assert copy is not None
    assert (copy.url, copy.saved_from) == (url, address)
    assert copy.retrieved == retrieved


@pytest.mark.parametrize(
    "address", ["https://a.example/2021/03/04/https-is-here", "https://a.example/", "nothing", "/web/x"]
)
def test_other_addresses_are_no_archive(address: str) -> None:
    assert original_of(address) is None


@pytest.mark.parametrize(
    ("comment", "retrieved"),
    [
        ("<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: Tue Mar 04 2025 18:20:11 GMT+0100 (CET)\n-->",
         "2025-03-04T17:20Z"),
        ("<!-- saved from url=(0019)https://a.example/x -->", None),
        ("<!-- Mirrored from a.example/x by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 04 Mar 2025 10:11:12 GMT -->",
         "2025-03-04T10:11Z"),
        ("<!-- Saved from https://a.example/x at 2025-03-04T10:11:12Z using monolith v2.8.3 -->", "2025-03-04T10:11Z"),
        ('<html data-scrapbook-source="https://a.example/x" data-scrapbook-create="20250304101112000">', "2025-03-04T10:11Z"),
    ],
)  # fmt: skip
def test_saving_tools_tell_address_and_day(comment: str, retrieved: str | None) -> None:
    copy = find_copy(f"<!doctype html>{comment}<body>x</body>", None)

    assert (copy.url or "").removeprefix("http://").removeprefix("https://") == "a.example/x"
    assert copy.retrieved == retrieved


def test_a_copy_keeps_its_custody(tmp_path: Path) -> None:
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    archive = "https://web.archive.org/web/20210304101112/https://courier.example/dam"
    bar = (
        f'<div id="wm-ipp">The Wayback Machine - {archive}</div><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>'
    )
    page = f'<html><link rel="canonical" href="{archive}">{bar}<article>{body}</article></html>'
    (document,) = read(tmp_path, page).documents

    assert (document.url, document.outlet) == ("https://courier.example/dam", "courier.example")
    assert (document.author, document.retrieved) == (None, "2021-03-04T10:11Z")
    assert document.custody is not None
    assert document.custody.saved_from == archive
    assert len(document.custody.sha256) == 64


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Mara Quill", ["Mara Quill"]),
        ("Von Mara Quill und Olin van der Brack", ["Mara Quill", "Olin van der Brack"]),
        ("Mara Quill y Olin Brack", ["Mara Quill", "Olin Brack"]),
        ("Mara Quill, Olin Brack; Ivo Brandt", ["Mara Quill", "Olin Brack", "Ivo Brandt"]),
        ("Mara Quill/Olin Brack", ["Mara Quill", "Olin Brack"]),
        ("Mara Quill <mara@courier.example>", ["Mara Quill"]),
        ("mara.quill@courier.example", []),
        ("https://courier.example/people/mara", []),
        ("105092", []),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
    ],
)
def test_names_in_bylines(written: str, names: list[str]) -> None:
    assert list(names_in(written)) == names


@pytest.mark.parametrize(
    ("shared", "title"),
    [
        ("Dam at Orvelle leaks | Orvelle Courier", "Dam at Orvelle leaks"),
        ("Dam at Orvelle leaks - Orvelle Courier", "Dam at Orvelle leaks"),
        ("Dam at Orvelle leaks – Region – Orvelle Courier", "Dam at Orvelle leaks"),
        ("Dam at Orvelle leaks｜Orvelle Courier", "Dam at Orvelle leaks"),
        ("Orvelle Courier | Dam at Orvelle leaks", "Dam at Orvelle leaks"),
        ("Dam at Orvelle leaks – and nobody knows why", "Dam at Orvelle leaks – and nobody knows why"),
        ("Dam: wall - water - worry", "Dam: wall - water - worry"),
    ],
)
def test_the_outlet_is_no_part_of_a_title(shared: str, title: str) -> None:
    assert find_title(Titles("", shared, "", (), shared), ["Orvelle Courier", "courier.example"]) == title


A, B, C = "Dam at Orvelle leaks after a night of rain", "Experts blame the mortar", "Why Tarnfield is angry"


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (Titles(A, A, A, (A,), A), A),
        (Titles(A, B, B, (B,), B), A),  # typed by an editor: nothing displays it
        (Titles(f"Region: {A}", A, A, (A,), A), A),  # but not a longer form of what is displayed
        (Titles(A, B, A, (A,), A), A),  # written for one network
        (Titles(A, B, B, (A,), A), A),  # written to make readers click: neither heading nor tab know a word of it
        (Titles(A, B, "", (A,), A), B),  # the only title for sharing, and another than the search engine's
        (Titles(A, B, B, (B,), A), B),
        (Titles("", A, "", (A,), A), A),
        (Titles("", "", A, (A,), A), A),
        (Titles("", f"Region: {A}", "", (f"Water – {A}",), f"Region: {A}"), A),  # one topic before it for another
        (Titles("", f"Region: {A}", "", (f"Water Region: {A}",), f"Region: {A}"), f"Region: {A}"),
        (Titles("", "", "", (A,), ""), A),
        (Titles("", "", "", (), ""), None),
    ],
)
def test_which_of_several_titles_is_the_articles(told: Titles, title: str | None) -> None:
    assert find_title(told, ["Orvelle Courier"]) == title


def page_with(header: str, head: str = "", foot: str = "") -> str:
    body = "".join(
        f"<p>{n}. The wall of the dam at Orvelle gave way in the night, and water ran to Tarnfield, as told here.</p>"
        for n in range(5)
    )
    return f"<html lang=en><head>{head}</head><body><main><article><h1>{A}</h1>{header}{body}{foot}</article></main></body></html>"


@pytest.mark.parametrize(
    ("page", "author"),
    [
        (page_with("<p class=byline>By Tilda Marsh, Orvelle</p>"), "Tilda Marsh"),
        (
            page_with("<div class=caption__credit>(Foto: Pool via Somebody Else)</div><p>By Tilda Marsh</p>"),
            "Tilda Marsh",
        ),
        (
            page_with(
                "<p>By Orvelle Courier</p><p><b>Tilda Marsh/Otto Lind</b></p>",
                "<meta property=og:site_name content='Orvelle Courier'>",
            ),
            "Tilda Marsh, Otto Lind",
        ),
        (page_with("", "<meta name=articleAuthor content='Tilda Marsh'>"), "Tilda Marsh"),
        (
            page_with(
                "<p class=byline><a rel=author href=/t>Tilda Marsh</a> <a rel=author href=/o>Otto Lind</a></p>",
                "<meta name=author content='Otto Lind'>",
            ),
            "Tilda Marsh, Otto Lind",
        ),
        (
            page_with(
                "<p class=byline><a rel=author href=/t>Tilda Marsh</a> <a href=/x>Site Editor Team</a></p>",
                "<meta name=author content='Tilda Marsh'>",
            ),
            "Tilda Marsh",
        ),
        (
            page_with(
                "<p>AFP, MANILA</p>",
                "<meta name=author content='Orvelle Courier'><meta property=og:site_name content='Orvelle Courier'>",
            ),
            "AFP",
        ),
        (
            page_with(
                "<a rel='category tag' href=/n>Local News</a>",
                "<meta name=author content='Local News'><meta property=og:site_name content='Orvelle Courier'>",
                "<p>Orvelle Courier / Tarnfield Mail</p>",
            ),
            "Tarnfield Mail",
        ),
        (
            page_with("<p>by <a rel=author href=/on>orvelle news</a></p>", "", "<p><em>Tilda Marsh</em></p>"),
            "Tilda Marsh",
        ),
    ],
)
def test_who_wrote_a_page(page: str, author: str) -> None:
    draft = draft_of_page(page)

    assert draft is not None
    assert draft.author == author
