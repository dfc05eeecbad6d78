"""A server killed in mid-write loses nothing that was confirmed."""

import json
import random
import threading
import time
import uuid
from contextlib import suppress

import httpx
import pytest

from tests.site import processes

ROUNDS, MOST_IN_A_ROUND = 3, 50
READ_DRAFTS = """
import json, django
django.setup()
from closeknit.apps.people import accounts, drafts
from closeknit.apps.people.models import DraftDesk
opened = accounts.check_password(accounts.find("ana@example.org"), "wool-and-linen-26")
me = opened.unlocked()
desk = DraftDesk.objects.get(person=me.person).open(me.key)
print(json.dumps({place: dict(fields) for place, fields in desk.drafts}))
"""


def write_until_gone(url, cookies, confirmed):
    token = {"X-CSRFToken": cookies["closeknit-form"]}
    browser = httpx.Client(base_url=url, timeout=5, cookies=cookies, headers=token)
    with browser, suppress(httpx.TransportError):
        for number in range(MOST_IN_A_ROUND):
            place, words = f"note:{uuid.uuid4()}", f"What I want to say, {number}"
            sent = browser.post("/draft/", data={"draft": place, "words": words})
            assert sent.status_code == 204, sent.text[:300]
            confirmed[place] = {"words": words}


@pytest.mark.slow
@pytest.mark.sqlite
def test_what_was_confirmed_is_there_after_every_kill(tmp_path):
    data, confirmed, cookies = tmp_path / "data", {}, None
    for round_ in range(ROUNDS):
        with processes.serving(data, "--no-worker") as server:
            if round_ == 0:
                processes.python(data, processes.MAKE_PEOPLE, "Ana")
                cookies = server.sign_in().cookies
            before = len(confirmed)
            writer = threading.Thread(
                target=write_until_gone, args=(server.url, cookies, confirmed)
            )
            writer.start()
            while len(confirmed) < before + 5:
                assert writer.is_alive(), "no draft was confirmed"
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.2))
            server.kill()
            writer.join()

    kept = json.loads(processes.python(data, READ_DRAFTS))

    assert len(confirmed) >= ROUNDS * 5
    assert confirmed.items() <= kept.items()
