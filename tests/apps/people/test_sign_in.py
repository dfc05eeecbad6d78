import re

import pytest
import time_machine
from django.conf import settings

from closeknit.apps.people import accounts
from closeknit.apps.people.models import Session
from closeknit.keys import passwords
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def come_in(browser, person, **more):
    return browser.post("/sign-in/", {"address": person.address, "password": PASSWORD, **more})


def test_address_and_password_open_today(client, ana):
    response = come_in(client, ana)

    assert response["Location"] == "/today/"
    assert "Ana" in client.get("/settings/").content.decode()


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, ana):
    wrong = client.post("/sign-in/", {"address": ana.address, "password": "not-this-one"})
    unknown = client.post("/sign-in/", {"address": "no@example.org", "password": "not-this-one"})

    def told(response):
        return response.context["form"].errors.as_json()

    assert wrong.status_code == unknown.status_code == 400
    assert told(wrong) == told(unknown)


def test_an_unknown_address_costs_a_derivation_too(client, ana, monkeypatch):
    derived = []
    derive = passwords._derive
    monkeypatch.setattr(passwords, "_derive", lambda *a: derived.append(1) or derive(*a))

    client.post("/sign-in/", {"address": "no@example.org", "password": "not-this-one"})
    for_a_stranger = len(derived)
    client.post("/sign-in/", {"address": ana.address, "password": "not-this-one"})

    assert for_a_stranger == 1
    assert len(derived) == 2


def test_the_session_key_changes_at_sign_in(client, ana):
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key

    come_in(client, ana)

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/settings/", "/settings/"),
        ("https://elsewhere.example/", "/today/"),
        ("//elsewhere.example/", "/today/"),
        ("/\\elsewhere.example", "/today/"),
        ("javascript:alert(1)", "/today/"),
        ("settings", "/today/"),
    ],
)
def test_next_stays_on_this_server(client, ana, asked, goes):
    assert come_in(client, ana, next=asked)["Location"] == goes


def test_a_private_page_sends_strangers_to_sign_in_and_back(client, ana):
    door = client.get("/settings/")["Location"]

    assert door == "/sign-in/?next=%2Fsettings%2F"
    assert 'name="next" value="/settings/"' in client.get(door).content.decode()


def test_it_locks_after_minutes_of_rest(ana, sign_in):
    with time_machine.travel("2026-03-01 20:00", tick=False) as clock:
        browser = sign_in(ana)
        clock.shift(29 * 60)
        assert browser.get("/settings/").status_code == 200
        clock.shift(29 * 60)
        assert browser.get("/settings/").status_code == 200
        clock.shift(31 * 60)
        response = browser.get("/settings/")

    assert response["Location"] == "/unlock/?next=%2Fsettings%2F"


def test_the_password_unlocks_again(ana, sign_in):
    browser = sign_in(ana)
    browser.post("/away/")
    assert browser.get("/settings/").status_code == 302

    response = browser.post("/unlock/", {"password": PASSWORD, "next": "/settings/"})

    assert response["Location"] == "/settings/"
    assert browser.get("/settings/").status_code == 200


def test_a_wrong_password_does_not_unlock(ana, sign_in):
    browser = sign_in(ana)
    browser.post("/away/")

    response = browser.post("/unlock/", {"password": "not-this-one"})

    assert "password" in response.context["form"].errors
    assert browser.get("/settings/").status_code == 302


def test_a_shared_device_keeps_nothing_beyond_the_browser(client, ana):
    come_in(client, ana, is_shared_device="on")

    for name in (settings.SESSION_COOKIE_NAME, settings.KEY_COOKIE_NAME):
        assert not client.cookies[name]["max-age"]
    assert settings.DEVICE_COOKIE_NAME not in client.cookies


def test_a_shared_device_locks_after_ten_minutes(client, ana):
    with time_machine.travel("2026-03-01 20:00", tick=False) as clock:
        come_in(client, ana, is_shared_device="on")
        clock.shift(11 * 60)

        assert client.get("/settings/").status_code == 302


def test_signing_out_destroys_the_parked_key(ana, sign_in):
    browser = sign_in(ana)
    kept = {name: morsel.value for name, morsel in browser.cookies.items()}

    browser.post("/sign-out/")

    assert not Session.objects.filter(person=ana).exists()
    for name, value in kept.items():
        browser.cookies[name] = value
    assert browser.get("/settings/").status_code == 302


def test_signing_out_by_a_link_is_not_possible(ana, sign_in):
    browser = sign_in(ana)

    assert browser.get("/sign-out/").status_code == 405
    assert browser.get("/settings/").status_code == 200


def test_neither_half_of_the_key_opens_alone(ana, sign_in):
    browser = sign_in(ana)
    other = sign_in(ana)
    browser.cookies[settings.KEY_COOKIE_NAME] = other.cookies[settings.KEY_COOKIE_NAME].value

    assert browser.get("/settings/").status_code == 302


def test_the_cookies_are_out_of_reach_for_scripts_and_other_sites(client, ana):
    come_in(client, ana)

    names = (settings.SESSION_COOKIE_NAME, settings.KEY_COOKIE_NAME, settings.DEVICE_COOKIE_NAME)
    for name in names:
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_the_password_is_never_shown_again(client, ana):
    page = client.post("/sign-in/", {"address": ana.address, "password": "not-this-one"})

    assert "not-this-one" not in page.content.decode()
    assert re.search(r'autocomplete="current-password"', page.content.decode())


def test_a_damaged_verifier_opens_to_nobody(client, ana):
    ana.password = "argon2id-split$damaged"
    ana.save(update_fields=["password"])

    assert accounts.check_password(ana, PASSWORD) is None
    assert come_in(client, ana).status_code == 400
