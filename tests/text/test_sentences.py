"""Where sentences end. A bar in a case stands for a break; spaces around it belong to the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text import sentences

CASES = [
    ("en", "The dam holds.| Nobody was told.| Why?| Ask them!"),
    ("en", "“They have sold the bridge, all of it,” Tarn said.| “It is a key point.”"),
    ("en", "“They have sold the bridge.”| Tarn left the room."),
    ("en", "“Have they sold it?” Tarn asked.| Nobody knew."),
    ("en", "“Sell it!” said the mayor.| He left."),
    ("en", 'He said, "It is sold."| "It was ours," she added.'),
    ("en", 'It "is sold."| The mayor knows.'),
    ("en", "Dr. Tarn and Mrs. Orr met Gen. Vale on St. Mark's Square.| They left."),
    ("en", "The U.S. Navy sailed.| It left the U.S. The crew stayed.".replace("U.S. The", "U.S.| The")),
    ("en", "It is in the U.S., not here.| It began at 5 p.m. on Monday."),
    ("en", "J. R. Orr wrote it.| Q. Vale did not."),
    ("en", "It costs 3.5 million, i.e. a lot.| See No. 5 and Fig. 2 for it."),
    ("en", "Orr Inc. sold 5 ships to Vale Co. in Jan. 2004.| The rest sank."),
    ("en", "They waited ... and waited.| Then… nothing."),
    ("en", "He had a plan (it failed.)| She had none."),
    ("en", "First line\n|Second line without a stop\n|Third."),
    ("en", "It broke.[12]| The rest held."),
    ("en", "Visit www.dam.example for more.| Write to a.b@dam.example today."),
    ("en", "1. Close the gate.| 2. Call the mayor."),
    ("en", "Was it he?| 'Yes,' she said.| ‘No.’"),
    ("es", "El Sr. Ruiz y la Dra. Paz viajaron a EE. UU. en enero.| Volvieron pronto."),
    ("es", "Pasó en el año 300 a. C. según la Sra. Paz.| Nadie lo niega."),
    ("es", "«¿Quién lo vendió?», preguntó Ruiz.| «Nadie», dijo ella."),
    ("es", "“Vendieron el puente, todo”, dijo Ruiz.| “Es un dato clave”.| Luego calló."),
    ("es", "¿Quién lo vendió?| ¡Nadie lo sabe!| Así terminó."),
    ("es", "—No lo sé —dijo Ruiz—.| Mañana veremos."),
    ("es", "—¿Qué dice? —preguntó la alcaldesa.| —Nada."),
    ("es", "Firmó el art. 5 de la pág. 12, núm. 3.| Eso fue todo."),
    ("fr", "Le barrage tient.| Personne ne sait."),
    ("zh", "大坝很稳。|没有人知道。"),
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_sentences_end_where_they_should(language: str, case: str) -> None:
    text = case.replace("|", "")
    expected = [piece.strip() for piece in case.split("|")]

    assert [text[start:end] for start, end in sentences(text, language)] == expected


@given(st.text(st.sampled_from("aB .!?…\"”“'’()[]—-\n\r1\u2028é。"), max_size=120), st.sampled_from(["en", "es", "xx"]))
def test_sentences_hold_every_visible_character_once(text: str, language: str) -> None:
    found = sentences(text, language)

    assert found == sorted(found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
    assert all(text[s:e] == text[s:e].strip() and not re.search(r"[\n\r\u2028]", text[s:e]) for s, e in found)
