"""Annotation: all that can be known of one document alone, worked out once, kept, and never again.

In: a :class:`~firsthand.model.Document` and the settings. Out: an :class:`Annotation`. Always true: it is a pure
function of the two, so that it can be made in any process and in any order, and be kept under the document's key; every
offset is a code point of the document's text; nothing that other documents say is in it.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from firsthand.claims import Statement, cut_statements
from firsthand.facts import Frame, cut_frames
from firsthand.model import Certainty, Document, Passage, Quotation
from firsthand.settings import Settings
from firsthand.values import Figure, Name


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one document says, before anything is known of the others.

    `passages` are not yet told from what its outlet prints under everything; whoever ties documents consults that table
    (:func:`firsthand.text.mark_repeated`). `quotations` name their sources as the document names them.
    """

    document: str
    passages: tuple[Passage, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    statements: tuple[Statement, ...]
    frames: tuple[Frame, ...] = ()

    @property
    def events(self) -> list[tuple[int, str]]:
        """Where something happens, and its concept, in order."""
        return sorted((f.anchor[0], f.concept) for f in self.frames if f.kind == "event")


Annotate = Callable[[Sequence[Document], Settings], Iterator[Annotation]]
"""Whoever annotates many documents: in order, here or in other processes, afresh or from what was kept."""


def annotate(document: Document, settings: Settings) -> Annotation:
    """Work out all that can be known of `document` alone."""
    with uncollected():
        return _annotate(document, settings)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles meanwhile: a document makes a hundred thousand values and no cycle, and Python would go
    through those of all documents again and again, a sixth of the whole work."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _annotate(document: Document, settings: Settings) -> Annotation:
    from firsthand.quotes import listen
    from firsthand.text import lay_out_alone
    from firsthand.values import find_document_names

    passages = lay_out_alone(document, settings.text)
    read = [(p.start, p.end, p.language) for p in passages if p.kind in ("body", "list")]  # headings shout
    names = find_document_names(document.text, read)
    quotations = listen(document, passages)
    figures = _Figures(document)
    statements = tuple(_valued(document, cut_statements(document, passages, quotations, settings.claims), figures))
    frames = cut_frames(document, passages, statements, figures)
    return Annotation(document.id, passages, tuple(names), tuple(quotations), statements, tuple(frames))


def annotate_here(documents: Sequence[Document], settings: Settings) -> Iterator[Annotation]:
    """Annotate `documents` one after the other, in this process."""
    return (annotate(document, settings) for document in documents)


_ELSEWHERE: Mapping[str, Any] = {
    "path": None, "owner": None, "declared_owner": None, "retrieved": None, "metadata": (), "same_as": (),
    "versions": (), "status": "unknown", "custody": None,
}  # fmt: skip
"""What an annotation never depends on."""


def annotation_key(document: Document, settings: Settings) -> str:
    """The key under which what :func:`annotate` makes of `document` can be kept, in hexadecimal digits.

    It changes with whatever the annotation depends on: the document as it was read, the settings, and the code and the
    tables of every room that annotates.
    """
    alone = replace(document, **_ELSEWHERE)
    given = (alone, settings.text, settings.claims, settings.quotes, settings.values)
    return hashlib.blake2b(repr(given).encode("utf8", "surrogatepass") + _version(), digest_size=16).hexdigest()


_ROOMS = ("text", "languages", "values", "quotes", "claims", "facts", "kernels", "settings")


SHOWN = ("interface.toml", "reasons.toml", "remarks.toml", "summary.toml")
"""Tables of texts that are only shown: no annotation depends on them."""


@cache
def _version() -> bytes:
    """A digest of all that annotates: a change of one rule or one word makes kept annotations stale."""
    package = files("firsthand")
    digest = hashlib.blake2b(package.joinpath("annotate.py").read_bytes(), digest_size=16)
    for room in _ROOMS:
        for name, content in sorted(_contents(package.joinpath(room), room)):
            digest.update(name.encode() + b"\0" + content)
    return digest.digest()


def _contents(folder: object, name: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():  # type: ignore[attr-defined]
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents(entry, path)
        elif entry.name not in SHOWN and not entry.name.endswith((".so", ".nbi", ".nbc")):
            yield path, entry.read_bytes()


class _Figures:
    """The figures of a document, sentence by sentence, each sentence read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[int, int, str], tuple[Figure, ...]] = {}

    def __call__(self, start: int, end: int, language: str) -> tuple[Figure, ...]:
        """Those of the sentence ``[start, end)``, in offsets of the document."""
        from firsthand.values import find_figures

        key = start, end, language
        if key not in self._known:
            found = find_figures(self._document.text[start:end], language)
            self._known[key] = tuple(replace(f, start=f.start + start, end=f.end + start) for f in found)
        return self._known[key]

    def within(self, statement: Statement) -> Iterator[Figure]:
        """Those of a statement, in its own offsets."""
        for f in self(*statement.sentence, statement.language):
            if statement.start <= f.start and f.end <= statement.end:
                yield replace(f, start=f.start - statement.start, end=f.end - statement.start)


def _valued(document: Document, statements: Iterable[Statement], figures: _Figures) -> Iterator[Statement]:
    """`statements` with the figures in them, and how sure each is of what it claims."""
    for s in statements:
        yield replace(s, figures=tuple(figures.within(s)), certainty=_certainty(document, s))


def _certainty(document: Document, statement: Statement) -> Certainty:
    from firsthand.values import judge_certainty

    unsaid = _negated_cue(document, statement)
    if unsaid is not None:
        return unsaid
    heard = statement.quotation.certainty if statement.quotation else None
    if heard is not None and heard.whose == "document":
        return heard
    found = judge_certainty(document.text, statement.start, statement.end, statement.language)
    return replace(found, hedge=replace(found.hedge, document=document.id)) if found.hedge else found


_NEAR = 24
"""Characters before a cue in which its "never" stands."""


def _negated_cue(document: Document, statement: Statement) -> Certainty | None:
    """ "The jury never found …": who is said not to have said or found it denies it, as the document tells it."""
    from firsthand.values.certainty import count_negations

    cue = statement.quotation.cue if statement.quotation else None
    if not cue or statement.start < cue[0].end:
        return None
    first = max(0, cue[0].start - _NEAR)
    window = document.text[first : cue[0].end]
    for a, b in count_negations(window, statement.language):
        if first + a >= cue[0].start or not window[b : cue[0].start - first].strip():
            return Certainty("denied", document.span(first + a, first + b), "document")
    return None
