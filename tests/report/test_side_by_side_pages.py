"""Two documents side by side: what changed beside the shared words is named, what stands elsewhere is moved."""

from fictional_case import document
from firsthand.model import Reuse
from firsthand.report.reader import Facing, face
from firsthand.report.screens.pair import rows_of

SHARED = " people were hurt when the ferry caught fire off Sorrel, the harbour master said."


def rows(a_text, b_text, places):
    a, b = document("a", a_text), document("b", b_text)
    reuses = [Reuse(a.span(*x), b.span(*y), "edited", 0.95) for x, y in places]
    return rows_of(face(reuses, a, b), a, b, [[(0, "en")], [(0, "en")]])


def test_a_figure_just_before_the_shared_words_is_named():
    a, b = "Five" + SHARED, "Eight" + SHARED
    found = [row for row in rows(a, b, [((4, len(a)), (5, len(b)))]) if isinstance(row.shared, Facing)]
    assert [c.slot for c in found[0].changes] == ["figure"]
    assert (found[0].changes[0].before.exact, found[0].changes[0].after.exact) == ("Five", "Eight")


def test_what_stands_elsewhere_is_moved_and_what_stays_in_order_is_not():
    first, second, third = (
        ("The pier was closed at noon." + " " * 2),
        ("Divers went down at dawn." + " "),
        "Nobody was lost.",
    )
    a, b = first + second + third, third + first + second
    places = []
    for part in (first, second, third):
        places.append(((a.index(part), a.index(part) + len(part)), (b.index(part), b.index(part) + len(part))))
    assert [row.moved for row in rows(a, b, places) if row.shared] == [False, False, True]


def test_two_that_tell_one_claim_in_other_words_stand_side_by_side_though_they_share_no_passage():
    ours, theirs = document("a", "A dam broke. Nine homes were lost."), document("b", "Houses: nine of them are gone.")
    rows = face([], ours, theirs, [(ours.span(13, 34), theirs.span(0, 30))])
    assert [row.kind for row in rows if isinstance(row, Facing)] == ["retold"]
    shared = [Reuse(ours.span(13, 34), theirs.span(0, 30), "edited", 0.5)]
    again = face(shared, ours, theirs, [(ours.span(13, 34), theirs.span(0, 30))])
    assert [row.kind for row in again if isinstance(row, Facing)] == ["edited"]
