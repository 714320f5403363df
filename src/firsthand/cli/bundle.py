"""``firsthand bundle``: evidence to hand over."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, force_option, one_output, remark


@click.command()
@case_argument
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write; it opens as a ZIP.")
@click.option("--no-texts", is_flag=True, help="Leave out other people's texts; hashes and offsets stay.")
@click.option("--report", is_flag=True, help="Put the report inside, for readers who have no firsthand.")
@click.option("--key", type=click.Path(path_type=Path), help="Sign it with this private SSH key of yours.")
@force_option
@common_options
def command(
    case_path: Path,
    out: Path,
    no_texts: bool,
    report: bool,
    key: Path | None,
    force: bool,
    cores: int | None,
    quiet: bool,
) -> None:
    """All that CASE holds in one file that can be verified: the hash of every record, document and file that was read.

    What is printed is the hash of the manifest: tell it to the reader by another way than the bundle, or sign with a
    key of yours that the reader knows. The same case gives the same bytes.

    \b
    Example:
      firsthand bundle firsthand.db --out evidence.zip --key ~/.ssh/id_ed25519
      firsthand verify evidence.zip
    """
    from firsthand.bundle import load_key, write_bundle
    from firsthand.case import load
    from firsthand.errors import WrongUse
    from firsthand.files import whole_file

    if report and no_texts:
        raise WrongUse("--report shows other people's texts: leave it out with --no-texts")
    inputs = [case_path, *([key] if key else [])]
    with one_output(out, "bundle", inputs, force) as place:
        mine = load_key(key, lambda: _passphrase(key)) if key else None
        page = _report(case_path) if report else None
        case = load(case_path)
        if place is None:
            written = BytesIO()
            digest = write_bundle(case, written, texts=not no_texts, report=page, key=mine)
            sys.stdout.buffer.write(written.getvalue())
            sys.stdout.buffer.flush()
            remark(digest, quiet)
            return
        with whole_file(place.path, is_new=place.is_new) as file:
            digest = write_bundle(case, file, texts=not no_texts, report=page, key=mine)
    click.echo(digest)
    remark(f"wrote {place.shown}{' and signed it' if mine else ''}; firsthand verify {place.shown}", quiet)


def _report(case_path: Path) -> bytes:
    from firsthand.case import CaseReader
    from firsthand.report.whole import render

    with CaseReader(case_path) as case:
        return render(case).encode("utf8", "replace")


def _passphrase(key: Path) -> str:
    return str(click.prompt(f"Passphrase of {key}", hide_input=True, err=True))
