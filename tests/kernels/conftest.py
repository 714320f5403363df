import pytest

from firsthand.kernels.native import open_library


@pytest.fixture(scope="session", autouse=True)
def library():
    """Built before the first test, whose time it would spoil."""
    return open_library()
