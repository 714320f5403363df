"""The explorer: a saved case in the browser, page by page, and the same as a JSON API.

In: the path of a saved case. Out: a Starlette application for this machine alone: it answers to loopback names only,
and its pages may load nothing from anywhere else. Without a token it writes nothing; with one, whoever has it may
decide and add, each change worked out on a copy of the case.
"""

from firsthand.web.app import create_app
from firsthand.web.editing import Editor

__all__ = ["Editor", "create_app"]
