import json
import re
import time

import pyotp
import pytest
import time_machine

from closeknit.apps.people import factors
from closeknit.apps.people.models import OneTimeCode, SecurityKey, Session, Totp
from tests.apps.people.authenticator import Authenticator
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = pyotp.random_base32()
NOON = "2026-03-01 12:00:05"


@pytest.fixture
def app(ana):
    Totp.objects.create(person=ana, secret=SECRET)
    return pyotp.TOTP(SECRET)


@pytest.fixture
def localhost(settings):
    """An address on which browsers offer keys: https with a name, or localhost."""
    settings.ORIGIN, settings.HOST = "http://localhost", "localhost"


def begin(browser, person, **more):
    return browser.post("/sign-in/", {"address": person.address, "password": PASSWORD, **more})


def is_in(browser):
    return browser.get("/settings/").status_code == 200


def options_on(response):
    found = re.search(r'<script type="application/json">(.*?)</script>', response.content.decode())
    return json.loads(found[1])


@pytest.mark.parametrize("path", ["/sw.js", "/", "/today/", "/join/", "/sign-in/", "/nothing/"])
def test_other_pages_meanwhile_do_not_end_it(client, ana, app, path):
    begin(client, ana)
    client.get(path)

    client.post("/sign-in/second/", {"code": app.now()})

    assert is_in(client)


def test_the_password_alone_does_not_open(client, ana, app):
    response = begin(client, ana)

    assert response["Location"].startswith("/sign-in/second/")
    assert not is_in(client)
    assert not Session.objects.filter(person=ana).exists()


@pytest.mark.parametrize("drift", [-30, 0, 30])
def test_a_code_from_the_app_opens_also_when_a_clock_drifts(client, ana, app, drift):
    with time_machine.travel(NOON, tick=False):
        begin(client, ana)
        code = app.at(time.time() + drift)
        response = client.post("/sign-in/second/", {"code": code, "next": "/settings/"})

        assert response["Location"] == "/settings/"
        assert is_in(client)


def test_a_code_from_long_ago_does_not_open(client, ana, app):
    with time_machine.travel(NOON, tick=False) as clock:
        begin(client, ana)
        old = app.now()
        clock.shift(90)
        response = client.post("/sign-in/second/", {"code": old})

        assert "code" in response.context["form"].errors
        assert not is_in(client)


def test_a_code_opens_once(client_class, ana, app):
    with time_machine.travel(NOON, tick=False):
        code = app.now()
        first, second = client_class(), client_class()
        begin(first, ana)
        first.post("/sign-in/second/", {"code": code})
        begin(second, ana)
        response = second.post("/sign-in/second/", {"code": code})

        assert is_in(first)
        assert response.status_code == 400
        assert not is_in(second)


def test_looking_at_the_page_twice_keeps_the_key_at_hand(client, ana, app):
    with time_machine.travel(NOON, tick=False):
        begin(client, ana)
        client.get("/sign-in/second/")
        client.get("/sign-in/second/")
        client.post("/sign-in/second/", {"code": app.now()})

        assert is_in(client)


def test_waiting_too_long_means_to_begin_again(client, ana, app):
    with time_machine.travel(NOON, tick=False) as clock:
        begin(client, ana)
        clock.shift(11 * 60)
        response = client.post("/sign-in/second/", {"code": app.now()})

        assert response["Location"] == "/sign-in/"


def test_nobody_skips_the_password(client, ana, app):
    assert client.get("/sign-in/second/")["Location"] == "/sign-in/"
    assert client.post("/sign-in/second/", {"code": app.now()})["Location"] == "/sign-in/"


def test_guessing_codes_is_slowed_down_over_many_browsers(client_class, ana, app):
    for _ in range(5):
        browser = client_class()
        begin(browser, ana)
        browser.post("/sign-in/second/", {"code": "000000"})
    browser = client_class()
    begin(browser, ana)

    response = browser.post("/sign-in/second/", {"code": app.now()})

    assert "too often" in response.content.decode()


def test_guessing_elsewhere_does_not_use_up_a_known_devices_tries(client_class, ana, sign_in):
    known = sign_in(ana)
    known.post("/sign-out/")
    Totp.objects.create(person=ana, secret=SECRET)
    for _ in range(6):
        browser = client_class()
        begin(browser, ana)
        browser.post("/sign-in/second/", {"code": "000000"})

    begin(known, ana)
    known.post("/sign-in/second/", {"code": pyotp.TOTP(SECRET).now()})

    assert is_in(known)


def test_a_printed_code_opens_once(client_class, ana, app):
    printed = factors.new_codes(ana)[3]
    first, second = client_class(), client_class()
    begin(first, ana)
    first.post("/sign-in/second/", {"code": printed.lower().replace("-", " ")})
    begin(second, ana)
    second.post("/sign-in/second/", {"code": printed})

    assert is_in(first)
    assert not is_in(second)
    assert factors.codes_left(ana) == 9


def test_bos_printed_codes_do_not_open_anas_account(client, ana, bo, app):
    printed = factors.new_codes(bo)[0]
    begin(client, ana)

    client.post("/sign-in/second/", {"code": printed})

    assert not is_in(client)
    assert factors.codes_left(bo) == 10


def test_printed_codes_are_stored_hashed(ana):
    made = factors.new_codes(ana)

    stored = set(OneTimeCode.objects.values_list("code_hash", flat=True))
    assert len(stored) == 10
    assert not stored & set(made)


def test_a_shared_device_stays_shared_over_the_second_step(client, ana, app, settings):
    begin(client, ana, is_shared_device="on")

    client.post("/sign-in/second/", {"code": app.now()})

    assert not client.cookies[settings.SESSION_COOKIE_NAME]["max-age"]
    assert settings.DEVICE_COOKIE_NAME not in client.cookies


def test_an_app_is_set_up_with_password_and_digits(ana, sign_in):
    browser = sign_in(ana)
    page = browser.get("/settings/security/app/")
    secret = "".join(page.context["groups"])

    response = browser.post(
        "/settings/security/app/", {"password": PASSWORD, "code": pyotp.TOTP(secret).now()}
    )

    assert response["Location"] == "/settings/security/?done=app"
    assert Totp.objects.get(person=ana).secret == secret
    assert "<svg" in page.content.decode()
    assert secret not in str(dict(browser.session.items()))


def test_a_wrong_password_sets_up_no_app_and_wastes_no_digits(ana, sign_in):
    with time_machine.travel(NOON, tick=False):
        browser = sign_in(ana)
        secret = "".join(browser.get("/settings/security/app/").context["groups"])
        sent = {"password": "not-this-one", "code": pyotp.TOTP(secret).now()}
        wrong = browser.post("/settings/security/app/", sent)
        right = browser.post("/settings/security/app/", sent | {"password": PASSWORD})

    assert list(wrong.context["form"].errors) == ["password"]
    assert right.status_code == 302


def test_wrong_digits_set_up_no_app(ana, sign_in):
    browser = sign_in(ana)
    browser.get("/settings/security/app/")

    response = browser.post("/settings/security/app/", {"password": PASSWORD, "code": "000000"})

    assert "code" in response.context["form"].errors
    assert not Totp.objects.exists()


def test_removing_the_last_factor_asks_for_the_password_and_takes_the_codes_along(ana, sign_in):
    browser = sign_in(ana)
    Totp.objects.create(person=ana, secret=SECRET)
    factors.new_codes(ana)

    browser.post("/settings/security/app/remove/", {"password": "not-this-one"})
    assert Totp.objects.exists()
    browser.post("/settings/security/app/remove/", {"password": PASSWORD})

    assert not Totp.objects.exists()
    assert not OneTimeCode.objects.exists()


def test_ten_codes_are_shown_once_for_the_password(ana, sign_in):
    browser = sign_in(ana)
    Totp.objects.create(person=ana, secret=SECRET)

    response = browser.post("/settings/security/codes/", {"password": PASSWORD})

    assert len(response.context["codes"]) == 10
    assert browser.get("/settings/security/codes/").context.get("codes") is None


def test_codes_need_a_factor_to_stand_in_for(ana, sign_in):
    response = sign_in(ana).post("/settings/security/codes/", {"password": PASSWORD})

    assert response["Location"] == "/settings/security/"
    assert not OneTimeCode.objects.exists()


@pytest.fixture
def key(ana, sign_in, localhost):
    """A key that Ana has added."""
    made = Authenticator("http://localhost", "localhost")
    browser = sign_in(ana)
    options = options_on(browser.get("/settings/security/key/"))
    response = browser.post(
        "/settings/security/key/", {"password": PASSWORD, "credential": made.create(options)}
    )
    assert response["Location"] == "/settings/security/?done=key"
    return made


def test_a_key_that_was_added_opens(client, ana, key):
    begin(client, ana)
    options = options_on(client.get("/sign-in/second/"))

    client.post("/sign-in/second/key/", {"credential": key.get(options)})

    assert is_in(client)
    assert SecurityKey.objects.get().sign_count == 1


def test_an_answer_opens_once(client_class, ana, key):
    first, second = client_class(), client_class()
    begin(first, ana)
    answer = key.get(options_on(first.get("/sign-in/second/")))
    first.post("/sign-in/second/key/", {"credential": answer})
    begin(second, ana)
    second.get("/sign-in/second/")
    second.post("/sign-in/second/key/", {"credential": answer})

    assert is_in(first)
    assert not is_in(second)


def test_a_copied_key_that_counts_backwards_does_not_open(client, ana, key):
    SecurityKey.objects.update(sign_count=7)
    begin(client, ana)
    options = options_on(client.get("/sign-in/second/"))

    response = client.post("/sign-in/second/key/", {"credential": key.get(options)})

    assert response.status_code == 400
    assert not is_in(client)


def test_a_key_that_does_not_count_opens(client, ana, key):
    key.counts = False
    SecurityKey.objects.update(sign_count=0)
    begin(client, ana)
    options = options_on(client.get("/sign-in/second/"))

    client.post("/sign-in/second/key/", {"credential": key.get(options)})

    assert is_in(client)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "http://localhost:8000"])
def test_a_signature_for_another_site_does_not_open(client, ana, key, origin):
    key.origin = origin
    begin(client, ana)
    options = options_on(client.get("/sign-in/second/"))

    client.post("/sign-in/second/key/", {"credential": key.get(options)})

    assert not is_in(client)


def test_anothers_key_does_not_open(client, ana, key):
    stranger = Authenticator("http://localhost", "localhost")
    begin(client, ana)
    options = options_on(client.get("/sign-in/second/"))

    client.post("/sign-in/second/key/", {"credential": stranger.get(options)})

    assert not is_in(client)


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "nonsense", '{"id": 1}', '{"response": {"clientDataJSON": "AA"}}']
)
def test_a_muddled_answer_is_refused_in_words(client, ana, key, answer):
    begin(client, ana)
    client.get("/sign-in/second/")

    response = client.post("/sign-in/second/key/", {"credential": answer})

    assert response.status_code == 400
    assert "did not open" in response.content.decode()


def test_a_key_is_removed_with_the_password(ana, sign_in, key, client):
    begin(client, ana)
    client.post(
        "/sign-in/second/key/",
        {"credential": key.get(options_on(client.get("/sign-in/second/")))},
    )
    pk = SecurityKey.objects.get().pk

    client.post(f"/settings/security/key/{pk}/remove/", {"password": PASSWORD})

    assert not SecurityKey.objects.exists()


def test_eve_cannot_remove_anas_key(ana, eve, sign_in, key):
    pk = SecurityKey.objects.get().pk

    response = sign_in(eve).post(f"/settings/security/key/{pk}/remove/", {"password": PASSWORD})

    assert response.status_code == 404
    assert SecurityKey.objects.exists()


def test_without_https_no_key_is_offered(ana, sign_in):
    assert sign_in(ana).get("/settings/security/key/").status_code == 404
