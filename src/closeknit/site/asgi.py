"""One process, one port: Starlette outside, Django's pages on a small pool of threads."""

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from starlette.applications import Starlette
from starlette.routing import Mount

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "closeknit.site.settings")

from closeknit.site.whole import Whole

THREADS = 6

django: Any = get_wsgi_application()
pages: Any = WSGIMiddleware(django, workers=THREADS)
app = Starlette(routes=[Mount("/", Whole(pages))])
