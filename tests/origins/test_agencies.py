"""Agency text is the agency's, wherever the credit stands; a mention is no credit; carriers publish nothing."""

from __future__ import annotations

import pytest

import firsthand
from firsthand.model import Claim, Document, TimeInterval
from firsthand.origins.agencies import credit_agencies, find_credits, is_carrier, usual_name
from firsthand.origins.media import hear_media
from firsthand.origins.voices import outlet_key

LEAK = "The eastern sluice gate of the Orvelle dam jammed shortly before midnight and drowned four hundred sheep."
FUGA = "La compuerta oriental del embalse de Orvelle se atascó poco antes de medianoche y ahogó cien ovejas."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"ORVELLE (Reuters) - {LEAK}", "Reuters"),
        (f"Dam leaks\n\nORVELLE, March 4 (AP) — {LEAK}", "Associated Press"),
        (f"Dam leaks\nBy Ada Quill, Associated Press\n\n{LEAK}", "Associated Press"),
        (f"Dam leaks\nThe Associated Press\n\n{LEAK}", "Associated Press"),
        (f"Dam leaks\nAFP\n\n{LEAK}", "AFP"),
        (f"{LEAK}\n\n(Reporting by Ada Quill; Editing by Tilda Marsh)", "Reuters"),
        (f"{LEAK}\n\nWith files from Agence France-Presse", "AFP"),
        (f"Orvelle, 4 mar (EFE).- {FUGA}", "EFE"),
        (f"Fuga en la presa\nRedacción / EFE\n\n{FUGA}", "EFE"),
        (f"Fuga en la presa\nAgencia EFE\n\n{FUGA}", "EFE"),
        (f"Fuga en la presa\nPor Ada Quill, Europa Press\n\n{FUGA}", "Europa Press"),
        (f"{FUGA}\n\nCon información de EFE", "EFE"),
        (f"{FUGA}\n\nFuente: Europa Press", "Europa Press"),
        (f"ORVELLE (Coral Press) — {LEAK}", "Coral Press"),
        (f"Dam leaks\nCoral News Agency\n\n{LEAK}", "Coral News Agency"),
        (f"Agencia Pampa. {FUGA}", "Agencia Pampa"),
        (f"{FUGA}\n\nCon información de Agencia Pampa.", "Agencia Pampa"),
        (f"ORVELLE (Agência Litoral) – {FUGA}", "Agência Litoral"),
    ],
)
def test_wherever_the_credit_stands(text: str, agency: str) -> None:
    assert find_credits(Document("a", text)) == [agency]


@pytest.mark.parametrize(
    "text",
    [
        LEAK,
        f"The mayor looks on as the water rises. (Ada Quill/Reuters)\n\n{LEAK}",
        f"Reuters Journalist Held After Flood\n\n{LEAK}",
        f"{LEAK}\n\nA photographer of the Associated Press had slept in the old mill that night and woke at dawn.",
        f"{LEAK}\n\nTilda Marsh and the Associated Press contributed to this report.",
        f"La agencia EFE perdió un coche en la riada.\n\n{FUGA}",
        f"La Agencia Tributaria cerró ayer sus puertas.\n\n{FUGA}",
        f"SPRINGFIELD (Ill.) — {LEAK}",
    ],
)
def test_a_mention_a_picture_and_a_contribution_are_no_credit(text: str) -> None:
    assert find_credits(Document("a", text, outlet="Valley Times")) == []


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("Agencia EFE", "EFE"),
        ("Valley Times", "Valley Times"),
    ],
)
def test_one_agency_under_all_its_names(name: str, usual: str) -> None:
    assert usual_name(name) == usual
    assert outlet_key(name) == outlet_key(usual)


def test_carriers() -> None:
    assert is_carrier("Yahoo News")
    assert is_carrier("archive.org")
    assert not is_carrier("Valley Times")


def told(*documents: Document) -> Claim:
    return max(firsthand.trace(list(documents)).claims, key=lambda c: len(c.assertions))


@pytest.mark.parametrize(
    ("texts", "agency"),
    [
        (
            [
                f"ORVELLE (AP) — {LEAK}",
                "By Ada Quill, Associated Press\n\nA jammed gate at the Orvelle dam drowned 400 sheep before midnight.",
                f"{LEAK}\n\nFrom the Associated Press",
                "Near midnight a gate of the dam at Orvelle jammed and 400 sheep drowned.\n\nSource: AP",
            ],
            "Associated Press",
        ),
        (
            [
                f"Orvelle, 4 mar (EFE).- {FUGA}",
                f"Redacción / EFE\n\n{FUGA}",
                f"{FUGA}\n\nCon información de EFE",
                f"Agencia EFE\n\n{FUGA}",
            ],
            "EFE",
        ),
    ],
)
def test_four_outlets_of_one_agency_have_one_origin(texts: list[str], agency: str) -> None:
    claim = told(*(Document(f"d{n}", t, outlet=f"Outlet {n}") for n, t in enumerate(texts)))
    assert (claim.origins.low, claim.origins.best) == (1, 1)
    assert [o.name for o in claim.origins.list] == [agency]


def test_a_carrier_vouches_for_nothing() -> None:
    claim = told(Document("a", LEAK, outlet="Yahoo News"), Document("b", LEAK, outlet="Valley Times"))
    assert [o.name for o in claim.origins.list] != ["Yahoo News"]
    assert claim.origins.high == 1


@pytest.mark.parametrize(
    ("words", "credited"),
    [
        ("In sport, the Harbour Post rowing club lost.", False),
        ("She once worked near the Harbour Post tower.", False),
        ("The gate had jammed before, the Harbour Post reported.", True),
        ("The gate had jammed before, according to the Harbour Post.", True),
        ("La compuerta ya se había atascado, informó Harbour Post.", True),
        ("La compuerta ya se había atascado, según Harbour Post.", True),
    ],
)
def test_a_mention_is_no_credit(words: str, credited: bool) -> None:
    documents = [Document("a", words, outlet="Valley Times"), Document("b", LEAK, outlet="Harbour Post")]
    assert list(hear_media(documents, []).credited(documents[0])) == (["Harbour Post"] if credited else [])


def test_the_own_agency_is_no_credit() -> None:
    assert credit_agencies(Document("a", f"ORVELLE (Reuters) - {LEAK}", outlet="Thomson Reuters")).credits == ()


def test_who_names_the_agency_took_it_from_the_paper_that_prints_it() -> None:
    """A day is no minute of that day: what one page says of its source tells the direction."""
    words = "We have found seven sheep below the gate and are still searching the north channel"
    case = firsthand.trace(
        [
            Document("a1", f'ORVELLE (Coral Press) — {LEAK}\n\n"{words}," commander Liesl Amadi told reporters.',
                     outlet="Harbour Post", published=TimeInterval("2025-05-03T08:10:00Z", "2025-05-03T08:10:00Z")),
            Document("a0", "El embalse perdió agua el sábado, informó la guardia costera.\n\n"
                     "«Hemos encontrado siete ovejas bajo la compuerta y seguimos buscando en el canal norte», dijo la "
                     "comandante Liesl Amadi, según la agencia Coral Press.",
                     outlet="Diario de Orvelle", published=TimeInterval("2025-05-03", "2025-05-03")),
        ]
    )  # fmt: skip
    (claim,) = (c for c in case.claims if "sheep below" in c.text or "ovejas bajo" in c.text)
    assert claim.text == words
    assert claim.first.assertion.startswith("a1")
    (edge,) = (d for d in claim.derivations if d.target.startswith("a0"))
    assert edge.origin.startswith("a1")
    assert "prints the agency" in [reason.kind for reason in edge.reasons]
