"""A saved case as tools for assistants, over the Model Context Protocol.

In: the path of a case. Out: a server that answers an assistant's questions with ranges, reasons and spans. Always true:
the case is asked, never loaded, and never changed; every answer says what it left out; what documents say is given as
their words, never as ours.
"""
