"""The explorer: a saved case in the browser, page by page, and the same as a JSON API.

In: the path of a saved case. Out: a Starlette application, read-only, for this machine alone: it answers to loopback
names only, writes nothing, and its pages may load nothing from anywhere else.
"""

from firsthand.web.app import create_app

__all__ = ["create_app"]
