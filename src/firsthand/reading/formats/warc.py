"""Web archives (WARC): one document a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

from firsthand.model import Problem
from firsthand.reading.archive_copies import Copy, original_of
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import merge
from firsthand.reading.formats.parts import read_part
from firsthand.reading.httpcontent import BadContent, unpacked_content
from firsthand.reading.kinds import HEAD_BYTES, kind_of
from firsthand.reading.markup import Absence, declared_charset, read_page
from firsthand.reading.walk import is_resource

_READ = ("response", "resource", "conversion")
_KINDS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain", "application/pdf": "pdf",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/epub+zip": "zipped",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "zipped", "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "zipped", "message/rfc822": "eml", "text/rtf": "rtf",
}  # fmt: skip
_FRAME_WORDS = 60
"""A page without a title and with fewer words is a frame of another page (an advertisement, a counter), no article."""


@dataclass(slots=True)
class _Archive:
    """One archive while it is read: what was passed over, and whether anything was found."""

    file: File
    passed: Counter[str] = field(default_factory=Counter)
    n_records: int = 0
    n_pages: int = 0

    def record(self, record: Any) -> Iterator[Draft | Problem]:
        """The documents of one record."""
        headers, told = record.http_headers, record.rec_headers.get_header
        url = (told("WARC-Target-URI") or "").strip("<>")
        if record.rec_type == "revisit":
            self.passed["pages that were captured before"] += 1
        if record.rec_type not in _READ:
            return
        status = headers.get_statuscode() if headers else "200"
        if status != "200":
            self.passed[f"answers of status {status}"] += 1
            return
        if is_resource(urlsplit(url).path.rpartition("/")[2]) or not url.startswith(("http", "file", "ftp")):
            self.passed["resources of pages"] += 1
            return
        try:
            content = unpacked_content(record, self.file.settings)
        except BadContent as error:
            yield self.file.error("content", f"{url}: {error}")
            return
        kind_told = (headers.get_header("Content-Type") if headers else told("Content-Type")) or ""
        yield from self._content(content, kind_told.lower(), url, told("WARC-Date"))

    def _content(self, content: bytes, kind_told: str, url: str, date: str | None) -> Iterator[Draft | Problem]:
        kind = _kind(content, kind_told.partition(";")[0].strip())
        if kind is None:
            self.passed["resources of pages"] += 1
            return
        retrieved, copy = interval_of(date), original_of(url) or Copy(url)
        captured = copy.retrieved or (retrieved.earliest if retrieved else None)
        outside = Draft("", url=copy.url, retrieved=captured, saved_from=copy.saved_from)
        charset = kind_told.partition("charset=")[2].strip(" \"';") or None
        found = self._page(content, charset, url, kind) if kind in ("html", "plain") else None
        for item in found if found is not None else read_part(self.file, _name(url), content, kind):
            if isinstance(item, Draft):
                yield merge(outside, item) if kind != "feed" else item
            else:
                yield self.file.problem(
                    item.severity, item.code, f"{url}: {item.message.removeprefix(self.file.path + ': ')}"
                )

    def _page(self, content: bytes, charset: str | None, url: str, kind: str) -> Iterator[Draft | Problem]:
        try:
            text, remark = decode(content, charset or declared_charset(content))
        except NotText:
            self.passed["resources of pages"] += 1
            return
        draft = read_page(text, url) if kind == "html" else Draft(text)
        if isinstance(draft, Absence) and draft.code != "no-text" and _is_page(text):
            yield self.file.warning(draft.code, draft.message)
            return
        if isinstance(draft, Absence) or (kind == "html" and _is_frame(draft, text)):
            self.passed["frames and pages without text"] += 1
            return
        if remark:
            yield self.file.warning("encoding", remark)
        yield draft

    def told(self) -> Iterator[Problem]:
        """One line for all that was passed over."""
        parts = ", ".join(f"{n} {what}" for what, n in sorted(self.passed.items(), key=lambda i: (-i[1], i[0])))
        if self.n_records and not self.n_pages:
            yield self.file.error(
                "no-text", f"no page with text in this archive{f' ({parts})' * bool(parts)}; left out"
            )
        elif self.passed:
            yield self.file.warning("resources", f"{self.passed.total()} records were passed over ({parts})")


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a record that holds a page or a paper; the time of capture is `retrieved`."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    archive = _Archive(file)
    with file.open() as stream:
        try:
            for record in _quietly(ArchiveIterator(stream)):
                archive.n_records += 1
                for item in guarded(archive.record(record), file, f"record {archive.n_records}"):
                    archive.n_pages += isinstance(item, Draft)
                    yield item
        except (ArchiveLoadFailed, AttributeError, ValueError) as error:  # the library trips over missing headers
            yield file.error("warc", f"broken after {archive.n_records} records: {error}")
            return
    yield from archive.told()


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The records, without what the library prints about broken ones: problems are told in one line, by us."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _kind(content: bytes, told: str) -> str | None:
    """The format of a record by what its server said and by what it holds; None for a page's resources."""
    if not content.strip():
        return None
    head = content[:HEAD_BYTES]
    kind = _KINDS.get(told)
    seen = kind_of("", head)
    if kind == "plain":  # whatever a server does not know
        return seen if seen in ("plain", "html", "pdf", "zipped") else None
    if kind:
        return seen if seen in ("pdf", "feed", "zipped") else kind
    if told.startswith(("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/j")):
        return None
    return seen if seen in ("html", "pdf", "feed", "zipped", "rtf") else None


def _is_frame(draft: Draft, page: str) -> bool:
    """Whether a page has neither a title nor the words of an article."""
    return len(draft.text.split()) < _FRAME_WORDS and not _is_page(page)


def _is_page(page: str) -> bool:
    """Whether markup has a title or a headline, as pages have that somebody is meant to see."""
    return any(mark in page.lower() for mark in ("<title", "<h1", "<article"))


def _name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2] or "page"
