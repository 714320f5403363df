"""Full-text search in a saved case: documents by their words, claims by any of their wordings."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, thread_time

from firsthand.case.opening import connect
from firsthand.case.values import as_text, id_text, stored_id
from firsthand.errors import WrongUse
from firsthand.text import fold
from firsthand.text.words import words_of

_WORD = re.compile(r"\w+")
_READ = 60
"""Documents whose claims are looked through for a wording: the best sixty hold what anybody scrolls through."""
_MOST_WORDS = 32
"""Different words of one search: what is longer is a text, which 'firsthand check' compares."""
_SECONDS = 0.2
"""Processor time after which a search is given up, so that with the look at the clock it ends in .3 s: with the words
that it may have it is a hundredth of a second on ten thousand documents, and a third where they are the commonest
32, which are refused."""
_MOST_SECONDS = 3.0
"""The same by the clock, on machines that have other things to do."""
_STEPS = 20_000  # of SQLite's machine between two looks at the clock
_ENOUGH = 5  # characters from which a beginning of an id, with a digit in it, is taken for one and not for a word


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches a query, with the span that shows it best."""

    document: str
    title: str | None
    outlet: str | None
    start: int
    end: int
    exact: str


def search(path: str | Path, query: str, limit: int = 50) -> list[Hit]:
    """Documents of the case at `path` that hold all words of `query` (a phrase in quote marks stays together)."""
    with closing(connect(path)) as database:
        return search_documents(database, query, limit)


def search_documents(database: sqlite3.Connection, query: str, limit: int = 50) -> list[Hit]:
    """The same in an open case."""
    expression = _asked(query)
    if not expression:
        return []
    with _for_a_while(database):
        rows = database.execute(
            "SELECT d.id, d.title, d.outlet, d.text FROM (SELECT rowid, rank FROM document_search "
            "WHERE document_search MATCH ? ORDER BY rank, rowid LIMIT ?) s JOIN document d ON d.key = s.rowid "
            "ORDER BY s.rank, s.rowid",
            (expression, limit),
        ).fetchall()
    return [_hit(query, *map(as_text, row)) for row in rows]


def count_documents(database: sqlite3.Connection, query: str) -> int:
    """How many documents hold all words of `query`."""
    expression = _asked(query)
    if not expression:
        return 0
    with _for_a_while(database):
        row = database.execute("SELECT count(*) FROM document_search WHERE document_search MATCH ?", (expression,))
        n: int = row.fetchone()[0]
    return n


def _asked(query: str) -> str:
    """The expression of a query that is none too long, empty where it has no words."""
    expression = _expression(query)
    if len(_parts(query)) > _MOST_WORDS or len(expression.split()) > 2 * _MOST_WORDS:
        raise WrongUse(f"a search takes at most {_MOST_WORDS} different words; 'firsthand check' compares a whole text")
    return expression


@contextmanager
def _for_a_while(database: sqlite3.Connection) -> Iterator[None]:
    """Ask `database` for :data:`_SECONDS` at most; between its steps Ctrl-C is heard."""
    worked, ends = thread_time() + _SECONDS, monotonic() + _MOST_SECONDS

    def is_over() -> bool:
        return thread_time() > worked or monotonic() > ends

    database.set_progress_handler(is_over, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        if not is_over():  # our handler was stopped on its way: by Ctrl-C
            raise KeyboardInterrupt from None
        raise WrongUse("this search takes too long: give fewer or rarer words") from None
    finally:
        database.set_progress_handler(None, 0)


def find_claims(path: str | Path, query: str, limit: int = 20) -> list[str]:
    """Ids of claims that `query` names: by id or its beginning, or by any wording in any language, best match first."""
    with closing(connect(path)) as database:
        return find_claims_in(database, query, limit)


def find_claims_in(database: sqlite3.Connection, query: str, limit: int = 20) -> list[str]:
    """The same in an open case."""
    if named := claims_named(database, query, limit):
        return named
    with _for_a_while(database):
        return _claims_like(database, query, limit)


def _claims_like(database: sqlite3.Connection, query: str, limit: int) -> list[str]:
    for ask, all_words in ((_phrase, True), (_expression, True), (_any_word, False)):
        if not ask(query):
            return []
        found = [*_told_again(database, ask(fold(query).text), limit)]
        if len(found) < limit:
            found += _told_once(database, ask(query), query, all_words, limit - len(found))
        if found:
            return found
    return []


def claims_named(database: sqlite3.Connection, id: str, limit: int = 20) -> list[str]:
    """The claim of this id, or those whose ids begin so."""
    value = stored_id(id)
    for table in ("claim", "told_once"):
        if database.execute(f"SELECT 1 FROM {table} WHERE id = ?", (value,)).fetchone():
            return [id]
    beginning = re.fullmatch(rf"(?=.*\d)c[0-9a-f]{{{_ENOUGH - 1},19}}", id)
    if not beginning:
        return []
    low, high = (b"c" + bytes.fromhex((id[1:] + fill * 20)[:20]) for fill in "0f")
    rows = database.execute(
        "SELECT id FROM claim WHERE id BETWEEN ?1 AND ?2 UNION SELECT id FROM told_once WHERE id BETWEEN ?1 AND ?2 "
        "ORDER BY 1 LIMIT ?3",
        (low, high, limit),
    )
    return [id_text(row[0]) for row in rows]


def _told_again(database: sqlite3.Connection, expression: str, limit: int) -> Iterator[str]:
    if not expression:
        return iter(())
    rows = database.execute(
        "SELECT c.id FROM claim_search s JOIN claim c ON c.key = s.rowid WHERE claim_search MATCH ? "
        "ORDER BY round(bm25(claim_search), 3) - c.documents, c.deficit DESC, c.id LIMIT ?",
        (f"wordings : ({expression})", limit),
    )
    return (id_text(row[0]) for row in rows)


def _told_once(database: sqlite3.Connection, expression: str, query: str, all_words: bool, limit: int) -> list[str]:
    """Claims told once, by the words that stand where they are told: those that hold most of the query first."""
    wanted = set(words_of(query))
    rows = database.execute(
        'SELECT t.id, t.start, t."end", t.document, d.text FROM (SELECT rowid, rank FROM document_search '
        "WHERE document_search MATCH ? ORDER BY rank, rowid LIMIT ?) s JOIN document d ON d.key = s.rowid "
        "JOIN told_once t ON t.document = d.key ORDER BY s.rank, t.document, t.start",
        (expression, _READ),
    )
    found: list[tuple[int, int, bytes]] = []
    for place, (id, start, end, _, text) in enumerate(rows):
        shared = len(wanted.intersection(words_of(as_text(text)[start:end])))
        if shared == len(wanted) or (shared and not all_words):
            found.append((-shared, place, id))
    return [id_text(id) for _, _, id in sorted(found)[:limit]]


def prefixes(text: str, joined: str = " ") -> str:
    """A safe FTS5 expression for words that begin as those of `text`."""
    return joined.join(f'"{word}" *' for word in sorted(set(_WORD.findall(text))))


def _phrase(query: str) -> str:
    words = _WORD.findall(query)[:_MOST_WORDS]
    return '"' + " ".join(words) + '"' if words else ""


def _expression(query: str, joined: str = " ") -> str:
    """`query` as a safe FTS5 expression: words, and phrases in double quote marks."""
    return joined.join(_parts(query)[: 2 * _MOST_WORDS])


def _parts(query: str) -> list[str]:
    """Words and phrases of a query, each once: asked for again and again, a word only costs time."""
    parts: dict[str, None] = {}
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', query):
        words = _WORD.findall(phrase or word)
        if words:
            parts['"' + " ".join(words) + '"'] = None
    return list(parts)


def _any_word(query: str) -> str:
    return _expression(query, " OR ")


def _hit(query: str, document: str, title: str | None, outlet: str | None, text: str) -> Hit:
    folded = fold(text)
    for wanted in [*re.findall(r'"([^"]+)"', query), query, *_WORD.findall(query)]:
        at = folded.text.find(fold(wanted.strip()).text)
        if at >= 0:
            at_start = start = int(folded.home[at])
            end = int(folded.home[at + len(fold(wanted.strip()).text)])
            while start > 0 and text[start - 1] not in ".\n" and end - start < 160 and start > end - 120:
                start -= 1
            while end < len(text) and text[end] not in ".\n" and end - start < 240:
                end += 1
            while start > 0 and start < at_start and text[start - 1].isalnum():
                start += 1
            while start < at_start and text[start].isspace():
                start += 1
            return Hit(document, title, outlet, start, end, text[start:end])
    return Hit(document, title, outlet, 0, min(120, len(text)), text[:120])
