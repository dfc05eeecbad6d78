"""A browser without a network: calls the WSGI application itself and keeps its cookies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

FORM_TOKEN = "t" * 32
HOST = "127.0.0.1"


@dataclass
class Browser:
    application: Callable[..., Any]
    cookies: SimpleCookie = field(
        default_factory=lambda: SimpleCookie({"closeknit-form": FORM_TOKEN})
    )

    def sign_in(self, address: str, password: str) -> None:
        self.ask("/sign-in/", 302, {"address": address, "password": password})

    def ask(self, place: str, expected: int = 200, form: dict[str, str] | None = None) -> bytes:
        """Return what a page says; any other status than the expected one ends the run."""
        said: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            said.append(status)
            for name, value in headers:
                if name.lower() == "set-cookie":
                    self.cookies.load(value)

        answer = self.application(self._environ(place, form), start)
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        if not said[0].startswith(str(expected)):
            raise RuntimeError(f"{place} answered {said[0]} instead of {expected}.")
        return body

    def _environ(self, place: str, form: dict[str, str] | None) -> dict[str, Any]:
        path, _, query = place.partition("?")
        sent = urlencode(form or {}).encode()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET" if form is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items()),
            "HTTP_X_CSRFTOKEN": FORM_TOKEN,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(sent)),
            "wsgi.input": BytesIO(sent),
        }
        setup_testing_defaults(environ)
        return environ
