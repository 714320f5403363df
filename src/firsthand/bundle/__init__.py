"""Evidence to hand over: one file with every record of a case, and a manifest of hashes that shows any change.

In: a saved case. Out: a ZIP file in which nothing is compressed, and what :func:`verify` finds when it reads it again.
Always true: the same case gives the same bytes; a byte that is changed anywhere is told with what it belongs to;
reading a bundle writes nothing, unpacks nothing, and needs no network.
"""

from firsthand.bundle.making import write_bundle
from firsthand.bundle.signing import Key, SignedBy, load_key, load_public
from firsthand.bundle.verifying import Fault, Verification, verify

__all__ = ["Fault", "Key", "SignedBy", "Verification", "load_key", "load_public", "verify", "write_bundle"]
