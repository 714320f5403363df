"""Who is said to have said it, on whole news articles: right, wrong party, or left open.

    python -m evaluation.named_sources.score [--part develop|kept] [--language en|es|pt] [--list]

An attribution of the gold is *found* where a quotation holds half of its words or the other way round. Its source is
*right* where its name is one of the gold's names for the party, or the last words of one; *open* where nobody is
named, or by a pronoun, an office or a description only; else it is *wrong*. A medium counts as right by name too;
where the gold calls it optional (told once, and several quotations follow), none is right as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.named_sources.texts import read_texts
from firsthand.model import Document, Quotation
from firsthand.quotes import listen
from firsthand.quotes.naming import is_pronoun
from firsthand.text import lay_out

GOLD = Path(__file__).parent / "gold.jsonl"
_ARTICLE = re.compile(r"^(?:the|a|an|el|la|los|las|un|una|o|os|as|um|uma)\s+(?=\S)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attribution of the gold, the quotation that was found for it, and what became of its source and medium."""

    wanted: dict[str, Any]
    found: Quotation | None
    source: str
    medium: str


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", default="develop")
    parser.add_argument("--language")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    for language in ("en", "es", "pt"):
        if arguments.language in (None, language):
            outcomes = list(score(arguments.part, language))
            if not outcomes:
                continue
            print(language, arguments.part, figures(outcomes))
            for outcome in outcomes if arguments.list else ():
                if outcome.source != "right" or outcome.medium not in ("right", ""):
                    print("  ", _told(outcome, language))
    return 0


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares of all attributions of the gold; the medium's is of those that have one."""
    sources, media = Counter(o.source for o in outcomes), Counter(o.medium for o in outcomes if o.medium)
    shares = {name: round(sources[name] / len(outcomes), 3) for name in ("right", "wrong", "open", "missed")}
    given = media["right"] + media["missed"] + media["wrong"]
    return {"n": len(outcomes)} | shares | {"medium": round(media["right"] / given, 3) if given else 1.0,
                                            "media": given, "invented": media["invented"]}  # fmt: skip


def score(part: str, language: str) -> Iterator[Outcome]:
    """What becomes of each attribution of a part of the gold."""
    for line in GOLD.read_text("utf8").splitlines():
        gold = json.loads(line)
        if gold["part"] != part or gold["language"] != language:
            continue
        text = read_texts(gold["corpus"])[gold["id"]]
        if hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
            raise SystemExit(f"{gold['corpus']} {gold['id']}: the text is not the one that was annotated")
        found = hear(text)
        for wanted in gold["attributions"]:
            quotation = _found_for(wanted, found)
            yield Outcome(wanted | {"text": text[slice(*wanted["content"])], "id": gold["id"]}, quotation,
                          _judge_source(wanted, quotation), _judge_medium(wanted, quotation))  # fmt: skip


def hear(text: str) -> list[Quotation]:
    """A text's speech and writing, as a case would keep it."""
    document = Document("d", text)
    return listen(document, lay_out([document])["d"])


def _found_for(wanted: dict[str, Any], found: Sequence[Quotation]) -> Quotation | None:
    start, end = wanted["content"]

    def likeness(q: Quotation) -> float:
        shared = sum(max(0, min(end, s.end) - max(start, s.start)) for s in q.content)
        size = sum(s.end - s.start for s in q.content)
        return shared / max(1, size + end - start - shared)

    def holds(q: Quotation) -> bool:
        shared = sum(max(0, min(end, s.end) - max(start, s.start)) for s in q.content)
        return shared >= 0.5 * min(end - start, sum(s.end - s.start for s in q.content))

    held = [q for q in found if holds(q)]
    return max(held, key=likeness, default=None)


def _judge_source(wanted: dict[str, Any], quotation: Quotation | None) -> str:
    if quotation is None:
        return "missed"
    source = quotation.source
    if source is None or source.name == "unnamed" or is_pronoun(source.name, quotation.language):
        return "open"
    if _is_named(source.name, wanted["who"]):
        return "right"
    described = source.kind in ("role", "anonymous") or not any(w[0].isupper() for w in _WORD.findall(source.name))
    return "open" if described else "wrong"


def _judge_medium(wanted: dict[str, Any], quotation: Quotation | None) -> str:
    medium = quotation.medium if quotation else None
    if "medium" not in wanted:
        return "invented" if medium and quotation and quotation.source and medium != quotation.source.name else ""
    if medium is None:
        return "" if wanted.get("medium_optional") else "missed"
    return "right" if _is_named(medium, wanted["medium"]) else "wrong"


def _is_named(name: str, names: Sequence[str]) -> bool:
    mine = _folded(name)
    return any(
        mine == other or other[-len(mine) :] == mine or mine[: len(other)] == other for other in map(_folded, names)
    )


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(_ARTICLE.sub("", plain))


def _told(outcome: Outcome, language: str) -> str:
    q = outcome.found
    got = f"{q.source.name if q.source else None!r} [{q.inferred}] via {q.medium!r}" if q else "-"
    return (f"{outcome.source:7} {outcome.medium:8} want {outcome.wanted['who'][0]!r} {outcome.wanted.get('medium')} "
            f"got {got} :: {outcome.wanted['text'][:90]!r}")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
