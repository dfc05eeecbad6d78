"""A Redis on loopback, for tests that need one."""

import subprocess
import time
from contextlib import contextmanager, suppress

import pytest

from tests.site.processes import free_port


@pytest.fixture
def redis(tmp_path):
    """A function that runs a Redis on loopback; its address, and how to end it."""
    port = free_port()

    @contextmanager
    def running():
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        process = subprocess.Popen(
            [*command, "--appendonly", "no", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
        )
        try:
            wait_until(lambda: answers(port))
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(10)

    return running


def answers(port):
    import redis

    with suppress(redis.RedisError), redis.Redis(port=port) as client:
        return client.ping()
    return False


def wait_until(is_so, seconds=10.0):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)
