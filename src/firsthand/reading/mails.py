"""Mails: which of their parts is the text, and what comes with it.

In: the bytes of one mail. Out: a draft of what its sender wrote, one of every mail that it forwards, and those of its
attachments, each with a word on the mail that it came with. Headers are read by hand: the library's own parser takes
the square of a header's length.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import merge, told_date
from firsthand.reading.formats.parts import read_part, tied
from firsthand.reading.markup import declared_charset, draft_of_page
from firsthand.reading.wrapped import unwrapped

_ADDRESS_CHARACTERS = 500
_STUB = 0.5
"""Share of the page's words below which the plain part stands for the page without giving it: "this message is in
HTML, view it in your browser". A plain part that gives the page has about as many words; half of them is
set by no experiment."""
_BREAK = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"[^\n]*\n?(?:[ \t][^\n]*\n?)*")
_MEDIA = ("image/", "audio/", "video/", "font/", "text/css", "application/pgp-signature", "application/pkcs7")


def read_mail(content: bytes, file: File, depth: int = 0) -> Iterator[Draft | Problem]:
    """The documents of one mail."""
    mail = message_from_bytes(_with_short_headers(content, file.settings.longest_header), policy=policy.compat32)
    yield from guarded(_documents(mail, file, depth), file, f"mail {_header(mail, 'Subject')!r:.60}")


def _documents(mail: Message, file: File, depth: int) -> Iterator[Draft | Problem]:
    if depth >= file.settings.deepest_nesting:
        yield file.error("nesting", f"mails lie deeper than {depth} within each other; left out")
        return
    told = yield from _told(mail, file)
    bodies, others = _parts(mail)
    drafts: list[Draft] = []
    for body in bodies:
        draft = yield from _body(body, file)
        if draft is not None:
            drafts.append(draft)
    if drafts:
        first = merge(told, drafts[0])
        yield merge(Draft("", title=first.title), _joined(first, drafts[1:]))
    elif all(part.get_content_type().startswith(_MEDIA) for part in others):
        yield file.error("no-text", "this mail holds no text; left out")
    name = dict(told.metadata).get("message-id") or told.title or "a mail"
    n_media = 0
    for nth, part in enumerate(others, 1):
        if part.get_content_type().startswith(_MEDIA):
            n_media += 1
            continue
        yield from tied(guarded(_other(part, nth, file, depth), file, f"part {nth}"), "attached to", name)
    if n_media and drafts:
        yield file.warning("resources", f"{n_media} pictures or signatures of a mail were passed over")


def _joined(first: Draft, rest: list[Draft]) -> Draft:
    text = "\n\n".join(draft.text.strip("\n") for draft in (first, *rest)) if rest else first.text
    return replace(first, text=text, links=tuple(dict.fromkeys((*first.links, *(x for d in rest for x in d.links)))))


def _told(mail: Message, file: File) -> Generator[Problem, None, Draft]:
    """What the headers tell; a problem where the date is none."""
    sender, address = parseaddr(_header(mail, "From")[:_ADDRESS_CHARACTERS])
    date = _header(mail, "Date")
    published = told_date(date)
    if date and published is None:
        yield file.warning("date", f"the mail's date {date!r:.60} cannot be read; left out")
    named = (("from", address), ("message-id", _header(mail, "Message-ID")))
    return Draft(
        "",
        title=_header(mail, "Subject") or None,
        author=sender or None,
        published=published,
        metadata=tuple((name, value) for name, value in named if value),
    )


def _parts(mail: Message) -> tuple[list[Message], list[Message]]:
    """The parts that are the mail's text, in order, and all others."""
    if not mail.is_multipart():
        kind = mail.get_content_type()
        is_text = kind in ("text/plain", "text/html") and not _is_attached(mail)
        return ([mail], []) if is_text else ([], [mail])
    if mail.get_content_type() == "message/rfc822":
        return [], [mail]
    parts = [part for part in mail.get_payload() if isinstance(part, Message)]
    found = [_parts(part) for part in parts]
    bodies = [body for part in found for body in part[0]]
    others = [other for part in found for other in part[1]]
    if mail.get_content_type() == "multipart/alternative":
        bodies = _best(bodies)
    return bodies, others


def _best(alternatives: list[Message]) -> list[Message]:
    """Of a text and a page that say the same, the text, unless it is empty or a stub."""
    plain = [part for part in alternatives if part.get_content_type() == "text/plain"]
    pages = [part for part in alternatives if part.get_content_type() == "text/html"]
    if not plain or not pages:
        return plain or pages
    n_plain = sum(len(_payload(part).split()) for part in plain)
    shown = [draft_of_page(_decoded(part)[0], whole=True) for part in pages]
    n_shown = sum(len(page.text.split()) for page in shown if page)
    return plain if n_plain and n_plain >= _STUB * n_shown else pages


def _body(part: Message, file: File) -> Generator[Problem, None, Draft | None]:
    """The draft of a part that is text; None where there is nothing in it."""
    if not _payload(part).strip():
        return None
    try:
        text, remark = _decoded(part)
    except NotText as error:
        yield file.error("binary", f"a part is left out: {error}")
        return None
    if remark:
        yield file.warning("encoding", remark)
    if part.get_content_type() == "text/html":
        page = draft_of_page(text)
        if page is None:
            yield file.error("no-text", "no text can be found in this mail's page; left out")
        return page
    text = text.replace("\r\n", "\n")
    return Draft(unwrapped(_unflowed(text) if _parameter(part, "format") == "flowed" else text))


def _other(part: Message, nth: int, file: File, depth: int) -> Iterator[Draft | Problem]:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        for mail in [item for item in inner if isinstance(item, Message)] if isinstance(inner, list) else ():
            yield from _documents(mail, file, depth + 1)
        return
    name = _decoded_words(part.get_filename() or "") or f"part {nth}"
    content = _payload(part)
    if part.get_content_type() == "text/html" and "." not in name:
        name += ".html"
    if content.strip():
        yield from read_part(file, name, content)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message) -> tuple[str, str | None]:
    payload = _payload(part)
    is_page = part.get_content_type() == "text/html"
    return decode(payload, _parameter(part, "charset") or (declared_charset(payload) if is_page else None))


def _parameter(part: Message, name: str) -> str | None:
    value = part.get_param(name)
    return value.strip().lower() if isinstance(value, str) else None


def _unflowed(text: str) -> str:
    """Text whose lines were broken with a blank at their end (RFC 3676)."""
    return re.sub(r"(?m)^(?!-- $)(.*) \n(?=[^\s>])", r"\1 ", text)


def _header(mail: Message, name: str) -> str:
    return _decoded_words(str(mail.get(name) or ""))


def _decoded_words(value: str) -> str:
    try:
        value = str(make_header(decode_header(value)))
    except (
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # broken headers break the library's parser
        value = value.encode("utf-8", "replace").decode("utf-8")
    return " ".join(value.split())


def _with_short_headers(content: bytes, limit: int) -> bytes:
    """The mail with headers cut that are longer than any that is meant to be read."""
    found = _BREAK.search(content)
    end = found.start() if found else len(content)
    if end <= limit:
        return content
    headers = (match.group() for match in _HEADER.finditer(content[:end] + b"\n") if match.group())
    return b"".join(h if len(h) <= limit else h[:limit].rstrip() + b"\n" for h in headers) + content[end:]
