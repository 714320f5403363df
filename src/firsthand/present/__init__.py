"""What a person reads: every sentence about a finding, made from its data in a language of the interface.

In: reasons, and remarks as they are kept. Out: sentences, from the tables ``languages/<code>/reasons`` and ``remarks``.
Always true: nothing here is stored, and nothing is found out.
"""

from firsthand.present.reasons import join_reasons, reason_words
from firsthand.present.remarks import remark_words

__all__ = ["join_reasons", "reason_words", "remark_words"]
