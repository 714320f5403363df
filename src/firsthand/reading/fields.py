"""Named fields (of JSON lines, tables, exports) become a draft."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from typing import Any

from firsthand.model import Problem, TimeInterval
from firsthand.reading.archive_copies import Copy, original_of
from firsthand.reading.dates import Dated, date_of_field, minute_of, read_date
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.markup import draft_of_page
from firsthand.reading.othernames import OWN_NAMES, in_own_names, is_understood

_EPOCH_SECONDS = (10**8, 10**10)
"""Numbers that are seconds since 1970, from 1973 to 2286; a thousand times as many are milliseconds."""
_COMPACT_DAY = re.compile(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)")
_MARKUP = re.compile(r"</(?:p|div|a|article|body)>|<(?:p|br|div)\b[^<>]*>", re.I)
_MOST_NAMED = 12


@dataclass(slots=True)
class Rows:
    """The rows of one file, and what their fields were called."""

    file: File
    strange: Counter[str] = field(default_factory=Counter)
    n_read: int = 0

    def read(self, row: Mapping[str, Any], where: str) -> Iterator[Draft | Problem]:
        """The draft of one row, whatever is wrong with its other fields; `where` names the row in problems."""
        yield from guarded(self._read(row, where), self.file, where)

    def _read(self, row: Mapping[str, Any], where: str) -> Iterator[Draft | Problem]:
        named = in_own_names(row)
        if "text" not in row and _is_page(named.get("text")):
            named = {**named, "html": named["text"], "text": None}
        self.strange.update(name for name, v in named.items() if not is_understood(name) and v not in _NOTHING)
        for item in draft_of_own(named, self.file, where):
            self.n_read += isinstance(item, Draft)
            yield item

    def told(self) -> Iterator[Problem]:
        """One line for fields that mean nothing to us."""
        names = sorted(self.strange, key=lambda name: (-self.strange[name], name))
        if names and self.n_read:
            more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
            shown = ", ".join(f"{name!r:.40}" for name in names[:_MOST_NAMED])
            yield self.file.warning("fields", f"kept as metadata, not understood: {shown}{more}")


_NOTHING: tuple[Any, ...] = (None, "", [], {})


def draft_of_fields(fields: Mapping[str, Any], file: File, where: str) -> Iterator[Draft | Problem]:
    """The draft of one row under whatever names; `where` names the row in problems."""
    yield from Rows(file).read(fields, where)


def draft_of_own(fields: Mapping[str, Any], file: File, where: str) -> Iterator[Draft | Problem]:
    """The draft of one row with our field names. Unknown fields are kept as metadata."""
    language = _string(fields.get("language"))
    dated = _dated(fields.get("published"), language or "")
    published = dated.interval
    if dated.doubt:
        yield file.warning("date", f"{where}: published {dated.doubt}")
    if published is None and fields.get("published") not in _NOTHING:
        yield file.warning(
            "date", f"{where}: published {fields['published']!r:.60} is no date that can be read; left out"
        )
    url = _string(fields.get("url"))
    copy = (original_of(url) if url else None) or Copy(url)
    told = Draft(
        "",
        given_id=_string(fields.get("id")),
        url=copy.url,
        saved_from=copy.saved_from,
        title=_string(fields.get("title")),
        author=_string(fields.get("author")),
        outlet=_string(fields.get("outlet")),
        owner=_string(fields.get("owner")),
        published=published,
        retrieved=_string(fields.get("retrieved")) or copy.retrieved,
        language=re.split("[-_]", language.lower())[0] if language else None,
        metadata=tuple(sorted((k, _plain(v)) for k, v in fields.items() if k not in OWN_NAMES and v not in _NOTHING)),
    )
    text, page = _whole_text(fields.get("text")), fields.get("html")
    if text.strip():
        yield replace(told, text=text)
    elif isinstance(page, str) and (found := draft_of_page(page, told.url)):
        yield merge(told, found)
    else:
        yield file.error("no-text", f"{where} has no text")


def told_date(value: object, language: str = "") -> TimeInterval | None:
    """The interval of a field that is a date, in whatever spelling; None where it is none, whatever it is."""
    return _dated(value, language).interval


def _dated(value: object, language: str) -> Dated:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", value.strip()):
            value = float(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return Dated(_of_number(value))
        if isinstance(value, str) and (match := _COMPACT_DAY.fullmatch(value.strip())):
            value = "-".join(match.groups())
        return read_date(value, language)
    except Exception:  # the libraries know dates that they cannot tell
        return Dated(None)


def _of_number(value: float) -> TimeInterval | None:
    seconds = value if value < _EPOCH_SECONDS[1] else value / 1000
    if _EPOCH_SECONDS[0] <= seconds < _EPOCH_SECONDS[1]:
        return minute_of(datetime.fromtimestamp(seconds, UTC))
    if isinstance(value, int) and (match := _COMPACT_DAY.fullmatch(str(value))):
        return date_of_field("-".join(match.groups()))
    return date_of_field(str(value)) if isinstance(value, int) else None


def merge(told: Draft, found: Draft) -> Draft:
    """The draft `found` in a page, with what is `told` about it from outside in place of what it says itself."""
    names = (f.name for f in dataclass_fields(Draft) if f.name not in ("text", "metadata"))
    better = {name: value for name in names if (value := getattr(told, name)) not in (None, (), "unknown")}
    return replace(found, **better, metadata=tuple(sorted({**dict(found.metadata), **dict(told.metadata)}.items())))


def _is_page(value: object) -> bool:
    """Whether a field that is called content, body or the like holds markup."""
    return isinstance(value, str) and len(_MARKUP.findall(value[:100_000])) >= 2


def _whole_text(value: object) -> str:
    """A text; a list of paragraphs, or of pieces with their kind (Telegram's and fundus's exports), is joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _whole_text(value.get("text") or value.get("summary") or [*map(_whole_text, value.values())])
    if isinstance(value, list):
        pieces = [_whole_text(item) for item in value]
        inline = any(isinstance(item, Mapping) and "type" in item for item in value)
        return ("" if inline else "\n").join(piece for piece in pieces if piece)
    return ""


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if item is not None)
    if value is None or isinstance(value, (dict, bool)):
        return None
    return " ".join(str(value).split()) or None


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    except (RecursionError, TypeError):
        return str(type(value).__name__)
