"""One process, one port: Starlette outside, Django's pages on a small pool of threads."""

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from starlette.applications import Starlette
from starlette.routing import Mount

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "closeknit.site.settings")

THREADS = 6

app = Starlette(routes=[Mount("/", WSGIMiddleware(get_wsgi_application(), workers=THREADS))])
