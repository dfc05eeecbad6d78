"""The same server without Closeknit: one line of text from Django, a2wsgi, Starlette, uvicorn."""

import sys
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from starlette.applications import Starlette
from starlette.routing import Mount


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


urlpatterns = [path("", hello)]

if __name__ == "__main__":
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
        ROOT_URLCONF="bench.bare",
        USE_TZ=True,
    )
    django: Any = get_wsgi_application()
    pages: Any = WSGIMiddleware(django, workers=6)
    app = Starlette(routes=[Mount("/", pages)])
    uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)
