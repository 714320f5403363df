"""The same fictional article as office programs, mail programs, browsers and other services write it."""

from __future__ import annotations

import json
import plistlib
import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from reading.formats import AUTHOR, FIELDS, OUTLET, PARAGRAPHS, TEXT, TITLE, URL, page, write_eml, write_warc_gz

WORDS = "application/vnd.oasis.opendocument.text"


def zipped(path: Path, members: dict[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def write_odt(path: Path) -> None:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for name, full in (("office", "office"), ("text", "text"), ("meta", "meta"))
    )
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in PARAGRAPHS)
    deleted = "<text:tracked-changes><text:p>What was deleted.</text:p></text:tracked-changes>"
    meta = f'<dc:title xmlns:dc="x">{TITLE}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator>'
    zipped(path, {
        "mimetype": WORDS,
        "content.xml": f"<office:document-content{spaces}><office:body><office:text>{deleted}{body}</office:text>"
        "</office:body></office:document-content>",
        "meta.xml": f"<office:document-meta{spaces}><office:meta>{meta}"
        "<meta:creation-date>2021-03-04T08:30:00</meta:creation-date></office:meta></office:document-meta>",
    })  # fmt: skip


def write_epub(path: Path) -> None:
    zipped(path, {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>',
        "O/b.opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Almanac</dc:title></metadata>'
        '<manifest><item id="a" href="one%20b.xhtml"/><item id="c" href="cover.xhtml"/></manifest>'
        '<spine><itemref idref="c"/><itemref idref="a"/></spine></package>',
        "O/one b.xhtml": page(),
        "O/cover.xhtml": "<html><body><img src='x.png'/></body></html>",
    })  # fmt: skip


def write_xlsx(path: Path) -> None:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(FIELDS))
    sheet.append([datetime.datetime(2021, 3, 4, 7, 30) if name == "published" else FIELDS[name] for name in FIELDS])
    book.save(path)


def write_wacz(path: Path) -> None:
    write_warc_gz(path.with_name("w"))
    zipped(path, {"datapackage.json": "{}", "archive/data.warc.gz": path.with_name("w").read_bytes()})
    path.with_name("w").unlink()


def write_single_file_zip(path: Path) -> None:
    zipped(path, {"index.html": page(), "images/0.png": b"\x89PNG", "frames/0/index.html": "<p>Buy shoes.</p>"})


def write_webarchive(path: Path) -> None:
    main = {"WebResourceData": page().encode(), "WebResourceURL": URL, "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8"}  # fmt: skip
    path.write_bytes(plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY))


def write_mbox(path: Path) -> None:
    write_eml(path)
    path.write_bytes(b"From mara@courier.example Thu Mar  4 08:30:00 2021\n" + path.read_bytes() + b"\n")


def write_rtf(path: Path) -> None:
    def coded(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    body = "".join(coded(p) + "\\par\n" for p in PARAGRAPHS)
    info = f"{{\\info{{\\title {TITLE}}}{{\\author {AUTHOR}}}}}"
    fonts = "{\\fonttbl{\\f0 Arial;}}{\\*\\generator Writer;}"
    path.write_bytes(f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{fonts}{info}{body}}}".encode("ascii"))


def write_vtt(path: Path) -> None:
    cues = [f"00:0{n}:01.000 --> 00:0{n}:09.000\n<c.white>{escape(p)}</c>\n" for n, p in enumerate(PARAGRAPHS)]
    path.write_text("WEBVTT\n\n" + "\n".join(cues).replace("&amp;", "&"), "utf8")


def write_srt(path: Path) -> None:
    cues = [f"{n}\n00:0{n}:01,000 --> 00:0{n}:09,000\n{p}\n" for n, p in enumerate(PARAGRAPHS, 1)]
    path.write_text("\n".join(cues), "utf8")


def write_telegram(path: Path) -> None:
    text = [TEXT[:40], {"type": "bold", "text": TEXT[40:50]}, TEXT[50:]]
    message = {"id": 7, "type": "message", "date": "2021-03-04T08:30:00", "date_unixtime": "1614843000", "from": AUTHOR,
               "text": text}  # fmt: skip
    chat = {"name": OUTLET, "type": "public_channel", "id": 1, "messages": [message]}
    path.write_text(json.dumps(chat), "utf8")


def write_mastodon(path: Path) -> None:
    post = {"type": "Note", "content": "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS), "url": URL,
            "published": "2021-03-04T07:30:00Z", "attributedTo": "https://social.example/users/mara"}  # fmt: skip
    outbox = {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "object": post}]}
    path.write_text(json.dumps(outbox), "utf8")


def write_telegram_page(path: Path) -> None:
    message = f"""<div class="message default clearfix" id="message7"><div class="body">
      <div class="pull_right date details" title="04.03.2021 08:30:00 UTC+01:00">08:30</div>
      <div class="from_name">{AUTHOR}</div><div class="text">{"<br>".join(map(escape, PARAGRAPHS))}</div></div></div>"""
    path.write_text(
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
      <div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">{OUTLET}</div></div>
      </div><div class="page_body chat_page"><div class="history">{message}</div></div></div></body></html>""",
        "utf8",
    )


def write_x_account(path: Path) -> None:
    post = {"id_str": "7", "full_text": TEXT, "created_at": "Thu Mar 04 07:30:00 +0000 2021"}
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps([{'tweet': post}])}", "utf8")


def write_har(path: Path) -> None:
    html = {"mimeType": "text/html; charset=utf-8", "text": page()}
    entries = [{"request": {"url": URL}, "response": {"status": 200, "content": html}}]
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}), "utf8")


def write_trafilatura_xml(path: Path) -> None:
    main = "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS)
    told = f'sitename="{OUTLET}" title="{TITLE}" author="{AUTHOR}" date="2021-03-04" source="{URL}"'
    path.write_text(f"<doc {told}><main>{main}</main><comments><p>First!</p></comments></doc>", "utf8")


def write_tei(path: Path) -> None:
    head = f"<fileDesc><titleStmt><title>{TITLE}</title><author>{AUTHOR}</author></titleStmt><publicationStmt>"
    head += f"<publisher>{OUTLET}</publisher><date>2021-03-04</date></publicationStmt></fileDesc>"
    body = "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS)
    path.write_text(
        f'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{head}</teiHeader><text><body>{body}'
        "</body></text></TEI>",
        "utf8",
    )


def write_evernote(path: Path) -> None:
    note = f"<en-note>{''.join(f'<div>{escape(p)}</div>' for p in PARAGRAPHS)}</en-note>"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><en-export><note><title>{TITLE}</title><created>20210305T070000Z'
        f"</created><note-attributes><author>{AUTHOR}</author><source-url>{URL}</source-url></note-attributes>"
        f"<content><![CDATA[{note}]]></content></note></en-export>",
        "utf8",
    )


def write_rows(path: Path) -> None:
    path.write_text(json.dumps({"articles": [FIELDS]}, indent=2), "utf8")


def write_newsplease(path: Path) -> None:
    row = {"maintext": TEXT, "title": TITLE, "authors": [AUTHOR], "source_domain": OUTLET, "url": URL,
           "date_publish": "2021-03-04 07:30:00"}  # fmt: skip
    path.write_text(json.dumps(row) + "\n", "utf8")


def write_tsv(path: Path) -> None:
    cells = [value.replace("\n", " ") if name != "text" else '"' + value + '"' for name, value in FIELDS.items()]
    path.write_text("\t".join(FIELDS) + "\n" + "\t".join(cells) + "\n", "utf8")


def write_msg(path: Path) -> None:
    """A mail as Outlook keeps it: a compound file, its streams in sectors of 512 bytes."""
    sent = (1614843000 + 11_644_473_600) * 10_000_000
    fixed = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, sent)
    wide = {"0037": TITLE, "0C1A": AUTHOR, "5D01": "mara@courier.example", "1000": TEXT}
    streams = {f"__substg1.0_{name}001F": value.encode("utf-16-le") for name, value in wide.items()}
    path.write_bytes(compound_file({**streams, "__properties_version1.0": fixed}))


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file; all streams are padded to 4096 bytes, from which on they lie in whole sectors."""
    sector, last, none = 512, 0xFFFFFFFE, 0xFFFFFFFF
    data, table, entries = b"", [], []
    for name, content in streams.items():
        n = max(8, -(-len(content) // sector))
        start = len(table)
        table += [start + i + 1 for i in range(n - 1)] + [last]
        data += content.ljust(n * sector, b"\0")
        entries.append((name, 2, start, max(len(content), 4096)))
    n_folders = -(-(len(entries) + 1) // 4)
    folders = len(table)
    table += [folders + i + 1 for i in range(n_folders - 1)] + [last]
    fat = len(table)
    n_fat = -(-(fat + 1) // 128)
    assert n_fat == 1
    table += [0xFFFFFFFD]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, folders, 0, 4096, last, 0, last, 0)
    head += struct.pack("<I", fat) + struct.pack("<I", none) * 108

    def entry(name: str, kind: int, start: int, size: int, right: int = none, child: int = none) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        return raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(raw), kind, 1, none, right, child, b"", 0, 0, 0, start, size
        )

    order = sorted(entries, key=lambda e: (len(e[0]), e[0].upper()))
    listed = entry("Root Entry", 5, last, 0, child=1)
    for n, (name, kind, start, size) in enumerate(order, 1):
        listed += entry(name, kind, start, size, right=n + 1 if n < len(order) else none)
    listed = listed.ljust(n_folders * sector, b"\0")
    return head + data + listed + b"".join(struct.pack("<I", n) for n in table).ljust(sector, b"\xff")


ALL = "title author outlet published url"
OTHER_WRITERS = {
    "odt": ("a.odt", write_odt, "title author made"),
    "epub": ("a.epub", write_epub, ALL),
    "xlsx": ("a.xlsx", write_xlsx, "title author outlet url day"),
    "wacz": ("a.wacz", write_wacz, ALL),
    "single file": ("a.html.zip", write_single_file_zip, ALL),
    "webarchive": ("a.webarchive", write_webarchive, ALL),
    "mbox": ("a.mbox", write_mbox, "title author published"),
    "rtf": ("a.rtf", write_rtf, "title author"),
    "vtt": ("a.vtt", write_vtt, ""),
    "srt": ("a.srt", write_srt, ""),
    "telegram": ("result.json", write_telegram, "author outlet published"),
    "mastodon": ("outbox.json", write_mastodon, "url published"),
    "telegram page": ("messages.html", write_telegram_page, "author outlet published"),
    "x": ("tweets.js", write_x_account, "published"),
    "har": ("a.har", write_har, ALL),
    "trafilatura xml": ("b.xml", write_trafilatura_xml, "title author outlet url day"),
    "tei": ("a.tei", write_tei, "title author outlet day"),
    "evernote": ("a.enex", write_evernote, "title author url"),
    "json rows": ("a.json", write_rows, ALL),
    "news-please": ("b.jsonl", write_newsplease, "title author outlet url day"),
    "tsv": ("a.tsv", write_tsv, ALL),
    "msg": ("a.msg", write_msg, "title author published"),
}
