"""A "No" that answers somebody negates nothing behind it."""

from __future__ import annotations

import pytest

from firsthand.values.certainty import count_negations


@pytest.mark.parametrize(
    ("text", "language", "n"),
    [
        ("No, the harbour of Orvelle is open.", "en", 0),
        ("“No, the harbour of Orvelle is open.”", "en", 0),
        ("No, the harbour of Orvelle is not open.", "en", 1),
        ("No harbour is open.", "en", 1),
        ("No, el puerto de Orvelle sigue abierto.", "es", 0),
        ("No está abierto el puerto.", "es", 1),
        ("Não, o porto de Orvelle está aberto.", "pt", 0),
    ],
)
def test_an_answer_is_no_negation(text: str, language: str, n: int) -> None:
    assert len(count_negations(text, language)) == n
