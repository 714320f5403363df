"""Values: what a text says as things that can be compared across wordings and languages.

In: text and its language. Out: names, dates, figures, certainty; entities over a collection; what changed between two
tellings. Always true: every value holds the exact place of its words; nothing is resolved against today; nobody is
merged across contradictory given names.
"""

from firsthand.values.certainty import compare_certainty, drift, find_cues, find_refusal, judge_certainty
from firsthand.values.changes import find_changes
from firsthand.values.dates import Date, find_dates
from firsthand.values.entities import Entities, locate_entities
from firsthand.values.figure_comparison import compare_figures
from firsthand.values.figures import Figure, find_figures
from firsthand.values.names import Name, find_document_names, find_names
from firsthand.values.opposites import find_negation_change, find_opposition
from firsthand.values.resolution import resolve_entities

__all__ = [
    "Date",
    "Entities",
    "Figure",
    "Name",
    "compare_certainty",
    "compare_figures",
    "drift",
    "find_changes",
    "find_cues",
    "find_dates",
    "find_document_names",
    "find_figures",
    "find_names",
    "find_negation_change",
    "find_opposition",
    "find_refusal",
    "judge_certainty",
    "locate_entities",
    "resolve_entities",
]
