"""Entities: spellings of one are one, two of one office or one surname are two."""

from __future__ import annotations

import random
import time

import pytest

from firsthand.model import Decision, Document
from firsthand.values import Entities, Name, find_names, resolve_entities


def resolve(*texts: str, language: str = "en", decisions: tuple[Decision, ...] = ()) -> Entities:
    documents = [Document(f"d{k}", text) for k, text in enumerate(texts)]
    return resolve_entities(documents, {d.id: find_names(d.text, language) for d in documents}, decisions)


def people(entities: Entities) -> list[str]:
    return sorted(e.id for e in entities.entities if e.kind == "person")


ONE = [
    ("President Mahmoud Karimi spoke.", "President Mahmud Karimi spoke."),
    ("General Mohammad Reza Daryani left.", "General Mohammed Reza Daryani left."),
    ("President Masoud Peshekyan spoke.", "President Masoud Pascheckyan spoke."),
    ("Minister Felipe Cáceres spoke.", "Minister Felipe Caceres spoke."),
    ("Minister Carlos Alberto Vega spoke.", "Minister Carlos Vega spoke."),
    ("Minister Carlos Vega Salas spoke.", "Minister Carlos Vega spoke."),
    ("Senator Joseph Miller spoke.", "Senator Joe Miller spoke."),
    ("Senator John A. Miller spoke.", "Senator John Miller spoke."),
    ("Ali Asghar Daryani, deputy minister, spoke.", "Asghar Daryani, deputy minister, spoke."),
    ("Minister Carlos Vega spoke.", "Later Minister Vega spoke."),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_person_are_one(a: str, b: str) -> None:
    entities = resolve(a, b)
    (found,) = [e for e in entities.entities if e.kind == "person"]
    assert len(found.mentions) == 2
    assert found.merges
    assert all(m.reason for m in found.merges)


TWO = [
    ("Minister Carlos Vega spoke.", "Minister Pedro Vega spoke."),
    ("Minister Mario Vega spoke.", "Minister Maria Vega spoke."),
    ("Minister Daniel Vega spoke.", "Minister Daniela Vega spoke."),
    ("President Mahmoud Karimi spoke.", "President Mohammad Karimi spoke."),
    ("President George W. Miller spoke.", "President George H. W. Miller spoke."),
    ("The defence minister Carlos Vega spoke.", "The defence minister Ana Ruiz spoke."),
    ("Carlos Vega met Carlos Vega Jr. in Lima, and Carlos Vega smiled.", ""),
    ("Senator John Castro spoke.", "Senator John Castera spoke."),
]


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_people_stay_two(a: str, b: str) -> None:
    assert len(people(resolve(a, b))) == 2


def test_a_surname_is_resolved_within_its_document() -> None:
    entities = resolve(
        "Carlos Vega spoke in Lima. Vega smiled, and Vega left.", "Pedro Vega spoke in Quito. Vega smiled, said Vega."
    )
    assert people(entities) == ["person:carlos-vega", "person:pedro-vega"]
    assert {e.id: len(e.mentions) for e in entities.entities if e.kind == "person"}["person:pedro-vega"] == 3


def test_a_surname_of_two_brothers_is_nobodys() -> None:
    entities = resolve("Carlos Vega met his brother Pedro Vega. Later Vega said it rained.")
    assert people(entities) == ["person:carlos-vega", "person:pedro-vega", "person:vega"]


def test_roles_are_kept() -> None:
    entities = resolve("Former minister Carlos Vega spoke.", "Senator Carlos Vega spoke.")
    (vega,) = entities.entities
    assert set(vega.roles) == {"Former minister", "Senator"}


def test_outlets_are_one_with_and_without_accent_or_article() -> None:
    entities = resolve("It was in La Nación and on the BBC.", "La Nacion and BBC reported it.")
    assert sorted(e.id for e in entities.entities) == ["organization:bbc", "organization:la-nacion"]


def test_two_heralds_are_two() -> None:
    entities = resolve("El Nuevo Herald reported it.", "The Miami Herald reported it.")
    assert len(entities.entities) == 2


def test_an_acronym_is_the_name_before_it() -> None:
    entities = resolve("The National Drug Agency (NDA) closed. Later the NDA opened.")
    (agency,) = entities.entities
    assert agency.aliases == ("National Drug Agency",) or agency.name == "National Drug Agency"


def test_one_acronym_ties_its_long_forms_across_languages() -> None:
    documents = [
        Document("a", "The Movement for Progress (MAP) won."),
        Document("b", "Ganó el Movimiento al Progreso (MAP)."),
        Document("c", "The Mining Association of Peru (MAP) lost."),
    ]
    names = {d.id: find_names(d.text, language) for d, language in zip(documents, ("en", "es", "en"), strict=True)}
    entities = resolve_entities(documents, names)
    assert entities.named("Movement for Progress") == entities.named("Movimiento al Progreso")
    assert entities.named("Mining Association of Peru") != entities.named("Movement for Progress")


def test_countries_are_one_in_every_language() -> None:
    documents = [Document("a", "He left the United States."), Document("b", "Salió de Estados Unidos.")]
    names = {"a": find_names(documents[0].text, "en"), "b": find_names(documents[1].text, "es")}
    (country,) = resolve_entities(documents, names).entities
    assert country.kind == "place"


def test_the_user_decides_first() -> None:
    a, b = "Minister Carlos Vega spoke.", "Minister Carlos Alberto Vega spoke."
    parted = Decision("not same person", ("Carlos Vega", "Carlos Alberto Vega"))
    assert len(people(resolve(a, b, decisions=(parted,)))) == 2
    c = "Minister Charly Bega spoke."
    joined = resolve(a, c, decisions=(Decision("same person", ("Carlos Vega", "Charly Bega")),))
    (vega,) = [e for e in joined.entities if e.kind == "person"]
    assert any(m.decided for m in vega.merges)


def test_a_surname_that_the_user_parts_stays_apart() -> None:
    a, b = "Minister Mahmoud Ahmadi spoke. Ahmadi left.", "Minister Mahmud Ahmadi spoke."
    assert len(people(resolve(a, b))) == 1
    parted = Decision("not same person", ("Ahmadi", "Mahmud Ahmadi"))
    assert len(people(resolve(a, b, decisions=(parted,)))) == 2


def test_places_lead_to_entities() -> None:
    text = "It was the minister Carlos Vega of Peru who spoke."
    entities = resolve(text)
    start = text.index("the minister")
    assert entities.of("d0", start, text.index(" who")) == "person:carlos-vega"
    assert entities.of("d0", 0, 3) is None
    assert entities.named("Vega") == entities.named("Carlos Vega") == "person:carlos-vega"
    assert entities.named("Pedro Vega") is None


def test_the_order_of_documents_does_not_matter() -> None:
    texts = [text for pair in (*ONE, *TWO) for text in pair if text]
    documents = [Document(f"d{k:02}", text) for k, text in enumerate(texts)]
    names = {d.id: find_names(d.text, "en") for d in documents}
    expected = resolve_entities(documents, names)
    shuffled = documents[:]
    random.Random(3).shuffle(shuffled)
    assert resolve_entities(shuffled, {d.id: names[d.id] for d in shuffled}) == expected
    assert len({e.id for e in expected.entities}) == len(expected.entities)


def test_every_mention_holds_its_own_text() -> None:
    entities = resolve(*(text for pair in (*ONE, *TWO) for text in pair))
    texts = [text for pair in (*ONE, *TWO) for text in pair]
    assert all(m.holds(texts[int(m.document[1:])]) for e in entities.entities for m in e.mentions)


def test_many_names_take_time_in_proportion() -> None:
    chance = random.Random(5)
    given = ["Carlos", "Pedro", "Ana", "Luis", "Jorge", "Marta", "Elena", "Hugo", "Rosa", "Iván"]
    surnames = [chance.choice("BCDFGLMNPRSTV") + chance.choice("aeiou") + chance.choice("lmnrst") + chance.choice("aeo")
                + chance.choice(["s", "z", "n", "ndo", "rri", "llo"]) for _ in range(900)]  # fmt: skip
    documents, names = [], {}
    for k in range(2_000):
        words = [f"{chance.choice(given)} {chance.choice(surnames)}" for _ in range(25)]
        words += [w.split()[1] for w in words]
        text = ", ".join(words)
        found, at = [], 0
        for w in words:
            at = text.index(w, at)
            found.append(Name(at, at + len(w), w, "person", sure=" " in w))
            at += len(w)
        documents.append(Document(f"{k:05}", text))
        names[f"{k:05}"] = found
    began = time.process_time()
    resolve_entities(documents, names)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("text", "language", "bodies"),
    [
        ("F.B.I. agents came. The FBI left, and the F.B.I. returned.", "en", ["FBI"]),
        ("The N.A.A.C.P. met in Velmar. Later the NAACP left.", "en", ["NAACP"]),
        ("La O.E.A. pidió calma. La OEA insistió.", "es", ["OEA"]),
    ],
)
def test_letters_with_full_stops_are_the_acronym(text: str, language: str, bodies: list[str]) -> None:
    found = [e for e in resolve(text, language=language).entities if e.kind == "organization"]
    assert ["".join(e.name.split(".")) for e in found] == bodies
    assert any("full stops" in m.reason for e in found for m in e.merges)


def test_a_given_name_alone_is_the_only_bearer_s_in_its_document() -> None:
    entities = resolve("Nancy Pelosa met Carlos Vega in Lima. Nancy smiled, said Carlos Vega to Nancy.")
    assert people(entities) == ["person:carlos-vega", "person:nancy-pelosa"]


def test_a_given_name_of_two_is_nobodys() -> None:
    entities = resolve("Nancy Pelosa met Nancy Vega in Lima. Later Nancy said it rained, said Nancy.")
    assert len(people(entities)) == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("House Speaker Nancy Pelosa and Senate Minority Leader Chuck Schuler met.", "en"),
        ("White House Counsel Nancy Pelosa and Chuck Schuler wrote.", "en"),
        ("El presidente del Senado Carlos Vega y el ministro Pedro Sanz hablaron.", "es"),
    ],
)
def test_two_people_that_and_joins_are_two(text: str, language: str) -> None:
    assert len(people(resolve(text, language=language))) == 2


def test_a_surname_before_a_relatives_full_name_is_not_the_relative() -> None:
    texts = (
        "Ronald Trask said that tariffs would rise. Ronald Trask spoke in Iowa. Ronald Trask left.",
        "Tariffs are good, Trask said in Iowa. Melania Trask was not there.",
        "Melania Trask visited a school. Trask liked it.",
    )
    melania = next(e for e in resolve(*texts).entities if e.name == "Melania Trask")
    assert {(m.document, m.exact) for m in melania.mentions} == {
        ("d1", "Melania Trask"),
        ("d2", "Melania Trask"),
        ("d2", "Trask"),
    }
