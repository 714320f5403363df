"""Which blocks of a page are its article.

In: the blocks of a page, and what is already known to be prose of the article (`seeds`). Out: the article's blocks in
their order. What stands around an article is told from it by a few kinds of sign, none of them a word of a language:

- *place*: the article is the smallest region that holds nearly all of its prose;
- *links*: a line that is nothing but a link and no sentence leads away (related stories, calls, breadcrumbs), and so
  does a heading above such lines;
- *repetition*: a line that stands three times is a template's;
- *names that authors of templates give*: classes such as ``related`` or ``newsletter``;
- *company*: what stands between two paragraphs of the article, in the same region, is of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from firsthand.reading.blocks import Block, Region

_WIDE = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_NO_WORD = re.compile(r"[\W_]+")
_STOP = re.compile(r"[.!?…。！？।؟۔:][\"'”’»›“)\]]*(?:\s*[(\[][^()\[\]]{1,40}[)\]])?$")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ASIDE = re.compile(
    r"(?<![a-z])(?:related|recirc\w*|recommend\w*|newsletter\w*|promo\w*|sponsor\w*|outbrain|taboola|most-?read|trending"
    r"|popular|breadcrumb\w*|paywall-?(?:box|cta|message|overlay|banner|teaser)|subscri(?:be|ption)\w*|signup|sign-up"
    r"|cookie\w*|consent\w*|disclaimer\w*|more-?(?:topic|stories|on|articles|news)\w*|read-?(?:more|next|also)"
    r"|see-?also|article-?card\w*|teaser-?(?:list|box|group)\w*|rail|swiper|carousel|cta|advert\w*|ad-?(?:slot|unit|wrap\w*|container|label)"
    r"|social\w*|share\w*|sharing|toolbar|author-?(?:bio|box|info|card)|about-?(?:the-?)?author|comments?|reader-?comments"
    r"|visually-?hidden|sr-?only|screen-?reader\w*|u-?hidden|a11y|debug\w*|modal\w*|popup|tooltip"
    r"|(?:video|audio|media|jw)-?player[-\w]*|player-(?:ui|placeholder|container|wrap)[-\w]*|video-(?:item|card|info)[-\w]*"
    r"|sign-?in[-\w]*|log-?in[-\w]*|print-?(?:header|only)"
    r"|photo-?credit|image-?credit|copyright|caption\w*|figcaption|media-?info|mediainfo|mediatitle|gallery\w*|tags?-?list|article-?tags|post-?tags|taglist)"
    r"(?![a-z])"
)
_STANDFIRST = re.compile(
    r"(?<![a-z])(?:lead|lede|leadtext|intro\w*|standfirst|teaser(?:-?text)?|sub-?head(?:line|ing)?s?|sub-?title|summary\w*"
    r"|excerpt|dek|deck|description|chapo|sapo|entradilla|bajada|copete|sumario|kicker-?text|vorspann|abstract|strapline|ingress)(?![a-z])"
)
_APART = frozenset(("nav", "footer", "aside", "form", "figcaption", "figure", "button", "summary", "dialog", "option"))
# The numbers below were chosen on 113 saved pages with truth: body F1 .949 for trafilatura alone, .972 with these. Half
# or double of any share, length or count of lines (as far as it makes sense) moves that mean by at most .0025.
_PROSE_CHARS = 80
"""A line this long that is mostly no link is prose; menus, labels and captions are shorter."""
_FEW_PARAGRAPHS = 3
"""Below so many long paragraphs the short ones say where the article is too: a brief has one and a quotation."""
_ENCLOSING_SHARE = 0.85
"""The article's region holds that share of its prose: what lies outside are teasers that were taken for it."""
_LARGE_SHARE = 0.3
"""A region that holds that share of the prose is the article, whatever its class is called."""
_LINK_SHARE = 0.75
"""A line with that share of link, and no sentence, leads away."""
_TELLING_CHARS = 30
_MOST_WEIGHT = 400
_NEARNESS = 0.7
"""How much less a paragraph tells of each region further out."""
_TEMPLATE_TIMES = 3
"""A line that stands so often is a template's,"""
_MOST_REPEATED = 0.4
"""unless that share of the article is such lines: tables, quizzes and lists have refrains."""
_HEAD_BLOCKS = 25
_ENTRIES = 3
_MOST_PULLED = 50
_LINES = frozenset(("p", "li", "ul", "ol", "br", "h2", "h3", "h4", "blockquote"))


def find_article(blocks: Sequence[Block], seeds: Collection[int], title: str = "", standfirst: str = "") -> list[Block]:
    """The blocks of the article.

    Parameters
    ----------
    blocks : sequence of Block
        All of the page, in order.
    seeds : collection of int
        Numbers of the blocks that are taken for the article's by what looked at them first.
    title : str
        The article's title: a heading that repeats it is left out.
    standfirst : str
        The summary that the markup gives: where it stands above the body, it is of the article.
    """
    large = _large_regions(blocks, seeds)
    told = [i for i in sorted(seeds) if not _is_aside(blocks[i].region, large)] or sorted(seeds)
    if not told:
        return []
    prose = [i for i in told if _is_prose(blocks[i])]
    is_telling = len(prose) >= _FEW_PARAGRAPHS and 2 * weight_of(blocks, prose) > weight_of(blocks, told)
    home = _enclosing(blocks, prose if is_telling else told)
    prose = [i for i in prose if _is_inside(blocks[i].region, home)] or told
    column_of = _columns(blocks)
    columns = {column_of[i] for i in prose}
    repeated, is_refrain = _repeated(blocks, told)
    heading = bare(title)
    first, last = prose[0], prose[-1]
    if len(columns) >= _ENTRIES:
        first = _start_of_entry(blocks, column_of, first)
    kept: list[int] = []
    away: set[int] = set()
    seen: set[str] = set()
    for i, block in enumerate(blocks):
        if not _is_inside(block.region, home):
            continue
        if not (i in seeds or (first <= i < last and _is_company(block, column_of[i], columns))):
            continue
        is_cell = block.region.name in ("td", "th")
        is_again = (block.text in repeated and not is_cell) or (
            not is_refrain and block.text in seen and weight(block.text) >= _PROSE_CHARS / 2
        )
        if is_again or _is_aside(block.region, large, home):
            continue
        if _is_led_away(block):
            away.add(i)
            continue
        if (heading and bare(block.text) == heading) or (i < first and block.region.name == "h1"):
            continue
        seen.add(block.text)
        kept.append(i)
    kept = _standfirst(blocks, kept, first, standfirst, heading) + kept
    return [blocks[i] for i in _without_idle(blocks, kept, away)]


def _repeated(blocks: Sequence[Block], told: Collection[int]) -> tuple[set[str], bool]:
    """Lines that a template repeats, or that there are too many: then they are the article's own refrain."""
    counts = Counter(block.text for block in blocks)
    lines = [i for i in told if blocks[i].region.name not in ("td", "th")]  # cells repeat what they like
    repeated = {blocks[i].text for i in lines if counts[blocks[i].text] >= _TEMPLATE_TIMES}
    n_repeated = sum(blocks[i].text in repeated for i in lines)
    is_refrain = n_repeated > _MOST_REPEATED * len(lines)
    return (set() if is_refrain else repeated), is_refrain


def _start_of_entry(blocks: Sequence[Block], column_of: Sequence[int], first: int) -> int:
    """Where a live blog's first entry begins: the time and the heading above its text stand in its own column."""
    start = first
    while start and column_of[start - 1] == column_of[first] and blocks[start - 1].region.name != "h1":
        start -= 1
    return start


def _is_company(block: Block, column: int, columns: Collection[int]) -> bool:
    """What stands between two paragraphs of the article, in the same column, or is a heading."""
    region = block.region
    if column in columns:
        return region.name != "figcaption"
    if region.name in ("td", "th"):  # a table of figures stands in the column as a whole
        table = next((outer for outer in _regions(region) if outer.name == "table"), region)
        return table.parent is not None and table.parent.number in columns
    return region.name in _HEADINGS


def bare(text: str) -> str:
    """The letters and digits of a text, by which two spellings of one line are known."""
    text = text.lower()
    return _NO_WORD.sub("", text if text.isascii() else normalize("NFC", text))


def find_prose(blocks: Sequence[Block]) -> set[int]:
    """The page's column of prose, where nobody has found the article: the region with most of it, nearer ones first."""
    prose = [i for i, block in enumerate(blocks) if _is_prose(block) and not _is_aside(block.region)]
    weights: Counter[int] = Counter()
    regions: dict[int, Region] = {}
    for i in prose:
        share = float(min(len(blocks[i].text), _MOST_WEIGHT))
        for region in _regions(blocks[i].region):
            if region.name not in _LINES:
                weights[region.number] += round(share)
                regions[region.number] = region
                share *= _NEARNESS
    if not weights:
        return set(prose)
    home = regions[max(weights, key=lambda number: (weights[number], regions[number].depth))]
    return {i for i in prose if _is_inside(blocks[i].region, home)}


def weight(text: str) -> int:
    """How much a text says, in letters of an alphabet: a sign of Chinese or Japanese is half a word."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def weight_of(blocks: Sequence[Block], numbers: Collection[int]) -> int:
    """How much of these blocks is no link, in letters of an alphabet."""
    return sum(max(0, weight(blocks[i].text) - blocks[i].linked) for i in numbers)


def _is_prose(block: Block) -> bool:
    return weight(block.text) >= _PROSE_CHARS and block.linked < 0.5 * len(block.text)


def _is_led_away(block: Block) -> bool:
    """Nothing but a link, and no sentence."""
    n = len(block.text)
    if block.linked < _LINK_SHARE * n:
        return False
    return not (n >= _PROSE_CHARS / 2 and _STOP.search(block.text) and block.region.name != "li")


def _columns(blocks: Sequence[Block]) -> list[int]:
    """For every block the number of the region in which it stands one below the other with its like."""
    held = Counter(block.region.number for block in blocks)
    outer = {block.region.parent.number for block in blocks if block.region.parent is not None}
    columns = []
    for block in blocks:
        region = block.region
        if held[region.number] == 1 and region.number not in outer and region.parent is not None:
            region = region.parent
        while region.name in _LINES and region.parent is not None:
            region = region.parent
        columns.append(region.number)
    return columns


def _regions(region: Region | None) -> Iterator[Region]:
    while region is not None:
        yield region
        region = region.parent


def is_in_menu(block: Block) -> bool:
    """Whether a line stands in a menu, beside the article or at the page's foot."""
    return any(outer.name in ("nav", "aside", "footer", "menu") for outer in _regions(block.region))


def _is_inside(region: Region, home: Region) -> bool:
    return any(outer is home for outer in _regions(region))


def _is_aside(region: Region, large: Collection[int] = (), home: Region | None = None) -> bool:
    """Whether a region is called, or stands in one that is called, something beside an article.

    Names deceive: a region that holds a good part of what was found is the article, whatever it is called.
    """
    for outer in _regions(region):
        if outer is home or outer.number in large or outer.name in ("body", "article", "main"):
            return False
        if outer.name in _APART or (outer.marks and _is_named_aside(outer.marks)):
            return True
    return False


@lru_cache(1 << 14)
def _is_named_aside(marks: str) -> bool:
    return _ASIDE.search(marks) is not None


def _large_regions(blocks: Sequence[Block], seeds: Collection[int]) -> set[int]:
    """Regions that hold a good part of the seeds' prose."""
    weights: Counter[int] = Counter()
    for i in seeds:
        if _is_prose(blocks[i]):
            for region in _regions(blocks[i].region):
                weights[region.number] += weight(blocks[i].text)
    most = max(weights.values(), default=0)
    return {number for number, weight in weights.items() if weight >= _LARGE_SHARE * most}


def _enclosing(blocks: Sequence[Block], prose: Sequence[int]) -> Region:
    weights: Counter[int] = Counter()
    regions: dict[int, Region] = {}
    for i in prose:
        for region in _regions(blocks[i].region):
            weights[region.number] += weight(blocks[i].text)
            regions[region.number] = region
    total = sum(weight(blocks[i].text) for i in prose)
    holding = [regions[number] for number, weight in weights.items() if weight >= _ENCLOSING_SHARE * total]
    columns = [region for region in holding if region.name not in _LINES]  # one long paragraph encloses no article
    return max(columns or holding, key=lambda region: region.depth)


def _standfirst(blocks: Sequence[Block], kept: list[int], first: int, told: str, heading: str) -> list[int]:
    """The summary above the body: what the markup tells, what its class names, or what follows the title."""
    said = set(_words(told))
    below_title = False
    found: list[int] = []
    texts = {blocks[k].text for k in kept}
    for i in range(max(0, first - _HEAD_BLOCKS), first):
        block = blocks[i]
        if block.region.name == "h1" or (heading and bare(block.text) == heading):
            below_title = True
            continue
        n = len(block.text)
        if n < 40 or block.linked > 0.3 * n or i in kept or block.text in texts or _is_aside(block.region):
            continue
        if block.region.name in ("figcaption", "li", "td", "option"):
            continue
        words = set(_words(block.text))
        alike = len(words & said) >= 0.7 * min(len(words), len(said) or 1)
        named = any(_STANDFIRST.search(r.marks) for r in list(_regions(block.region))[:2])
        if (said and alike) or named or (below_title and n >= _PROSE_CHARS and _STOP.search(block.text)):
            found.append(i)
    return found[-1:]


def _words(text: str) -> list[str]:
    return re.findall(r"\w{3,}", text.lower())


def _without_idle(blocks: Sequence[Block], kept: Sequence[int], away: Collection[int]) -> Iterator[int]:
    """The article without headings above nothing, and without what was pulled out of it to be shown twice."""
    pulled = _pulled(blocks, kept)
    for at, i in enumerate(kept):
        after = kept[at + 1] if at + 1 < len(kept) else len(blocks)
        leading = [k for k in range(i + 1, min(after, i + 4)) if k in away]
        is_heading = blocks[i].region.name in _HEADINGS
        is_list = len(leading) > 1 or any(blocks[k].region.name == "li" for k in leading)
        if leading and (_announces(blocks[i]) or (is_heading and is_list)):
            continue
        if (is_heading and after == len(blocks)) or i in pulled:
            continue
        yield i


def _announces(block: Block) -> bool:
    """A short line that stands out, or that ends with a colon."""
    n = len(block.text)
    return n < _PROSE_CHARS and (block.strong > 0.8 * n or block.text[-1] in ":：")


def _pulled(blocks: Sequence[Block], kept: Sequence[int]) -> set[int]:
    """Quotations that are set apart and stand in the running text too; a page of quotations has none."""
    quotes = [i for i in kept if blocks[i].region.name in ("blockquote", "aside") or "quote" in blocks[i].region.marks]
    if not 0 < len(quotes) <= _MOST_PULLED:
        return set()
    words = {i: bare(blocks[i].text) for i in kept}
    return {
        i
        for i in quotes
        if len(words[i]) > _TELLING_CHARS and any(words[i] in other for k, other in words.items() if k != i)
    }
