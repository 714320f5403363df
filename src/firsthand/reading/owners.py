"""Who owns which outlet: a table that the user gives."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from firsthand.errors import WrongUse


def read_owners(path: str | Path) -> dict[str, str]:
    """Read a table of outlets and their owners.

    Parameters
    ----------
    path : str or Path
        A ``.toml`` file of ``"Outlet" = "Owner"`` lines (at the top or below ``[owners]``), or a ``.csv`` file with the
        columns ``outlet`` and ``owner`` (a first line without these names is already data).

    Returns
    -------
    dict of str to str
        Owner by outlet.

    Raises
    ------
    WrongUse
        If the file cannot be read as such a table.
    """
    path = Path(path)
    try:
        text = path.read_text("utf-8-sig")
        owners = _from_toml(text) if path.suffix.lower() == ".toml" else _from_csv(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error, ValueError) as error:
        raise WrongUse(f"{path}: not a table of owners (outlet,owner as CSV or TOML): {error}") from error
    return {outlet.strip(): owner.strip() for outlet, owner in owners.items() if outlet.strip() and owner.strip()}


def _from_toml(text: str) -> dict[str, str]:
    content = tomllib.loads(text)
    rows = content.get("owners", content)
    if not isinstance(rows, dict) or not all(isinstance(owner, str) for owner in rows.values()):
        raise ValueError('every line must be "Outlet" = "Owner"')
    return dict(rows)


def _from_csv(text: str) -> dict[str, str]:
    rows = [row for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    if not rows:
        return {}
    header = [cell.strip().lower() for cell in rows[0]]
    outlet, owner = 0, 1
    if "outlet" in header and "owner" in header:
        outlet, owner, rows = header.index("outlet"), header.index("owner"), rows[1:]
    if any(len(row) <= max(outlet, owner) for row in rows):
        raise ValueError("every line needs an outlet and an owner")
    return {row[outlet]: row[owner] for row in rows}
