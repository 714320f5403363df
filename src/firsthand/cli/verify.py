"""``firsthand verify``: whether a bundle is as it was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import DONE, LEFT_OUT, common_options

if TYPE_CHECKING:
    from firsthand.bundle import Verification

_HEX = 64  # digits of a SHA-256


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), help="It must be signed with this public key (a .pub file).")
@click.option("--manifest", metavar="SHA256", help="Its manifest must have this hash, which 'bundle' printed.")
@click.option("--json", "as_json", is_flag=True, help="What was found as one JSON object.")
@common_options
def command(file: Path, key: Path | None, manifest: str | None, as_json: bool, cores: int | None, quiet: bool) -> int:
    """Whether the bundle FILE is as it was made; a line for everything that was changed, and exit code 1 then.

    Nothing is unpacked, nothing is written, and no network is asked.

    \b
    Example:
      firsthand verify evidence.zip --key their_key.pub
    """
    from firsthand.bundle import load_public, verify
    from firsthand.errors import WrongUse

    if manifest is not None and (len(manifest) != _HEX or set(manifest.lower()) - set("0123456789abcdef")):
        raise WrongUse(f"--manifest takes the {_HEX} digits that 'firsthand bundle' printed")
    wanted = load_public(key) if key else None
    found = verify(file)
    faults = [(fault.where, fault.what) for fault in found.faults]
    if manifest is not None and manifest.lower() != found.manifest_sha256:
        faults.append(("manifest.jsonl", "is not the one with this hash: it was made anew"))
    if wanted is not None and (found.signed_by is None or found.signed_by.public != wanted):
        faults.append(("manifest.jsonl.sig", f"is no signature made with {key}"))
    if as_json:
        from firsthand.export.lines import to_json

        click.echo(to_json(_record(found, faults)))
    else:
        _show(found, faults, quiet)
    return LEFT_OUT if faults else DONE


def _record(found: Verification, faults: list[tuple[str, str]]) -> dict[str, object]:
    return {
        "type": "verification",
        "intact": not faults,
        "faults": [{"where": where, "what": what} for where, what in faults],
        "manifest_sha256": found.manifest_sha256,
        "made_by": found.made_by,
        "texts": found.texts,
        "inputs": found.n_inputs,
        "records": found.n_records,
        "spans": found.n_spans,
        "signature": found.signature,
        "signed_by": found.signed_by and found.signed_by.fingerprint,
    }


def _show(found: Verification, faults: list[tuple[str, str]], quiet: bool) -> None:
    for where, what in faults:
        click.echo(f"{_line(where)} {what}")
    if faults:
        click.echo(f"changed: {len(faults)} thing{'s' if len(faults) > 1 else ''} of this bundle")
    else:
        click.echo(
            f"intact: {found.n_inputs:,} inputs and {found.n_records:,} records are as they were made; "
            + (f"{found.n_spans:,} spans hold exactly their texts" if found.texts else "texts were left out")
        )
    if quiet:
        return
    signer = found.signed_by
    signed = {
        "none": "not signed: compare the manifest's hash with the one that you were told",
        "valid": f"signed with {signer.fingerprint}: whose key that is, you must know" if signer else "",
        "wrong": "its signature is none of this manifest",
        "unchecked": "signed, but signatures cannot be checked here: pip install 'firsthand[sign]'",
    }[found.signature]
    click.echo(f"manifest {found.manifest_sha256}\n{signed}")


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
