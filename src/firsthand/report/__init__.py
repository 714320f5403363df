"""A case shown to people: in the terminal, and as one self-contained page that works offline.

In: a saved :class:`~firsthand.model.Case`. Out: rich renderables (:mod:`.terminal`) and HTML (:func:`write`). Always
true: documents' words stay their words; every number leads to characters in a document; nothing that a document says
can run, load or steer anything.
"""
