"""A case traced on Spark is the case traced on one machine."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Any

import pytest

import firsthand
from firsthand.engines import spark_tracing
from firsthand.pipeline import trace_documents

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]


def test_the_demo_is_the_same_case(spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_tracing, "BUNDLE_CHARACTERS", 2000)
    with as_file(files("firsthand") / "demo" / "articles") as folder:
        documents = firsthand.read([folder]).documents
    assert len(documents) > 20
    assert trace_documents(documents, annotate=spark_tracing.on_spark(spark)) == trace_documents(documents)
