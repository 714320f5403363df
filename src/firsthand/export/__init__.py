"""A case in the formats of the field, one file a format.

In: a saved :class:`~firsthand.model.Case`, all of it, frozen. Out: records (JSONL, CSV, Parquet), FollowTheMoney
entities, W3C PROV, GraphML and GEXF graphs, ClaimReview drafts. Always true: nothing is computed here that the case
does not hold; order and bytes depend on the case's content alone; without texts where asked.
"""

from firsthand.export.lines import to_json, write_jsonl
from firsthand.export.records import records

__all__ = ["records", "to_json", "write_jsonl"]
