"""The corner of a case that one claim hangs on."""

from fictional_case import the_case
from firsthand.case import CaseReader
from firsthand.case.corners import find_corner


def test_a_corner_holds_whoever_tells_the_claim_and_whoever_shares_a_claim_with_them():
    case = the_case()
    with CaseReader.of(case) as reader:
        claim = reader.ledger()[0]
        tellers = {a.span.document for a in claim.assertions}
        assert tellers <= set(find_corner(reader.database, claim.id, 1))
        wide = find_corner(reader.database, claim.id, 99)
        assert tellers <= set(wide)
        assert wide == sorted(wide)
        assert find_corner(reader.database, "none of ours", 99) == []
