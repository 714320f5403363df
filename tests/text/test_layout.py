"""Documents become passages: languages, kinds, sentences, furniture. All texts here are made up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document, Passage
from firsthand.text import lay_out
from firsthand.text.outline import outline, possible_sentences

BODY = (
    "The harbour of Velmora was closed to cargo ships on Thursday after a second survey had found cracks in the pier.",
    "The engineer who led the survey said that the damage was new, and that it would take until autumn to repair it.",
    "Fishing boats may still leave during the day, but the ferries have been moved to the northern quay of the town.",
)
SPANISH = (
    "El puerto de Velmora fue cerrado el jueves a los barcos de carga porque un segundo estudio halló grietas en él.",
    "La ingeniera que dirigió el estudio dijo que los daños son nuevos y que la reparación durará hasta el otoño.",
)


def laid_out(text: str, **fields: object) -> list[tuple[str, str, str]]:
    document = Document("d", text, **fields)  # type: ignore[arg-type]
    return [(p.kind, p.language, text[p.start : p.end]) for p in lay_out([document])["d"]]


def furniture(text: str, **fields: object) -> list[str]:
    return [words for kind, _, words in laid_out(text, **fields) if kind == "boilerplate"]


def page(*around: str) -> str:
    """An article with these lines around it: those before `...` above it, the others below."""
    split = around.index("...") if "..." in around else 0
    return "\n\n".join([*around[:split], *BODY, *(line for line in around[split:] if line != "...")])


LINES = [
    "If you enjoyed this article about the harbour, we have an offer: join the Courier Circle.",
    "Members get full use of our archive, without meters and with fewer advertisements than anybody else.",
    "Si te ha gustado este artículo sobre el puerto, únete al Círculo del Correo por muy poco al mes.",
    "share icon icon icon",
    "Share this: Facebook Twitter WhatsApp",
    "Was this content helpful?",
    "¿Te resultó útil este contenido?",
    "DONATE",
    "Subscribe now!",
    "Suscríbete",
    "Advertisement",
    "PUBLICIDAD",
    "Tags: harbour, Velmora, cracks",
    "Etiquetas: puerto, Velmora",
    "We want to keep this archive open, but in order to do so, we need resources.",
    "Sign up for our daily newsletter and never miss a story.",
    "Click here to send the Courier your comments.",
    "We encourage readers to copy and share our work with attribution to the Courier.",
    "© 2021 The Velmora Courier. All rights reserved.",
    "Todos los derechos reservados.",
    "Photo: Ivo Brandt/Courier",
    "Illustration/Courier",
    "Ilustración/Courier",
    "(Reuters/Ana Vela)",
    "By Mara Lindqvist/Velmora Courier:",
    "Por Mara Lindqvist/Velmora Courier:",
    "By MARA LINDQVIST, Staff Writer | March 4, 2021 10:30 AM",
    "VELMORA / 4 MAR 2021 BY MARA LINDQVIST EN",
    "Publicado: jueves, 4 de marzo de 2021",
    "https://courier.example/2021/03/04/harbour",
    "Home > News > Harbour",
    "HomeNewsBriefHarbour of Velmora closed",
    "The Associated Press contributed to this report.",
    "Con información de EFE",
    "Follow us on Twitter",
    "Síguenos en Facebook",
    "3 min read",
    "READ MORE: The bridge at Tamsel was sold twice",
    "* * *",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_page_is_no_evidence(line: str) -> None:
    above, below = page(line, "..."), page(line)

    assert furniture(above) == [line]
    assert furniture(below) == [line]


ARTICLE_LINES = [
    "The club’s members get free tickets for the ferry, and the harbour pays for them.",
    "The minister told readers of the Courier that they could click on the map to see their street.",
    "“Subscribe to our cause, donate what you can,” the union leader shouted from the quay on Thursday.",
    "By Thursday evening the cracks had grown by two centimetres.",
    "The town will support our families, one of the fishermen said, if the repairs take longer than that.",
    "People asked to sign up for the ferry waited for three hours in the rain on Thursday morning.",
    "Related damage was found below the water line.",
    "About forty boats were in the harbour.",
    "Who will pay?",
]


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_a_line_of_the_article_is_kept(line: str) -> None:
    assert furniture(page(line, "...")) == []
    assert furniture(page(line)) == []


def test_calls_inside_the_last_paragraph_are_cut_off() -> None:
    call = (
        "We invite you to share your thoughts in the comments below. Who should pay? Explore more articles on our site."
    )
    found = laid_out("\n".join([*BODY[:-1], f"{BODY[-1]} {call}"]))

    assert found[-2:] == [("body", "en", BODY[-1]), ("boilerplate", "en", call)]


def test_a_dateline_is_cut_off() -> None:
    found = laid_out(f"VELMORA, March 4 (Reuters) — {BODY[0]}\n{BODY[1]}")

    assert found[0] == ("boilerplate", "en", "VELMORA, March 4 (Reuters) —")
    assert found[1] == ("body", "en", BODY[0])


def test_everything_below_related_content_is_furniture() -> None:
    teasers = [
        "Related Content",
        "TAMSEL / 22 JUL 2021",
        "A recent quarrel over the bridge has reached the courts of Tamsel.",
        "All eyes on Orsk",
        "2 JUN 2023",
        "The dam at Orsk was inspected twice, and nobody told the mayor…",
    ]

    assert furniture(page(*teasers)) == teasers


def test_the_article_may_go_on_below_a_box_of_related_links() -> None:
    text = "\n\n".join([BODY[0], BODY[1], "Related stories", "The bridge at Tamsel", *BODY])

    assert furniture(text) == ["Related stories", "The bridge at Tamsel"]


def test_comments_of_readers_are_no_article() -> None:
    comments = [
        "Comments",
        "I have lived here for forty years and nobody has ever painted that pier, not even once.",
        "Painting is not the point at all, as the engineer says in the second paragraph of the piece.",
    ]

    assert furniture(page(*comments)) == comments


def test_a_table_of_contents_and_lists_of_links() -> None:
    contents = ["Table of Contents", "- A Second Survey", "- Who Will Pay"]
    links = ["- Velmora Harbour Map", "- Cargo Ship Prices 2021", "- Ferry To Orsk"]
    text = "\n".join([BODY[0], *contents, "A Second Survey", BODY[1], "Who Will Pay", BODY[2], *links])

    assert furniture(text) == contents + links


def test_a_list_of_the_article_stays_a_list() -> None:
    text = "\n".join(
        [BODY[0], "- repair the eastern pier", "- move the ferries to the quay", "- pay the fishermen", BODY[1]]
    )

    assert [kind for kind, _, _ in laid_out(text)] == ["body", "list", "list", "list", "body"]


def test_a_dash_that_opens_speech_opens_no_list() -> None:
    text = "\n".join([SPANISH[0], "— No lo sé —dijo la ingeniera—. Mañana veremos.", SPANISH[1]])

    assert [kind for kind, _, _ in laid_out(text)] == ["body"] * 3


def test_headings() -> None:
    text = "\n".join(
        ["Harbour closed after survey", BODY[0], "Courier Analysis", BODY[1], "Who Will Pay For It?", BODY[2]]
    )

    assert [kind for kind, _, _ in laid_out(text)] == ["heading", "body", "heading", "body", "heading", "body"]


def test_what_stands_above_the_title_is_the_page() -> None:
    text = page("BRIEF", "Velmora today", "Harbour closed after survey", "...")

    assert furniture(text, title="Harbour closed after survey") == ["BRIEF", "Velmora today"]


def test_a_teaser_told_three_times() -> None:
    teaser = "Bridge at Tamsel sold as mayor looks on"

    assert furniture(page(teaser, teaser, teaser)) == [teaser] * 3


def test_two_languages_in_one_file() -> None:
    text = "\n".join([*BODY, "Por Mara Lindqvist/Velmora Courier:", "Riesgo para todos", *SPANISH, "Acuerdo"])

    assert [language for _, language, _ in laid_out(text)] == ["en"] * 3 + ["es"] * 5


def test_a_sentence_quoted_in_another_language_stays_in_its_paragraph() -> None:
    text = f"{BODY[0]} {BODY[1]} “{SPANISH[1]}” {BODY[2]}"

    assert [language for _, language, _ in laid_out(text)] == ["en"]


def test_the_language_of_a_text_without_tables() -> None:
    german = "Der Hafen von Velmora wurde am Donnerstag gesperrt, nachdem eine zweite Untersuchung neue Risse fand."
    russian = "Гавань Вельморы была закрыта в четверг после того, как второе обследование выявило новые трещины."

    assert [language for _, language, _ in laid_out(german)] == ["de"]
    assert [language for _, language, _ in laid_out(russian)] == ["ru"]


def test_wrapped_lines_become_paragraphs() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in BODY)
    found = laid_out(wrapped)

    assert [" ".join(words.split()) for _, _, words in found] == list(BODY)
    assert all(len(p.sentences) == 1 for p in lay_out([Document("d", wrapped)])["d"])


def test_what_an_outlet_repeats_is_its_furniture() -> None:
    slogan = "Velmora reads the Courier at breakfast and has done so for a hundred years."
    ours = [
        Document(f"c{n}", f"{BODY[0]} Number {n} was the worst.\n{BODY[1]} In {n} ways.\n{slogan}", outlet="Courier")
        for n in range(3)
    ]
    theirs = Document("p", f"{BODY[2]}\n{BODY[1]}\n{slogan}", outlet="Post")

    for documents, expected in ((ours, 3), (ours[:2], 0), ([*ours, theirs], 0)):
        marked = [p for passages in lay_out(documents).values() for p in passages if p.kind == "boilerplate"]
        assert len(marked) == expected


def test_copies_of_one_article_in_one_outlet_are_no_furniture() -> None:
    copies = [Document(f"c{n}", "\n".join(BODY), outlet="Courier") for n in range(5)]

    assert all(p.kind == "body" for passages in lay_out(copies).values() for p in passages)


def test_ranges_that_the_reader_knows_are_honoured() -> None:
    text = f"{BODY[0]}\nA box about the town.\n{BODY[1]}"
    start = text.index("A box")
    document = Document("d", text, furniture=((start, start + len("A box about the town.")),))

    assert [p.kind for p in lay_out([document])["d"]] == ["body", "boilerplate", "body"]


def check(text: str, passages: tuple[Passage, ...]) -> None:
    assert all(p.start < p.end <= len(text) for p in passages)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    assert "".join("".join(text[p.start : p.end].split()) for p in passages) == "".join(text.split())
    for p in passages:
        assert all(p.start <= start < end <= p.end for start, end in p.sentences)
        assert all(a[1] <= b[0] for a, b in pairwise(p.sentences))


pieces = st.one_of(
    st.text(max_size=40), st.sampled_from([*LINES, *BODY, *SPANISH, "\n", "\r\n", "\n\n", "- A B", "\x00", "\u2028"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=12), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=2))
def test_passages_hold_every_visible_character_once(parts: list[str], known: list[tuple[int, int]]) -> None:
    text = "\n".join(parts)
    document = Document("d", text, furniture=tuple((min(a, b), max(a, b)) for a, b in known))

    check(text, lay_out([document])["d"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(pieces, st.sampled_from([f"VELMORA (AP) — {line}" for line in BODY])), max_size=12))
def test_no_sentence_outside_of_furniture_is_missing_among_the_possible_ones(parts: list[str]) -> None:
    text = "\n".join(parts)
    possible = {(*s, language) for p, language in outline(text) for s in possible_sentences(text, p, language)}

    for passage in lay_out([Document("d", text)])["d"]:
        if passage.kind != "boilerplate":
            assert {(*sentence, passage.language) for sentence in passage.sentences} <= possible


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    documents = [Document(f"d{n}", page(LINES[n], f"Number {n}"), outlet="Courier") for n in range(4)]

    assert lay_out([documents[n] for n in order]) == lay_out(documents)
