"""The fixed cast: Ana and Bo share a bond, Eve is a stranger, Kim is alone."""

import os
import tempfile
from datetime import date
from pathlib import Path

# What the command line says is tested in English, whatever the terminal speaks.
os.environ["LANGUAGE"] = "en"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "closeknit.site.settings")
os.environ.setdefault("CLOSEKNIT_SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("CLOSEKNIT_DATA", tempfile.mkdtemp(prefix="closeknit-tests-"))
os.environ.setdefault("CLOSEKNIT_ORIGIN", "http://testserver")
# One guess costs next to nothing here, so that tests are fast.
os.environ.setdefault("CLOSEKNIT_ARGON2_MEMORY_MIB", "1")
os.environ.setdefault("CLOSEKNIT_ARGON2_PASSES", "1")

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches

pytest_plugins = ["tests.postgres", "tests.redis_beside"]

PASSWORD = "wool-and-linen-26"


def pytest_configure() -> None:
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _empty_cache():
    for name in ("default", "cheap"):
        caches[name].clear()


@pytest.fixture
def make_person(db):
    """Return a function that makes a person with a confirmed kit; `.me` is them unlocked."""
    from closeknit.apps.people import accounts
    from closeknit.apps.people.words import SettingsWords

    def make(name, **words):
        new = accounts.NewAccount(
            address=f"{name.lower()}@example.org",
            password=PASSWORD,
            words=SettingsWords(name=name, **words),
            joined=date(2026, 1, 5),
        )
        opened = accounts.create_person(new)
        opened.person.kit_confirmed = True
        opened.person.save(update_fields=["kit_confirmed"])
        opened.person.secret_for_tests = opened.secret
        return opened.person

    return make


@pytest.fixture
def ana(make_person):
    return make_person("Ana")


@pytest.fixture
def bo(make_person):
    return make_person("Bo")


@pytest.fixture
def eve(make_person):
    return make_person("Eve")


@pytest.fixture
def kim(make_person):
    return make_person("Kim")


@pytest.fixture
def bond(ana, bo):
    """Ana invited, Bo accepted."""
    from closeknit.apps.people import pairing

    code = pairing.invite(unlock(ana), first_words="I like your patience.", colour="madder")
    return pairing.accept(unlock(bo), code)


def unlock(person):
    """Return a fresh Unlocked for a person made by these fixtures."""
    from closeknit.apps.people.models import Person
    from closeknit.apps.people.unlocked import Unlocked

    fresh = Person.objects.select_related("own_settings").get(pk=person.pk)
    return Unlocked(fresh, person.secret_for_tests)


@pytest.fixture(name="unlock")
def unlock_fixture():
    return unlock


@pytest.fixture
def sign_in(client_class):
    """Return a function that gives a browser in which the person is signed in and unlocked."""

    def sign(person):
        browser = client_class()
        sent = {"address": person.address, "password": PASSWORD}
        response = browser.post("/sign-in/", sent)
        assert response.status_code == 302, response.content.decode()[:500]
        return browser

    return sign


@pytest.fixture
def client_class():
    from django.test import Client

    return Client
