"""An article of one long paragraph and some short ones keeps them all."""

from __future__ import annotations

from pathlib import Path

import pytest

import firsthand

LONG = "The alarm in the pump room had been off for two months on the night of the spill, an official told a paper."
SHORT = ["“It beeped for no reason,” the same source said.", "Nobody answered the telephone on Friday."]


@pytest.mark.parametrize("wrap", ["<p>{}</p>", "<div><p>{}</p></div>", "<div class='para'>{}</div>"])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (1, 2, 0)])
def test_short_paragraphs_stay_beside_a_long_one(tmp_path: Path, wrap: str, order: tuple[int, ...]) -> None:
    paragraphs = [LONG, *SHORT]
    body = "\n".join(wrap.format(paragraphs[n]) for n in order)
    page = f"<html><head><title>Alarm was off</title></head><body><header><a href='/'>The Times</a></header><main><article><h1>Alarm was off</h1>{body}</article></main></body></html>"  # noqa: E501
    (tmp_path / "page.html").write_text(page, "utf8")
    (document,) = firsthand.read([tmp_path]).documents
    for paragraph in paragraphs:
        assert paragraph in document.text
