"""Whether two voices can be one another, or speak for one another. When in doubt they can.

Two names are two voices only where nothing known of names, offices and bodies makes them one: a family's name written
in two ways, a body and its initials, a body and whoever speaks for it, an office and its bearer.
"""

from __future__ import annotations

from functools import cache

from firsthand.languages import codes, table
from firsthand.origins.voices import Voice, is_other_form
from firsthand.text import fold

_LETTERS_OF_A_SLIP = 5
"""From so many letters on, two family names that differ by one letter may be one."""


def can_be_one(a: Voice, b: Voice) -> bool:
    """Whether `a` and `b` may be one voice, or the one may speak for the other."""
    if a.key == b.key or not (is_a_name(a) and is_a_name(b)):
        return True
    if a.kind == b.kind == "person":
        return can_be_one_person(a, b)
    return a.kind != "body" or b.kind != "body" or can_be_one_body(a.name, b.name)


def is_a_name(voice: Voice) -> bool:
    """Whether `voice` is somebody or a body by a proper name, who can be told from others by it.

    Outlets and documents hand on; "a senator", "seven in ten" and "reports" may be anybody.
    """
    if voice.kind not in ("person", "body") or voice.standing != "named" or voice.key.startswith("role:"):
        return False
    if voice.entity is not None and voice.entity.startswith("place:"):
        return False
    return voice.is_name and not any(c.isdigit() for c in voice.name)


def can_be_one_person(a: Voice, b: Voice) -> bool:
    """Whether two persons' names may be one person's.

    One is part of the other ("Reed", "Secretary Tom Reed"), the family is the same and so is the office or an initial,
    one name of the family's is an office ("President Reed"), or the families differ by a slip ("Wolfe", "Wolff").
    """
    ours, theirs = _words(a.name), _words(b.name)
    if not ours or not theirs or set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if not _is_same_family(ours[-1], theirs[-1]):
        return False
    bare_ours, bare_theirs = _without_offices(ours), _without_offices(theirs)
    if min(len(bare_ours), len(bare_theirs)) < 2 or bare_ours[0][0] == bare_theirs[0][0]:
        return True
    return bool(a.role and b.role and set(_words(a.role)) & set(_words(b.role)))


def can_be_one_body(a: str, b: str) -> bool:
    """Whether two bodies' names may be one's: words of one in the other, initials, or one word of both that tells."""
    ours, theirs = _words(a), _words(b)
    if not ours or not theirs or set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if _joined(ours) & _joined(theirs):
        return True
    return any(_is_same_family(x, y) for x in ours for y in theirs if len(x) > 3 and len(y) > 3)


def is_form_of(voice: Voice, other: Voice) -> bool:
    """Whether `voice` is only another way of naming `other`: a part of her name, her office, a title before it."""
    if voice.key == other.key or is_other_form(voice.name, other.name):
        return True
    called = voice.role if voice.key.startswith("role:") else voice.name
    ours, theirs = set(_words(called)), set(_words(other.name)) | set(_words(other.role))
    return (bool(ours) and ours <= theirs) or _is_office_of(voice, other)


def _is_office_of(voice: Voice, other: Voice) -> bool:
    """Whether `voice` is an office told at length that `other` bears: "President Reed's ambassador" is an ambassador.

    An office right before a name is that person's, not the one that is told.
    """
    if not voice.key.startswith("role:") or not other.is_person_by_name:
        return False
    words = voice.name.split()
    told = {fold(w).text for w, after in zip(words, [*words[1:], ""]) if not after[:1].isupper()}
    return bool(other.role) and set(_words(other.role)) <= told


def is_one_name(a: str, b: str) -> bool:
    """Whether two persons' names are one name written in two ways: "Joe Reed" and "Joseph R. Reed Jr.".

    The family is the same, and the given names begin alike; initials and what tells a son from his father say nothing.
    """
    ours, theirs = _bare_name(a), _bare_name(b)
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    return ours == theirs or min(len(ours), len(theirs)) == 1 or ours[0][:2] == theirs[0][:2]


def is_named_after(name: str, person: Voice) -> bool:
    """Whether a body or a paper bears a person's surname: "Reed's office", "the order that Reed signed"."""
    family = surname(person)
    return len(family) > 2 and any(word in (family, family + "s") for word in _words(name))


def _bare_name(name: str) -> list[str]:
    return [w for w in _without_offices(_words(name)) if len(w) > 1]


def surname(voice: Voice) -> str:
    """The word by which a text would mention `voice`."""
    words = _words(voice.name)
    return words[-1] if words else ""


def _words(name: str) -> list[str]:
    letters = "".join(c if c.isalnum() or c in ".'’" else " " for c in fold(name).text)
    words = (word for part in letters.split() if (word := "".join(c for c in part if c.isalnum())))
    return [word for word in words if word not in _emphatics()]


def _joined(words: list[str]) -> set[str]:
    """The ways in which a name is shortened: its initials, with and without small words; itself where it is short."""
    long = [w for w in words if len(w) > 3]
    found = {"".join(w[0] for w in words), "".join(w[0] for w in long), "".join(words)}
    compound = "".join(w if len(w) <= 2 else w[0] for w in words)
    return {w for w in (*found, compound) if len(w) > 1}


def _is_same_family(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _LETTERS_OF_A_SLIP and a[0] == b[0] and _is_one_slip(a, b)


def _is_one_slip(a: str, b: str) -> bool:
    """Whether one letter was added, left out, or written for another."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    rest = 0 if len(a) == len(b) else (1 if len(a) > len(b) else -1)
    return a[start + (rest >= 0) :] == b[start + (rest <= 0) :]


def _without_offices(words: list[str]) -> list[str]:
    return [word for word in words if word not in _offices()]


@cache
def _offices() -> frozenset[str]:
    """Words of office and address in any of the languages."""
    lists = (
        table(code, "names").get(key, "") for code in codes() for key in ("titles", "role_heads", "role_modifiers")
    )
    return frozenset(fold(word).text for words in lists for word in words.split())


@cache
def _emphatics() -> frozenset[str]:
    """Words that stress a name and are no part of it ("Reed himself"), in any of the languages."""
    lists = (table(code, "names").get("emphatics", "") for code in codes())
    return frozenset(fold(word).text for words in lists for word in words.split())
