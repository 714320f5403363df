"""The shapes that publishing systems give to a page: each sets an article into its markup and its furniture.

A shape returns a :class:`Page`: bytes, and what is right about it. The furniture is of the kinds that are found on real
pages; none of it may end up in the text.
"""

# ruff: noqa: E501 - lines of markup and prose are clearer whole
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape

from reading.pages.articles import ARTICLES, Article


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and its truth; `published` is what may be given: the minute, or only its day."""

    content: bytes
    body: tuple[str, ...]
    title: str
    author: str | None
    published: str
    outlet: str
    url: str | None = None
    retrieved: str | None = None
    furniture: tuple[str, ...] = ()
    name: str = ""
    extra: tuple[str, ...] = field(default=())


Shape = Callable[[Article], Page]
OUTLET = "The Velmora Courier"
HOST = "velmora-courier.example"
MENU = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{w}">{w.title()}</a></li>' for w in ("home", "region", "sport"))
    + "</ul></nav>"
)
FOOTER = f"<footer><p>© 2025 {OUTLET}. All rights reserved.</p><a href='/imprint'>Imprint</a></footer>"
TEASERS = ("Quarry buses run late again", "Choir of Tamsel sings in the rain", "Why the swans left the pond")


def lines(article: Article) -> tuple[str, ...]:
    """The article's text: paragraphs with the heading after the second."""
    return (*article.paragraphs[:2], article.heading, *article.paragraphs[2:])


def url_of(article: Article) -> str:
    return f"https://www.{HOST}/{article.day.replace('-', '/')}/{article.title.split()[1].lower()}"


def marked(article: Article, wrap: str = "<p>{}</p>", heading: str = "<h2>{}</h2>", between: str = "") -> str:
    """The article's text as markup, with something `between` after the fourth line."""
    pieces = [
        (heading if line == article.heading else wrap).format(escape(line, quote=False)) for line in lines(article)
    ]
    return "".join((*pieces[:4], between, *pieces[4:]))


def linked(article: Article, **changed: object) -> dict[str, object]:
    """The article as JSON-LD tells it."""
    return {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title, "url": url_of(article),
        "datePublished": f"{article.day}T09:10:00+01:00", "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": OUTLET},
    } | changed  # fmt: skip


def script(content: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(content, ensure_ascii=False)}</script>'


def html(article: Article, head: str, body: str, encoding: str = "utf-8", attributes: str = "") -> bytes:
    charset = f'<meta charset="{encoding}">' if encoding else ""
    page = f'<!doctype html><html lang="{article.language}"{attributes}><head>{charset}{head}</head><body>{body}</body></html>'
    return page.encode("utf-8")


def page_of(article: Article, content: bytes, **changed: object) -> Page:
    usual = Page(
        content, lines(article), article.title, article.author, f"{article.day}T08:10Z", OUTLET, url_of(article)
    )
    return replace(usual, **changed)  # type: ignore[arg-type]


def weblog(a: Article) -> Page:
    """A weblog system: a graph whose author is a reference, sharing buttons, related posts, comments."""
    url = url_of(a)
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": f"{url}/#article", "headline": a.title, "author": {"@id": f"https://{HOST}/#/p/7"},
         "datePublished": f"{a.day}T08:10:00+00:00", "publisher": {"@id": f"https://{HOST}/#org"}},
        {"@type": "WebPage", "@id": url, "url": url, "name": f"{a.title} - {OUTLET}", "datePublished": "2001-01-01"},
        {"@type": "Organization", "@id": f"https://{HOST}/#org", "name": OUTLET},
        {"@type": "Person", "@id": f"https://{HOST}/#/p/7", "name": a.author},
    ]}  # fmt: skip
    head = f'<title>{a.title} - {OUTLET}</title><link rel="canonical" href="{url}">{script(graph)}'
    related = "".join(f'<li><a href="/{n}">{t}</a></li>' for n, t in enumerate(TEASERS))
    body = (
        f'{MENU}<main><article class="post"><header class="entry-header"><h1 class="entry-title">{a.title}</h1>'
        f'<div class="entry-meta"><time datetime="{a.day}T09:10:00+01:00">{a.day}</time></div></header>'
        f'<div class="entry-content">{marked(a)}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Print</li></ul></div>'
        f'<div class="jp-relatedposts"><h3>Related</h3><ul>{related}</ul></div></div></article></main>'
        f'<section id="comments"><h2>2 comments</h2><p>I have crossed in worse weather than this, and with fewer people, '
        f"and nobody wrote about it in the papers.</p></section>{FOOTER}"
    )
    return page_of(a, html(a, head, body), furniture=(*TEASERS, "worse weather"))


def agency_cms(a: Article) -> Page:
    """Fields in their own boxes, metadata in Dublin Core, no JSON-LD; a breadcrumb and a block of most read."""
    head = (
        f'<title>{a.title} | {OUTLET}</title><meta name="dcterms.date" content="{a.day}T09:10+01:00">'
        f'<meta name="dcterms.creator" content="{a.author}"><meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="og:url" content="{url_of(a)}">'
    )
    most = "".join(f'<div class="views-row"><a href="/n/{n}">{t}</a></div>' for n, t in enumerate(TEASERS))
    body = (
        f'{MENU}<div class="breadcrumb"><a href="/">Home</a> » <a href="/region">Region</a> » {a.title}</div>'
        f'<div id="main"><h1 class="title">{a.title}</h1><div class="node"><div class="field field-name-body">'
        f'<div class="field-items"><div class="field-item even">{marked(a)}</div></div></div></div>'
        f'<div class="block block-views most-read"><h2>Most read</h2>{most}</div></div>{FOOTER}'
    )
    return page_of(a, html(a, head, body), furniture=TEASERS)


def boxed_paragraphs(a: Article) -> Page:
    """Each paragraph in its own box, a box of related stories between two of them, the title with its outlet behind."""
    head = (
        f'<meta property="og:title" content="{a.title} | {OUTLET}"><title>{a.title} | {OUTLET}</title>'
        f'<meta property="og:site_name" content="{OUTLET}">{script(linked(a, headline=f"{a.title} | {OUTLET}"))}'
    )
    rail = "".join(
        f'<li class="more-topic__item"><a href="/n/{n}"><h3>{t}</h3></a></li>' for n, t in enumerate(TEASERS)
    )
    between = f'<section class="more-topic"><h4>More on this topic</h4><ol>{rail}</ol></section>'
    wrap = '<div class="story-element"><div class="inner"><p>{}</p></div></div>'
    body = f"{MENU}<article><header><h1>{a.title}</h1></header><section>{marked(a, wrap, between=between)}</section></article>{FOOTER}"
    return page_of(a, html(a, head, body), furniture=TEASERS)


def other_story_first(a: Article) -> Page:
    """JSON-LD tells a related story first; a clock runs in the menu."""
    other = linked(a, headline=TEASERS[0], url=f"https://{HOST}/quarry", author={"@type": "Person", "name": "Olin Brack"},
                   datePublished="2020-01-01T00:00:00Z")  # fmt: skip
    head = f'<title>{a.title}</title><link rel="canonical" href="{url_of(a)}">{script([other, linked(a)])}'
    clock = MENU.replace("<nav>", '<nav><time datetime="2026-11-30T10:00">now</time>')
    body = f"{clock}<main><article><h1>{a.title}</h1>{marked(a)}</article></main>{FOOTER}"
    return page_of(a, html(a, head, body))


def old_tables(a: Article) -> Page:
    """Laid out with tables and line breaks, in Windows-1252 under the name of ISO 8859-1."""
    text = "<br><br>".join(escape(line, quote=False) for line in lines(a))
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{a.title}</title>'
        f'<meta name="author" content="{a.author}"><meta name="date" content="{a.day}"></head><body><table><tr>'
        f'<td width="120"><a href="/">Home</a><br><a href="/sport">Sport</a></td>'
        f'<td><font size="5"><b>{a.title}</b></font><br><font size="2">{text}</font></td></tr></table></body></html>'
    )
    return page_of(a, page.encode("cp1252", "xmlcharrefreplace"), published=a.day, outlet="", url=None)


def next_data(a: Article) -> Page:
    """An empty box for a program, whose data hold the article as blocks."""
    state = {"props": {"pageProps": {"menu": ["Home", "Sport"], "article": {
        "title": a.title, "blocks": [{"kind": "text", "html": f"<p>{escape(p)}</p>"} for p in a.paragraphs],
        "teasers": [{"title": t} for t in TEASERS]}}}}  # fmt: skip
    head = (
        f'<title>{a.title}</title><meta property="og:title" content="{a.title}"><meta name="author" content="{a.author}">'
        f'<meta property="article:published_time" content="{a.day}T08:10:00Z"><meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="og:url" content="{url_of(a)}">'
    )
    body = (
        '<div id="__next"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    )
    return page_of(a, html(a, head, body), body=a.paragraphs, furniture=TEASERS)


def body_in_linked(a: Article) -> Page:
    """A shell, with the whole text in JSON-LD."""
    head = f"<title>{a.title}</title>{script(linked(a, articleBody=chr(10).join(lines(a))))}"
    body = '<div id="root"></div><noscript>Please switch on scripts.</noscript><script src="/app.js"></script>'
    return page_of(a, html(a, head, body))


def streamed(a: Article) -> Page:
    """Parts that arrive hidden and are put in their place by a script."""
    head = f"<title>{a.title}</title>{script(linked(a))}"
    body = (
        f'<div id="app"><template id="B:1"></template></div><div hidden id="S:1"><article><h1>{a.title}</h1>{marked(a)}'
        '</article></div><script>$RC("B:1","S:1")</script>'
    )
    return page_of(a, html(a, head, body))


def live_blog(a: Article) -> Page:
    """Entries with a time and a heading each; the body is all of them, in their order."""
    entries = "".join(
        f'<div class="post"><time datetime="{a.day}T{10 + n}:05:00Z">{10 + n}:05</time><h2>Update {n + 1}</h2><p>{p}</p></div>'
        for n, p in enumerate(map(escape, a.paragraphs))
    )
    head = f"<title>{a.title}</title>{script(linked(a, **{'@type': 'LiveBlogPosting'}))}"
    body = f"{MENU}<main><article><h1>{a.title}</h1>{entries}</article></main>{FOOTER}"
    told = tuple(line for n, p in enumerate(a.paragraphs) for line in (f"{10 + n}:05", f"Update {n + 1}", p))
    return page_of(a, html(a, head, body), body=told)


def split_by_comments(a: Article) -> Page:
    """Comments and processing instructions inside every paragraph, as rendering frameworks leave them."""
    marks = ("<!-- -->", "<?ad here?>", "<!--/$-->")

    def cut(line: str, n: int) -> str:
        words = line.split(" ")
        return escape(" ".join(words[:3]), quote=False) + f" {marks[n % 3]}" + escape(" ".join(words[3:]), quote=False)

    text = "".join(f"<p>{cut(line, n)}</p>" for n, line in enumerate(lines(a)))
    head = f"<title>{a.title}</title>{script(linked(a))}"
    return page_of(a, html(a, head, f"{MENU}<article><h1>{a.title}</h1>{text}</article>{FOOTER}"))


def links_everywhere(a: Article) -> Page:
    """A paragraph that is one link, headings that link to themselves, and links that lead away."""
    text = "".join(
        f'<h2 id="h"><a href="#h">{line}</a></h2>' if line == a.heading
        else f'<p><a href="https://source.example/report">{line}</a></p>' if n == 4 else f"<p>{line}</p>"
        for n, line in enumerate(escape(line, quote=False) for line in lines(a))
    )  # fmt: skip
    text += "".join(f'<p><a href="/n/{n}">{t}</a></p>' for n, t in enumerate(TEASERS))
    head = f"<title>{a.title}</title>{script(linked(a))}"
    body = f"{MENU}<article><h1>{a.title}</h1>{text}</article>{FOOTER}"
    return page_of(a, html(a, head, body), furniture=TEASERS, extra=("https://source.example/report",))


def interrupted(a: Article) -> Page:
    """Labels of advertisements, a newsletter form, words for screen readers, a box about the author."""
    wrap = '<p>{}</p><div class="visually-hidden">Article content</div><div class="ad-slot">Advertisement</div>'
    between = '<div class="newsletter-signup"><h3>The morning letter</h3><p>Every day at six, all that happened in town while you slept, in one mail.</p><input></div>'
    bio = f'<div class="author-bio"><p>{a.author} has written about boats and weather for the paper since 2009, and likes neither of them.</p></div>'
    head = f'<title>{a.title} – {OUTLET}</title><meta property="og:site_name" content="{OUTLET}">{script(linked(a))}'
    body = f"{MENU}<main><article><h1>{a.title}</h1>{marked(a, wrap, between=between)}{bio}</article></main>{FOOTER}"
    return page_of(
        a, html(a, head, body), furniture=("Advertisement", "Article content", "while you slept", "likes neither")
    )


def shouted_links(a: Article) -> Page:
    """Links in capitals between the paragraphs, and a call for the outlet's program at the end."""
    calls = "".join(f'<p><a href="/n/{n}"><strong>{t.upper()}</strong></a></p>' for n, t in enumerate(TEASERS))
    end = '<p><a href="/app"><strong>CLICK HERE TO GET THE COURIER APP</strong></a></p>'
    head = f"<title>{a.title} | {OUTLET}</title>{script(linked(a))}"
    body = (
        f'{MENU}<main><article><header><h1>{a.title}</h1><h2 class="sub-headline">{a.standfirst}</h2></header>'
        f'<div class="article-body">{marked(a, between=calls)}{end}</div></article></main>{FOOTER}'
    )
    return page_of(
        a, html(a, head, body), body=(a.standfirst, *lines(a)), furniture=(*(t.upper() for t in TEASERS), "COURIER APP")
    )


def microdata(a: Article) -> Page:
    """Metadata on the elements themselves."""
    body = (
        f'{MENU}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{a.title}</h1>'
        f'<p class="meta"><span itemprop="author">{a.author}</span> <time itemprop="datePublished" '
        f'datetime="{a.day}T09:10:00+01:00">{a.day}</time> <time itemprop="dateModified" datetime="2026-01-01">x</time></p>'
        f'<div itemprop="articleBody">{marked(a)}</div></div>{FOOTER}'
    )
    head = f'<title>{a.title}</title><meta property="og:site_name" content="{OUTLET}">'
    return page_of(a, html(a, head, body), url=None)


def archived(a: Article) -> Page:
    """A copy of the Wayback Machine: its toolbar, its addresses before all others, its comment at the end."""
    archive = f"https://web.archive.org/web/20260214101112/{url_of(a)}"
    head = f'<title>{a.title}</title><link rel="canonical" href="{archive}">{script(linked(a, url=archive))}'
    link = '<p><a href="/web/20260214101112/https://source.example/report">The report of the commission can be read here by everybody.</a></p>'
    bar = f'<div id="wm-ipp-base" style="display:none"><div id="wm-ipp">The Wayback Machine - {archive}</div></div>'
    body = f"<!-- BEGIN WAYBACK TOOLBAR INSERT -->{bar}<!-- END WAYBACK TOOLBAR INSERT -->{MENU}<article><h1>{a.title}</h1>{marked(a, between=link)}</article>"
    tail = b"\n<!--\n FILE ARCHIVED ON 10:11:12 Feb 14, 2026 AND RETRIEVED FROM THE\n INTERNET ARCHIVE ON 09:00:00 Nov 30, 2026.\n-->"
    told = (*lines(a)[:4], "The report of the commission can be read here by everybody.", *lines(a)[4:])
    return page_of(a, html(a, head, body) + tail, body=told, retrieved="2026-02-14T10:11Z", furniture=("Wayback",),
                   extra=("https://source.example/report",))  # fmt: skip


def saved_by_single_file(a: Article) -> Page:
    """Saved with SingleFile, whose comment tells address and day."""
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {url_of(a)} \n saved date: Sat Feb 14 2026 18:20:11 GMT+0100 "
        "(Central European Standard Time)\n-->"
    )
    body = f"{MENU}<main><article><h1>{a.title}</h1><p>{a.author}</p><p>{a.day}</p>{marked(a)}</article></main>{FOOTER}"
    content = html(a, f'<title>{a.title}</title><meta property="og:site_name" content="{OUTLET}">', body)
    content = content.replace(b"<head>", comment.encode() + b"<head>", 1)
    return page_of(a, content, published=a.day, retrieved="2026-02-14T17:20Z")


def saved_by_browser(a: Article) -> Page:
    """Saved by a browser, which notes where from."""
    mark = f"<!-- saved from url=(0049){url_of(a)} -->\n".encode()
    head = f'<title>{a.title}</title><meta property="og:site_name" content="{OUTLET}"><meta name="author" content="{a.author}">'
    body = f'{MENU}<div class="content"><h1>{a.title}</h1><span class="date">{a.day}</span>{marked(a)}</div>{FOOTER}'
    return page_of(a, mark + html(a, head, body), published=a.day)


def badly_written(a: Article) -> Page:
    """JSON-LD wrapped as CDATA, with a comma too many; its author is the outlet, the person stands in the metadata."""
    told = json.dumps(linked(a, author={"@type": "Organization", "name": OUTLET}), ensure_ascii=False)
    told = told[:-1] + ",}"
    head = (
        f'<title>{a.title}</title><meta name="author" content="{a.author}">'
        f'<script type="application/ld+json">//<![CDATA[\n{told}\n//]]></script>'
    )
    return page_of(a, html(a, head, f"{MENU}<article><h1>{a.title}</h1>{marked(a)}</article>{FOOTER}"))


def magazine(a: Article) -> Page:
    """A standfirst, captions, a quotation pulled out of the text, the byline with a link to the author's page."""
    pulled = f"<blockquote class='pullquote'>{escape(a.paragraphs[2][:70], quote=False)}</blockquote>"
    figure = "<figure><img src='a.jpg' alt=''><figcaption>The place on the morning after. Photograph: Nils Aker</figcaption></figure>"
    head = (
        f'<title>{a.title}</title><meta property="og:title" content="{a.title}">'
        f'<meta name="description" content="{escape(a.standfirst)}"><meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="article:published_time" content="{a.day}T09:10:00+01:00">'
    )
    body = (
        f'{MENU}<article><div class="head"><h1>{a.title}</h1><div class="dek">{a.standfirst}</div>'
        f'<div class="byline"><a href="/people/7">{a.author}</a></div></div>{figure}{marked(a, between=pulled)}</article>{FOOTER}'
    )
    return page_of(a, html(a, head, body), body=(a.standfirst, *lines(a)), furniture=("Nils Aker",), url=None)


def press_release(a: Article) -> Page:
    """An office's page: labels before author and day, a clock without a zone, the whole page inside a form."""
    head = f'<title>{a.title}</title><meta property="og:site_name" content="{OUTLET}">'
    body = (
        f'<form id="aspnetForm">{MENU}<div class="page"><h1>{a.title}</h1><ul class="info"><li>Author: {a.author}</li>'
        f"<li>{a.day} 21:30</li></ul><div class='text'>{marked(a)}</div></div></form>{FOOTER}"
    )
    return page_of(a, html(a, head, body), published=a.day, url=None)


def only_changed(a: Article) -> Page:
    """The markup tells when the page was changed; when it was published stands in the byline."""
    year, month, day = a.day.split("-")
    head = (
        f'<title>{a.title}</title><meta property="article:modified_time" content="2026-06-09T10:00:00Z">'
        f'<meta property="og:site_name" content="{OUTLET}">'
    )
    shown = f"{day}.{month}.{year}, 21:30"
    body = f'{MENU}<main><h1>{a.title}</h1><div class="author">{a.author}</div><div class="date">{shown}</div>{marked(a)}</main>{FOOTER}'
    return page_of(a, html(a, head, body), published=a.day, url=None)


def with_figures(a: Article) -> Page:
    """A table of figures between the paragraphs."""
    rows = "".join(
        f"<tr><td>{place}</td><td>{n} metres of wall</td></tr>" for place, n in (("Velmora", 412), ("Tamsel", 97))
    )
    head = f"<title>{a.title}</title>{script(linked(a))}"
    body = f"{MENU}<article><h1>{a.title}</h1>{marked(a, between=f'<table>{rows}</table>')}</article>{FOOTER}"
    told = (*lines(a)[:4], "Velmora", "412 metres of wall", "Tamsel", "97 metres of wall", *lines(a)[4:])
    return page_of(a, html(a, head, body), body=told)


def one_bad_byte(a: Article) -> Page:
    """UTF-8 with a stray byte in the furniture."""
    head = f"<title>{a.title}</title>{script(linked(a))}"
    content = html(a, head, f"{MENU}<article><h1>{a.title}</h1>{marked(a)}</article>{FOOTER}")
    return page_of(a, content.replace("©".encode(), b"\xa9"))


def two_names(a: Article) -> Page:
    """Two authors in one field, joined by a word of the page's language, and an agency beside them."""
    joint = {"en": "and", "es": "y", "pt": "e", "fr": "et", "de": "und", "it": "e"}[a.language]
    both = {"@type": "Person", "name": f"{a.author} {joint} Olin van der Brack"}
    head = f"<title>{a.title}</title>{script(linked(a, author=[both, {'@type': 'Organization', 'name': 'AFP'}]))}"
    body = f"{MENU}<article><h1>{a.title}</h1>{marked(a)}</article>{FOOTER}"
    return page_of(a, html(a, head, body), author=f"{a.author}, Olin van der Brack, AFP")


SHAPES: tuple[Shape, ...] = (
    *(
        weblog,
        agency_cms,
        boxed_paragraphs,
        other_story_first,
        old_tables,
        next_data,
        body_in_linked,
        streamed,
        live_blog,
    ),
    *(split_by_comments, links_everywhere, interrupted, shouted_links, microdata, archived, saved_by_single_file),
    *(saved_by_browser, badly_written, magazine, press_release, only_changed, with_figures, one_bad_byte, two_names),
)
N_PAGES = 48


def all_pages() -> list[Page]:
    """Every shape with two articles, so that each article stands in six shapes."""
    pages = []
    for n in range(N_PAGES):
        shape, article = SHAPES[n % len(SHAPES)], ARTICLES[(n + n // len(SHAPES) * 3) % len(ARTICLES)]
        pages.append(replace(shape(article), name=f"{shape.__name__}-{article.language}-{article.author.split()[0]}"))
    return pages
