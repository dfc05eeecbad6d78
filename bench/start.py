"""How long a server takes from its start to the first page."""

import tempfile
from pathlib import Path

from bench.measure import Figure, Limit
from bench.server import BARE, serving

MOST_SECONDS = Limit(3, of="value")


def measure(data: Path, rounds: int) -> list[Figure]:
    """Take the best of some starts: what else the machine does can only make one longer."""
    starts = [(_first(), _started(data), _bare(data)) for _ in range(rounds)]
    first, again, bare = (min(seconds) for seconds in zip(*starts, strict=True))
    against = "the same server without Closeknit"
    return [
        Figure("start to first page", again, bare, "s", against, MOST_SECONDS),
        Figure("the very first, in an empty folder", first, bare, "s", against, MOST_SECONDS),
    ]


def _first() -> float:
    with tempfile.TemporaryDirectory(prefix="closeknit-bench-") as folder:
        return _started(Path(folder))


def _started(data: Path) -> float:
    with serving(data) as server:
        return server.started_in


def _bare(data: Path) -> float:
    with serving(data, BARE) as server:
        return server.started_in
