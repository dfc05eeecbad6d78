"""Servers in processes of their own, Redis beside them, and browsers that listen."""

import re
import shutil
import threading
from contextlib import suppress

import httpx
import pytest

from tests.redis_beside import wait_until
from tests.site.processes import python, serving

TALK = """
import django
django.setup()
from datetime import date
from uuid import uuid4
from closeknit.apps.listening import protocols, talks
from closeknit.apps.people import accounts, pairing
from closeknit.apps.people.words import SettingsWords
from tests.site.processes import PASSWORD

def me(name):
    return accounts.check_password(accounts.find(f"{name}@example.org"), PASSWORD).unlocked()

for name in ("ana", "bo", "eve"):
    new = accounts.NewAccount(f"{name}@example.org", PASSWORD,
                              SettingsWords(name=name.title()), date(2026, 1, 5))
    person = accounts.create_person(new).person
    person.kit_confirmed = True
    person.save(update_fields=["kit_confirmed"])
pairing.accept(me("bo"), pairing.invite(me("ana"), first_words="", colour="madder"))
ana, bo = me("ana"), me("bo")
row = talks.begin(ana, protocols.way(ana, "ten-minutes"), talks.Wish(uuid4(), first=0))
talks.press(bo, row.pk, lambda talk: talk.accept(1, talks.now_ms()))
print(row.pk)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory, request):
    """A data folder in which Ana and Bo have begun a talk, and the talk's id."""
    folder = tmp_path_factory.mktemp("made") / "data"
    with serving(folder, "--no-worker"):
        pass
    return folder, python(folder, TALK, PYTHONPATH=str(request.config.rootpath)).strip()


@pytest.fixture
def data(made, tmp_path):
    """A copy of it for one test."""
    return shutil.copytree(made[0], tmp_path / "here" / "data")


@pytest.fixture
def talk(made):
    return made[1]


class Stream:
    """A page that listens in a thread of its own."""

    def __init__(self, browser: httpx.Client) -> None:
        self.heard: list[str] = []
        self.status = 0
        self.is_over = threading.Event()
        self._browser = browser
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        wait_until(lambda: self.status)

    def _listen(self) -> None:
        asked = self._browser.stream("GET", "/live/look/", timeout=60)
        with suppress(httpx.TransportError), asked as answer:
            self.status = answer.status_code
            for line in answer.iter_lines():
                self.heard.append(line)
        self.is_over.set()

    def hears(self, line, seconds=10.0):
        wait_until(lambda: line in self.heard, seconds)


class Page:
    """One person's page of a talk on one server."""

    def __init__(self, server, name: str, talk: str) -> None:
        self.browser, self.talk = server.sign_in(name), talk
        # A stream has a connection of its own, as in a browser.
        self.look()

    def look(self) -> str:
        answer = self.browser.get(f"/listen/{self.talk}/")
        assert answer.status_code == 200, answer.text[-500:]
        return answer.text

    def visit(self) -> str:
        return re.search(r'name="visit" value="(\d+)"', self.look())[1]

    def press(self, what: str, visit: str = "") -> int:
        sent = {"visit": visit or self.visit()}
        return self.browser.post(f"/listen/{self.talk}/{what}/", data=sent).status_code

    def listen(self) -> Stream:
        return Stream(self.browser)


@pytest.fixture
def open_page(talk):
    return lambda server, name: Page(server, name, talk)
