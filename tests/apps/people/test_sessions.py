from datetime import date

import pytest
import time_machine

from closeknit.apps.people import accounts
from closeknit.apps.people.models import Person, Session
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "flax-and-heather-27"
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140 Mobile Safari/537.36 Mobi"


def is_in(browser):
    return browser.get("/settings/").status_code == 200


def marks(browser):
    devices = browser.get("/settings/security/").context["devices"]
    return {device.is_this: device.mark for device in devices}


def change(browser, **sent):
    return browser.post(
        "/settings/security/password/", {"password": PASSWORD, "new_password": NEW} | sent
    )


def test_my_devices_are_listed_by_kind_and_first_day(ana, sign_in, client_class):
    with time_machine.travel("2026-03-01"):
        browser = client_class(headers={"user-agent": PHONE})
        browser.post("/sign-in/", {"address": ana.address, "password": PASSWORD})
        page = browser.get("/settings/security/").content.decode()

    assert "Phone, Chrome" in page
    assert "since 1 March 2026" in page


def test_a_session_row_tells_no_time_of_use(ana, sign_in):
    with time_machine.travel("2026-03-01 13:37:42"):
        browser = sign_in(ana)
        browser.get("/settings/")
    row = Session.objects.get(person=ana)

    assert row.began == date(2026, 3, 1)
    assert row.expire_date.strftime("%H:%M:%S") == "00:00:00"


def test_no_session_key_stands_on_the_page(ana, sign_in):
    browser, other = sign_in(ana), sign_in(ana)

    page = browser.get("/settings/security/").content.decode()

    assert other.session.session_key not in page
    assert browser.session.session_key not in page


def test_one_device_is_signed_out_from_another(ana, sign_in):
    browser, lost = sign_in(ana), sign_in(ana)

    response = browser.post("/settings/security/devices/end/", {"mark": marks(browser)[False]})

    assert response["Location"] == "/settings/security/?done=device"
    assert is_in(browser)
    assert not is_in(lost)


def test_signing_out_this_one_leads_to_the_start(ana, sign_in):
    browser = sign_in(ana)

    response = browser.post("/settings/security/devices/end/", {"mark": marks(browser)[True]})

    assert response["Location"] == "/"
    assert not is_in(browser)


def test_eve_cannot_sign_ana_out(ana, eve, sign_in):
    hers, eves = sign_in(ana), sign_in(eve)

    eves.post("/settings/security/devices/end/", {"mark": marks(hers)[True]})

    assert is_in(hers)


def test_sign_out_everywhere_means_here_too(ana, bo, sign_in):
    one, two, bos = sign_in(ana), sign_in(ana), sign_in(bo)

    one.post("/settings/security/devices/end-all/")

    assert not is_in(one)
    assert not is_in(two)
    assert is_in(bos)


def test_a_new_password_keeps_this_session_and_ends_the_others(ana, sign_in):
    browser, other = sign_in(ana), sign_in(ana)
    before = browser.session.session_key

    response = change(browser)

    assert response["Location"] == "/settings/security/?done=password"
    assert is_in(browser)
    assert browser.session.session_key != before
    assert not is_in(other)
    assert Session.objects.filter(person=ana).count() == 1


def test_a_new_password_wraps_the_same_key(ana, sign_in):
    change(sign_in(ana))

    person = Person.objects.get(pk=ana.pk)
    assert accounts.check_password(person, PASSWORD) is None
    assert accounts.check_password(person, NEW).secret == ana.secret_for_tests


def test_the_recovery_code_outlives_a_new_password(ana, sign_in, unlock):
    code = accounts.new_kit(unlock(ana))

    change(sign_in(ana))

    assert accounts.check_code(Person.objects.get(pk=ana.pk), code) is not None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"password": "not-this-one"}, "password"),
        ({"new_password": "short"}, "new_password"),
        ({"new_password": "ana@example.org"}, "new_password"),
        ({"password": ""}, "password"),
    ],
)
def test_what_is_wrong_with_a_new_password_stands_at_its_field(ana, sign_in, sent, field):
    response = change(sign_in(ana), **sent)

    assert list(response.context["form"].errors) == [field]
    assert accounts.check_password(Person.objects.get(pk=ana.pk), PASSWORD) is not None


def test_guessing_the_password_in_settings_is_slowed_down(ana, sign_in):
    browser = sign_in(ana)
    for _ in range(10):
        change(browser, password="a-wrong-guess")

    assert "too often" in change(browser).content.decode()


def test_a_new_address_needs_the_password(ana, sign_in):
    browser = sign_in(ana)
    sent = {"address": "Anna@Example.org", "password": "not-this-one"}

    wrong = browser.post("/settings/security/address/", sent)
    right = browser.post("/settings/security/address/", sent | {"password": PASSWORD})

    assert "password" in wrong.context["form"].errors
    assert right["Location"] == "/settings/security/?done=address"
    assert Person.objects.get(pk=ana.pk).address == "anna@example.org"


def test_an_address_that_is_taken_is_refused(ana, bo, sign_in):
    response = sign_in(ana).post(
        "/settings/security/address/", {"address": "BO@example.org", "password": PASSWORD}
    )

    assert list(response.context["form"].errors) == ["address"]


def test_a_made_up_message_is_not_shown(ana, sign_in):
    page = sign_in(ana).get("/settings/security/?done=<b>gone</b>").content.decode()

    assert "gone" not in page
