"""JSON that is one text: arrays of rows, and the exports of Telegram, Mastodon, X and browsers' developer tools."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import Rows, told_date
from firsthand.reading.formats.har import read_entries
from firsthand.reading.markup import draft_of_page

_PROGRAM = re.compile(r"\ufeff?\s*window\.YTD\.\w{1,40}\.part\d+\s*=\s*")
"""What X writes before the data of an account, so that a browser can load them."""


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a message, a post or a row."""
    content = file.bytes()
    if not content.strip():
        return
    try:
        text, _ = decode(content)
        told = json.loads(_PROGRAM.sub("", text, count=1).lstrip("\ufeff"), strict=False)
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    except (ValueError, RecursionError) as error:
        if content.count(b"\n{") and content.lstrip().startswith(b"{") and content.strip()[:1000].count(b"\n"):
            from firsthand.reading.formats.jsonl import read as read_lines

            yield from read_lines(file)
        else:
            yield file.error("json", f"is not JSON: {error}")
        return
    if isinstance(told, dict) and (chats := list(_chats(told))):
        for chat in chats:
            yield from _of_chat(chat, file)
    elif isinstance(told, dict) and isinstance(told.get("orderedItems"), list):
        yield from _of_outbox(told["orderedItems"], file)
    elif isinstance(told, dict) and isinstance(told.get("log"), dict) and isinstance(told["log"].get("entries"), list):
        yield from read_entries(told["log"]["entries"], file)
    else:
        yield from _of_rows(told, file)


def _chats(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Telegram's chats: one, or all of an account."""
    if isinstance(told.get("messages"), list) and "type" in told:
        yield told
    chats = told.get("chats")
    for chat in (chats.get("list") or ()) if isinstance(chats, dict) else ():
        if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
            yield chat


def _of_chat(chat: Mapping[str, Any], file: File) -> Iterator[Draft | Problem]:
    """Messages with text; the channel is the outlet, and whom one was forwarded from is credited."""
    rows, n_without = Rows(file), 0
    name = str(chat.get("name") or "") or None
    for nth, message in enumerate(chat["messages"], 1):
        if not isinstance(message, dict) or message.get("type", "message") != "message" or not message.get("text"):
            n_without += 1
            continue
        for item in rows.read({"text": message["text"]}, f"message {message.get('id', nth)}"):
            if isinstance(item, Problem):
                yield item
                continue
            credit = message.get("forwarded_from")
            yield Draft(
                item.text,
                author=str(message.get("from") or message.get("actor") or "") or None,
                outlet=name,
                published=told_date(message.get("date_unixtime")) or told_date(message.get("date")),
                credits=(str(credit),) if credit else (),
                metadata=(("message", str(message.get("id", nth))),),
            )
    if n_without:
        yield file.warning("no-text", f"{n_without} messages of {name!r:.60} hold no text (pictures, joining, calls)")


def _of_outbox(items: list[Any], file: File) -> Iterator[Draft | Problem]:
    """Posts of an ActivityPub account; boosts are only addresses of other people's posts."""
    n_boosts = 0
    for item in items:
        post = item.get("object") if isinstance(item, dict) else None
        if not isinstance(post, dict) or not isinstance(post.get("content"), str):
            n_boosts += 1
            continue
        found = draft_of_page(f"<html><body><article>{post['content']}</article></body></html>", whole=True)
        if found is None:
            n_boosts += 1
            continue
        who = str(post.get("attributedTo") or item.get("actor") or "")
        yield Draft(
            found.text,
            url=str(post.get("url") or post.get("id") or "") or None,
            title=str(post.get("name") or "") or None,
            author=who.rstrip("/").rpartition("/")[2].lstrip("@") or None,
            published=told_date(post.get("published") or item.get("published")),
            links=found.links,
            metadata=tuple((name, str(post[key])) for name, key in (("in reply to", "inReplyTo"),) if post.get(key)),
        )
    if n_boosts:
        yield file.warning("no-text", f"{n_boosts} entries hold no text of their own (boosts, pictures)")


def _of_rows(told: Any, file: File) -> Iterator[Draft | Problem]:
    """An array of rows, the longest array of them in an object, or one row."""
    if isinstance(told, dict):
        arrays = [
            value for value in told.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)
        ]
        has_text = any(isinstance(value, str) and len(value) > 200 for value in told.values())
        found = [told] if has_text or not arrays else max(arrays, key=len)
    else:
        found = told if isinstance(told, list) else []
    if not found:
        yield file.error("no-text", "holds no rows with text; left out")
    rows = Rows(file)
    for number, fields in enumerate(found, 1):
        if isinstance(fields, dict) and len(fields) == 1:  # each row is wrapped in the name of what it is
            (inner,) = fields.values()
            fields = inner if isinstance(inner, dict) else fields
        if isinstance(fields, dict):
            yield from rows.read(fields, f"row {number}")
        else:
            yield file.error("json", f"row {number} is no JSON object")
    yield from rows.told()
