"""Lines of the ledger: what is told of a claim in three lines of a page, read without its tellings.

A claim may be told a hundred thousand times; its line is read from a few rows all the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from firsthand.case.ledger import Choice, Named, choose
from firsthand.case.reader import CaseReader
from firsthand.case.values import as_text, id_text, json_text, stored_id
from firsthand.model import Origin, Origins, TimeInterval

_LONGEST = 420
"""Characters of a claim that a line shows."""
_LOOKED_AT = 200
"""Derivations of one claim whose changes are counted for its line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim of the ledger. `denied`, `doubted`: in how many of its articles' tellings; `changes`: how often what
    changed; `media`: through whom its voices spoke, each with how sure that is.
    """

    id: str
    text: str
    language: str
    origins: Origins
    tellings: int
    documents: int
    outlets: int
    first_document: str
    first_start: int
    first_end: int
    published: TimeInterval | None
    denied: int = 0
    doubted: int = 0
    changes: tuple[tuple[str, int], ...] = ()
    media: tuple[tuple[str, float], ...] = ()
    contradictory: bool = False

    @property
    def is_retold(self) -> bool:
        """Whether more than one article tells it."""
        return self.documents > 1


_TOLD = f"""
SELECT c.key, c.id, coalesce(c.text, substr(d.text, a.start + 1, min(a."end" - a.start, {_LONGEST}))), c.language,
  c.best, c.low, c.high, c.verdict, c.voices, c.tellings, c.documents, c.outlets, d.key, a.start, a."end",
  iif(c.earliest IS NULL, d.earliest, nullif(c.earliest, '')), iif(c.earliest IS NULL, d.latest, c.latest),
  c.rest LIKE '%"discrepancies"%'
FROM claim c LEFT JOIN assertion a ON a.claim = c.key AND a.n = c.first LEFT JOIN document d ON d.key = a.document
WHERE c.key = ?
"""
_DOUBTS = """
SELECT w.name, count(*) FROM assertion a JOIN word w ON w.key = a.certainty
WHERE a.claim = ? AND a.copy_of IS NULL AND w.name IN ('denied', 'doubted') GROUP BY w.name
"""
_MEDIA = """
SELECT w.name, max(v.probability) FROM derivation v JOIN word w ON w.key IN (v.voice, v.medium)
WHERE v.claim = ? AND w.name LIKE 'medium:%' GROUP BY w.name ORDER BY w.name
"""
_NAMED = """
SELECT w.name, 1.0 FROM assertion a JOIN word w ON w.key = a.medium WHERE a.claim = ? GROUP BY w.name ORDER BY w.name
LIMIT 9
"""


def lines(case: CaseReader, choice: Choice, limit: int, offset: int = 0) -> tuple[int, list[Line]]:
    """How many claims `choice` means, and the lines of those from place `offset` on."""
    total, named = choose(case.database, choice, limit, offset)
    return total, lines_of(case, named)


def lines_of(case: CaseReader, named: Iterable[Named]) -> list[Line]:
    """The lines of these claims."""
    found = (_told(case, key) if key is not None else _lone(case, id) for key, id in named)
    return [line for line in found if line is not None]


def _told(case: CaseReader, key: int) -> Line | None:
    row = case.database.execute(_TOLD, (key,)).fetchone()
    if row is None:
        return None
    _, id, text, language, best, low, high, verdict, voices, tellings, documents, outlets, home, start, end, *more = row
    earliest, latest, contradictory = more
    doubts = dict(case.database.execute(_DOUBTS, (key,)).fetchall())
    media = case.database.execute(_MEDIA, (key,)).fetchall() or case.database.execute(_NAMED, (key,)).fetchall()
    return Line(
        id=id_text(id),
        text=as_text(text) or "",
        language="" if language is None else case.shared.word(language),
        origins=Origins(best, low, high, case.shared.word(verdict), case.make.origins(voices)),  # type: ignore[arg-type]
        tellings=tellings,
        documents=documents,
        outlets=outlets,
        first_document=case.shared.document_id(home) if home is not None else "",
        first_start=start or 0,
        first_end=end or 0,
        published=TimeInterval(earliest, latest) if earliest else None,
        denied=doubts.get("denied", 0),
        doubted=doubts.get("doubted", 0),
        changes=_changes(case, key),
        media=tuple((as_text(name).removeprefix("medium:"), p) for name, p in media),
        contradictory=bool(contradictory),
    )


def _changes(case: CaseReader, key: int) -> tuple[tuple[str, int], ...]:
    rows = case.database.execute(
        "SELECT rest FROM derivation WHERE claim = ? AND rest IS NOT NULL ORDER BY n LIMIT ?", (key, _LOOKED_AT)
    )
    slots: dict[str, int] = defaultdict(int)
    for (rest,) in rows:
        for change in json.loads(json_text(rest)).get("changes", ()):
            slots[change["slot"]] += 1
    return tuple(sorted(slots.items()))


def _lone(case: CaseReader, id: bytes | str) -> Line | None:
    row = case.database.execute(
        f'SELECT substr(d.text, t.start + 1, min(t."end" - t.start, {_LONGEST})), t.language, t.voice_kind, t.voices, '
        't.source, t.document, t.start, t."end", d.earliest, d.latest, w.name, m.name FROM told_once t '
        "JOIN document d ON d.key = t.document LEFT JOIN word w ON w.key = t.certainty "
        "LEFT JOIN word m ON m.key = t.medium WHERE t.id = ?",
        (id,),
    ).fetchone()
    if row is None:
        return None
    text, language, voice_kind, voices, source, document, start, end, earliest, latest, certainty, medium = row
    return Line(
        id=id_text(id),
        text=as_text(text) or "",
        language="" if language is None else case.shared.word(language),
        origins=Origins(1, 1, 1, "single", _lone_voice(case, voice_kind, voices, source, document)),
        tellings=1,
        documents=1,
        outlets=1,
        first_document=case.shared.document_id(document),
        first_start=start,
        first_end=end,
        published=TimeInterval(earliest, latest) if earliest else None,
        denied=int(certainty == "denied"),
        doubted=int(certainty == "doubted"),
        media=((as_text(medium), 1.0),) if medium is not None else (),
    )


def _lone_voice(case: CaseReader, kind: int | None, voices: int | None, source: int | None, document: int) -> Any:
    if kind is None:
        return case.make.origins(voices)
    name, entity = (case.shared.outlet(document) or "", None)
    if source is not None:
        called, _, known, *_ = case.shared.source(source)
        name, entity = as_text(called), as_text(known)
    return (Origin(case.shared.word(kind), name, entity, 1),)  # type: ignore[arg-type]


def named(case: CaseReader, ids: Sequence[str]) -> list[Named]:
    """Claims by their ids, as :func:`lines_of` takes them; those that the case has not are left out."""
    found: list[Named] = []
    for id in ids:
        value = stored_id(id)
        row = case.database.execute("SELECT key FROM claim WHERE id = ?", (value,)).fetchone()
        found.append((row[0] if row else None, value))
    return found
