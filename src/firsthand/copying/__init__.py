"""Who copied whom: the inference alone, on witnesses and passages. It knows nothing of claims, voices or files.

Takes witnesses: documents with the passages they share, their outlets, dates and credits, in any order.
Gives a `Copying`: for every passage family a forest of who copied whom, with probabilities and reasons as data, and the
number of separate first tellings as a range.
Always true: a verbatim copy raises no count, new wording of one's own lowers none, and order changes nothing.
"""

from firsthand.copying.inference import infer_copying
from firsthand.copying.witness import Copying, Tellings, Witness

__all__ = ["Copying", "Tellings", "Witness", "infer_copying"]
