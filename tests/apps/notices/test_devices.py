"""A browser is told as long as its session lasts, and its page knows whether it is."""

import base64
import hashlib
import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.utils import timezone

from closeknit.apps.notices.models import Endpoint
from closeknit.apps.people import recovery
from closeknit.apps.people.accounts import Opened
from closeknit.apps.people.models import Session
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "felt-and-cotton-27"


@pytest.fixture
def told(sign_in, push):
    """Return a function that gives somebody a browser that is told, with an address by name."""

    def tell_there(person, name="one"):
        browser = sign_in(person)
        answer = browser.post("/notices/device/", push.subscription(name))
        assert answer.status_code == 204
        return browser

    return tell_there


def names():
    return sorted(one.address.rpartition("/")[2] for one in Endpoint.objects.all())


def marks(browser):
    page = browser.get("/notices/").content.decode()
    return re.search('data-push-marks="([^"]*)"', page)[1].split()


def mark(push, name="one"):
    hashed = hashlib.sha256(push.subscription(name)["address"].encode()).digest()
    return base64.urlsafe_b64encode(hashed).decode().rstrip("=")


def test_signing_out_ends_what_this_browser_is_told_and_no_other(told, ana):
    browser = told(ana)
    told(ana, "two")

    browser.post("/sign-out/")

    assert names() == ["two"]


def test_ending_a_device_ends_what_it_is_told(told, ana):
    told(ana)
    browser = told(ana, "two")
    page = browser.get("/settings/security/").content.decode()
    this, other = re.findall('name="mark" value="([^"]+)"', page)

    browser.post("/settings/security/devices/end/", {"mark": other})
    assert names() == ["two"]
    browser.post("/settings/security/devices/end/", {"mark": this})

    assert names() == []


def test_signing_out_everywhere_ends_all(told, ana, bo):
    told(ana)
    browser = told(ana, "two")
    told(bo, "three")

    browser.post("/settings/security/devices/end-all/")

    assert names() == ["three"]


def test_a_new_password_ends_the_others_and_this_browser_is_told_as_before(told, ana, push):
    told(ana)
    browser = told(ana, "two")

    sent = {"password": PASSWORD, "new_password": NEW}
    answer = browser.post("/settings/security/password/", sent)

    assert answer.status_code == 302
    assert names() == ["two"]
    assert Endpoint.objects.get().session == Session.objects.get()
    assert marks(browser) == [mark(push, "two")]


def test_a_password_by_code_ends_all(told, ana):
    told(ana)

    recovery.set_password_by_code(Opened(ana, ana.secret_for_tests), NEW)

    assert names() == []


def test_what_runs_out_is_told_nothing_even_before_it_is_cleaned_up(
    told, tell, work, choose, bo, push
):
    told(bo)
    choose(bo, mail=0, push=31)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))

    tell()
    work()

    assert push.payloads == []


def test_cleaning_up_sessions_takes_their_browsers_along(told, ana):
    from closeknit.site import worker

    told(ana)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))

    worker.clean_up(timezone.now().date())

    assert names() == []


@pytest.mark.parametrize("way", ["delete", "flush", "clear_expired"])
def test_the_store_of_sessions_takes_browsers_along(told, ana, way):
    told(ana)
    store = import_module(settings.SESSION_ENGINE).SessionStore(Session.objects.get().pk)
    if way == "clear_expired":
        Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))

    getattr(store, way)()

    assert names() == []


def test_the_page_knows_the_browser_of_this_session(told, ana, push):
    browser = told(ana)

    assert marks(browser) == [mark(push)]


def test_the_page_of_another_session_does_not_know_it(told, sign_in, ana, bo):
    told(ana)

    assert marks(sign_in(ana)) == marks(sign_in(bo)) == []


def test_signed_in_anew_the_same_press_tells_this_browser_again(told, sign_in, ana, push):
    told(ana).post("/sign-out/")
    browser = sign_in(ana)
    assert marks(browser) == []

    browser.post("/notices/device/", push.subscription())

    assert marks(browser) == [mark(push)]


def test_pressed_again_while_it_is_told_it_moves_to_this_session(told, ana, push):
    earlier, later = told(ana), told(ana)

    assert names() == ["one"]
    assert marks(earlier) == []
    assert marks(later) == [mark(push)]


def test_a_browser_that_another_person_held_moves_to_who_presses(told, ana, bo, push):
    anas, bos = told(ana), told(bo)

    assert Endpoint.objects.get().person_id == bo.pk
    assert marks(anas) == []
    assert marks(bos) == [mark(push)]


def test_an_eleventh_browser_is_refused_and_costs_nobody_theirs(told, sign_in, ana, bo, push):
    for number in range(10):
        told(ana, f"number-{number}")
    told(bo)

    answer = sign_in(ana).post("/notices/device/", push.subscription())

    assert answer.status_code == 409
    assert Endpoint.objects.get(person=bo).address == push.subscription()["address"]
