"""Nothing that a file holds is lost in silence: it is read, or a problem says that it was not."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.model import Document
from reading.formats import PARAGRAPHS, TEXT, page, pdf_bytes, wrapped, write_docx
from reading.other_formats import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(tmp_path: Path, body: str, **parts: str) -> Document:
    members = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    members |= {f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{part}</w:{name}>' for name, part in parts.items()}
    zipped(tmp_path / "a.docx", dict(members))
    (document,) = reading.read(tmp_path / "a.docx").documents
    return document


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            p(
                r("The board said "),
                f"<w:ins>{r('4,200 ')}</w:ins>",
                "<w:del><w:r><w:delText>3,000 </w:delText></w:r></w:del>",
                r("metres were lost."),
            ),
            "The board said 4,200 metres were lost.",
        ),
        (f"<w:sdt><w:sdtContent>{p(r('In a control.'))}</w:sdtContent></w:sdt>", "In a control."),
        (
            p(r("Before "), f"<w:sdt><w:sdtContent>{r('inside')}</w:sdtContent></w:sdt>", r(" after.")),
            "Before inside after.",
        ),
        (p(r("See "), f"<w:hyperlink>{r('the notice')}</w:hyperlink>", r(".")), "See the notice."),
        (
            p(r("Text."), f"<w:r><w:pict><w:txbxContent>{p(r('In a box.'))}</w:txbxContent></w:pict></w:r>"),
            "Text.\nIn a box.",
        ),
        (
            p(
                f"<w:r><w:AlternateContent><w:Choice><w:txbxContent>{p(r('Once.'))}</w:txbxContent></w:Choice><w:Fallback>"
                f"<w:txbxContent>{p(r('Once.'))}</w:txbxContent></w:Fallback></w:AlternateContent></w:r>"
            ),
            "Once.",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{p(r('Day'))}<w:tbl><w:tr><w:tc>{p(r('Nested'))}</w:tc></w:tr></w:tbl></w:tc>"
            f"<w:tc>{p(r('Loss'))}</w:tc></w:tr></w:tbl>",
            "Day\nNested\nLoss",
        ),
        (f"<w:tbl><w:tr><w:tc>{p(r('Friday'))}</w:tc><w:tc>{p(r('4,200'))}</w:tc></w:tr></w:tbl>", "Friday | 4,200"),
        (f"<w:moveFrom>{r('gone')}</w:moveFrom>" + p(f"<w:moveTo>{r('Moved here.')}</w:moveTo>"), "Moved here."),
    ],
)
def test_every_part_of_a_word_document(body: str, text: str, tmp_path: Path) -> None:
    assert docx(tmp_path, body).text == text


def test_notes_are_read_and_comments_told(tmp_path: Path) -> None:
    document = docx(
        tmp_path,
        p(r("The dam leaks.")),
        footnotes=f"<w:footnote>{p(r('So the board.'))}</w:footnote>",
        comments=f"<w:comment>{p(r('Really?'))}</w:comment>",
    )

    assert document.text == "The dam leaks.\nSo the board."
    assert [q.code for q in reading.read(tmp_path).problems] == ["comments"]


def test_a_mail_gives_its_text_what_it_forwards_and_what_is_attached(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Mara Lindqvist <mara@courier.example>", "Harbour closed"
    inner.set_content(TEXT)
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Ivo Brandt <ivo@port.example>", "Fwd", "<1@port.example>"
    mail.set_content("For your information, from the port.")
    mail.add_attachment(inner)
    write_docx(tmp_path / "n.docx")
    for name, content in (
        ("notice.docx", (tmp_path / "n.docx").read_bytes()),
        ("report.pdf", pdf_bytes(wrapped(PARAGRAPHS[:2], 90))),
        ("logo.bin", bytes(range(256))),
    ):
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    (tmp_path / "n.docx").unlink()
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())

    found = reading.read(tmp_path)

    assert sorted(d.text.strip()[:25] for d in found.documents) == sorted(
        ["For your information, from the port."[:25], TEXT[:25], TEXT[:25], TEXT[:25]]
    )
    tied = [dict(d.metadata).get("attached to") for d in found.documents]
    assert sorted(map(str, tied)) == ["<1@port.example>"] * 3 + ["None"]
    assert sorted(q.code for q in found.problems) == ["resources", "unknown-format"]


@pytest.mark.parametrize("plain", ["   \n", "This message is in HTML. View it in your browser: https://port.example/1"])
def test_a_stub_does_not_hide_the_page_of_a_mail(plain: str, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ivo Brandt <ivo@port.example>", "Notice"
    mail.set_content(plain)
    mail.add_alternative(page(), subtype="html")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())

    (document,) = reading.read(tmp_path).documents

    assert PARAGRAPHS[1] in document.text


def test_parts_of_a_mail_that_follow_each_other_are_one_text(tmp_path: Path) -> None:
    parts = "".join(f"--X\nContent-Type: text/plain\n\n{text}\n" for text in PARAGRAPHS[:1] + PARAGRAPHS[2:])
    (tmp_path / "a.eml").write_text(f"From: a@b.example\nContent-Type: multipart/mixed; boundary=X\n\n{parts}--X--\n")

    (document,) = reading.read(tmp_path).documents

    assert all(text in document.text for text in PARAGRAPHS[:1] + PARAGRAPHS[2:])


ROWS = ["1,The first row tells of the dam.", "2,The second row tells of the road.", "3,The third row tells of the bus."]


@pytest.mark.parametrize(
    ("rows", "n_texts", "codes"),
    [
        (ROWS, 3, []),
        (['1,"The first row is never closed.', *ROWS[1:]], 3, ["csv"]),
        (['1,"The first row is never closed.', '2,"The second one is quoted."', ROWS[2]], 3, ["csv"]),
        (
            [ROWS[0], '2,"The second row is never closed', *(f"{n},Row {n} is here." for n in range(3, 900))],
            899,
            ["csv"],
        ),
        (['1,"A text of', "two lines, with a comma", 'and an end"', ROWS[1]], 2, []),
        (['1,"He said ""no"" to it."', ROWS[1]], 2, []),
        (['1,He said "no" to it.', '2,"He said "no" to it."', ROWS[2]], 3, []),
        (['1,"Two paragraphs with a "word"', 'that is not doubled"', ROWS[1]], 2, ["no-text"]),
    ],
)
def test_a_quote_that_is_not_closed_costs_no_row(
    rows: list[str], n_texts: int, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("id,text\n" + "\n".join(rows) + "\n")

    found = reading.read(tmp_path)

    assert len(found.documents) == n_texts
    assert [q.code for q in found.problems] == codes


NAMES = {
    "news-please": {
        "maintext": TEXT,
        "date_publish": "2021-03-04 07:30:00",
        "authors": ["Mara"],
        "source_domain": "c.example",
        "image_url": "x",
    },
    "trafilatura": {
        "text": TEXT,
        "date": "2021-03-04",
        "author": "Mara",
        "sitename": "Courier",
        "hostname": "c.example",
        "source": "https://c.example/1",
    },
    "fundus": {"plaintext": TEXT, "publishing_date": "2021-03-04", "authors": ["Mara"], "publisher": "Courier"},
    "x": {"full_text": TEXT, "created_at": "Thu Mar 04 07:30:00 +0000 2021", "user": {"name": "Mara", "id": 5}},
    "mediacloud": {"story_text": TEXT, "publish_date": "2021-03-04", "media_name": "Courier", "author": "Mara"},
    "newsapi": {
        "content": TEXT,
        "publishedAt": "2021-03-04T07:30:00Z",
        "author": "Mara",
        "source": {"name": "Courier"},
    },
    "with capitals": {"Text": TEXT, "Published Date": "2021-03-04", "Author": "Mara", "Site Name": "Courier"},
}


@pytest.mark.parametrize("tool", NAMES)
def test_the_field_names_of_other_tools(tool: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(NAMES[tool]))

    found = reading.read(tmp_path)
    (document,) = found.documents

    assert document.text == TEXT
    assert document.author == "Mara"
    assert document.published is not None
    assert document.published.earliest.startswith("2021-03-04")
    assert [q.code for q in found.problems] == (["fields"] if tool == "news-please" else [])


def test_quote_marks_in_a_table_with_tabs_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('id\ttext\n1\t"It leaks" was all that she said.\n2\tNobody else was asked.\n')

    found = reading.read(tmp_path)

    assert [d.text for d in found.documents] == ['"It leaks" was all that she said.', "Nobody else was asked."]


def test_an_account_that_was_packed_whole_gives_its_posts(tmp_path: Path) -> None:
    post = {"type": "Create", "object": {"content": f"<p>{PARAGRAPHS[0]}</p>", "url": "https://social.example/1"}}
    boost = {"type": "Announce", "object": "https://other.example/2"}
    outbox = json.dumps({"orderedItems": [post, boost]})
    zipped(tmp_path / "a.zip", {"outbox.json": outbox, "actor.json": "{}", "media/1.png": b"x"})

    found = reading.read(tmp_path)

    assert [d.text for d in found.documents] == [PARAGRAPHS[0]]
    assert [(q.severity, q.code) for q in found.problems] == [("warning", "no-text")]


def test_rows_of_metadata_without_a_column_of_texts_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,publish_date,title,url\n" + "1,2021-03-04,A,https://c.example\n" * 50)

    found = reading.read(tmp_path)

    assert [(q.severity, q.code) for q in found.problems] == [("error", "no-text")]


@pytest.mark.parametrize(
    ("lines", "n_texts"),
    [
        (['{"text": "One is here."},', '{"text": "Two is here."}'], 2),
        (["[", '{"text": "One is here."},', '{"text": "Two is here."}', "]"], 2),
        (['[{"text": "One is here."}, {"text": "Two is here."}]'], 2),
        (['{"text": "One is here."}{"text": "Two is here."}'], 2),
        (['\x1e{"text": "One is here."}', '{"text": "With a\ttab."}'], 2),
        (["{", '"text": "One is here."', "}"], 1),
    ],
)
def test_json_lines_that_are_not_quite(lines: list[str], n_texts: int, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(lines))

    found = reading.read(tmp_path)

    assert len(found.documents) == n_texts
    assert found.problems == ()


@pytest.mark.parametrize("name", ["index.html?p=3", "page", "page.php", "page.aspx", "page.xhtml", "page.txt", "1234"])
def test_a_page_is_known_by_its_content(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(page())

    (document,) = reading.read(tmp_path).documents

    assert document.text.strip() == TEXT
    assert document.title is not None


def test_what_browsers_save_beside_pages_is_counted_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())
    for folder, names in (("a_files", ["x.js", "frame.html"]), (".", ["y.css", "z.png", "robots.txt"])):
        (tmp_path / folder).mkdir(exist_ok=True)
        for name in names:
            (tmp_path / folder / name).write_text("<p>Buy shoes.</p>")

    found = reading.read(tmp_path)

    assert len(found.documents) == 1
    (told,) = found.problems
    assert (told.severity, told.code) == ("warning", "resources")
    assert "5 resources" in told.message


@pytest.mark.parametrize(("named", "severity"), [(True, "error"), (False, "warning")])
def test_what_is_named_and_not_read_is_an_error(named: bool, severity: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.xyz").write_bytes(bytes(range(256)))

    found = reading.read([tmp_path / "a.txt", tmp_path / "b.xyz"] if named else tmp_path)

    assert [(q.severity, q.code) for q in found.problems] == [(severity, "unknown-format")]


def test_archives_within_archives_are_opened_so_deep_and_no_deeper(tmp_path: Path) -> None:
    content = b""
    for n in range(12):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"text{n}.txt", f"Text number {n} is here.")
            if content:
                archive.writestr("inner.zip", content)
        content = packed.getvalue()
    (tmp_path / "a.zip").write_bytes(content)

    found = reading.read(tmp_path)

    assert 4 <= len(found.documents) <= 8
    assert "nesting" in {q.code for q in found.problems}


def test_damage_within_an_xml_file_is_told(tmp_path: Path) -> None:
    write_docx(tmp_path / "w.docx")
    with zipfile.ZipFile(tmp_path / "w.docx") as archive:
        content = archive.read("word/document.xml")
    zipped(tmp_path / "a.docx", {"word/document.xml": content[: content.index(b"14 million")]})
    (tmp_path / "w.docx").unlink()

    found = reading.read(tmp_path)

    assert PARAGRAPHS[1] in found.documents[0].text
    assert "damaged" in {q.code for q in found.problems}


def test_a_replayed_page_in_an_archive_is_of_its_original(tmp_path: Path) -> None:
    from hostile.test_limits import warc

    copy = "https://web.archive.org/web/20210305101112id_/https://courier.example/2021/03/04/harbour"
    markup = page().replace('<link rel="canonical"', '<link rel="other"')
    (tmp_path / "a.warc").write_bytes(warc((copy, "", markup.encode())))
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "In a row.", "url": copy}))

    for document in reading.read(tmp_path).documents:
        assert document.url == "https://courier.example/2021/03/04/harbour"
        assert document.outlet in ("courier.example", "The Velmora Courier")
        assert document.retrieved == "2021-03-05T10:11Z"
        assert document.custody is not None
        assert document.custody.saved_from == copy
