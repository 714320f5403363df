"""``firsthand who``: all that a source is quoted with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records

if TYPE_CHECKING:
    from firsthand.model import Document, Quotation


@click.command()
@case_argument
@click.argument("name")
@json_option
@common_options
def command(case_path: Path, name: str, as_json: bool, cores: int | None, quiet: bool) -> None:
    """All that NAME is quoted with in CASE, across spellings and languages.

    \b
    Example:
      firsthand who firsthand.db Ahmadinejad
    """
    from firsthand.case import CaseReader
    from firsthand.errors import WrongUse

    with CaseReader(case_path) as case:
        entities, quotations = case.who(name)
        if not entities and not quotations:
            raise WrongUse(f"nobody in {case_path} is called {name!r}")
        if as_json:
            from firsthand.export.records import entity_record, quotation_record

            found = map(case.with_mentions, entities)
            write_records([*map(entity_record, found), *map(quotation_record, quotations)])
            return
        lines: list[str] = []
        for entity in entities:
            also = f"  (also: {', '.join(entity.aliases)})" if entity.aliases else ""
            lines += [f"{entity.name}{also}", *(f"  {role}" for role in entity.roles)]
        documents = case.documents_named(q.span.document for q in quotations)
        lines += [_line(q, documents[q.span.document]) for q in quotations]
        show("\n".join(lines if quotations else [*lines, "  named, but not quoted"]))


def _line(q: Quotation, document: Document) -> str:
    words = " … ".join(" ".join(s.exact.split()) for s in q.content)
    via = f" · told {q.medium}" if q.medium else ""
    who = document.outlet or document.title or document.id
    return f"\n{who}{via} [{q.span.document}:{q.span.start}-{q.span.end}]\n  {words}"
