"""What every view of a case shares: the open case, the reader's language, addresses, and names of documents.

A view is named by a short path (``claim/c0a1…``, ``document/7f…``, ``pair/7f…/9a…``, ``sources``). The report holds all
views in one file, the explorer serves them one by one; both are made here, from what the case is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from firsthand.case import CaseReader, Counts
from firsthand.case.facets import FacetValue, languages_told, outlets_telling, sources_told
from firsthand.case.known_facts import count_facts
from firsthand.case.sharing import boilerplate
from firsthand.case.voices import NOBODY, count_voices, key_of
from firsthand.export.records import original_order, problem_order
from firsthand.model import Document, MissingOriginal, Problem, Run, Span
from firsthand.present import reason_words
from firsthand.present.interface import DEFAULT, Interface
from firsthand.report import phrases, reader, wording
from firsthand.report.addresses import Addresses, PagesOfServer, part_of, read_part
from firsthand.report.known import KnownDocuments, Labels
from firsthand.report.names import byline
from firsthand.report.scale import scale
from firsthand.text.weblinks import web_address

_LINE = re.compile(r"\S.*")
_OPENING = 3000  # characters within which a document has said something of its own

FACETS = 60
"""Outlets and sources that can be chosen from a list; the others are found by searching."""

NAMELESS = "="
"""Before the name of somebody who is no known entity, in an address; alone: those whom nobody names."""


class NoSuchView(KeyError):
    """There is nothing of this name in the case."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One view: what it is called, and its HTML."""

    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of a view, as it stands behind the question mark of its address."""

    values: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """The value of that name, without blanks around it."""
        return self.values.get(name, default).strip()

    def number(self, name: str, default: int) -> int:
        """The number of that name; what is no number, or vast, is not asked for."""
        text = self.get(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default

    def one_of(self, name: str, known: Sequence[str]) -> str:
        """The value of that name if it is `known`, else the first of them."""
        value = self.get(name)
        return value if value in known else known[0]


NOTHING_ASKED = Asked()


class Views:
    """The views of one case in one language. Building it reads nothing; each view asks for what it shows.

    `key` is the secret that forms which change the case carry; without one, none are shown.
    """

    def __init__(
        self, case: CaseReader, ui: Interface | None = None, to: Addresses | None = None, key: str = ""
    ) -> None:
        self.case, self.to, self.key = case, to or PagesOfServer(), key
        self.names, self.by_id = Labels(case), KnownDocuments(case)
        self.ui = Interface(ui.language if ui else DEFAULT, self._label_of)
        self.anchors: dict[str, dict[int, list[str]]] = {}
        """Places in documents, by the paths of these, that can be gone to without a script: those of a report."""
        self._voice_paths: dict[tuple[str | None, str], str] = {}

    def _label_of(self, id: str) -> str | None:
        """The short name of the document of this id, if it is one."""
        return self.names[id] if self.case.shared.key(id) is not None else None

    # ------------------------------------------------------------------ addresses

    def claim_path(self, id: str) -> str:
        """The path of a claim's view."""
        return f"claim/{part_of(id, self.case.claim_key(id) if len(id) > 80 or set(id) <= {'.'} else None)}"

    def fact_path(self, id: str) -> str:
        """The path of a fact's view."""
        return f"fact/{part_of(id, None)}"

    def document_path(self, id: str) -> str:
        """The path of a document's view."""
        return f"document/{self.document_part(id)}"

    def document_part(self, id: str) -> str:
        """A document in an address."""
        return part_of(id, self.case.shared.key(id))

    def pair_path(self, a: str, b: str) -> str:
        """The path of the view of two documents side by side, in one order."""
        first, second = sorted((a, b))
        return f"pair/{self.document_part(first)}/{self.document_part(second)}"

    def voice_path(self, name: str, entity: str | None = None) -> str:
        """The path of the view of somebody who is quoted; empty where nobody of that name is."""
        known = (entity, name)
        if known not in self._voice_paths:
            key = key_of(self.case, entity, name)
            self._voice_paths[known] = "" if key is None else self.path_of_voice(key)
        return self._voice_paths[known]

    def path_of_voice(self, key: int) -> str:
        """The same by the key of a source."""
        if key == NOBODY:
            return f"source/{NAMELESS}"
        name, _, entity, *_ = self.case.shared.source(key)
        return f"source/{part_of(entity or NAMELESS + name, key)}"

    def href(self, path: str, **asked: str) -> str:
        """The address of a view by its path."""
        return self.to.view(path, asked)

    def link(self, span: Span) -> str:
        """Where the characters of `span` are shown."""
        return self.to.place(self.document_path(span.document), span)

    def document_named(self, part: str) -> Document:
        """The document that a part of an address means, with its text."""
        name = read_part(part)
        found = self.case.document_at(name) if isinstance(name, int) else self.case.document(name)
        if found is None:
            raise NoSuchView(part)
        return found

    # ------------------------------------------------------------------ what several views show

    @cached_property
    def counts(self) -> Counts:
        """How much the case holds."""
        return self.case.counts()

    @cached_property
    def n_voices(self) -> int:
        """How many people and bodies are quoted."""
        return count_voices(self.case)

    @cached_property
    def facet_values(self) -> tuple[list[FacetValue], list[FacetValue], list[FacetValue]]:
        """The languages, outlets and sources that claims can be narrowed by, those of most claims first."""
        database = self.case.database
        return languages_told(database), outlets_telling(database, FACETS), sources_told(database, FACETS)

    @cached_property
    def fact_counts(self) -> dict[str, int]:
        """How many facts have which status."""
        return count_facts(self.case)

    @cached_property
    def run(self) -> Run | None:
        """The manifest of the run that made the case."""
        return self.case.run()

    @cached_property
    def problems(self) -> list[Problem]:
        """What could not be read, or was left out."""
        return sorted(self.case.problems(), key=problem_order)

    @cached_property
    def originals(self) -> list[MissingOriginal]:
        """What is pointed at and not here."""
        return sorted(self.case.originals(), key=original_order)

    def opening(self, document: Document) -> str:
        """What to know a document by: its title, or else the first words of what it says."""
        if document.title:
            return phrases.brief(phrases.plain(document.title), 300)
        key = self.case.shared.key(document.id)
        if key is None:
            return self.names[document.id]
        furniture = boilerplate(self.case, key)
        lines = _LINE.finditer(self.case.shared.document_text(key)[:_OPENING])
        own = (line for line in lines if not any(span.start <= line.start() < span.end for span in furniture))
        first = next((line.group() for line in own), "")
        return phrases.brief(phrases.plain(first), 110) or self.names[document.id]

    def render(self, template: str, /, **values: Any) -> str:
        """A template of this room, filled in."""
        return (
            environment()
            .get_template(template)
            .render(views=self, t=self.ui, to=self.to, href=self.href, key=self.key, **values)
        )

    def screen(self, title: str, template: str, /, **values: Any) -> Screen:
        """One view."""
        return Screen(title, self.render(template, **values))


def _with_start(given: Mapping[str, str], start: int) -> dict[str, str]:
    """What is asked of a list, from another place on."""
    return {**given, "from": str(start) if start else ""}


@cache
def environment() -> Environment:
    """Where the templates of this room are."""
    environment = Environment(
        loader=PackageLoader("firsthand.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        byline=byline, compare=wording.compare, web_address=web_address, scale=scale, with_start=_with_start
    )
    environment.filters.update(
        verbatim=reader.verbatim,
        brief=phrases.brief,
        marks=phrases.marks_of,
        plain=phrases.plain,
        file_name=phrases.file_name,
        because=lambda reason, language: reason_words(reason, language),
    )
    return environment
