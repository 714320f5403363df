"""Facts: what several documents tell of one thing in whatever words, and every value that they give of it.

In: the frames of every document, the claims and the entities. Out: :class:`~firsthand.model.Fact`\\ s. Always true: an
assertion's span and anchor hold exactly their text; equal values are never shown as different; nothing depends on the
order of the documents.
"""

from firsthand.facts.cutting import cut_frames
from firsthand.facts.finding import Collection, CountOrigins, find_facts
from firsthand.facts.frames import Frame

__all__ = ["Collection", "CountOrigins", "Frame", "cut_frames", "find_facts"]
