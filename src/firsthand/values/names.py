"""Names in a text, found by their shape, the words around them, and where else in the text they stand.

In: text and its language. Out: :class:`Name` values, in order, without overlap. Always true: ``text[start:end]`` is the
name's own text. No pretrained model: capitals, tables of role, organization and outlet words, a gazetteer, given names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.values.namelists import Gazetteer, NameWords, gazetteer, name_words
from firsthand.values.words import Word, split_words

NameKind = Literal["person", "organization", "place", "outlet", "other"]

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "van", "von", "der", "den", "bin", "ibn", "al", "el", "da", "dos", "do", "das", "di", "du", "ter", "ten", "y", "e", "bint", "abu", "ben"})
_OPENERS = frozenset("\"“”«»‘'’„‹›([{¿¡*•·—–-")
_ENDERS = frozenset(".!?:;…|/")
_HYPHENS = frozenset("-‐‑")
_APOSTROPHES = frozenset("'’ʼ")
_MAX_RUN = 14
_MAX_ROLE = 14


@dataclass(frozen=True, slots=True)
class Name:
    """A name written at ``text[start:end]``.

    `role` is what the text calls its bearer right before or after it ("former Secretary of Intelligence of Argentina"),
    `role_span` where; `head` the word by which a person is named again: the surname.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    role: str | None = None
    head: str = ""
    role_span: tuple[int, int] | None = None


def find_names(text: str, language: str) -> list[Name]:
    """All names in `text`, in order.

    Parameters
    ----------
    text
        Any text.
    language
        Its language's code; without a table names are found by their capitals and the gazetteer alone.
    """
    return _Finder(text, split_words(text), name_words(language), gazetteer()).find()


@dataclass(slots=True)
class _Candidate:
    """Words ``[first, after)``, what they seem to be, and how sure that is (0 guess, 1 shape, 2 table or cue)."""

    first: int
    after: int
    kind: NameKind
    trust: int
    role: tuple[int, int] | None = None


class _Finder:
    """Two passes over the words of one text: what each name seems to be, then what the whole text says of it."""

    def __init__(self, text: str, words: list[Word], lexicon: NameWords, known: Gazetteer) -> None:
        self.text = text
        self.words = words
        self.n = len(words)
        self.lexicon = lexicon
        self.known = known
        self.capital = [w.kind == "word" and w.text[0].isupper() for w in words]
        self.initial = self._initials()
        self.shouted = self._title_lines()
        self.inside = Counter(
            w.key for k, w in enumerate(words) if self.capital[k] and not self.initial[k] and not self.shouted[k]
        )
        self.lower = Counter(w.key for k, w in enumerate(words) if w.kind == "word" and not self.capital[k])

    # -- what the text looks like ---------------------------------------------------------------------------------

    def _initials(self) -> list[bool]:
        """Which words begin a sentence, a line or a quotation: their capital says nothing."""
        initial = [False] * self.n
        fresh = True
        for k, word in enumerate(self.words):
            if k and "\n" in self.text[self.words[k - 1].end : word.start]:
                fresh = True
            if word.kind == "mark":
                if word.text in _ENDERS:
                    fresh = fresh or not self._abbreviates(k)
                elif word.text in _OPENERS:
                    fresh = fresh or word.text in "\"“«„‹¿¡•*"
                continue
            initial[k] = fresh
            fresh = False
        return initial

    def _abbreviates(self, k: int) -> bool:
        """Whether the full stop at `k` belongs to "Mr.", "J." or "U.S."."""
        if self.words[k].text != "." or k == 0:
            return False
        before = self.words[k - 1]
        return before.end == self.words[k].start and (
            (len(before.text) == 1 and before.text.isupper()) or (before.key in self.lexicon.titles and len(before.key) <= 5)
        )

    def _title_lines(self) -> list[bool]:
        """Which words stand in a headline-cased line, where capitals mean nothing."""
        shouted = [False] * self.n
        start = 0
        for k in range(1, self.n + 1):
            if k < self.n and "\n" not in self.text[self.words[k - 1].end : self.words[k].start]:
                continue
            line = [j for j in range(start, k) if self.words[j].kind == "word" and len(self.words[j].text) > 3]
            capitals = sum(self.capital[j] for j in line)
            if len(line) >= 4 and capitals > 0.7 * len(line) and self.words[k - 1].text != ".":
                for j in range(start, k):
                    shouted[j] = True
            start = k
        return shouted

    def _spaced(self, a: int, b: int) -> bool:
        """Whether only blanks on one line, or nothing, lie between words `a` and `b`."""
        gap = self.text[self.words[a].end : self.words[b].start]
        return len(gap) <= 2 and "\n" not in gap and (not gap or gap.isspace())

    def _glued(self, a: int, b: int) -> bool:
        return self.words[a].end == self.words[b].start

    # -- the passes -----------------------------------------------------------------------------------------------

    def find(self) -> list[Name]:
        candidates: list[_Candidate] = []
        i = 0
        while i < self.n:
            if not self.capital[i]:
                i += 1
                continue
            found, i = self._run_at(i)
            candidates.extend(found)
        return [self._name(c) for c in self._reconsider(candidates)]

    def _run_at(self, i: int) -> tuple[list[_Candidate], int]:
        """The candidates in the run of capitals that begins at `i`, and the index after it."""
        words, lexicon = self.words, self.lexicon
        if self.initial[i] and words[i].key in lexicon.starters and not self._known_at(i):
            return [], i + 1
        if words[i].key in lexicon.never:
            return [], i + 1
        after = self._run_end(i)
        return self._split_run(i, after), max(after, i + 1)

    def _run_end(self, i: int) -> int:
        """The index after the longest stretch of capitals, joined by particles, links, hyphens and initials' stops."""
        at = i + 1
        while at < self.n and at - i < _MAX_RUN:
            word = self.words[at]
            if not self._spaced(at - 1, at):
                break
            if self.capital[at]:
                if word.key in self.lexicon.never and at > i:
                    break
                at += 1
            elif word.text in _HYPHENS | _APOSTROPHES:
                if at + 1 < self.n and self._glued(at - 1, at) and self._glued(at, at + 1) and self.capital[at + 1]:
                    at += 2
                else:
                    break
            elif word.text == "." and self._abbreviates(at) and at + 1 < self.n and self.capital[at + 1]:
                at += 1
            elif word.text == "&" and at + 1 < self.n and self.capital[at + 1]:
                at += 1
            elif word.kind == "word":
                onward = at
                while (
                    onward < self.n
                    and onward - at < 3
                    and self.words[onward].kind == "word"
                    and not self.capital[onward]
                    and (self.words[onward].key in _PARTICLES or self.words[onward].key in self.lexicon.role_links)
                    and self._spaced(onward - 1, onward)
                ):
                    onward += 1
                if onward == at or onward >= self.n or not self.capital[onward] or not self._spaced(onward - 1, onward):
                    break
                if not self._joins(i, at, onward):
                    break
                at = onward + 1
            else:
                break
        if at < self.n and self.words[at].kind == "number" and self._spaced(at - 1, at):
            known = self.known.known.at(self.words, i)
            if known and known[1] == at + 1:
                at += 1
        return at

    def _joins(self, first: int, at: int, onward: int) -> bool:
        """Whether the small words ``[at, onward)`` tie what follows to the name begun at `first`."""
        lexicon = self.lexicon
        links = [self.words[k].key for k in range(at, onward)]
        known = self.known.known.at(self.words, first)
        if known and known[1] > onward:
            return True
        heads = [self.words[k].key for k in range(first, at) if self.capital[k]]
        organized = any(h in lexicon.organization_heads for h in heads)
        role = any(h in lexicon.role_heads for h in heads)
        if links[0] in ("and", "y", "e"):
            return (organized or role) and not self._is_known(onward) and self.words[at - 1].key not in self.known.given
        if links[0] in ("de", "del", "of", "for", "do", "da", "dos", "das", "para"):
            if organized or role:
                return True
            person = len(heads) <= 3 and heads[0] in self.known.given and links[0] in ("de", "del", "da", "do", "dos")
            return person and not self._is_known(onward)
        if links[0] in _PARTICLES and links[0] not in ("la", "las", "los", "el", "al"):
            return True
        return False

    def _known_at(self, i: int) -> tuple[str, int] | None:
        """The gazetteer's word on what begins at `i`, if all its long words are written with capitals."""
        known = self.known.known.at(self.words, i)
        if known is None:
            return None
        _, after = known
        if any(not self.capital[k] for k in range(i, after) if self.words[k].kind == "word" and len(self.words[k].text) > 3):
            return None
        shouting = self.words[i].text.isupper()
        if after == i + 1 and len(self.words[i].text) <= 3 and not shouting:
            return None
        return known

    def _is_known(self, i: int) -> bool:
        known = self._known_at(i)
        return known is not None and known[0] == "place"

    def _split_run(self, first: int, after: int) -> list[_Candidate]:
        found: list[_Candidate] = []
        i = first
        while i < after:
            if not self.capital[i]:
                i += 1
                continue
            key = self.words[i].key
            if self.initial[i] and key in self.lexicon.starters and not self._known_at(i):
                i += 1
                continue
            candidate = self._candidate(i, after)
            if candidate is None:
                i += 1
                continue
            found.append(candidate)
            i = max(candidate.after, i + 1)
        return found

    def _candidate(self, i: int, after: int) -> _Candidate | None:
        words, lexicon = self.words, self.lexicon
        known = self._known_at(i)
        if known and known[1] <= after:
            kind, end = known
            following = words[end].key if end < after and self.capital[end] else ""
            if not following:
                rest = end < after and not self.capital[end]
                if not (rest and kind != "place" and end + 1 < after):
                    return _Candidate(i, end, _as_kind(kind), 2)
                return _Candidate(i, end, _as_kind(kind), 2)
            if following in lexicon.role_heads or following in self.known.given or following in lexicon.role_modifiers:
                if following not in lexicon.organization_words:
                    return _Candidate(i, end, _as_kind(kind), 2)
        role_end = self._role_end(i, after)
        if role_end > i:
            if role_end >= after:
                return None
            person = self._candidate(role_end, after)
            if person is None:
                return None
            return replace_role(person, (i, role_end)) if person.kind in ("person", "other") else person
        keys = [words[k].key for k in range(i, after) if self.capital[k]]
        if words[i].key in self.known.demonyms and len(keys) == 1:
            return None
        if words[i].key in self.known.demonyms and i + 1 < after and self.capital[i + 1]:
            last = keys[-1]
            if last not in lexicon.organization_words and last not in lexicon.outlet_words:
                return self._candidate(i + 1, after)
        if keys[0] in lexicon.organization_heads and len(keys) > 1:
            return _Candidate(i, after, "organization" if keys[0] not in lexicon.place_words else "place", 2)
        if len(keys) > 1 and keys[-1] in lexicon.outlet_words:
            return _Candidate(i, after, "outlet", 1)
        if len(keys) > 1 and keys[-1] in lexicon.organization_words:
            return _Candidate(i, after, "organization", 2)
        if len(keys) > 1 and (keys[0] in lexicon.place_words or keys[-1] in lexicon.place_words):
            return _Candidate(i, after, "place", 1)
        if keys[0] in self.known.given:
            return _Candidate(i, after, "person", 2 if len(keys) > 1 else 1)
        if len(keys) == 1:
            return self._single(i, after)
        if all(words[k].text.isupper() and len(words[k].text) > 3 for k in range(i, after) if self.capital[k]):
            return _Candidate(i, after, "other", 0)
        return _Candidate(i, after, "person" if len(keys) <= 4 else "organization", 1 if self._speaks(i, after) else 0)

    def _single(self, i: int, after: int) -> _Candidate | None:
        word = self.words[i]
        if self.shouted[i] or len(word.text) == 1:
            return None
        if word.text.isupper():
            return _Candidate(i, after, "organization", 1)
        if self.initial[i] and not self.inside[word.key]:
            if self._speaks(i, after) and not self.lower[word.key]:
                return _Candidate(i, after, "person", 1)
            return None
        if self._speaks(i, after):
            return _Candidate(i, after, "person", 1)
        before = self.words[i - 1].key if i else ""
        if before in self.lexicon.place_cues:
            return _Candidate(i, after, "place", 0)
        if word.key in self.lexicon.role_heads or word.key in self.lexicon.role_modifiers:
            return None
        return _Candidate(i, after, "other", 0)

    def _speaks(self, i: int, after: int) -> bool:
        following = self.words[after].key if after < self.n else ""
        before = self.words[i - 1].key if i else ""
        return following in self.lexicon.speech or before in self.lexicon.speech

    def _role_end(self, i: int, after: int) -> int:
        """Where the role that opens the run ends: after its last role word and that word's complements; `i` if none."""
        lexicon = self.lexicon
        last = -1
        for k in range(i, after):
            key = self.words[k].key
            if not self.capital[k] and key not in lexicon.role_links and key not in (".", "-", "‑"):
                break
            if key in lexicon.role_heads or key in lexicon.titles:
                if k + 1 < after and self.words[k + 1].key in lexicon.organization_words and self.capital[k + 1]:
                    continue
                last = k
            elif key in self.known.given and last >= 0:
                break
        if last < 0:
            return i
        for k in range(i, last):
            if self.words[k].key in self.known.given and self.words[k].key not in lexicon.role_modifiers:
                return i
        at = last + 1
        if at < after and self.words[at].text == ".":
            at += 1
        while at < after and not self.capital[at] and self.words[at].kind == "word":
            while at < after and not self.capital[at]:
                at += 1
            known = self.known.known.at(self.words, at)
            if known and known[1] <= after:
                at = known[1]
                continue
            at += 1
            given = next((k for k in range(at, after) if self.words[k].key in self.known.given), None)
            if given is not None:
                at = given
        return at

    # -- second thoughts ------------------------------------------------------------------------------------------

    def _reconsider(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """Let sure mentions decide unsure ones: the surname of a full name is that person, and so on."""
        surnames = {
            self.words[c.after - 1].key for c in candidates if c.kind == "person" and c.after - c.first > 1 and c.trust >= 1
        }
        votes: dict[str, Counter[NameKind]] = {}
        for c in candidates:
            if c.trust >= 1:
                votes.setdefault(self._key_of(c), Counter())[c.kind] += c.trust
        kept: list[_Candidate] = []
        for c in candidates:
            key = self._key_of(c)
            if c.trust < 2:
                counted = votes.get(key)
                if c.after - c.first == 1 and key in surnames:
                    c.kind, c.trust = "person", 1
                elif counted:
                    c.kind = min(counted, key=lambda k: (-counted[k], k))
            self._take_context(c)
            kept.append(c)
        return kept

    def _key_of(self, c: _Candidate) -> str:
        return " ".join(w.key for w in self.words[c.first : c.after])

    def _take_context(self, c: _Candidate) -> None:
        """Take the outlet cue, the role before and the role after into account."""
        before = self.words[c.first - 1].key if c.first else ""
        after = self.words[c.after].key if c.after < self.n else ""
        if c.kind in ("other", "person", "organization") and c.trust < 2 and (
            before in self.lexicon.outlet_cues or after in self.lexicon.outlet_cues - self.lexicon.speech
        ):
            c.kind = "outlet"
            return
        if c.kind in ("person", "other") and c.role is None:
            role = self._role_before(c.first) or self._role_after(c.after)
            if role:
                c.role = role
                if c.trust < 2:
                    c.kind = "person"
        elif c.kind == "person" and c.role is not None:
            wider = self._role_before(c.role[0])
            if wider and wider[1] >= c.role[0] - 1:
                c.role = (wider[0], c.role[1])
            else:
                c.role = (self._widen(c.role[0]), c.role[1])

    def _widen(self, first: int) -> int:
        """Past "former", "Bolivian", "then" in front of a role."""
        while first > 0 and self._spaced(first - 1, first) and (
            self.words[first - 1].key in self.lexicon.role_modifiers or self.words[first - 1].key in self.known.demonyms
        ):
            first -= 1
        return first

    def _role_before(self, i: int) -> tuple[int, int] | None:
        """The role phrase that ends right before word `i`, with or without a comma."""
        lexicon = self.lexicon
        end = i
        comma = end > 0 and self.words[end - 1].text == ","
        if comma:
            end -= 1
        start, seen = end, False
        while start > 0 and end - start < _MAX_ROLE:
            word = self.words[start - 1]
            if word.kind != "word" or not self._spaced(start - 1, start) and start < end:
                break
            if word.key in lexicon.determiners and (seen or not comma) and word.key not in lexicon.role_links:
                break
            role_word = word.key in lexicon.role_heads or word.key in lexicon.titles
            fits = role_word or word.key in lexicon.role_modifiers or word.key in self.known.demonyms
            if not fits and not (comma and (word.key in lexicon.role_links or self.capital[start - 1] or word.text.islower())):
                break
            start -= 1
            if role_word:
                seen = True
                if comma and start > 0 and self.words[start - 1].key in lexicon.determiners:
                    break
        if not seen:
            return None
        while start < end and (self.words[start].key in lexicon.role_links or self.words[start].key in lexicon.determiners):
            start += 1
        if comma and not self.words[start].key in lexicon.role_heads | lexicon.role_modifiers | self.known.demonyms:
            return None
        return (start, end) if start < end else None

    def _role_after(self, i: int) -> tuple[int, int] | None:
        """The apposition after a name: ", deputy foreign minister for Europe,"."""
        if i >= self.n or self.words[i].text not in (",", "("):
            return None
        lexicon = self.lexicon
        start = i + 1
        while start < self.n and self.words[start].key in lexicon.determiners:
            start += 1
        end, seen = start, False
        while end < self.n and end - start < _MAX_ROLE:
            word = self.words[end]
            if word.kind == "mark" and word.text not in _HYPHENS | _APOSTROPHES:
                break
            if word.key in lexicon.speech and end > start:
                break
            if word.key in lexicon.role_heads and end - start <= 5:
                seen = True
            if not seen and end - start > 5:
                return None
            if not seen and word.key in lexicon.role_links and word.key not in lexicon.role_modifiers:
                return None
            end += 1
        return (start, end) if seen and end > start else None

    def _name(self, c: _Candidate) -> Name:
        start, end = self.words[c.first].start, self.words[c.after - 1].end
        role, role_span = None, None
        if c.role is not None and c.role[1] > c.role[0]:
            role_span = (self.words[c.role[0]].start, self.words[c.role[1] - 1].end)
            role = self.text[role_span[0] : role_span[1]]
        head = self.words[c.after - 1].text if c.kind == "person" else self.text[start:end]
        return Name(start, end, self.text[start:end], c.kind, role, head, role_span)


def _as_kind(kind: str) -> NameKind:
    return "place" if kind == "place" else "outlet" if kind == "outlet" else "organization"


def replace_role(candidate: _Candidate, role: tuple[int, int]) -> _Candidate:
    """The same candidate as the bearer of a role: a person, whatever it looked like."""
    return replace(candidate, kind="person", trust=2, role=role)
