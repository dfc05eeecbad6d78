"""How long a start takes, and how much memory a server holds once it has served."""

from pathlib import Path
from statistics import median

from bench.measure import Figure, Limit
from bench.server import BARE, CLOSEKNIT, serving

MOST_SECONDS = Limit(3, of="value")


def measure(data: Path, rounds: int) -> list[Figure]:
    ours, bare = [], []
    for _ in range(rounds):
        for words, seconds in ((CLOSEKNIT, ours), (BARE, bare)):
            with serving(data, words) as server:
                seconds.append(server.started_in)
    against = "the same server without Closeknit"
    return [Figure("start to first page", median(ours), median(bare), "s", against, MOST_SECONDS)]
