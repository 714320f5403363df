"""How many independent origins a value of a fact has: counted as those of a claim, over the clauses that tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from firsthand.claims import Statement
from firsthand.facts import Frame
from firsthand.model import Document, Origins, Quotation
from firsthand.origins.articles import Articles
from firsthand.origins.counting import count_origins
from firsthand.origins.judgement import Depends
from firsthand.origins.speakers import named_beside
from firsthand.origins.telling import Dependence, Telling
from firsthand.origins.voices import voice_of
from firsthand.settings import OriginSettings


def origin_counter(
    documents: Sequence[Document], articles: Articles, depends: Depends, settings: OriginSettings
) -> Callable[[Sequence[tuple[Frame, Quotation | None]]], Origins]:
    """A function that counts the origins of some frames, each with the quotation that it stands in.

    An article's telling has the voice of its first clause with a named source. Two articles depend on each other as
    surely as in any claim that they share.
    """
    by_id = {d.id: d for d in documents}

    def dependence(a: str, b: str) -> float:
        return depends(a, b)[0] or 0.0

    def tied(a: str, b: str) -> bool:
        return dependence(a, b) >= settings.possible

    def count(told: Sequence[tuple[Frame, Quotation | None]]) -> Origins:
        mine: dict[str, tuple[Frame, Quotation | None]] = {}
        for frame, quotation in told:
            article = articles.of[frame.document]
            known = mine.get(article)
            if known is None or (not _names(known[1]) and _names(quotation)):
                mine[article] = frame, quotation
        tellings = [_telling(a, *mine[a], by_id[mine[a][0].document]) for a in sorted(mine)]
        sentences = {a: by_id[f.document].text[slice(*f.sentence)] for a, (f, _) in mine.items()}
        tellings = [named_beside(t, sentences[t.article], tellings) for t in tellings]
        tellings = list(_as_copies(tellings, dependence, settings))
        return count_origins(tellings, dependence, settings, tied)

    return count


def _as_copies(tellings: Sequence[Telling], dependence: Dependence, settings: OriginSettings) -> Iterator[Telling]:
    """`tellings` without the text of their pages where nobody copies it, or the user says that it is no copy."""
    first: dict[str, str] = {}
    for telling in tellings:
        head = first.setdefault(telling.text, telling.article)
        is_copy = head == telling.article or dependence(head, telling.article) >= settings.sure
        yield telling if is_copy else replace(telling, text="")


def _names(quotation: Quotation | None) -> bool:
    return quotation is not None and quotation.source is not None and not quotation.source.anonymous


def _telling(article: str, frame: Frame, quotation: Quotation | None, document: Document) -> Telling:
    start, end = frame.clause
    statement = Statement(
        document.id, start, end, document.text[start:end], frame.language, frame.sentence, (), quotation
    )
    medium = quotation.medium if quotation else None
    return Telling(
        article,
        voice_of(statement, document),
        medium,
        document.outlet,
        language=frame.language,
        agencies=frozenset(document.credits),
        text=document.text,
    )
