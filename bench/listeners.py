"""Open pages of many talks, in a process of their own: they listen while others press and read.

It reads what to do as JSON from standard input and prints what it saw as JSON.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import cycle

from bench.browser import HOST
from bench.load import Order, carry_out
from bench.measure import resident


@dataclass(frozen=True)
class Listening:
    """Two pages for each talk: their addresses and cookies, and how often each talk is told."""

    pid: int
    port: int
    kind: str
    pages: list[list[str]]
    tellings: int
    rate: int
    page: str = ""
    cookies: str = ""
    requests: int = 0


@dataclass
class Heard:
    """Seconds from telling to hearing; bytes a connection; seconds that a page took meanwhile."""

    waits: list[float] = field(default_factory=list)
    bytes_each: float = 0.0
    page_waits: list[float] = field(default_factory=list)


async def carry_out_listening(order: Listening) -> Heard:
    heard = Heard()
    before = resident(order.pid)
    streams = await asyncio.gather(
        *(_open(order, address, cookies) for address, cookies in order.pages)
    )
    await asyncio.sleep(1)
    heard.bytes_each = (resident(order.pid) - before) / max(len(streams), 1)
    readers = [asyncio.create_task(_hear(reader, heard)) for reader, _writer in streams]
    pages = asyncio.create_task(_read_pages(order))
    if streams:
        await _tell(order)
    heard.page_waits = await pages
    for task in readers:
        task.cancel()
    for _reader, writer in streams:
        writer.close()
    return heard


async def _open(
    order: Listening, address: str, cookies: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(HOST, order.port)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookies}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0]:
        raise RuntimeError(f"{address} answered {head.splitlines()[0].decode()}")
    await reader.readuntil(b": open\n\n")
    return reader, writer


async def _hear(reader: asyncio.StreamReader, heard: Heard) -> None:
    while True:
        line = await reader.readline()
        if line.startswith(b"data: "):
            told = int(line[6:], 16)
            heard.waits.append((time.perf_counter_ns() - told) / 1e9)


async def _tell(order: Listening) -> None:
    """Tell talk after talk at a steady rate, over one kept connection."""
    reader, writer = await asyncio.open_connection(HOST, order.port)
    talks = cycle(range(len(order.pages) // 2))
    begun = time.perf_counter()
    for number, talk in zip(range(order.tellings), talks, strict=False):
        await asyncio.sleep(max(0.0, begun + number / order.rate - time.perf_counter()))
        address = f"/bench/tell/{order.kind}/{talk}/"
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(0.5)
    writer.close()


async def _read_pages(order: Listening) -> list[float]:
    if not order.requests:
        return []
    pages = Order(order.pid, order.port, order.cookies, {order.page: order.requests}, 1, 4)
    return [wait for turn in await carry_out(pages) for wait in turn.waits]


if __name__ == "__main__":
    found = asyncio.run(carry_out_listening(Listening(**json.load(sys.stdin))))
    json.dump(asdict(found), sys.stdout)
