"""The texts that the gold of named sources is about, read from where they lie; none is kept here."""

from __future__ import annotations

import gzip
import json
import os
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_DATELINE = re.compile(r"\( EFE(?:COM)? \)|\( EFE - |\( EFECOM \)")
_HUGS_LEFT = re.compile(r"^[,.;:)»?!%]+$|^\.\.\.$")


def data_folder() -> Path:
    """Where the gold data lie."""
    return Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data"))


@cache
def read_texts(corpus: str) -> dict[str, str]:
    """The documents of a corpus by id: `news_dev`, `conll2002`, `conll2002_train` or a treebank's file name."""
    if corpus == "news_dev":
        with gzip.open(data_folder() / "news" / "news_dev.jsonl.gz", "rt", encoding="utf8") as lines:
            rows = map(json.loads, lines)
            return {row["id"]: row["text"] for row in rows}
    if corpus in ("conll2002", "conll2002_train"):
        return dict(_conll(("train",) if corpus.endswith("train") else ("testa", "testb")))
    return dict(_treebank(corpus))


def _treebank(corpus: str) -> Iterator[tuple[str, str]]:
    """A treebank's documents, one sentence a line."""
    name, sentences = "", list[str]()
    with gzip.open(data_folder() / "ud" / f"{corpus}.conllu.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if name:
                    yield name, "\n".join(sentences)
                name, sentences = line.partition("=")[2].strip(), []
            elif line.startswith("# text = "):
                sentences.append(line[9:].strip())
    yield name, "\n".join(sentences)


def _conll(parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Newswire whose words stand one a line: a document opens with a dateline; one sentence a line."""
    with zipfile.ZipFile(data_folder() / "es_conll2002" / "conll2002.zip") as archive:
        for part in parts:
            blocks = archive.read(f"conll2002/esp.{part}").decode("utf8").strip().split("\n\n")
            document, start = list[str](), 0
            for n, block in enumerate(blocks):
                words = [line.split()[0] for line in block.split("\n") if line.strip()]
                if _DATELINE.search(" ".join(words)) and len(document) > 3:
                    yield f"esp.{part}:{start}", "\n".join(document)
                    document, start = [], n
                document.append(_joined(words))
            yield f"esp.{part}:{start}", "\n".join(document)


def _joined(words: list[str]) -> str:
    """Words with spaces as they are printed."""
    text, opened = "", False
    for word in words:
        if word == '"':
            apart = not opened and text and text[-1] not in "(¿¡"
            text += (" " if apart else "") + word
            opened = not opened
            continue
        behind_opening = text.endswith('"') and opened and (len(text) < 2 or text[-2] in " (")
        if text and not _HUGS_LEFT.match(word) and text[-1] not in "(«¿¡" and not behind_opening:
            text += " "
        text += word
    return text
