"""How many independent origins a claim has: voices, media, counting, the verdict, what changed on the way.

Takes groups of statements and what the documents say of their sources; who copied whom is worked out by
:mod:`firsthand.copying`. Gives claims, each with its tellings, its tree and its origins as a range with reasons.
Always true: tree, list, count, summary and ledger are one graph, and when in doubt nothing is established.
"""

from firsthand.copying import Copying, Tellings, Witness, infer_copying

__all__ = ["Copying", "Tellings", "Witness", "infer_copying"]
