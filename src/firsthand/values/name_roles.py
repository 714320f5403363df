"""Roles: what a text calls the bearer of a name, right before or right after it."""

from __future__ import annotations

from firsthand.values.name_shapes import NameShapes

HYPHENS = frozenset("-‐‑")
APOSTROPHES = frozenset("'’ʼ")
_MAX_ROLE = 14


class NameRoles(NameShapes):
    """Finds the role phrases around a name."""

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

    def _widen(self, first: int) -> int:
        """Past "former", "Bolivian", "then" in front of a role."""
        never = self.lexicon.never | self.lexicon.starters | self.lexicon.speech
        while first > 0 and self._spaced(first - 1, first):
            word = self.words[first - 1]
            fits = word.key in self.lexicon.role_modifiers or word.key in self.known.demonyms
            if not fits and not (self.capital[first - 1] and word.key not in never):
                break
            first -= 1
        return first

    def _role_before(self, i: int) -> tuple[int, int] | None:
        """The role phrase that ends right before word `i`; with a comma it may have complements ("minister of X, ")."""
        lexicon = self.lexicon
        comma = i > 0 and self.words[i - 1].text == ","
        end = i - 1 if comma else i
        start = end
        while start > 0 and end - start < _MAX_ROLE:
            word = self.words[start - 1]
            if word.kind != "word" or (start < end and not self._spaced(start - 1, start)):
                return None
            start -= 1
            if word.key in lexicon.role_heads or word.key in lexicon.titles:
                break
            fits = word.key in lexicon.role_modifiers or word.key in self.known.demonyms
            loose = comma and word.key not in lexicon.speech and word.key not in self.known.given
            links = word.key in lexicon.role_links or word.key not in lexicon.starters
            if not fits and not (loose and links):
                return None
        else:
            return None
        return (self._widen(start), end)

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
            if word.kind == "mark" and word.text not in HYPHENS | APOSTROPHES:
                break
            if word.key in lexicon.speech and end > start:
                break
            if word.key in lexicon.starters - lexicon.role_links - lexicon.role_modifiers - lexicon.determiners:
                break
            if word.key in lexicon.role_heads and end - start <= 5:
                if self.capital[end] and end + 1 < self.n and self.capital[end + 1] and self._spaced(end, end + 1):
                    return None
                seen = True
            if not seen and end - start > 5:
                return None
            if not seen and word.key in lexicon.role_links and word.key not in lexicon.role_modifiers:
                return None
            end += 1
        while end > start and self.words[end - 1].key in lexicon.role_links | lexicon.determiners:
            end -= 1
        return (start, end) if seen and end > start else None
