"""Web archives (WARC): one document a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import merge
from firsthand.reading.markup import declared_charset, draft_of_page

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a response that was answered with a page; the time of capture is `retrieved`."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    n_pages = 0
    n_records = 0
    with file.open() as stream:
        try:
            for record in _quietly(ArchiveIterator(stream)):
                n_records += 1
                for item in _record(record, file):
                    n_pages += isinstance(item, Draft)
                    yield item
        except (ArchiveLoadFailed, AttributeError, ValueError) as error:  # the library trips over missing headers
            yield file.error("warc", f"broken after {n_records} records: {error}")
            return
    if n_records and not n_pages:
        yield file.error("no-text", "no page with text in this archive; left out")


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records, without what the library prints about broken ones: problems are told in one line, by us."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _record(record: Any, file: File) -> Iterator[Draft | Problem]:
    headers = record.http_headers
    kind = record.rec_type
    if kind not in ("response", "resource"):
        return
    told = record.rec_headers.get_header
    content_type = (headers.get_header("Content-Type") if headers else told("Content-Type")) or ""
    if not content_type.lower().startswith(_PAGES) or (headers and headers.get_statuscode() != "200"):
        return
    url = told("WARC-Target-URI")
    content = record.content_stream().read()
    charset = content_type.lower().partition("charset=")[2].strip(" \"';") or declared_charset(content)
    try:
        text, remark = decode(content, charset)
    except NotText:
        return
    retrieved = interval_of(told("WARC-Date"))
    outside = Draft("", url=url, retrieved=retrieved.earliest if retrieved else None)
    if content_type.lower().startswith("text/plain"):
        draft: Draft | None = Draft(text) if text.strip() else None
    else:
        draft = draft_of_page(text, url)
    if draft is None:
        yield file.warning("no-text", f"no text can be found in {url}; left out")
        return
    if remark:
        yield file.warning("encoding", f"{url}: {remark}")
    yield merge(outside, draft)
