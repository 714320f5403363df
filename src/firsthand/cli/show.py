"""``firsthand show``: one claim."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, json_option, pick_claims, remark, show, write_records


@click.command()
@case_argument
@click.argument("text")
@json_option
@common_options
def command(case_path: Path, text: str, as_json: bool, cores: int | None, quiet: bool) -> None:
    """One claim of CASE: where it stands, who vouches for it, who took it from whom, what changed on the way.

    TEXT is the claim's id, or some words of any wording of it, in any of its languages.

    \b
    Example:
      firsthand show firsthand.db "three times more officials"
    """
    from firsthand.case import CaseReader

    with CaseReader(case_path) as case:
        found = pick_claims(case, case_path, text)
        if as_json:
            from firsthand.export.records import claim_record

            write_records([claim_record(found[0])])
        else:
            from firsthand.report.lineage import documents_of
            from firsthand.report.terminal import claim_tree

            ids = documents_of(found[0])
            show(claim_tree(found[0], case.documents_named(ids), case.labels(ids)))
    if len(found) > 1:
        remark("\nother claims that match:\n" + "\n".join(f"  {c.id}  {_begin(c.text)}" for c in found[1:6]), quiet)


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:89] + "…"
