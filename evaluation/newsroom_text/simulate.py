"""Documents of a fictional affair, written by outlets that report, copy, translate, shorten and spin.

``simulate(seed, **overrides)`` follows the abstract simulator of the gold data, but its passages
are sentences: facts in two languages with several wordings each, spoken by named people, anonymous ones or the outlet
itself.
``python -m evaluation.newsroom_text.simulate SEED OUT.jsonl`` writes documents that ``firsthand trace`` reads, and
the truth
to ``OUT.truth.json``.
"""

from __future__ import annotations

import json
import random
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FACTS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text("utf8"))["fact"]
SLOTS, WORDINGS = 4, 5  # parts of a fact, and wordings of a part

DEFAULTS: dict[str, float] = {
    "n": 12,  # articles of outlets
    "n_owner": 5,  # publisher families
    "n_wire": 2,  # agencies
    "p_orig": 0.2,  # an article is its outlet's own reporting
    "mu": 0.06,  # a part of the sentence, some four words, is reworded when copied
    "p_drop": 0.25,  # a passage is dropped, more often at the end
    "tail": 2.0,
    "p_contam": 0.15,  # a copy has two parents
    "p_attr": 0.35,  # a copy names where it has the text from
    "p_hide_wire": 0.5,  # an agency's story that nobody holds
    "p_loss": 0.1,  # an article that nobody holds
    "p_miss": 0.1,  # no date
    "p_spanish": 0.3,  # an outlet writes Spanish
    "p_named": 0.75,  # an original report names who told it; else somebody anonymous, or its own voice
    "p_shared": 0.3,  # ... and it is the official whom everybody asks
    "p_quote": 0.3,  # the words of the one who is named stand in quote marks
    "p_strip": 0.1,  # a copy leaves out who said it
    "lag": 120.0,  # minutes until a copy appears
    "w_wire": 5.0,  # preference for agencies
    "w_owner": 3.0,  # ... and for the own family
}

FIRST = [
    "Ana",
    "Bruno",
    "Carla",
    "Dario",
    "Elena",
    "Felix",
    "Greta",
    "Hugo",
    "Irene",
    "Jonas",
    "Klara",
    "Lucas",
    "Marta",
    "Nadia",
    "Oscar",
    "Paula",
    "Ramon",
    "Sofia",
    "Tomas",
    "Vera",
]
LAST = [
    "Albrecht",
    "Benitez",
    "Castellan",
    "Dorado",
    "Eriksen",
    "Fontana",
    "Gallardo",
    "Hartmann",
    "Ibarra",
    "Jansen",
    "Kessler",
    "Lozano",
    "Moretti",
    "Navarro",
    "Olsen",
]
PLACES = ["Ossana", "Brenta", "Calmar", "Dorvik", "Elvira", "Fanero", "Gorsk", "Halden"]
COMPANIES = ["Aguas Brenta", "Calmar Chemie", "Norvik Water", "Hidros Lindara"]
OUTLETS = [
    "Harbour Post",
    "Castrel Courier",
    "Inland Mirror",
    "Valley Gazette",
    "Northern Star",
    "Channel Four Castrel",
    "Morning Ledger",
    "Coast Tribune",
    "River Bulletin",
    "Evening Chronicle",
    "Lindara Telegraph",
    "The Dorvik Journal",
    "Capital Dispatch",
    "Southern Echo",
    "Island Register",
    "Frontier Times",
]
SPANISH = [
    "El Faro",
    "Diario del Valle",
    "La Voz Costera",
    "Noticias Ya",
    "El Correo de Brenta",
    "Radio Altamar",
    "La Gaceta",
    "El Heraldo Norte",
    "Crónica Sur",
    "El Puente",
    "La Ribera",
    "Hoja del Lunes",
    "El Pregón",
    "La Aurora",
    "Tiempo Nuevo",
    "El Vigía",
]
WIRES = ["Meridian Wire", "Transcontinental News Agency"]
ROLES = {
    "en": ["mayor", "engineer", "teacher", "fisherman", "nurse"],
    "es": ["alcalde", "ingeniero", "docente", "pescador", "enfermero"],
}
STUFF = [("chlorine solution", "solución de cloro"), ("diesel", "gasóleo"), ("caustic soda", "sosa cáustica")]


@dataclass
class Passage:
    """One sentence: which fact in which wording, whose voice, and how that voice is presented."""

    fact: int
    pattern: int
    choices: list[int]
    voice: str
    name: str = ""
    role: int = 0
    form: int = 0
    medium: str | None = None
    source: int | None = None
    shown: bool = True


@dataclass
class Article:
    """A document of the simulation; `passages` by fact, in the order in which they stand."""

    id: int
    outlet: str
    owner: str
    language: str
    time: float
    wire: bool = False
    parents: list[int] = field(default_factory=list)
    passages: dict[int, Passage] = field(default_factory=dict)
    credit: str | None = None


def simulate(seed: int, **overrides: float) -> dict[str, Any]:
    """Documents (as records for ``firsthand trace``) and the truth about them."""
    settings = {**DEFAULTS, **overrides}
    r = random.Random(seed)
    values = _values(r)
    articles = _write_affair(r, settings, values)
    seen = [a for a in articles if r.random() >= (settings["p_hide_wire"] if a.wire else settings["p_loss"])]
    documents, spans = [], {}
    for a in seen:
        text, places = _render(a, values)
        record: dict[str, Any] = {
            "id": f"d{a.id}",
            "text": text,
            "outlet": a.outlet,
            "owner": a.owner,
            "language": a.language,
        }
        if r.random() >= settings["p_miss"]:
            moment = datetime(2031, 3, 4, 6, tzinfo=UTC) + timedelta(minutes=a.time)
            record["published"] = moment.strftime("%Y-%m-%dT%H:%MZ")
        documents.append(record)
        spans[f"d{a.id}"] = places
    r.shuffle(documents)
    return {"documents": documents, "truth": _truth(articles, seen, spans)}


def _values(r: random.Random) -> dict[str, str]:
    place, town, other, bridge, river = r.sample(PLACES, 5)
    stuff, stuff_es = r.choice(STUFF)
    numbers = {
        "n": (20, 90),
        "m": (3, 19),
        "h": (150, 990),
        "k": (3, 17),
        "d": (3, 9),
        "c": (200, 900),
        "w": (4, 19),
        "t": (600, 980),
        "p": (5, 29),
    }
    drawn = {key: str(r.randint(*bounds)) for key, bounds in numbers.items()}
    names = {
        "place": place,
        "town": town,
        "other": other,
        "bridge": bridge,
        "river": river,
        "company": r.choice(COMPANIES),
    }
    return {**drawn, **names, "stuff": stuff, "stuff_es": stuff_es, "year": str(r.randint(2019, 2027))}


def _write_affair(r: random.Random, s: dict[str, float], values: dict[str, str]) -> list[Article]:
    articles: list[Article] = []
    people = [f"{a} {b}" for a, b in zip(r.sample(FIRST, len(LAST)), r.sample(LAST, len(LAST)))]
    official = people.pop()
    outlets = list(zip(r.sample(OUTLETS, len(OUTLETS)), r.sample(SPANISH, len(SPANISH))))
    decks: list[list[tuple[int, ...]]] = [[] for _ in FACTS]

    def report(outlet: str) -> dict[int, Passage]:
        """What a reporter of `outlet` finds out, in words and an order of her own: no clause that another has used."""
        passages = {}
        for f in r.sample(range(len(FACTS)), len(FACTS)):
            if r.random() < 0.7:
                if not decks[f]:
                    decks[f] = list(zip(*(r.sample(range(WORDINGS), WORDINGS) for _ in range(SLOTS))))
                passages[f] = _first_telling(r, s, f, list(decks[f].pop()), outlet, official, people)
        return passages

    def add(outlet: str, owner: str, language: str, time: float, passages: dict[int, Passage], **more: Any) -> Article:
        articles.append(Article(len(articles), outlet, owner, language, time, passages=passages, **more))
        return articles[-1]

    for w in range(int(s["n_wire"])):
        if r.random() < 0.8:
            add(WIRES[w], WIRES[w], "en", r.expovariate(1 / 60), report(WIRES[w]), wire=True)
    written = 0
    while written < s["n"]:
        english, spanish = outlets[written]
        language = "es" if r.random() < s["p_spanish"] else "en"
        outlet, owner = (spanish if language == "es" else english), f"Group {r.randrange(int(s['n_owner']))}"
        now = max([a.time for a in articles], default=0.0)
        if not articles or r.random() < s["p_orig"]:
            add(outlet, owner, language, r.uniform(0, now + 240), report(outlet))
            written += 1
            continue
        weights = [(s["w_wire"] if a.wire else 1) * (s["w_owner"] if a.owner == owner else 1) for a in articles]
        parents = r.choices(articles, weights)
        if r.random() < s["p_contam"] and len(articles) > 1:
            (second,) = r.choices(articles, weights)
            if second is not parents[0]:
                parents.append(second)
        passages = _copied(r, s, parents)
        if not passages:
            continue
        credit = parents[0].outlet if r.random() < s["p_attr"] else None
        time = max(p.time for p in parents) + 2 + r.expovariate(1 / s["lag"])
        add(outlet, owner, language, time, passages, parents=[p.id for p in parents], credit=credit)
        written += 1
    return articles


def _first_telling(
    r: random.Random,
    s: dict[str, float],
    fact: int,
    choices: list[int],
    outlet: str,
    official: str,
    people: list[str],
) -> Passage:
    pattern = r.randrange(2)
    if r.random() < s["p_named"]:
        name = official if r.random() < s["p_shared"] or not people else people.pop(r.randrange(len(people)))
        form = 3 if r.random() < s["p_quote"] else r.randrange(3)
        return Passage(fact, pattern, choices, f"person:{name}", name, r.randrange(5), form, outlet)
    if r.random() < 0.3:
        return Passage(fact, pattern, choices, f"anonymous:{outlet}", form=r.randrange(2), medium=outlet)
    return Passage(fact, pattern, choices, f"outlet:{outlet}")


def _copied(r: random.Random, s: dict[str, float], parents: list[Article]) -> dict[int, Passage]:
    passages = {}
    facts = list(dict.fromkeys(f for p in parents for f in p.passages))
    for rank, f in enumerate(facts, 1):
        having = [p for p in parents if f in p.passages]
        parent = having[r.randrange(len(having))]
        if r.random() < s["p_drop"] * (1 + s["tail"] * rank / len(FACTS)) / (1 + s["tail"] / 2):
            continue
        old = parent.passages[f]
        quoted = old.form == 3 and old.voice.startswith("person")
        reworded = 0.0 if quoted else min(1.0, s["mu"])
        choices = [r.randrange(WORDINGS) if r.random() < reworded else c for c in old.choices]
        pattern = r.randrange(2) if not quoted and r.random() < s["mu"] else old.pattern
        shown = old.shown and r.random() >= s["p_strip"]
        passages[f] = Passage(
            f, pattern, choices, old.voice, old.name, old.role, old.form, old.medium, parent.id, shown
        )
    return passages


def _render(article: Article, values: dict[str, str]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The article's text, and where each fact stands in it."""
    text = ""
    if article.wire:
        text = f"{values['town'].upper()} ({article.outlet}) — "
    places = {}
    for n, (f, passage) in enumerate(article.passages.items()):
        before, content, after = _sentence(article, passage, values)
        if n:
            text += " " if n % 2 else "\n\n"
        start = len(text) + len(before)
        text += before + content + after
        places[f] = (start, start + len(content))
    if article.credit:
        text += f"\n\n({article.credit})"
    return text, places


def _sentence(article: Article, p: Passage, values: dict[str, str]) -> tuple[str, str, str]:
    content = _words(FACTS[p.fact][article.language], p.pattern, p.choices, values)
    upper = content[0].upper() + content[1:]
    en = article.language == "en"
    told = f" told {p.medium}" if p.medium and p.medium != article.outlet else ""
    told_es = f" a {p.medium}" if p.medium and p.medium != article.outlet else ""
    if not p.shown or p.voice.startswith("outlet"):
        return ("“", upper, "”.") if p.form == 3 and p.voice.startswith("person") else ("", upper, ".")
    if p.voice.startswith("anonymous"):
        if en:
            return "", upper, f", an official who asked not to be named{told or ' said'}."
        return "", upper, f", dijo{told_es} un funcionario que pidió no ser identificado."
    role = ROLES[article.language][p.role]
    if en:
        who = f"{p.name}, a {role} in {values['town']},"
        return [
            (f"According to {role} {p.name}, ", content, "."),
            (f"{who} said that ", content, ".") if not told else (f"{who}{told} that ", content, "."),
            ("", upper, f", {role} {p.name}{told or ' said'}."),
            ("“", upper, f",” {role} {p.name}{told or ' said'}."),
        ][p.form]
    who = f"{p.name}, {role} de {values['town']},"
    return [
        (f"Según el {role} {p.name}, ", content, "."),
        (f"{who} dijo{told_es} que ", content, "."),
        ("", upper, f", dijo{told_es} el {role} {p.name}."),
        ("“", upper, f"”, dijo{told_es} el {role} {p.name}."),
    ][p.form]


def _words(fact: dict[str, Any], order: int, choices: list[int], values: dict[str, str]) -> str:
    """The sentence that says `fact` in this order of its parts and these wordings of them."""
    orders = fact["orders"]
    slots = [name for name in fact if name != "orders"]
    chosen = {name: fact[name][choices[n] % len(fact[name])] for n, name in enumerate(slots)}
    return str(orders[order % len(orders)].format(**chosen).format(**values))


def _truth(
    articles: list[Article], seen: list[Article], spans: dict[str, dict[int, tuple[int, int]]]
) -> list[dict[str, Any]]:
    """For every fact that two visible documents tell: where, from whom, and how many voices vouch for it."""
    visible = {a.id for a in seen}
    truth = []
    for f in range(len(FACTS)):
        tellers = [a for a in seen if f in a.passages]
        if len(tellers) < 2:
            continue
        told = {}
        for a in tellers:
            parent = a.passages[f].source
            while parent is not None and parent not in visible:
                parent = articles[parent].passages[f].source
            told[f"d{a.id}"] = {"span": spans[f"d{a.id}"][f], "parent": None if parent is None else f"d{parent}"}
        voices = sorted({a.passages[f].voice for a in tellers})
        truth.append({"fact": f, "told": told, "voices": voices, "origins": len(voices)})
    return truth


if __name__ == "__main__":
    out = Path(sys.argv[2])
    made = simulate(int(sys.argv[1]))
    out.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in made["documents"]), "utf8")
    out.with_suffix(".truth.json").write_text(json.dumps(made["truth"], ensure_ascii=False, indent=1), "utf8")
