"""Claims: the statements of all documents, gathered by what they claim.

In: documents laid out, their quotations, the reuse between them. Out: :class:`Group`\\ s of statements, each of one
proposition, with the links that tie them. Always true: every statement is in exactly one group; a link names its kind
and how sure it is; nothing depends on the order of the documents.
"""

from firsthand.claims.gathering import Group, gather
from firsthand.claims.matching import Link
from firsthand.claims.near_wording import Facts, look_up_facts
from firsthand.claims.silence import find_silence
from firsthand.claims.statements import Statement, cut_statements
from firsthand.claims.wording import Rarity, content_stems

__all__ = [
    "Facts",
    "Group",
    "Link",
    "Rarity",
    "Statement",
    "content_stems",
    "cut_statements",
    "find_silence",
    "gather",
    "look_up_facts",
]
