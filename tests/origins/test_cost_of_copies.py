"""Copies of one page are one witness before anything is weighed: twice as many cost twice as much, never four times."""

import cProfile
import pstats

from firsthand.annotate import annotate
from firsthand.model import Document
from firsthand.pipeline import trace_documents
from firsthand.settings import Settings

PAGE = (
    "The ferry to Hollow Island ran aground on Tuesday with 48 people on board, the harbour master said.\n"
    '"We heard a long grinding noise and then nothing at all moved any more," Ana Reed, a passenger from Millbrook, '
    "told reporters on the quay.\n"
    "Divers found a crack of two metres in the hull, and the company has cancelled 14 crossings until Friday.\n"
    "Officials said nobody was hurt. The island's school stayed closed for the rest of the week.\n"
)


def count_calls(n_copies: int) -> int:
    documents = [Document(f"c{n:03}", PAGE, outlet=f"Outlet {n}") for n in range(n_copies)]
    alone = [annotate(document, Settings()) for document in documents]
    profile = cProfile.Profile()
    profile.enable()
    case = trace_documents(documents, annotate=lambda found, settings: iter(alone))
    profile.disable()
    assert max(claim.n_documents for claim in case.claims) == n_copies
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_the_work_grows_with_copies_not_with_their_pairs() -> None:
    count_calls(2)  # what is read once
    assert count_calls(240) < 2.4 * count_calls(120)
