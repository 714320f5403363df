"""``firsthand who``: all that a source is quoted with."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, documents_by_id, json_option, show, write_records


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
    from firsthand.case import load
    from firsthand.errors import WrongUse
    from firsthand.model import Entity, Quotation
    from firsthand.text import fold

    case = load(case_path)
    wanted = set(fold(name).text.split())

    def names_it(candidate: str) -> bool:
        return bool(wanted) and wanted <= set(fold(candidate).text.split())

    entities: list[Entity] = [e for e in case.entities if any(map(names_it, (e.name, *e.aliases)))]
    ids = {e.id for e in entities}
    quotations: list[Quotation] = [
        q for q in case.quotations if q.source and (q.source.entity in ids or names_it(q.source.name))
    ]
    if not entities and not quotations:
        raise WrongUse(f"nobody in {case_path} is called {name!r}")
    if as_json:
        from firsthand.export.records import entity_record, quotation_record

        write_records([*map(entity_record, entities), *map(quotation_record, quotations)])
        return
    by_id = documents_by_id(case.documents)
    for entity in entities:
        also = f"  (also: {', '.join(entity.aliases)})" if entity.aliases else ""
        show(f"{entity.name}{also}")
        for role in entity.roles:
            show(f"  {role}")
    for q in quotations:
        document = by_id[q.span.document]
        words = " … ".join(" ".join(s.exact.split()) for s in q.content)
        via = f" · told {q.medium}" if q.medium else ""
        show(
            f"\n{document.outlet or document.title or document.id}{via} [{q.span.document}:{q.span.start}-{q.span.end}]"
        )
        show(f"  {words}")
    if not quotations:
        show("  named, but not quoted")
