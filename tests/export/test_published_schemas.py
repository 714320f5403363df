from pathlib import Path

import pytest

from firsthand.export.schemas import TYPES, to_text

PUBLISHED = Path(__file__).parents[2] / "docs/reference/schemas"


@pytest.mark.parametrize("type_", TYPES)
def test_the_published_schema_is_the_one_that_holds(type_):
    assert (PUBLISHED / f"{type_}.json").read_text("utf8") == to_text(type_), "run python docs/generate.py"
