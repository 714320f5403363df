"""Text: a document becomes passages with a language, a kind and sentences; words become comparable.

In: `Document`s. Out: `Passage`s in document order, without overlap. Always true: every offset is a code point of
`Document.text`; folding keeps a map home; nothing here touches a file, the network or a clock, and all of it takes time
near-linear in the text.
"""

from firsthand.text.folding import Folded, fold
from firsthand.text.layout import lay_out
from firsthand.text.splitting import sentences

__all__ = ["Folded", "fold", "lay_out", "sentences"]
