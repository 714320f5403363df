"""Files that firsthand writes: what it may replace, how a file becomes whole, and who may write just now.

In: paths. Out: files that are whole or not there. Always true: no output replaces an input, a case, a file that is no
earlier output of the same kind, or another output of the same run; a file is written beside its place under a hidden
name and moved there when it is whole; what a run that was killed left behind is cleared by the next.
"""

from firsthand.files.kinds import kind_of, written_by_firsthand
from firsthand.files.rule import Output, Place, settle_outputs
from firsthand.files.whole import placed, whole_file, whole_folder, whole_path
from firsthand.files.writer import only_writer

__all__ = [
    "Output",
    "Place",
    "kind_of",
    "only_writer",
    "placed",
    "settle_outputs",
    "whole_file",
    "whole_folder",
    "whole_path",
    "written_by_firsthand",
]
