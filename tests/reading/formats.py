"""One fictional article written out in every format that can be read: factories for the contract suite."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import zstandard

TITLE = "Harbour of Velmora closed after second survey"
AUTHOR = "Mara Lindqvist"
OUTLET = "The Velmora Courier"
URL = "https://courier.example/2021/03/04/harbour"
PUBLISHED = "2021-03-04T07:30Z"
PARAGRAPHS = (
    "The harbour of Velmora was closed to cargo ships on Thursday after a second survey found cracks in the eastern "
    "pier, the port authority said in a statement sent to all shipping lines.",
    "“We found damage that was not there in the autumn,” said Ivo Brandt, the engineer who led the survey. “It is not "
    "a matter of paint.”",
    "The repairs are expected to cost 14 million crowns and to last until September, according to a report of eleven "
    "pages that the ministry of transport has not yet released.",
    "Fishing boats may still leave the harbour during the day. Ferries to the islands have been moved to the northern "
    "quay, where passengers waited for up to three hours on Thursday morning.",
)
TEXT = "\n".join(PARAGRAPHS)
FIELDS = {"text": TEXT, "title": TITLE, "author": AUTHOR, "outlet": OUTLET, "published": PUBLISHED, "url": URL}


def page(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    linked = json.dumps({"@type": "NewsArticle", "author": {"@type": "Person", "name": AUTHOR}})
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Courier</title>'
        f'<link rel="canonical" href="{URL}"><meta property="og:title" content="{TITLE}">'
        f'<meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="article:published_time" content="2021-03-04T08:30:00+01:00">'
        f'<script type="application/ld+json">{linked}</script></head><body><nav><a href="/">Home</a></nav>'
        f"<article>{body}</article><footer>Imprint</footer></body></html>"
    )


def pdf_bytes(lines: list[str], encrypted: bool = False, info: str = "") -> bytes:
    """A one-page PDF with these lines, written by hand; an empty one is a little white space."""
    shown = "".join(f"({_pdf_string(line)}) Tj T* " if line else "0 -6 Td " for line in lines)
    return pdf_stream(f"BT /F1 10 Tf 14 TL 40 800 Td {shown}ET".encode("cp1252"), encrypted, info)


def pdf_stream(stream: bytes, encrypted: bool = False, info: str = "") -> bytes:
    """A one-page PDF that draws what `stream` says."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("cp1252"),
    ]
    if encrypted:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>".encode())
    extra = b"/Encrypt 7 0 R /ID [<00> <00>]" if encrypted else b""
    return _pdf_file(objects, b"/Info 6 0 R " + extra)


def pdf_pages(pages: list[list[tuple[float, float, float, str]]], info: str = "") -> bytes:
    """A PDF in a type of even width: for each page where its lines begin, how large they are, and what they say."""
    n_pages = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(n_pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {n_pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        drawn = "".join(
            f"/F1 {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({_pdf_string(line)}) Tj " for x, y, size, line in lines
        )
        stream = f"BT {drawn}ET".encode("cp1252")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< {info} >>".encode("cp1252"))
    return _pdf_file(objects, b"/Info %d 0 R" % len(objects))


def _pdf_file(objects: list[bytes], trailer: bytes) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def _pdf_string(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def wrapped(paragraphs: tuple[str, ...], width: int) -> list[str]:
    """The lines of paragraphs broken at a width, with an empty one after each paragraph."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return lines


def write_txt(path: Path) -> None:
    path.write_text(TEXT, "utf8")


def write_md(path: Path) -> None:
    path.write_text(
        f"---\ntitle: {TITLE}\nauthor: {AUTHOR}\noutlet: {OUTLET}\ndate: {PUBLISHED}\nurl: {URL}\n---\n{TEXT}", "utf8"
    )


def write_html(path: Path) -> None:
    path.write_text(page(), "utf8")


def write_mhtml(path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "<Saved by Browser>"
    mail["Snapshot-Content-Location"] = URL
    mail.set_content(page(), subtype="html", charset="utf-8")
    mail.make_related()
    path.write_bytes(mail.as_bytes())


def write_pdf(path: Path) -> None:
    info = f"/Title ({TITLE}) /Author ({AUTHOR}) /CreationDate (D:20210304083000+01'00')"
    path.write_bytes(pdf_bytes(wrapped(PARAGRAPHS, 90), info=info))


def write_docx(path: Path) -> None:
    import datetime

    import docx

    document = docx.Document()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    told = document.core_properties
    told.title, told.author, told.created = TITLE, AUTHOR, datetime.datetime(2021, 3, 4, 8, 30)
    document.save(str(path))


def write_eml(path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = f"{AUTHOR} <mara@courier.example>"
    mail["Subject"] = TITLE
    mail["Date"] = "Thu, 04 Mar 2021 08:30:00 +0100"
    mail.set_content(TEXT + "\n", cte="quoted-printable")
    path.write_bytes(mail.as_bytes())


def write_jsonl(path: Path) -> None:
    path.write_text(json.dumps(FIELDS) + "\n", "utf8")


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf8", newline="") as stream:
        writer = csv.DictWriter(stream, list(FIELDS))
        writer.writeheader()
        writer.writerow(FIELDS)


def _warc(stream: object) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(stream, gzip=isinstance(stream, io.BytesIO))
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    record = writer.create_warc_record(URL, "response", payload=io.BytesIO(page().encode()), http_headers=headers)
    writer.write_record(record)


def write_warc(path: Path) -> None:
    with path.open("wb") as stream:
        _warc(stream)


def write_warc_gz(path: Path) -> None:
    packed = io.BytesIO()
    _warc(packed)
    path.write_bytes(packed.getvalue())


def write_rss(path: Path) -> None:
    body = escape("".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS))
    path.write_text(
        f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{OUTLET}'
        f"</title><item><title>{TITLE}</title><link>{URL}</link><dc:creator>{AUTHOR}</dc:creator>"
        f"<pubDate>Thu, 04 Mar 2021 08:30:00 +0100</pubDate><description>{body}</description></item></channel></rss>",
        "utf8",
    )


def write_atom(path: Path) -> None:
    body = escape("".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS))
    path.write_text(
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><title>{TITLE}'
        f'</title><link href="{URL}"/><author><name>{AUTHOR}</name></author><published>2021-03-04T07:30:00Z</published>'
        f"<source><title>Harbour Wire</title></source>"
        f'<content type="html">{body}</content></entry></feed>',
        "utf8",
    )


def write_nitf(path: Path) -> None:
    body = "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS)
    path.write_text(
        f'<nitf><head><title>{TITLE}</title><docdata><date.issue norm="20210304T073000Z"/>'
        f'<doc.copyright holder="{OUTLET}"/></docdata></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>'
        f"<byline>By {AUTHOR}</byline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>",
        "utf8",
    )


def write_newsml(path: Path) -> None:
    body = "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS)
    path.write_text(
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2"><itemMeta><provider>'
        f"<name>{OUTLET}</name></provider><versionCreated>2021-03-05T07:30:00Z</versionCreated></itemMeta><contentMeta>"
        f"<contentCreated>2021-03-04T07:30:00Z</contentCreated><by>By {AUTHOR}</by><headline>{TITLE}</headline>"
        f'<language tag="en"/></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}'
        f"</body></html></inlineXML></contentSet></newsItem>",
        "utf8",
    )


def packed_with(write: Callable[[Path], None], pack: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def write_packed(path: Path) -> None:
        plain = path.with_name("unpacked")
        write(plain)
        path.write_bytes(pack(plain.read_bytes()))
        plain.unlink()

    return write_packed


ALL = "title author outlet published url"
WRITERS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "txt": ("a.txt", write_txt, ""),
    "md": ("a.md", write_md, ALL),
    "html": ("a.html", write_html, ALL),
    "htm": ("a.HTM", write_html, ALL),
    "mhtml": ("a.mhtml", write_mhtml, ALL),
    "pdf": ("a.pdf", write_pdf, "title author made"),
    "docx": ("a.docx", write_docx, "title author made"),
    "eml": ("a.eml", write_eml, "title author published"),
    "jsonl": ("a.jsonl", write_jsonl, ALL),
    "ndjson": ("a.ndjson", write_jsonl, ALL),
    "csv": ("a.csv", write_csv, ALL),
    "warc": ("a.warc", write_warc, ALL),
    "warc.gz": ("a.warc.gz", write_warc_gz, ALL),
    "rss": ("a.xml", write_rss, ALL),
    "atom": ("a.xml", write_atom, ALL),
    "nitf": ("a.xml", write_nitf, "title author outlet published"),
    "newsml": ("a.xml", write_newsml, "title author outlet published"),
    "txt.gz": ("a.txt.gz", packed_with(write_txt, gzip.compress), ""),
    "jsonl.gz": ("a.jsonl.gz", packed_with(write_jsonl, gzip.compress), ALL),
    "jsonl.zst": ("a.jsonl.zst", packed_with(write_jsonl, lambda data: zstandard.compress(data)), ALL),
    "html.zst": ("a.html.zst", packed_with(write_html, lambda data: zstandard.compress(data)), ALL),
}
