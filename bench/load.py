"""Puts a server under load from a process of its own: its work is not the server's.

It reads what to do as JSON from standard input and prints what it saw as JSON.
"""

import asyncio
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.browser import HOST

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Order:
    """Rounds in which the pages take turns, each asked for as often as it says."""

    pid: int
    port: int
    cookies: str
    pages: dict[str, int]
    rounds: int
    concurrency: int = 8


@dataclass(frozen=True)
class Turn:
    """What one page did in one round: seconds by the clock, CPU seconds of the server, waits."""

    page: str
    seconds: float
    cpu: float
    waits: list[float]

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds


async def carry_out(order: Order) -> list[Turn]:
    return [
        await _turn(order, page, times)
        for _ in range(order.rounds)
        for page, times in order.pages.items()
    ]


async def _turn(order: Order, page: str, times: int) -> Turn:
    left, waits = iter(range(times)), []

    async def keep_asking() -> None:
        reader, writer = await asyncio.open_connection(HOST, order.port)
        request = _request(order, page)
        for _ in left:
            begun = time.perf_counter()
            writer.write(request)
            await _read(reader, page)
            waits.append(time.perf_counter() - begun)
        writer.close()

    begun, cpu = time.perf_counter(), _cpu(order.pid)
    await asyncio.gather(*(keep_asking() for _ in range(order.concurrency)))
    return Turn(page, time.perf_counter() - begun, _cpu(order.pid) - cpu, waits)


def _request(order: Order, page: str) -> bytes:
    return f"GET {page} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {order.cookies}\r\n\r\n".encode()


async def _read(reader: asyncio.StreamReader, page: str) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if not head.startswith("http/1.1 200"):
        raise RuntimeError(f"{page} answered {head.splitlines()[0]}")
    _, _, rest = head.partition("content-length:")
    await reader.readexactly(int(rest.split()[0]))


def _cpu(pid: int) -> float:
    # After the name in brackets, user and system time are the 12th and 13th field.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    turns = asyncio.run(carry_out(Order(**json.load(sys.stdin))))
    json.dump([asdict(turn) for turn in turns], sys.stdout)
