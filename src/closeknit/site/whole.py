"""Hand a request on once its whole body is here."""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1024 * 1024
SECONDS = 60
TOO_LARGE = (
    "This is more than fits at once. Go back: your words are still in the form; shorten them."
)
TOO_SLOW = "This took too long to arrive. Go back: your words are still in the form; try again."


class _Gone(Exception):
    """The browser went away in the middle of what it sent."""


class _TooLarge(Exception):
    """More was sent than any form holds."""


class Whole:
    """Keep half-sent words from being stored as if they were all, and slow senders off the pool."""

    def __init__(self, app: ASGIApp, *, largest: int = LARGEST, seconds: float = SECONDS) -> None:
        self.app, self.largest, self.seconds = app, largest, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self.seconds):
                body = await self._body(receive)
        except _Gone:
            return
        except _TooLarge:
            await _say(TOO_LARGE, 413, scope, receive, send)
        except TimeoutError:
            await _say(TOO_SLOW, 408, scope, receive, send)
        else:
            await self.app(scope, _first(body, receive), send)

    async def _body(self, receive: Receive) -> bytes:
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            body += message.get("body", b"")
            if len(body) > self.largest:
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
