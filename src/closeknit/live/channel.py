"""How a call travels from the thread that saved something to the open streams.

In memory it goes straight to this process's loop. Over Redis each process publishes to one channel
and keeps one subscription to it; when Redis is away, this process still reaches its own streams.
"""

import asyncio
import logging
from contextlib import suppress
from typing import Any, Protocol

from closeknit.live.hub import Hub

log = logging.getLogger("closeknit.live")
NAME = "closeknit:live"
LOOK, END = "look", "end"
# What a topic, an id and a ticket may be written with: they travel with spaces between them.
MARKS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz:-")
BEAT_SECONDS = 20
AGAIN_SECONDS = 1.0
ANSWER_SECONDS = 2


class Channel(Protocol):
    """A way for calls to reach the streams."""

    hub: Hub

    def say(self, message: str) -> None:
        """Call from any thread. It never raises: what was saved stays saved."""

    async def run(self) -> None:
        """Hand calls out until cancelled; to be awaited in the server's loop."""


class Memory:
    """All streams are in this process, if there is a loop in it at all."""

    def __init__(self) -> None:
        self.hub = Hub()
        self._loop: asyncio.AbstractEventLoop | None = None

    def say(self, message: str) -> None:
        # A loop that has just closed has no streams any more.
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(hand_out, self.hub, message)

    async def run(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                await asyncio.sleep(BEAT_SECONDS)
                self.hub.beat()
        finally:
            self._loop = None


class Redis(Memory):
    """Streams are in several processes, and Redis stands between them."""

    def __init__(self, url: str) -> None:
        super().__init__()
        import redis

        self._url = url
        self._errors: tuple[type[Exception], ...] = (redis.RedisError, OSError)
        seconds: dict[str, Any] = {
            "socket_timeout": ANSWER_SECONDS,
            "socket_connect_timeout": ANSWER_SECONDS,
        }
        self._client = redis.Redis.from_url(url, **seconds)

    def say(self, message: str) -> None:
        try:
            self._client.publish(NAME, message)
        except self._errors:
            log.exception("the channel could not be reached; only this process is told")
            super().say(message)

    async def run(self) -> None:
        beats = asyncio.create_task(super().run())
        try:
            while True:
                await self._subscribe()
                await asyncio.sleep(AGAIN_SECONDS)
        finally:
            beats.cancel()

    async def _subscribe(self) -> None:
        import redis.asyncio

        client = redis.asyncio.Redis.from_url(self._url, socket_connect_timeout=ANSWER_SECONDS)
        try:
            async with client.pubsub(ignore_subscribe_messages=True) as subscription:
                await subscription.subscribe(NAME)
                # Whatever was said before is lost to this process.
                self.hub.look_again_everywhere()
                async for message in subscription.listen():
                    hand_out(self.hub, bytes(message["data"]).decode("ascii", "replace"))
        except self._errors:
            log.exception("the channel is away; it is looked for again")
        finally:
            await client.aclose()


def hand_out(hub: Hub, message: str) -> None:
    """Give a call to whom it concerns; what is not understood is dropped."""
    match message.split(" "):
        case [word, topic, row] if word == LOOK:
            hub.look_again(topic, row)
        case [word, ticket] if word == END:
            hub.end(ticket)


_channel: Channel | None = None


def use(url: str) -> Channel:
    """Choose the channel of this process: in memory, or Redis at an address."""
    global _channel  # noqa: PLW0603  # one a process, chosen once at its start
    _channel = Redis(url) if url else Memory()
    return _channel


def look_again(topic: str, row: str) -> None:
    """Have the open pages of a topic fetch again what they show; `row` says of which row."""
    _say(LOOK, topic, row)


def end(ticket: str) -> None:
    """Close the streams that were opened with a ticket."""
    _say(END, ticket)


def _say(*words: str) -> None:
    if not all(word and MARKS.issuperset(word) for word in words):
        raise ValueError("A call holds marks only, never words.")
    if _channel is not None:
        _channel.say(" ".join(words))
