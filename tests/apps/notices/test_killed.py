"""A worker that is killed at any moment loses one notice at most, and never repeats any."""

import email
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.apps.notices.post_office import MailServer, open_office
from tests.site.processes import serving, surroundings

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
KILLS = 100
PROGRAM = Path(__file__).with_name("killed_workers.py")


def test_a_hundred_kills_lose_little_and_repeat_nothing(tmp_path):
    data = tmp_path / "here" / "data"
    with serving(data, "--no-worker"):
        pass
    with open_office(MailServer()) as post:
        environment = surroundings(
            data,
            CLOSEKNIT_SMTP_URL=f"smtp://127.0.0.1:{post.port}",
            CLOSEKNIT_MAIL_FROM="notes@two.example",
            PYTHONPATH=str(Path(__file__).parents[3]),
        )
        done = subprocess.run(
            [sys.executable, str(PROGRAM), str(KILLS)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        messages = [email.message_from_string(one)["To"] for one in post.messages]

    counted = json.loads(done.stdout)
    assert counted["killed"] == KILLS, counted
    assert max(Counter(messages).values()) == 1, "somebody was told twice"
    # What was lost was claimed by a worker that was killed before it could send it.
    lost = counted["all"] - len(set(messages))
    assert lost <= counted["claimed"] <= KILLS
    assert counted["sent"] + counted["claimed"] == counted["all"]
