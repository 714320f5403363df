"""The errors that firsthand raises when it must stop. Bad input is not among them: that is a `Problem`.

FirsthandError
├── WrongUse            the call cannot be carried out as it was made (exit code 2)
│   ├── NothingReadable no document could be read below the given paths
│   ├── MissingExtra    an optional part is not installed; the message names the command that installs it
│   └── OutputRefused   a file that was to be written may not or cannot be; nothing was replaced
├── LanguageTableError   a table of a language holds what nothing reads
└── CaseError           the saved case cannot be opened, is of another version, or would be overwritten
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from firsthand.model import Problem

T = TypeVar("T")


def as_line(message: object, severity: str = "") -> str:
    """What every line on stderr looks like: who speaks, how bad it is, and the message in one printable line."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(message)).split())
    return f"firsthand: {severity}: {text}" if severity else f"firsthand: {text}"


def want_all(items: Iterable[T], kind: type, call: str, instead: str) -> list[T]:
    """`items`, each of which must be a `kind`: a string would be taken apart into its characters.

    Raises
    ------
    TypeError
        Something else was given; `instead` says how to make what is wanted.
    """
    if isinstance(items, str | bytes):
        raise TypeError(f"{call} takes {kind.__name__}s, not a string: {instead}")
    found = list(items)
    for n, item in enumerate(found):
        if not isinstance(item, kind):
            raise TypeError(f"{call} takes {kind.__name__}s; item {n} is of type {type(item).__name__}: {instead}")
    return found


class FirsthandError(Exception):
    """Base of all errors of firsthand. Its message says what, where, and what to do."""


class WrongUse(FirsthandError):
    """The call cannot be carried out as it was made."""


class NothingReadable(WrongUse):
    """No document could be read below the given paths; `problems` say why."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class MissingExtra(WrongUse):
    """An optional part is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra that is not installed: pip install 'firsthand[{extra}]'")


class OutputRefused(WrongUse):
    """A file that was to be written may not be, or cannot be; what stood there stands as it was."""


class LanguageTableError(FirsthandError):
    """A table of a language has an unknown key, or a value of another kind than is read there."""


class CaseError(FirsthandError):
    """The saved case cannot be opened, is of another version, or would be overwritten."""
