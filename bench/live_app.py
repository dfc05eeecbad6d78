"""The real server, with a bare stream beside ours: both are told from the same threads.

Run as a program: python -m bench.live_app PORT, with CLOSEKNIT_DATA in the environment.
"""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial

import uvicorn
from django.http import HttpRequest, HttpResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

EVENT = "event: look-again\ndata: {}\n\n"


class BareStream:
    """A queue for each connection, and nothing else: no ticket, no session, no sign-out."""

    def __init__(self) -> None:
        self.queues: defaultdict[str, set[asyncio.Queue[bytes]]] = defaultdict(set)
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.loop = asyncio.get_running_loop()
        topic, queue = scope["path"].rstrip("/").rpartition("/")[2], asyncio.Queue[bytes]()
        self.queues[topic].add(queue)
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body, gone = b": open\n\n", asyncio.create_task(_watch(receive, queue))
        while body:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            body = await queue.get()
        gone.cancel()
        self.queues[topic].discard(queue)

    def tell(self, topic: str, row: str) -> None:
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._put, topic, EVENT.format(row).encode())

    def _put(self, topic: str, event: bytes) -> None:
        for queue in self.queues[topic]:
            queue.put_nowait(event)


async def _watch(receive: Receive, queue: asyncio.Queue[bytes]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    queue.put_nowait(b"")


bare = BareStream()


def publish(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Tell the pages of one talk, with the time of telling as the id."""
    from closeknit import live

    tell: Callable[[str, str], None] = (
        partial(live.look_again, f"bond:{number:032x}")
        if kind == "ours"
        else partial(bare.tell, str(number))
    )
    tell(f"{time.perf_counter_ns():x}")
    return HttpResponse(status=204)


def main() -> None:
    from closeknit.site.asgi import app

    app.router.routes.insert(0, Route("/bench/bare/{topic}/", bare))
    uvicorn.run(
        app, port=int(sys.argv[1]), log_level="error", access_log=False, timeout_graceful_shutdown=2
    )


if __name__ == "__main__":
    # The address table finds this module by its name, and has to find this very stream.
    sys.modules["bench.live_app"] = sys.modules["__main__"]
    main()
