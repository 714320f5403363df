"""Voices: who vouches for a statement, by its attribution alone, before anything is known about copying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from firsthand.claims import Statement
from firsthand.languages import around_names, codes, table
from firsthand.model import Document, Origin, OriginKind
from firsthand.origins.agencies import is_agency, is_carrier, usual_name
from firsthand.quotes.naming import UNNAMED, is_pronoun
from firsthand.text import fold


@dataclass(frozen=True, slots=True)
class Voice:
    """One who vouches. `key` is equal for the same voice in different documents.

    `standing` says how much the voice counts when others are near: ``named`` voices are origins of their own,
    ``anonymous`` and ``own`` (the document speaking for itself, or quoting nobody) may be any of them.
    """

    key: str
    kind: OriginKind
    name: str
    entity: str | None = None
    standing: str = "named"
    role: str = ""

    @property
    def is_person_by_name(self) -> bool:
        """Whether it is a person known by a name, which stays what it is in every language, and not by an office."""
        return self.kind == "person" and self.standing == "named" and not self.key.startswith("role:")

    @property
    def is_called_by_language(self) -> bool:
        """Whether every language calls it otherwise: an office or a body."""
        return self.standing == "named" and (self.kind in ("body", "work") or self.key.startswith("role:"))

    @property
    def is_name(self) -> bool:
        """Whether it is called by a proper name: "the statement" and "Reed raged" may be anybody's."""
        words = [w for w in self.name.split() if w[0].isalpha()]
        small = [w for w in words if w[0].islower() and len(w) > 3]
        return bool(words) and len(small) < len(words) and not (self.kind == "person" and small)

    @property
    def origin(self) -> Origin:
        """The voice as it is listed among a claim's origins."""
        return Origin(self.kind, self.name, self.entity)


_KINDS: dict[str, OriginKind] = {
    "person": "person",
    "role": "person",
    "body": "body",
    "work": "work",
    "outlet": "outlet",
}


def voice_of(statement: Statement, document: Document) -> Voice:
    """Who vouches for `statement`, as `document` presents it.

    Somebody anonymous is the same within one outlet's pieces on a claim; "it has been claimed" is the same anywhere.
    """
    quotation = statement.quotation
    if quotation is None:
        return own_voice(document)
    source = quotation.source
    if source is None or (source.entity is None and is_pronoun(source.name, statement.language)):
        return Voice(f"unseen:{document.id}", "unseen", "somebody unnamed", standing="own")
    general = source.entity is None and fold(source.name).text in _general_sources()
    if source.anonymous or source.kind == "anonymous" or general:
        whom = "" if source.name == UNNAMED else f"{_plain(document.outlet or document.id)}:{_plain(source.name)}"
        return Voice(f"anonymous:{whom}", "anonymous", source.name, standing="anonymous")
    kind = _KINDS[source.kind]
    if kind == "person" and (once := named_once(source.name)) != source.name:
        source = replace(source, name=once)
    if source.kind == "role" and source.entity is None:
        return Voice(f"role:{_plain(source.name)}", kind, source.name, standing="named", role=_plain(source.name))
    key = source.entity or f"{kind}:{_plain(source.name)}"
    if kind == "outlet":
        return Voice(outlet_key(source.name), kind, usual_name(source.name), source.entity)
    return Voice(key, kind, source.name, source.entity, role=_plain(source.role or ""))


def named_once(name: str) -> str:
    """A name up to a word that comes again: pages glue the full name behind it ("Ana Ruiz Ana Maria RuizFer…")."""
    words = name.split()
    again = next((n for n in range(2, len(words)) if words[n] in words[:n]), len(words))
    return " ".join(words[:again]) if again < len(words) else name


def own_voice(document: Document) -> Voice:
    """The document's outlet, or the agency that it says its text comes from; of a carrier nobody, unless it says so."""
    outlet = document.outlet if document.outlet and not is_carrier(document.outlet) else None
    agency = [name for name in document.credits if usual_name(name) == name and is_agency(name)]
    credited = agency if len(agency) == 1 else list(document.credits)
    if len(credited) == 1:
        return Voice(outlet_key(credited[0]), "outlet", credited[0], standing="own")
    if outlet:
        return Voice(outlet_key(outlet), "outlet", usual_name(outlet), standing="own")
    return Voice(f"document:{document.id}", "outlet", document.title or document.id, standing="own")


@cache
def _general_sources() -> frozenset[str]:
    """Words that stand for a source and name nobody, in any of the languages."""
    lists = (table(code, "bylines").get("general_sources", ()) for code in codes())
    return frozenset(fold(word).text for words in lists for word in words)


def agreement(a: Voice, b: Voice) -> float:
    """Whether two voices of one claim may be one: 1 if they are, 0 for two people known by name, else one half.

    Between languages offices, bodies and works are called differently, and whoever names nobody contradicts nobody: a
    translation that has "reports" for a name has its original's source all the same.
    """
    if a.key == b.key:
        return 1.0
    if a.is_person_by_name and b.is_person_by_name:
        return 0.0
    return 0.5


def is_other_form(name: str, full: str) -> bool:
    """Whether `name` is a family's name alone of `full`, or `full` with a title or an epithet before it."""
    ours, theirs = set(fold(name).text.split()), set(fold(full).text.split())
    return (len(ours) == 1 and ours < theirs) or (len(theirs) > 1 and theirs < ours)


def may_be_one_person(a: str, b: str) -> bool:
    """Whether two names may be one person's: one is part of the other, or the family is the same and so is an initial.

    "Reed" and "Tom Reed", "Secretary Tom Reed" and "Tom Reed", "Thomas Reed" and "Tom Reed"; but not "Ana Reed".
    """
    ours, theirs = fold(a).text.split(), fold(b).text.split()
    if not ours or not theirs or set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    return ours[-1] == theirs[-1] and ours[0][0] == theirs[0][0]


def outlet_key(name: str) -> str:
    """The key under which the outlet `name` vouches."""
    return f"outlet:{_plain(usual_name(name))}"


def _plain(name: str) -> str:
    words = fold(name).text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in around_names("articles_of_outlets") else words)
