"""One process, one port: Starlette outside, Django's pages on a small pool of threads."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.urls import Resolver404, resolve
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.routing import Mount
from starlette.types import Scope

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "closeknit.site.settings")

from closeknit import live
from closeknit.live import streams, tickets
from closeknit.live.streams import MayLook
from closeknit.site.whole import USUAL, Allowance, Whole

THREADS = 6


def make() -> Starlette:
    django: Any = get_wsgi_application()
    from django.conf import settings

    channel = live.use(settings.CHANNEL_URL)
    pages: Any = WSGIMiddleware(django, workers=THREADS)
    looks = streams.routes(channel, _doorman(), tickets.name(is_https=settings.IS_HTTPS))
    app = Starlette(
        routes=[*looks, Mount("/", Whole(pages, allowance()))],
        lifespan=partial(_handing_out, channel),
    )
    app.state.channel = channel
    return app


def _doorman() -> MayLook:
    """Ask the database in a thread of its own: whoever opens a stream waits behind no page."""
    from closeknit.apps.people import looking

    thread = ThreadPoolExecutor(1, "closeknit-live")

    async def may_look(*asked: Any) -> bool:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(thread, looking.may_look, *asked)

    return may_look


def allowance() -> Callable[[Scope], Allowance]:
    """Let more than words in only where a view takes it, from a browser of somebody known here.

    Nothing is looked up for that: such a browser shows a signed mark, or its half of a key. So
    nobody else can fill the memory; and who has rested too long still gets their words back.
    """
    from django.conf import settings

    from closeknit.apps.people import access, known_devices

    def allowed(scope: Scope) -> Allowance:
        headers = Headers(scope=scope)
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) <= USUAL.largest:
            return USUAL
        cookies = cookie_parser(headers.get("cookie", ""))
        half = access.CookieHalf.read(cookies.get(settings.KEY_COOKIE_NAME, ""))
        if not half and not known_devices.is_known(cookies.get(settings.DEVICE_COOKIE_NAME, "")):
            return USUAL
        with suppress(Resolver404):
            takes = getattr(resolve(scope["path"]).func, "takes", None)
            return Allowance(*takes) if takes else USUAL
        return USUAL

    return allowed


@asynccontextmanager
async def _handing_out(channel: live.Channel, _app: Starlette) -> AsyncIterator[None]:
    running = asyncio.create_task(channel.run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


app = make()
