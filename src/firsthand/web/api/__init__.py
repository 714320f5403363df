"""The JSON API: the records of the export, asked for one by one and page by page.

In: requests to ``/api…``. Out: records as JSON; ``/openapi.json`` describes them all. Always true: a list says how many
there are and whether any were cut; an id stays when documents are added; nothing is written without the token.
"""

from starlette.routing import Route

from firsthand.web.api.addresses import routes
from firsthand.web.api.description import openapi

ROUTES = [Route("/openapi.json", openapi), *routes()]

__all__ = ["ROUTES"]
