"""Hand a request on once its whole body is here."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE = (
    "This is more than fits at once. Go back: your words are still in the form; shorten them, or "
    "choose a smaller photo."
)
TOO_SLOW = "This took too long to arrive. Go back: your words are still in the form; try again."


@dataclass(frozen=True)
class Allowance:
    """How much may come in one request, in bytes, and how long it may take, in seconds."""

    largest: int = 1024 * 1024
    seconds: float = 60


USUAL = Allowance()
# So many bodies of more than words are held at once; the next wait for their turn.
LARGE_AT_ONCE = 8


class _Gone(Exception):
    """The browser went away in the middle of what it sent."""


class _TooLarge(Exception):
    """More was sent than any form holds."""


class Whole:
    """Keep half-sent words from being stored as if they were all, and slow senders off the pool."""

    def __init__(
        self, app: ASGIApp, allowed: Callable[[Scope], Allowance] = lambda _scope: USUAL
    ) -> None:
        self.app, self.allowed = app, allowed
        self.large = asyncio.Semaphore(LARGE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        allowance = self.allowed(scope)
        try:
            async with asyncio.timeout(allowance.seconds):
                async with self.large if allowance != USUAL else nullcontext():
                    body = await _body(receive, allowance.largest)
        except _Gone:
            return
        except _TooLarge:
            await _say(TOO_LARGE, 413, scope, receive, send)
        except TimeoutError:
            await _say(TOO_SLOW, 408, scope, receive, send)
        else:
            await self.app(scope, _first(body, receive), send)


async def _body(receive: Receive, largest: int) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        if len(body) > largest:
            raise _TooLarge
        more = message.get("more_body", False)
    return bytes(body)


def _first(body: bytes, receive: Receive) -> Receive:
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return left.pop() if left else await receive()

    return next_message


async def _say(text: str, status: int, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"Connection": "close", "Cache-Control": "no-store"}
    await PlainTextResponse(text, status, headers)(scope, receive, send)
