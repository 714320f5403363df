"""The tables of the export as data frames."""

from __future__ import annotations

from typing import Any

from firsthand.errors import MissingExtra
from firsthand.export.records import records
from firsthand.export.tables import columns_of, tables_of, value_at
from firsthand.model import Case


def to_frames(case: Case) -> dict[str, Any]:
    """A ``pandas.DataFrame`` for every table, with the columns of the CSV export and values as they are.

    Raises
    ------
    MissingExtra
        pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise MissingExtra("to_pandas()", "pandas") from None
    frames = {}
    for name, rows in tables_of(records(case)).items():
        columns = columns_of(name)
        values = [[value_at(row, column) for column in columns] for row in rows]
        frames[name] = pandas.DataFrame(values, columns=columns)
    return frames
