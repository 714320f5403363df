"""What is loaded runs as the user: only what nobody else can have written is."""

from __future__ import annotations

import os

import pytest

from firsthand.kernels import native
from firsthand.kernels.places import BESIDE, is_trusted, library_places, prepare

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners of files are told differently here")


def test_without_a_home_nothing_below_the_working_folder_is_a_cache(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # nobody knows a home
    for cache in (None, "", "cache", "./cache"):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        if cache is not None:
            monkeypatch.setenv("XDG_CACHE_HOME", cache)
        assert library_places("k.so") == [BESIDE / "k.so"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert library_places("k.so") == [BESIDE / "k.so", tmp_path / "firsthand" / "k.so"]


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777])
def test_a_folder_in_which_others_write_is_not_trusted(tmp_path, mode):
    library = tmp_path / "shared" / "k.so"
    assert prepare(library)
    library.write_bytes(b"")
    library.chmod(0o600)
    assert is_trusted(library)
    library.parent.chmod(mode)
    assert not is_trusted(library)
    assert not prepare(library)
    library.parent.chmod(0o700)
    library.chmod(mode)
    assert not is_trusted(library)


def test_a_library_of_somebody_else_is_not_loaded(tmp_path, monkeypatch):
    library = tmp_path / "k.so"
    library.write_bytes(b"")
    library.chmod(0o600)
    if os.getuid() == 0:
        os.chown(library, 4321, -1)
    else:
        other = os.getuid() + 4321
        monkeypatch.setattr(os, "getuid", lambda: other)
    assert not is_trusted(library)
    called = []
    monkeypatch.setattr("ctypes.CDLL", called.append)
    assert native._load(library) is None
    assert not called
    assert not is_trusted(tmp_path / "missing.so")
