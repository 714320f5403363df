"""Names in a text, found by their shape, the words around them, and where else in the text they stand.

In: text and its language. Out: :class:`Name` values, in order, without overlap. Always true: ``text[start:end]`` is the
name's own text. No pretrained model: capitals, tables of role, organization and outlet words, a gazetteer, given names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.languages import around_names
from firsthand.values.name_roles import APOSTROPHES, HYPHENS, NameRoles
from firsthand.values.namelists import gazetteer, name_words
from firsthand.values.words import split_words, windows

NameKind = Literal["person", "organization", "place", "outlet", "other"]

_QUOTES = frozenset('"“”«»')
_MAX_RUN = 14


@dataclass(frozen=True, slots=True)
class Name:
    """A name written at ``text[start:end]``.

    `role` is what the text calls its bearer right before or after it ("former Secretary of Intelligence of Argentina"),
    `role_span` where; `head` the word by which a person is named again: the surname. `sure` says that its kind rests on
    a table or on the words around it, not on its capitals alone.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    role: str | None = None
    head: str = ""
    role_span: tuple[int, int] | None = None
    sure: bool = False


def find_names(text: str, language: str) -> list[Name]:
    """All names in `text`, in order.

    Parameters
    ----------
    text
        Any text.
    language
        Its language's code; without a table names are found by their capitals and the gazetteer alone.
    """
    found: list[Name] = []
    for offset, piece in windows(text):
        names = _Finder(piece, split_words(piece), name_words(language), gazetteer()).find()
        found += [_moved(n, offset) for n in names] if offset else names
    return found


def _moved(name: Name, by: int) -> Name:
    span = name.role_span and (name.role_span[0] + by, name.role_span[1] + by)
    return replace(name, start=name.start + by, end=name.end + by, role_span=span)


def find_document_names(text: str, passages: Iterable[tuple[int, int, str]]) -> list[Name]:
    """All names in the passages of one document, in its offsets; passages of one language help each other.

    Parameters
    ----------
    text
        The whole document.
    passages
        Start, end and language of the ranges to read; what lies between them (headings, furniture) is not looked at.
    """
    by_language: dict[str, list[tuple[int, int]]] = {}
    for start, end, language in sorted(passages):
        by_language.setdefault(language, []).append((start, end))
    found: list[Name] = []
    for language, ranges in sorted(by_language.items()):
        pieces, at = [], 0
        for start, end in ranges:
            if start < at:
                continue
            pieces += ["\n" * (start - at), text[start:end]]
            at = end
        found += find_names("".join(pieces), language)
    return sorted(found, key=lambda n: (n.start, n.end))


@dataclass(slots=True)
class _Candidate:
    """Words ``[first, after)``, what they seem to be, and how sure that is (0 guess, 1 shape, 2 table or cue)."""

    first: int
    after: int
    kind: NameKind
    trust: int
    role: tuple[int, int] | None = None
    known: bool = False


class _Finder(NameRoles):
    """Two passes over the words of one text: what each name seems to be, then what the whole text says of it."""

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
            elif word.text in HYPHENS | APOSTROPHES:
                if at + 1 < self.n and self._glued(at - 1, at) and self._glued(at, at + 1) and self.capital[at + 1]:
                    at += 2
                else:
                    break
            elif word.text == "&" or (word.text == "." and self._abbreviates(at)):
                if at + 1 >= self.n or not self.capital[at + 1]:
                    break
                at += 1
            elif word.key in around_names("particles") and self._hyphenates(at):
                at += 3
            elif word.kind == "word":
                onward = at
                while (
                    onward < self.n
                    and onward - at < 3
                    and self.words[onward].kind == "word"
                    and not self.capital[onward]
                    and self.words[onward].key in around_names("particles") | self.lexicon.role_links
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
        known = self._known_at(i)
        return max(at, known[1]) if known else at

    def _hyphenates(self, at: int) -> bool:
        """Whether a particle is tied to a capital by a hyphen: "al-Assad"."""
        return (
            at + 2 < self.n and self.words[at + 1].text in HYPHENS and self.capital[at + 2]
            and self._glued(at, at + 1) and self._glued(at + 1, at + 2)
        )  # fmt: skip

    def _joins(self, first: int, at: int, onward: int) -> bool:
        """Whether the small words ``[at, onward)`` tie what follows to the name begun at `first`."""
        lexicon, given = self.lexicon, self.known.given
        links = [self.words[k].key for k in range(at, onward)]
        known = self.known.known.at(self.words, first)
        if known and known[1] > onward:
            return True
        capitals = [k for k in range(first, at) if self.capital[k]]
        heads = [self.words[k].key for k in capitals]
        organized = any(h in lexicon.organization_heads or h in lexicon.work_heads for h in heads)
        last_role = max((k for k in capitals if self.words[k].key in lexicon.role_heads), default=-1)
        role = last_role >= 0 and not (last_role + 1 < at and self.capital[last_role + 1])
        if links[0] in around_names("and"):
            if len(links) > 1 and (links[1] in lexicon.determiners or links[1] in around_names("behind_and")):
                return False
            if any(h in given for h in heads[:-1]) and heads[-1] not in lexicon.organization_words:
                return False  # "Speaker Nancy Pelosa | and Leader Chuck Schuler": a person's name is over
            if last_role < 0 and not organized and not any(h in given for h in heads):
                ahead = [self.words[k].key for k in range(onward, min(onward + 4, self.n)) if self.capital[k]]
                if ahead and ahead[0] not in lexicon.role_heads | self.known.demonyms | given:
                    return any(h in lexicon.role_heads for h in ahead[1:3])
            return (organized or role) and not self._is_known(onward) and heads[-1] not in given
        if links[0] in around_names("of"):
            if organized or role:
                return True
            if links[0] in around_names("of_bodies") or self._is_known(first):
                return False
            if len(heads) == 1 and heads[0] not in given:
                return bool(self.inside[heads[0]]) and not self.shouted[first]
            return len(heads) <= 3 and heads[0] in given and not self._is_known(onward)
        if organized and links[0] in around_names("at"):
            return links[0] in around_names("at_one_word") and len(heads) == 1
        return links[0] in around_names("particles") and links[0] not in around_names("loose")

    def _known_at(self, i: int) -> tuple[str, int] | None:
        """The gazetteer's word on what begins at `i`, if all its long words are written with capitals."""
        known = self.known.known.at(self.words, i)
        if known is None:
            return None
        _, after = known
        if any(
            not self.capital[k] for k in range(i, after) if self.words[k].kind == "word" and len(self.words[k].text) > 3
        ):
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
            if self._is_party_tag(i) or (i and self._glued(i - 1, i) and self.words[i - 1].text in "@#_"):
                i += 3 if self._is_party_tag(i) else 1
                continue
            article = self.initial[i] or (self.lexicon.strips_articles and key in self.lexicon.determiners)
            before_given = i + 1 < after and self.words[i + 1].key in self.known.given
            if (article or before_given) and key in self.lexicon.starters and not self._known_at(i):
                i += 1
                continue
            candidate = self._candidate(i, after)
            if candidate is None:
                i += 1
                continue
            found.append(candidate)
            i = max(candidate.after, i + 1)
        return found

    def _is_party_tag(self, i: int) -> bool:
        """ "(D-Mass.)": a letter tied to a state is no name."""
        return (
            len(self.words[i].text) == 1
            and i + 2 < self.n
            and self.words[i + 1].text in HYPHENS
            and self._glued(i, i + 1)
        )

    def _candidate(self, i: int, after: int) -> _Candidate | None:
        """What begins at word `i` of a run that ends before `after`; None where it is no name."""
        words, lexicon = self.words, self.lexicon
        shouted = self._shouted_end(i, after)
        if shouted > i:
            return None if shouted >= after else self._candidate(shouted, after)
        found = self._known_name(i, after)
        if found:
            return found
        keys = [words[k].key for k in range(i, after) if self.capital[k]]
        if keys[0] in lexicon.work_heads:
            return _Candidate(i, after, "other", 2) if len(keys) > 1 else None
        if keys[0] in lexicon.organization_heads and len(keys) > 1:
            return _Candidate(i, after, "place" if keys[0] in lexicon.place_words else "organization", 2)
        role_end = self._role_end(i, after)
        if role_end > i:
            person = self._candidate(role_end, after) if role_end < after else None
            if person is None or person.kind not in ("person", "other"):
                return person
            return replace(person, kind="person", trust=2, role=(i, role_end))
        if keys[0] in self.known.demonyms:
            if len(keys) == 1:
                return None
            bodies = lexicon.organization_words | lexicon.outlet_words | lexicon.organization_heads
            if not any(key in bodies for key in keys[1:]):
                return self._candidate(i + 1, after) if self.capital[i + 1] else None
        if len(keys) == 1:
            return self._single(i, after)
        return self._several(i, after, keys)

    def _known_name(self, i: int, after: int) -> _Candidate | None:
        """A name of the gazetteer, unless the run goes on to make another one of it ("Buenos Aires Herald")."""
        known = self._known_at(i)
        if known is None or known[1] > after:
            return None
        kind, end = known
        found = _Candidate(i, end, _as_kind(kind), 2, known=True)
        if end == after:
            return found
        if not self.capital[end]:
            return None if self.words[i].key in self.lexicon.organization_heads else found
        following = self.words[end].key
        if end == i + 1 and self.words[i].text.isupper() and kind != "place" and len(self.words[i].text) > 1:
            return found if following not in self.lexicon.organization_words | self.lexicon.outlet_words else None
        lexicon = self.lexicon
        goes_on = following in lexicon.organization_words
        if following in lexicon.role_heads | lexicon.role_modifiers | self.known.given and not goes_on:
            return found
        return None

    def _shouted_end(self, i: int, after: int) -> int:
        """The index after a stretch of three or more words all in capitals, which no name is."""
        at, n_long = i, 0
        while at < after and self.words[at].text.isupper():
            n_long += len(self.words[at].text) > 3
            at += 1
        return at if at - i >= 3 and n_long >= 2 else i

    def _several(self, i: int, after: int, keys: list[str]) -> _Candidate:
        """What a name of two or more capitals is, by its first and last words and by what stands before it."""
        lexicon = self.lexicon
        linked = any(not self.capital[k] and self.words[k].kind == "word" for k in range(i, after))
        ends_otherwise = keys[-1] in lexicon.organization_words or (
            lexicon.place_last and keys[-1] in lexicon.place_words
        )
        if keys[0] in self.known.given and len(keys) <= 5 and not ends_otherwise:
            while after - i > 2 and self.words[after - 1].key in lexicon.starters:
                after -= 1
            return _Candidate(i, after, "person", 2, known=True)
        if keys[-1] in lexicon.outlet_words and not linked:
            return _Candidate(i, after, "outlet", 1)
        if keys[-1] in lexicon.organization_words or (linked and any(k in lexicon.organization_heads for k in keys)):
            return _Candidate(i, after, "organization", 2)
        if keys[-1] in lexicon.work_heads:
            return _Candidate(i, after, "other", 1)
        if (
            keys[0] in lexicon.place_words
            or keys[0] in lexicon.compass
            or (lexicon.place_last and keys[-1] in lexicon.place_words)
        ):
            return _Candidate(i, after, "place", 1)
        if self._speaks(i, after):
            return _Candidate(i, after, "person", 1)
        before = self.words[i - 1].key if i else ""
        if before in _QUOTES and after < self.n and self.words[after].text in _QUOTES | {",", "."}:
            return _Candidate(i, after, "other", 1)
        if before in lexicon.organization_cues:
            return _Candidate(i, after, "organization", 1)
        if before in lexicon.determiners:
            return _Candidate(i, after, "organization", 0)
        return _Candidate(i, after, "person" if len(keys) <= 4 else "organization", 0)

    def _single(self, i: int, after: int) -> _Candidate | None:
        """What a lone capital is: its place in the sentence and its neighbours say."""
        word, lexicon = self.words[i], self.lexicon
        if len(word.text) == 1:
            return None
        before = self.words[i - 1].key if i else ""
        if word.key in self.known.given and not self.lower[word.key]:
            return _Candidate(i, after, "person", 1)
        if self.initial[i] and not self.inside[word.key]:
            speaks = self._speaks(i, after) and not self.lower[word.key]
            return _Candidate(i, after, "person", 1) if speaks and not word.text.isupper() else None
        if word.text.isupper():
            return _Candidate(i, after, "organization", 1)
        if word.text[-1].isupper():
            return _Candidate(i, after, "other", 1)
        if word.key in lexicon.organization_words:
            return _Candidate(i, after, "organization", 1)
        if self._speaks(i, after):
            return _Candidate(i, after, "person", 1)
        if word.key in lexicon.role_heads or word.key in lexicon.role_modifiers or word.key in lexicon.place_words:
            return None
        if before in lexicon.place_cues:
            return _Candidate(i, after, "place", 0)
        if before in lexicon.organization_cues:
            return _Candidate(i, after, "organization", 1)
        if before in lexicon.determiners:
            return _Candidate(i, after, "organization", 0)
        following = self.words[after] if after < self.n else None
        attributive = following is not None and following.text.islower() and self._spaced(after - 1, after)
        if attributive and following is not None and following.key not in lexicon.starters | lexicon.role_links:
            return _Candidate(i, after, "other", 0)
        return _Candidate(i, after, "person", 0)

    def _speaks(self, i: int, after: int) -> bool:
        following = self.words[after].key if after < self.n else ""
        before = self.words[i - 1].key if i else ""
        return following in self.lexicon.speech or before in self.lexicon.speech

    # -- second thoughts ------------------------------------------------------------------------------------------

    def _reconsider(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """Let sure mentions decide unsure ones: the surname of a full name is that person, and so on."""
        surnames = {
            self.words[c.after - 1].key for c in candidates if c.kind == "person" and c.known and c.after > c.first + 1
        }
        votes: dict[str, Counter[NameKind]] = {}
        for c in candidates:
            self._take_context(c)
            if not self.shouted[c.first]:
                votes.setdefault(self._key_of(c), Counter())[c.kind] += 1 + 3 * c.trust
        kept: list[_Candidate] = []
        told = 0
        for c in candidates:
            counted = votes.get(self._key_of(c))
            if self.shouted[c.first] and not c.known and not counted:
                continue
            if c.trust < 2:
                if c.after - c.first == 1 and self.words[c.first].key in surnames:
                    c.kind, c.trust = "person", 1
                elif counted:
                    c.kind = min(counted, key=lambda k: (-counted[k], k))
            if c.first < told and not c.known:
                continue
            if c.role is not None:
                while kept and kept[-1].first >= c.role[0] and kept[-1].after <= c.role[1] and not kept[-1].known:
                    kept.pop()
                told = max(told, c.role[1])
            kept.append(c)
        return kept

    def _key_of(self, c: _Candidate) -> str:
        return " ".join(w.key for w in self.words[c.first : c.after])

    def _take_context(self, c: _Candidate) -> None:
        """Take the outlet cue, the role before and the role after into account."""
        before = self.words[c.first - 1].key if c.first else ""
        after = self.words[c.after].key if c.after < self.n else ""
        if (
            c.kind != "outlet"
            and c.trust < 2
            and (before in self.lexicon.outlet_cues or after in self.lexicon.outlet_cues - self.lexicon.speech)
        ):
            c.kind = "outlet"
            return
        if c.trust < 2 and self._is_placed(c):
            c.kind, c.trust = "place", 1
            return
        if c.kind == "person" and c.trust == 0 and self._speaks(c.first, c.after):
            c.trust = 1
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

    def _is_placed(self, c: _Candidate) -> bool:
        """Whether the words around name a place: "the city of X", "X (Brazil)"."""
        if c.after + 1 < self.n and self.words[c.after].text == "(" and self._is_known(c.after + 1):
            return self.words[min(c.after + 2, self.n - 1)].text in "),"
        before = self.words[c.first - 1].key if c.first else ""
        return (
            before in self.lexicon.role_links
            and c.first > 1
            and self.words[c.first - 2].key in self.lexicon.place_words
        )

    def _name(self, c: _Candidate) -> Name:
        start, end = self.words[c.first].start, self.words[c.after - 1].end
        role, role_span = None, None
        if c.role is not None and c.role[1] > c.role[0]:
            role_span = (self.words[c.role[0]].start, self.words[c.role[1] - 1].end)
            role = self.text[role_span[0] : role_span[1]]
        head = self.words[c.after - 1].text if c.kind == "person" else self.text[start:end]
        sure = c.trust > 0 or role is not None
        return Name(start, end, self.text[start:end], c.kind, role, head, role_span, sure)


def _as_kind(kind: str) -> NameKind:
    return "place" if kind == "place" else "outlet" if kind == "outlet" else "organization"
