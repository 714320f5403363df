"""News that nobody wrote, for whoever has no corpus at hand: ``python -m benchmarks.invented_news 1000 news.jsonl``.

Its names and sentences are made up; its shape is that of US news: some 6 kB an article, a third of the sentences
somebody's words, a few of them told elsewhere too. The same number and seed give the same bytes.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

_SYLLABLES = [c + v for c in "bdfgklmnprstv" for v in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]
_ROLES = ("mayor", "harbour master", "spokesman", "minister", "director", "sheriff", "senator", "engineer", "lawyer")
_THINGS = ("bridge", "budget", "inquiry", "ferry", "reactor", "strike", "contract", "school", "hospital", "dam")
_PLACES = ("Port", "Lake", "Mount", "Fort", "Saint", "New", "East")
_DOINGS = ("delayed", "rebuilt", "closed", "inspected", "sold", "evacuated", "approved", "postponed", "searched")
_SAID = ("said", "told reporters", "warned", "insisted", "wrote in a statement", "added", "argued")
_FILLERS = (
    "The {thing} had been {doing} twice since {year}.",
    "Nearly {number} people live within a mile of the {thing} in {place}.",
    "On {day}, crews returned to {place} and {doing} what was left of the {thing}.",
    "The work is expected to cost ${number} million, more than the {thing} in {place} took.",
    "It was the {thing} that had divided {place} for years, and few were surprised when it was {doing}.",
    "Rain fell on {place} through the night while the {thing} stayed as it was.",
)
_SPOKEN = (
    "{name}, the {role} of {place}, {said} that the {thing} would be {doing} before {day}.",
    "“We have never seen a {thing} {doing} like this,” {last} {said}.",
    "“Nobody asked us about the {thing},” {said_by} {name}, a {role}. “It was {doing} at night.”",
    "According to {name}, the {thing} in {place} was {doing} {number} times.",
    "{last} denied that the {thing} had been {doing}.",
)


def invent(n_articles: int, seed: int = 1) -> list[dict[str, Any]]:
    """Rows of `n_articles` articles, as ``firsthand trace`` reads them."""
    draw = random.Random(seed)
    word = lambda: "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).title()  # noqa: E731
    people = [f"{word()} {word()}" for _ in range(max(40, n_articles))]
    places = [f"{draw.choice(_PLACES)} {word()}" for _ in range(max(20, n_articles // 2))]
    outlets = [f"The {word()} {draw.choice(('Herald', 'Post', 'Times', 'Courier', 'Gazette'))}" for _ in range(80)]
    heard: list[str] = []

    def sentence(name: str, place: str) -> str:
        pattern = draw.choice(_SPOKEN if draw.random() < 0.35 else _FILLERS)
        return pattern.format(
            name=name,
            last=name.split()[-1],
            place=place,
            role=draw.choice(_ROLES),
            thing=f"{word().lower()} {draw.choice(_THINGS)}",
            doing=draw.choice(_DOINGS),
            said=draw.choice(_SAID),
            said_by="said",
            number=draw.randint(3, 950),
            year=draw.randint(1980, 2018),
            day=draw.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        )

    rows = []
    for number in range(n_articles):
        cast, place, paragraphs = draw.sample(people, 4), draw.choice(places), []
        for _ in range(draw.randint(15, 30)):
            paragraph = " ".join(sentence(draw.choice(cast), place) for _ in range(draw.randint(1, 4)))
            if heard and draw.random() < 0.01:
                paragraph = draw.choice(heard)
            heard.append(paragraph)
            paragraphs.append(paragraph)
        published = f"2018-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        title = f"{place}: {draw.choice(_THINGS)} {draw.choice(_DOINGS)}"
        rows.append({"id": f"n{number}", "outlet": draw.choice(outlets), "published": published, "title": title,
                     "text": "\n".join(paragraphs)})  # fmt: skip
    return rows


if __name__ == "__main__":
    Path(sys.argv[2]).write_text("".join(json.dumps(row) + "\n" for row in invent(int(sys.argv[1]))), encoding="utf8")
