"""A second step at sign-in: an authenticator app, and a security key."""

import time

import pyotp
import pytest
from playwright.sync_api import CDPSession

from tests.browser.house import PASSWORD
from tests.browser.looks import complaints
from tests.browser.walker import Walker

pytestmark = pytest.mark.browser

STEP = 30


def code(secret: str, *, later: int = 0) -> str:
    """Return what an app shows now, or so many of its half minutes later."""
    return pyotp.TOTP(secret).at(time.time() + later * STEP)


def sign_in_again(one: Walker) -> None:
    menu = one.page.locator("details.menu")
    one.press(menu.locator("summary"))
    one.press(menu.get_by_role("button", name="Sign out"))
    one.page.wait_for_url(lambda address: address.endswith("/"))
    one.link("Sign in")
    one.field("E-mail address", one.address)
    one.field("Password", PASSWORD)
    one.button("Sign in")
    one.sees_title("One more step")


def test_an_app_opens_with_each_of_its_codes_once(walker, house):
    ana = walker("Ana", address=house.person("Ana"))
    ana.go("/settings/security/app/")
    secret = ana.page.locator("main code").inner_text().replace(" ", "")
    used = code(secret)
    ana.field("Six digits from your app", used)
    ana.field("Your password", PASSWORD)
    ana.button("Use this app")
    ana.sees_title("Who can get in")

    sign_in_again(ana)
    ana.field("Code", used)
    ana.button("Go on")
    ana.sees("This code does not open.")
    ana.field("Code", code(secret, later=1))
    ana.button("Go on")
    ana.page.wait_for_url("**/today/")


def test_a_security_key_opens_and_printed_codes_stand_in_for_it(walker, house):
    ana = walker("Ana", address=house.person("Ana"))
    key = virtual_key(ana)
    ana.go("/settings/security/key/")
    ana.field("Your password", PASSWORD)
    ana.button("Add a key")
    ana.sees_title("Who can get in")
    ana.sees("Security key 1")
    ana.link("Remove key 1")
    assert not complaints(ana.page, "taking a key away")
    ana.link("Not now")
    ana.link("Show ten codes")
    ana.field("Your password", PASSWORD)
    ana.page.locator("main form button.btn").first.click()
    assert not complaints(ana.page, "printed codes")
    printed = ana.page.locator("ol.code li").first.inner_text()

    sign_in_again(ana)
    assert not complaints(ana.page, "the second step")
    ana.button("Use the key")
    ana.page.wait_for_url("**/today/")

    key.send("WebAuthn.disable")
    sign_in_again(ana)
    ana.field("Code", printed)
    ana.button("Go on")
    ana.page.wait_for_url("**/today/")


def virtual_key(one: Walker) -> CDPSession:
    session = one.page.context.new_cdp_session(one.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session
