"""Texts and pages as people really have them: other alphabets, wrapped lines, text in scripts, copies, odd rows."""

# ruff: noqa: E501 - pages and rows are clearer whole
from __future__ import annotations

import json
import textwrap
import zipfile
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.model import Document
from firsthand.reading.encodings import decode
from firsthand.reading.markup import draft_of_page
from firsthand.reading.wrapped import unwrapped

STORY = (
    "The council of Harnfjord voted late on Tuesday to close the old ferry terminal, eleven months before the date.",
    "“We were told by letter, and the letter came on Saturday,” said Ruta Velden, who runs the kiosk on the pier.",
    "The terminal handled 312,000 passengers last year, according to figures that the port published in January.",
    "Mayor Anselm Brodkorb said the decision was “painful but overdue”, and that the town had no money for repairs.",
)
POLISH = "Źródło: „Wójt powiedział, że pieniędzy już nie ma” – żółć, łódź, święto, ćma i zamknięcie terminalu."
JAPANESE = "町議会は火曜日の夜、古い船着き場を予定より早く閉めることを決めた。「手紙が届いたのは土曜日だった」"
ADDRESS = "https://tidende.example/2025/06/18/ferry"


def read_one(tmp_path: Path, name: str, content: bytes) -> Document:
    (tmp_path / name).write_bytes(content)
    (document,) = reading.read(tmp_path / name).documents
    return document


def page(head: str = "", body: str = "".join(f"<p>{p}</p>" for p in STORY)) -> str:
    return f"<html lang=en><head>{head}<title>Ferry</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_central_european_letters(encoding: str) -> None:
    written = POLISH.encode(encoding, "replace")

    assert decode(written)[0] == written.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
@pytest.mark.parametrize(
    "text",
    [
        "“We’re done,” said the café owner. It’s the dog’s – the naïve one’s – “problem” …",
        "Le maire a déclaré : « C’est dû à l’été », où ça coûte très cher, près de Ângers.",
        "El señor Muñoz dijo: “¿Qué pasó en la nación? ¡Así no!”, según informó él en Ávila.",
        "Die Bürgermeisterin sagte: „Über die Größe müssen wir reden“, heißt es in Österreich.",
    ],
)
def test_western_letters_stay_western(text: str, encoding: str) -> None:
    written = text.encode(encoding, "replace")

    assert decode(written)[0] == written.decode(encoding)


@pytest.mark.parametrize("label", ["iso-2022-jp", ""])
def test_letters_behind_shift_signs(label: str, tmp_path: Path) -> None:
    html = f"<html lang=ja><head><meta charset='{label}'></head><body><p>{JAPANESE}</p></body></html>"

    assert JAPANESE in read_one(tmp_path, "a.html", html.encode("iso2022_jp")).text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_that_were_wrapped_are_paragraphs_again(ending: str, tmp_path: Path) -> None:
    wrapped = f"{ending}{ending}".join(textwrap.fill(p, 60).replace("\n", ending) for p in STORY)

    assert [line for line in read_one(tmp_path, "a.txt", wrapped.encode()).text.splitlines() if line] == list(STORY)


def test_a_word_that_was_broken_at_the_edge_is_whole() -> None:
    first = "The terminal in the old harbour handled 312,000 passen-"
    rest = textwrap.wrap("gers last year, " + " ".join(STORY[1:]), 58)

    assert unwrapped("\n".join((first, *rest))) == f"{first[:-1]}gers last year, {' '.join(STORY[1:])}"


@pytest.mark.parametrize(
    "text", ["Roses are red,\nviolets are blue.\nNobody asked\nfor this.", "one\ntwo\nthree\n", "a\n\nb"]
)
def test_lines_that_mean_something_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_wrapped_mail_keeps_its_names_whole(tmp_path: Path) -> None:
    body = "\n\n".join(textwrap.fill(p, 66) for p in STORY)
    mail = f"From: A B <a@b.example>\nSubject: Ferry\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"

    assert "said Ruta Velden, who" in read_one(tmp_path, "a.eml", mail.encode()).text


SHELL = "<div id=app></div><script src=/a.js></script>"
LIVE = {"@type": "LiveBlogPosting", "headline": "Ferry: live", "url": ADDRESS,
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": f"Entry {n}", "articleBody": p} for n, p in enumerate(STORY)]}  # fmt: skip
NUXT = f"window.__NUXT__=(function(a){{return {{data:[{{title:a,body:{json.dumps(''.join(f'<p>{p}</p>' for p in STORY))}}}]}}}}('x'))"
PUSHED = "".join(
    f"<script>self.__next_f.push([1,{json.dumps(json.dumps(['$', 'p', None, {'children': p}]))}])</script>"
    for p in STORY
)


@pytest.mark.parametrize(
    "html",
    [
        page(f"<script type='application/ld+json'>{json.dumps(LIVE)}</script>", SHELL),
        page(body=f"<div id=__nuxt></div><script>{NUXT}</script>"),
        page(body=f"<div id=root></div>{PUSHED}"),
        page(body=f"<x-body><template shadowrootmode=open>{''.join(f'<p>{p}</p>' for p in STORY)}</template></x-body>"),
    ],
    ids=["live entries", "a function's state", "pushed pieces", "a shadow tree"],
)
def test_text_that_only_a_script_would_show(html: str) -> None:
    draft = draft_of_page(html)

    assert draft is not None
    assert [line for line in draft.text.split("\n") if not line.startswith("Entry ")] == list(STORY)


@pytest.mark.parametrize(
    ("html", "url", "outlet"),
    [
        (page(f"<meta property=og:site_name content=archive.ph><link rel=canonical href='https://archive.ph/20250619080000/{ADDRESS}'>"), ADDRESS, "tidende.example"),
        (f"<base href='{ADDRESS}'><div id='bN__google-cache-hdr'>cache of <a href='{ADDRESS}'>x</a>. It is a snapshot as it appeared on 19 Jun 2025 08:00:00 GMT.</div>{page()}", ADDRESS, "tidende.example"),
        (page("<meta name=DC.publisher content='Harnfjord Tidende'>"), None, "Harnfjord Tidende"),
        (page(body=f"<div itemscope itemtype='http://schema.org/NewsArticle'>{''.join(f'<p>{p}</p>' for p in STORY)}<div itemprop=publisher><meta itemprop=name content='Harnfjord Tidende'></div></div>"), None, "Harnfjord Tidende"),
    ],
    ids=["archive", "search engine's cache", "Dublin Core", "microdata"],
)  # fmt: skip
def test_whose_page_it_is(html: str, url: str | None, outlet: str, tmp_path: Path) -> None:
    document = read_one(tmp_path, "a.html", html.encode())

    assert (document.url, document.outlet) == (url, outlet)


@pytest.mark.parametrize(
    ("row", "n_doubts"),
    [({"published": "04/05/2025"}, 1), ({"date": "04/05/2025", "lang": "es"}, 0), ({"published": "2025-05-04"}, 0)],
)
def test_a_day_with_two_readings_is_told_in_rows_too(row: dict[str, str], n_doubts: int, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY[0], **row}))
    found = reading.read(tmp_path / "a.jsonl")

    assert len(found.documents) == 1
    assert sum("two readings" in problem.message for problem in found.problems) == n_doubts


def test_an_account_of_x_is_read_in_its_folder_and_in_its_archive(tmp_path: Path) -> None:
    posts = [{"tweet": {"id_str": str(n), "full_text": p}} for n, p in enumerate(STORY)]
    data = f"window.YTD.tweets.part0 = {json.dumps(posts)}"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "tweets.js").write_text(data)
    (tmp_path / "folder" / "account.js").write_text(
        'window.YTD.account.part0 = [{"account": {"email": "a@b.example"}}]'
    )
    (tmp_path / "folder" / "other.js").write_text("function f() {}")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("data/tweets.js", data)
        archive.writestr("assets/a.js", "var a")

    for name in ("folder", "x.zip"):
        found = reading.read(tmp_path / name)
        assert {document.text for document in found.documents} == set(STORY)
        assert [problem.severity for problem in found.problems] == ["warning"]


def test_of_what_a_browser_recorded_the_pages_are_read(tmp_path: Path) -> None:
    answers = [("text/html", page()), ("text/javascript", "var a"), ("text/css", "p {}")]
    entries = [
        {
            "request": {"url": f"{ADDRESS}/{n}"},
            "startedDateTime": "2025-06-19T08:00:00Z",
            "response": {"status": 200, "content": {"mimeType": kind, "text": text}},
        }
        for n, (kind, text) in enumerate(answers)
    ]
    document = read_one(tmp_path, "a.har", json.dumps({"log": {"entries": [*entries, None, {"response": 7}]}}).encode())

    assert (document.text, document.url, document.retrieved) == ("\n".join(STORY), f"{ADDRESS}/0", "2025-06-19T08:00Z")


def test_a_chat_that_was_exported_as_a_page_gives_its_messages(tmp_path: Path) -> None:
    def message(number: int, text: str, who: str = "") -> str:
        return (
            f'<div class="message default clearfix" id="message{number}"><div class="body"><div class="pull_right date details"'
            f' title="18.06.2025 21:4{number}:00 UTC+02:00">21:40</div>{who}<div class="text">{text}</div></div></div>'
        )

    who = '<div class="from_name">Ruta Velden</div>'
    forwarded = (
        '<div class="message default clearfix" id="message3"><div class="body"><div class="pull_right date details"'
        ' title="18.06.2025 22:00:00 UTC+02:00">22:00</div><div class="forwarded body"><div class="from_name">Quay Watch'
        f' <span class="date details">18.06.2025 20:00:00</span></div><div class="text">{STORY[3]}</div></div></div></div>'
    )
    picture = '<div class="message default clearfix" id="message4"><div class="body"><div class="media_wrap"></div></div></div>'
    history = message(1, STORY[0], who) + message(2, f"{STORY[1]}<br>{STORY[2]}") + forwarded + picture
    (tmp_path / "messages.html").write_text(
        '<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Harnfjord '
        f'Tidende</div></div><div class="page_body chat_page"><div class="history">{history}</div></div></div></body></html>'
    )
    found = reading.read(tmp_path / "messages.html")
    told = {d.text: (d.author, d.published and d.published.earliest, d.credits) for d in found.documents}

    assert told == {
        STORY[0]: ("Ruta Velden", "2025-06-18T19:41Z", ()),
        f"{STORY[1]}\n{STORY[2]}": ("Ruta Velden", "2025-06-18T19:42Z", ()),
        STORY[3]: ("Harnfjord Tidende", "2025-06-18T20:00Z", ("Quay Watch",)),
    }
    assert [problem.code for problem in found.problems] == ["no-text"]


def test_a_page_printed_by_a_browser_has_no_frame_around_its_text(tmp_path: Path) -> None:
    from reading.formats import pdf_pages

    lines = [
        (24.0, 800.0, 7.0, "12/1/25, 5:11 AM Ferry"), (24.0, 20.0, 7.0, f"{ADDRESS} 1/1"),
        *((72.0, 700.0 - 30 * n - 12 * k, 10.0, line) for n, p in enumerate(STORY) for k, line in enumerate(textwrap.wrap(p, 70))),
    ]  # fmt: skip
    document = read_one(tmp_path, "a.pdf", pdf_pages([lines]))

    assert document.text.split("\n") == list(STORY)
    assert document.url == ADDRESS
