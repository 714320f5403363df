"""Looking up what rows share in an open case, a little at a time."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from typing import Any

from firsthand.case.values import as_text, stored
from firsthand.model import TimeInterval

_TEXTS = 4_000_000
"""Characters of texts that are kept at hand: the documents of a few claims, never those of a case."""


class OnDemand:
    """Words, sources and documents of an open case, each read when it is first asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._words: dict[int, str] = {}
        self._sources: dict[int, Any] = {}
        self._keys: dict[str, int | None] = {}
        self._documents: dict[int, tuple[str, str | None, str | None, str | None, str | None]] = {}
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._held = 0

    def word(self, key: int) -> str:
        """A word by its key."""
        if key not in self._words:
            self._words[key] = as_text(self._row("SELECT name FROM word WHERE key = ?", key)[0])
        return self._words[key]

    def source(self, key: int) -> Any:
        """A source's name, kind (a word), entity, whether it is anonymous, and role."""
        if key not in self._sources:
            self._sources[key] = self._row("SELECT name, kind, entity, anonymous, role FROM source WHERE key = ?", key)
        return self._sources[key]

    def key(self, id: str) -> int | None:
        """The key of the document of this id."""
        if id not in self._keys:
            row = self._database.execute("SELECT key FROM document WHERE id = ?", (stored(id),)).fetchone()
            self._keys[id] = row[0] if row else None
        return self._keys[id]

    def text(self, key: int) -> str:
        """A document's text."""
        return self.document_text(key)

    def document_id(self, key: int) -> str:
        """A document's id."""
        return self._document(key)[0]

    def label(self, key: int) -> str:
        """A document's short name."""
        return self._document(key)[1] or self.document_id(key)

    def outlet(self, key: int) -> str | None:
        """A document's outlet."""
        return self._document(key)[2]

    def published(self, key: int) -> TimeInterval | None:
        """A document's date."""
        *_, earliest, latest = self._document(key)
        return None if earliest is None or latest is None else TimeInterval(earliest, latest)

    def document_text(self, key: int) -> str:
        """A document's text."""
        text = self._texts.get(key)
        if text is None:
            text = as_text(self._row("SELECT text FROM document WHERE key = ?", key)[0])
            assert isinstance(text, str)
            self._texts[key] = text
            self._held += len(text)
            while self._held > _TEXTS and len(self._texts) > 1:
                self._held -= len(self._texts.popitem(last=False)[1])
        else:
            self._texts.move_to_end(key)
        return text

    def _document(self, key: int) -> tuple[str, str | None, str | None, str | None, str | None]:
        if key not in self._documents:
            id, label, outlet, *published = self._row(
                "SELECT id, label, outlet, earliest, latest FROM document WHERE key = ?", key
            )
            self._documents[key] = (as_text(id), as_text(label), as_text(outlet), *published)
        return self._documents[key]

    def _row(self, question: str, key: int) -> Any:
        return self._database.execute(question, (key,)).fetchone()
