from collections.abc import Iterator

import pytest

from fictional_case import hostile_case, huge_case, the_case
from firsthand.model import Case
from firsthand.report import write
from headless import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Reports of the fictional cases, by name."""
    folder = tmp_path_factory.mktemp("reports")
    cases = {"affair": the_case(), "hostile": hostile_case(), "huge": huge_case(), "empty": Case(())}
    for name, case in cases.items():
        write(case, folder / f"{name}.html")
    return {name: (folder / f"{name}.html").as_uri() for name in cases}
