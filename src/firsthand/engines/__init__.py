"""Engines: where the work is done: this machine's processes, Spark, cases on disk, and reuse in corpora of any size.

In: paths, or documents. Out: a case, or rows of reuse. Always true: the result does not depend on the engine, on the
number of cores, or on how the work is cut.
"""
