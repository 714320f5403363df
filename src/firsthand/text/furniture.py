"""Furniture: which paragraphs belong to the page and not to the article, and which are headings and lists.

A paragraph is furniture by its own shape (tables of lines and calls, bylines, addresses), by its place (what follows
"Related content", link lists, headings after which nothing comes) or by being told over and over on one page. Body text
is never marked by place alone: a long paragraph that ends like a sentence needs a heading above it that says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from firsthand.languages import codes, table
from firsthand.settings import TextSettings
from firsthand.text.bylines import read_byline
from firsthand.text.folding import fold

if TYPE_CHECKING:
    from firsthand.model import PassageKind
    from firsthand.text.paragraphs import Paragraph

_USUAL = TextSettings()
_LONGEST_LINE = 420
_LINK_LIST = 3
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|@\w{2,30}|#\w+(?:\s+#\w+)*")
_END = re.compile(r"[.!?…。！？]\W*$")
_MENU_MARK = re.compile(r"\s+[|·•»›>]\s+")
_JOINT = re.compile(r"[a-z][A-Z]")


@dataclass(slots=True)
class Page:
    """One document's paragraphs while their kinds are being told."""

    text: str
    title: str | None
    names: frozenset[str]
    paragraphs: list[Paragraph]
    languages: Sequence[str]
    settings: TextSettings
    kinds: list[PassageKind | None] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    self_names: frozenset[str] | None = None

    def raw(self, number: int) -> str:
        """The paragraph as it stands."""
        return self.text[self.paragraphs[number].start : self.paragraphs[number].end]


def tell_kinds(
    text: str,
    paragraphs: Sequence[Paragraph],
    languages: Sequence[str],
    title: str | None = None,
    names: Sequence[str] = (),
    known: Sequence[tuple[int, int]] = (),
    settings: TextSettings = _USUAL,
) -> list[PassageKind]:
    """The kind of every paragraph.

    Parameters
    ----------
    text : str
        The document's text.
    paragraphs, languages : sequences of Paragraph and str
        Its paragraphs and their languages.
    title : str, optional
        The article's title.
    names : sequence of str
        The article's author and outlet: a line that is nothing but one of them is furniture.
    known : sequence of (int, int)
        Ranges that the document's own markup gave away as furniture.
    settings : TextSettings
        Thresholds.

    Returns
    -------
    list of PassageKind
        One kind a paragraph.
    """
    page = Page(
        text, title and fold(title).text, frozenset(fold(n).text for n in names), list(paragraphs), languages, settings
    )
    page.folded = [fold(page.raw(n)).text if p.end - p.start <= _LONGEST_LINE else "" for n, p in enumerate(paragraphs)]
    page.kinds = [None] * len(paragraphs)
    _mark_known(page, known)
    _mark_shapes(page)
    _tell_headings(page)
    _mark_contents(page)
    _mark_repeated_lines(page)
    _mark_link_lists(page)
    _mark_after_ending(page)
    _mark_head(page)
    _mark_tail(page)
    return [kind or "body" for kind in page.kinds]


def find_calls(sentence: str, words: frozenset[str] | set[str], language: str) -> bool:
    """Whether `sentence`, outside of quotation marks, calls on the reader to click, give, follow or comment."""
    calls = _calls(language)
    triggers = words & calls.keys()
    if not triggers:
        return False
    folded = fold(sentence).text.strip()
    for trigger in triggers:
        for pattern in calls[trigger]:
            match = compiled(pattern).search(folded)
            if match and '"' not in folded[: match.start()]:
                return True
    return False


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: the tables have hundreds, and most texts need a few."""
    return re.compile(pattern)


def may_call(words: Sequence[str], language: str) -> bool:
    """Whether some sentence with these words could be a call to the reader."""
    return not _calls(language).keys().isdisjoint(words)


@cache
def _tables(language: str) -> tuple[str, ...]:
    """The languages whose tables hold for a page in `language`: its own and, as pages mix, all others."""
    return (language, *(code for code in codes() if code != language)) if language in codes() else codes()


@cache
def _calls(language: str) -> dict[str, tuple[str, ...]]:
    calls: dict[str, tuple[str, ...]] = {}
    for code in _tables(language):
        for trigger, patterns in table(code, "furniture").get("calls", {}).items():
            calls[trigger] = (*calls.get(trigger, ()), *patterns)
    return calls


@cache
def _line_pattern(name: str) -> re.Pattern[str]:
    """All patterns of a table in one: a hundred calls a paragraph would cost more than all the rest."""
    patterns = [pattern for code in codes() for pattern in table(code, "furniture").get(name, ())]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


@cache
def _phrases(name: str) -> frozenset[str]:
    return frozenset(phrase for code in codes() for phrase in table(code, "furniture").get(name, ()))


@lru_cache(4096)
def _matches(name: str, folded: str) -> bool:
    return _line_pattern(name).fullmatch(folded) is not None


def _mark_known(page: Page, known: Sequence[tuple[int, int]]) -> None:
    for number, p in enumerate(page.paragraphs):
        if any(start <= p.start and p.end <= end for start, end in known):
            page.kinds[number] = "boilerplate"


def _mark_shapes(page: Page) -> None:
    for number, p in enumerate(page.paragraphs):
        folded = page.folded[number]
        if not p.words or (folded and (_is_furniture_line(page, number, folded))):
            page.kinds[number] = "boilerplate"


def _is_furniture_line(page: Page, number: int, folded: str) -> bool:
    raw, p = page.raw(number), page.paragraphs[number]
    bare = folded.strip(" -*|>·•:.")
    if folded == page.title:
        return False
    if bare in page.names or _is_menu(raw) or _ADDRESS.fullmatch(raw.strip()) or _is_breadcrumb(raw, bare):
        return True
    if len(p.words) <= 60 and _matches("lines", folded.strip(" -*|>·•")):
        return True
    return read_byline(raw, page.languages[number]) is not None


def _is_breadcrumb(raw: str, folded: str) -> bool:
    for home in _phrases("home"):
        if folded.startswith(home) and len(folded) > len(home):
            following = raw[len(home) :].lstrip()[:1]
            glued = raw[len(home) : len(home) + 1].isupper() and len(_JOINT.findall(raw)) >= 2
            if glued or (following in ("»", "›", ">", "|") or (following == "/" and raw.count("/") > 1)):
                return True
    return False


def _is_menu(raw: str) -> bool:
    items = _MENU_MARK.split(raw)
    return len(items) >= 3 and all(1 <= len(item.split()) <= 3 for item in items)


def _ends_like_sentence(page: Page, number: int) -> bool:
    p = page.paragraphs[number]
    return bool(_END.search(page.text, max(p.start, p.end - 6), p.end))


def _tell_headings(page: Page) -> None:
    for number, p in enumerate(page.paragraphs):
        if page.kinds[number] is not None:
            continue
        folded, raw = page.folded[number], page.raw(number)
        if p.listed and not _is_speech(page, number):
            page.kinds[number] = "list"
        elif folded and folded == page.title:
            page.kinds[number] = "heading"
        elif (
            folded
            and len(p.words) <= page.settings.heading_words
            and raw[:1] not in "\"“«'‘—–-"
            and raw[-1] not in ",;:"
        ):
            titled = raw[-1] in "?!" and _is_title_case(raw)
            if not _ends_like_sentence(page, number) or titled:
                page.kinds[number] = "heading"


def _is_speech(page: Page, number: int) -> bool:
    """Whether a dash opens somebody's words and not an item: it stands alone, before a whole sentence."""
    around = page.paragraphs[max(number - 1, 0) : number] + page.paragraphs[number + 1 : number + 2]
    return page.raw(number)[0] in "-–—" and _ends_like_sentence(page, number) and not any(p.listed for p in around)


def _is_title_case(raw: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", raw) if len(w) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _mark_contents(page: Page) -> None:
    """A table of contents: its heading and its items, or a list whose items are the page's headings."""
    headings = {page.folded[n] for n, kind in enumerate(page.kinds) if kind == "heading"}
    number = 0
    while number < len(page.paragraphs):
        end = number
        while end < len(page.paragraphs) and page.kinds[end] == "list":
            end += 1
        if page.folded[number].strip(" :") in _phrases("contents") and page.kinds[number] == "heading":
            page.kinds[number] = "boilerplate"
        elif end > number:
            items = [re.sub(r"^\W*(?:\d{1,3}[.)]\s*)?", "", page.folded[n]) for n in range(number, end)]
            if sum(item in headings for item in items) >= 0.6 * len(items):
                page.kinds[number:end] = ["boilerplate"] * (end - number)
        number = max(end, number + 1)


def _mark_repeated_lines(page: Page) -> None:
    """The same short line three times on one page, or twice in a row, is a teaser or a widget."""
    short = [n for n, p in enumerate(page.paragraphs) if page.folded[n] and len(p.words) <= 25]
    counts = Counter(page.folded[n] for n in short if not _ends_like_sentence(page, n))
    for n in short:
        twice_in_row = any(
            0 <= m < len(page.folded) and page.folded[m] == page.folded[n] and counts[page.folded[n]] > 1
            for m in (n - 1, n + 1)
        )
        if page.folded[n] != page.title and (counts[page.folded[n]] >= 3 or twice_in_row):
            page.kinds[n] = "boilerplate"


def _mark_link_lists(page: Page) -> None:
    """Three links in a row: list items in title case without a verb's stop, or without any running text around."""
    number = 0
    while number < len(page.paragraphs):
        end = number
        while end < len(page.paragraphs) and page.kinds[end] == "list":
            end += 1
        if end - number >= _LINK_LIST:
            links = [
                n
                for n in range(number, end)
                if len(page.paragraphs[n].words) <= 14
                and not _ends_like_sentence(page, n)
                and _is_title_case(page.raw(n))
            ]
            if len(links) >= 0.8 * (end - number):
                page.kinds[number:end] = ["boilerplate"] * (end - number)
        number = max(end, number + 1)


def _mark_after_ending(page: Page) -> None:
    """After "Comments" all is furniture; after "Related content" all until full paragraphs of an article come again."""
    n_words = 0
    number = 0
    while number < len(page.paragraphs):
        p = page.paragraphs[number]
        if n_words >= page.settings.article_words and page.folded[number] and (ending := _ending(page, number)):
            end = len(page.paragraphs) if ending == "endings" else _end_of_teasers(page, number + 1)
            page.kinds[number:end] = ["boilerplate"] * (end - number)
            number = end
            continue
        if page.kinds[number] in (None, "body"):
            n_words += len(p.words)
        number += 1


def _ending(page: Page, number: int) -> str | None:
    """The table by which this line says that the article is over, if it does."""
    folded = page.folded[number].strip(" -*|>·•")
    if len(page.paragraphs[number].words) > 10:
        return None
    for name in ("endings", "related"):
        if _matches(name, folded):
            return name
    if page.kinds[number] != "heading":
        return None
    match = _line_pattern("about_outlet").fullmatch(folded)
    named = next(filter(None, match.groups()), "") if match else ""
    return "endings" if named and (named in page.names or named in _self_names(page)) else None


def _self_names(page: Page) -> frozenset[str]:
    """What the page's furniture calls its own outlet."""
    if page.self_names is None:
        furniture = (page.folded[n] for n, kind in enumerate(page.kinds) if kind == "boilerplate" and page.folded[n])
        page.self_names = frozenset(name for line in furniture for name in self_names(line))
    return page.self_names


def self_names(folded: str) -> tuple[str, ...]:
    """Outlets that a folded line of furniture names as its own ("About X", "send X your comments")."""
    return tuple(
        match[1].strip()
        for code in codes()
        for pattern in table(code, "bylines").get("self_naming", ())
        if (match := re.search(pattern, folded))
        and match[1].strip() not in table(code, "bylines").get("generic_names", ())
    )


def _end_of_teasers(page: Page, start: int) -> int:
    """Where full paragraphs come again: two in a row, or one that is too long for a teaser."""
    in_row = 0
    for number in range(start, len(page.paragraphs)):
        if page.folded[number] and _ending(page, number) == "endings":
            return number
        n_words = len(page.paragraphs[number].words)
        full = (
            page.kinds[number] in (None, "body") and _ends_like_sentence(page, number) and page.raw(number)[-1] != "…"
        )
        in_row = in_row + 1 if full and n_words >= page.settings.full_words else 0
        if in_row == 2:
            return number - 1
        if full and n_words > page.settings.teaser_words:
            return number
    return len(page.paragraphs)


def _mark_head(page: Page) -> None:
    """What stands above the article: kickers, and whatever comes before the line that is the title."""
    first = next((n for n, kind in enumerate(page.kinds) if kind in (None, "body", "list")), len(page.kinds))
    titles = [n for n in range(first) if page.title and page.folded[n] == page.title]
    for n in range(first):
        is_kicker = page.raw(n).isupper() and len(page.paragraphs[n].words) <= 3 and n + 1 < first and n not in titles
        if page.kinds[n] == "heading" and (is_kicker or (titles and n < titles[0])):
            page.kinds[n] = "boilerplate"


def _mark_tail(page: Page) -> None:
    """What stands below the article: headings and labels after which no text comes."""
    bodies = [n for n, kind in enumerate(page.kinds) if kind in (None, "body")]
    if not bodies:
        return
    for n in range(bodies[-1] + 1, len(page.kinds)):
        if page.kinds[n] == "heading" and page.folded[n] != page.title:
            page.kinds[n] = "boilerplate"
