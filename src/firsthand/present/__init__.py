"""What a person reads: every sentence about a finding, made from its data in a language of the interface.

In: reasons. Out: sentences, from the tables ``languages/<code>/reasons``.
Always true: nothing here is stored, and nothing is found out.
"""

from firsthand.present.reasons import join_reasons, reason_words

__all__ = ["join_reasons", "reason_words"]
