"""After minutes of rest a page asks for the password, and goes back to where one was."""

import pytest
from playwright.sync_api import expect

from tests.browser.house import PASSWORD

pytestmark = pytest.mark.browser

KEY = "closeknit-key"


def test_it_unlocks_to_where_one_was(walker, house):
    ana = walker("Ana", address=house.person("Ana"))
    ana.go("/settings/questions/?from=here")
    ana.forget_cookie(KEY)
    ana.page.reload()
    ana.sees_title("It locked itself")
    assert ana.page.get_by_label("Places").count() == 0
    ana.field("Password", "not this one")
    ana.button("Open")
    ana.sees("This is not your password.")
    ana.field("Password", PASSWORD)
    ana.button("Open")
    ana.page.wait_for_url("**/settings/questions/?from=here")
    ana.sees_title("Questions")


def test_what_is_typed_on_a_page_that_rested_comes_back(walker, house):
    ana = walker("Ana", address=house.person("Ana"))
    ana.go("/feel/because/")
    ana.forget_cookie(KEY)
    words = "It is loud here since Monday."
    with ana.page.expect_response("**/feel/because/grow/") as answer:
        ana.page.get_by_label("Because …").press_sequentially(words)
    assert answer.value.status == 403
    ana.sees_title("Your words are still here")
    expect(ana.page.get_by_label("What you wrote")).to_have_value(words)


def test_a_page_for_everybody_carries_nobodys_key(walker, house):
    ana = walker("Ana", address=house.person("Ana"))
    for address in ("/help/", "/offline/", "/manifest.webmanifest"):
        answer = ana.page.context.request.get(address)
        assert "public" in answer.headers["cache-control"]
        assert "set-cookie" not in answer.headers
    assert KEY in ana.page.context.request.get("/today/").headers["set-cookie"]
