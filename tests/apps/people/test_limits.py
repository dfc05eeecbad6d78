from dataclasses import replace

import pytest

from closeknit.apps.people.limits import SIGN_INS, Allowance
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def fail(browser, address, times=10):
    for _ in range(times):
        response = browser.post("/sign-in/", {"address": address, "password": "a-wrong-guess"})
    return response


def come_in(browser, person):
    return browser.post("/sign-in/", {"address": person.address, "password": PASSWORD})


def test_failing_on_an_address_is_slowed_down(client, ana):
    fail(client, ana.address)

    response = come_in(client, ana)

    assert "too often" in response.content.decode()


def test_bo_cannot_lock_ana_out_of_a_device_that_she_used_before(client_class, ana, sign_in):
    known = sign_in(ana)
    known.post("/sign-out/")

    fail(client_class(), ana.address)

    assert come_in(known, ana).status_code == 302


def test_bos_own_known_device_gives_no_tries_on_ana(client_class, ana, bo, sign_in):
    bos = sign_in(bo)
    bos.post("/sign-out/")

    fail(client_class(), ana.address)

    assert come_in(bos, ana).status_code == 400


def test_a_known_device_has_its_own_limit(ana, sign_in):
    known = sign_in(ana)
    known.post("/sign-out/")
    fail(known, ana.address)

    assert "too often" in come_in(known, ana).content.decode()


def test_an_address_in_other_letters_has_no_new_tries(client, ana):
    fail(client, ana.address, times=5)
    fail(client, ana.address.upper(), times=5)

    assert come_in(client, ana).status_code == 400


def test_an_unknown_address_is_slowed_down_in_the_same_way(client):
    response = fail(client, "nobody@example.org", times=11)

    assert "too often" in response.content.decode()


def test_a_locked_session_cannot_be_guessed_open(ana, sign_in):
    browser = sign_in(ana)
    browser.post("/away/")
    for _ in range(10):
        browser.post("/unlock/", {"password": "a-wrong-guess"})

    response = browser.post("/unlock/", {"password": PASSWORD})

    assert "too often" in response.content.decode()


def test_a_made_up_device_mark_is_not_believed(client, ana, settings):
    fail(client, ana.address)
    client.cookies[settings.DEVICE_COOKIE_NAME] = "aaaa.bbbb:cccc"

    assert come_in(client, ana).status_code == 400


def test_success_gives_the_tries_back(client_class, ana):
    browser = client_class()
    fail(browser, ana.address, times=9)
    come_in(browser, ana)

    assert fail(client_class(), ana.address, times=9).status_code == 400
    assert come_in(client_class(), ana).status_code == 302


def test_an_allowance_counts_each_subject_apart():
    allowance = Allowance("test", tries=1, minutes=1)

    allowance.count("one")

    assert allowance.is_used_up("one")
    assert not allowance.is_used_up("two")
    assert not allowance.for_known_devices().is_used_up("one")


def test_what_costs_nothing_to_try_pushes_no_other_counter_out():
    SIGN_INS.count("ana@example.org")
    cheap = Allowance("join", tries=20, minutes=15, cache="cheap")

    for number in range(25_000):
        cheap.count(str(number))

    assert SIGN_INS.is_used_up("ana@example.org") is False
    assert replace(SIGN_INS, tries=1).is_used_up("ana@example.org")
