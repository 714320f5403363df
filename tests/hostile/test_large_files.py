"""Large files of many formats: reading takes time in proportion to their size, so that no file stalls a run.

Ratios of processor time are compared, never times: they hold on any machine.
"""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from firsthand.reading.columns import Line, Word, read_pages
from firsthand.reading.draft import Draft, File
from firsthand.reading.formats.eml import read as read_eml
from firsthand.reading.markup import draft_of_page
from firsthand.reading.wrapped import unwrapped

SENTENCE = "The council of Harnfjord voted late on Tuesday to close ferry terminal {n}, and Ruta Velden was not asked."
NOTICEABLE = 0.1
"""CPU seconds below which a measurement says nothing."""


def page(n: int) -> str:
    return f"<html><body><article><h1>Ferry</h1>{''.join(f'<p>{SENTENCE.format(n=k)}</p>' for k in range(n))}</article>"


def one_line_of_spans(n: int) -> str:
    return f"<html><body><p>{''.join(f'<span>{SENTENCE.format(n=k)}</span> ' for k in range(n))}</p>"


def lists_of_links(n: int) -> str:
    return page(20) + "".join(f"<ul><li><a href=/{k}>{SENTENCE.format(n=k)[:40]}</a></ul>" for k in range(n))


def printed(n: int) -> list[list[Line]]:
    """Pages with a running head, a number and forty lines."""

    def line(text: str, base: float) -> Line:
        words = text.split()
        return Line(tuple(Word(word, 50.0 + 30 * k, 75.0 + 30 * k) for k, word in enumerate(words)), base)

    body = [SENTENCE.format(n=k)[:60] for k in range(40)]
    return [
        [
            line(f"Harnfjord Tidende {p}", 800.0),
            *(line(t, 780.0 - 12 * k) for k, t in enumerate(body)),
            line(str(p), 20.0),
        ]
        for p in range(n)
    ]


def wrapped(n: int) -> str:
    return "\n".join(textwrap.wrap(" ".join(SENTENCE.format(n=k) for k in range(n)), 72))


def mail(n: int) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Ferry"
    message.set_content("\n\n".join(SENTENCE.format(n=k) for k in range(n)))
    return message.as_bytes()


def read_mail(content: bytes) -> list[object]:
    import io

    return [item for item in read_eml(File("a.eml", "a.eml", lambda: io.BytesIO(content))) if isinstance(item, Draft)]


KINDS: dict[str, tuple[Callable[[int], object], Callable[..., object], int]] = {
    "page": (page, draft_of_page, 1_500),
    "one line": (one_line_of_spans, draft_of_page, 1_500),
    "lists of links": (lists_of_links, draft_of_page, 1_500),
    "printed pages": (printed, read_pages, 100),
    "wrapped lines": (wrapped, unwrapped, 3_000),
    "mail": (mail, read_mail, 3_000),
}


def seconds(call: Callable[..., object], content: object) -> float:
    started = time.process_time()
    call(content)
    return time.process_time() - started


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_as_much_takes_about_four_times_as_long(kind: str) -> None:
    make, call, n = KINDS[kind]
    small, large = make(n), make(4 * n)
    call(make(10))
    measured = []
    for tries in (1, 2, 3):  # measured again where the first time looks bad: other processes disturb
        short, long = (min(seconds(call, content) for _ in range(tries)) for content in (small, large))
        measured.append((short, long))
        if long <= max(7 * short, NOTICEABLE):
            return
    raise AssertionError(measured)
