import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from closeknit.apps.people import drafts, invites, pairing
from closeknit.apps.people.models import Invite, Session
from closeknit.keys import codes

WORDS = {"first_words": "I like your patience.", "colour": "indigo"}


def link_on(page):
    return re.search(r'value="(http://testserver/join/#[0-9A-Z-]+)"', page.content.decode())[1]


def without_forms_token(page):
    tokens = r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"'
    return re.sub(tokens, "", page.content.decode())


@pytest.fixture
def anas_browser(sign_in, ana):
    return sign_in(ana)


def test_an_invite_shows_its_link_code_and_picture(anas_browser):
    page = anas_browser.post("/invite/", WORDS, follow=True)

    text = page.content.decode()
    code = link_on(page).partition("#")[2]
    assert page.redirect_chain == [("/invite/", 302)]
    assert all(f"<li>{group}</li>" in text for group in codes.groups(code))
    assert "<svg" in text.partition('class="qr"')[2]
    assert "style=" not in text
    assert "I like your patience." in text


def test_the_link_is_there_until_it_ends(anas_browser):
    first = link_on(anas_browser.post("/invite/", WORDS, follow=True))

    assert link_on(anas_browser.get("/invite/")) == first


def test_first_words_are_not_required(anas_browser):
    page = anas_browser.post("/invite/", {"first_words": "", "colour": "madder"}, follow=True)

    assert link_on(page)


@pytest.mark.parametrize("colour", ["", "green"])
def test_a_thread_is_madder_or_indigo(anas_browser, colour):
    page = anas_browser.post("/invite/", WORDS | {"colour": colour})

    assert page.status_code == 400
    assert "I like your patience." in page.content.decode()
    assert not Invite.objects.exists()


def test_words_that_are_too_long_come_back(anas_browser):
    page = anas_browser.post("/invite/", WORDS | {"first_words": "long " * 900})

    assert page.status_code == 400
    assert "long " * 800 in page.content.decode()


def test_a_double_submit_leaves_one_link(anas_browser):
    anas_browser.post("/invite/", WORDS)
    page = anas_browser.post("/invite/", WORDS, follow=True)

    code = link_on(page).partition("#")[2]
    assert Invite.objects.count() == 1
    assert pairing.find_invite(code)[1].first_words == WORDS["first_words"]


def test_a_new_link_stops_the_old_one_and_keeps_the_words(anas_browser):
    old = link_on(anas_browser.post("/invite/", WORDS, follow=True)).partition("#")[2]

    new = link_on(anas_browser.post("/invite/renew/", follow=True)).partition("#")[2]

    assert new != old
    assert pairing.find_invite(new)[1].first_words == WORDS["first_words"]
    with pytest.raises(pairing.CannotPair) as refused:
        pairing.find_invite(old)
    assert refused.value.refusal is pairing.Refusal.UNKNOWN


def test_a_withdrawn_invite_opens_nothing_and_its_words_wait_as_a_draft(anas_browser, ana, unlock):
    code = link_on(anas_browser.post("/invite/", WORDS, follow=True)).partition("#")[2]

    page = anas_browser.post("/invite/revoke/", follow=True)

    with pytest.raises(pairing.CannotPair):
        pairing.find_invite(code)
    assert page.redirect_chain[-1] == ("/begin/", 302)
    assert "I like your patience." in page.content.decode()
    assert drafts.read(unlock(ana), "invite")["colour"] == "indigo"


def test_an_invite_that_ended_offers_its_words_again(anas_browser):
    anas_browser.post("/invite/", WORDS)
    Invite.objects.update(expires=timezone.localdate() - timedelta(days=1))

    text = anas_browser.get("/invite/").content.decode()

    assert "unused" in text
    assert "I like your patience." in text


def test_declined_looks_exactly_like_waiting(anas_browser, client_class):
    code = link_on(anas_browser.post("/invite/", WORDS, follow=True)).partition("#")[2]
    pages = ("/invite/", "/settings/bond/", "/today/", "/begin/")
    before = [without_forms_token(anas_browser.get(page)) for page in pages]
    rows = list(Invite.objects.values_list())
    guest = client_class()
    guest.post("/join/", {"code": code})

    guest.post("/join/decline/")

    assert [without_forms_token(anas_browser.get(page)) for page in pages] == before
    # Not even a host sees a difference, nor somebody who opens the link once more to find out.
    assert list(Invite.objects.values_list()) == rows
    other = client_class()
    assert other.post("/join/", {"code": code}).status_code == 302
    assert other.get("/join/offer/").status_code == 200


def test_the_secret_lies_in_no_table(anas_browser, client_class, ana, unlock):
    code = link_on(anas_browser.post("/invite/", WORDS, follow=True)).partition("#")[2]
    guest = client_class()
    guest.post("/join/", {"code": code})
    guest.get("/join/offer/")
    guest.get("/sign-up/")

    stored = " ".join(
        str(bytes(value) if isinstance(value, memoryview) else value)
        for model in apps.get_models()
        for row in model.objects.values_list()
        for value in row
    )
    sessions = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    for form in (code, code.replace("-", ""), code.split("-")[2]):
        assert form not in stored
        assert form not in sessions


def test_the_code_is_made_again_by_the_inviters_key_alone(ana, bo, unlock):
    code = pairing.invite(unlock(ana), **WORDS)
    record = Invite.objects.get()

    assert pairing.waiting(unlock(ana)).code == code
    assert invites._code_of(unlock(bo), record) != code


def test_with_a_bond_there_is_nobody_to_invite(sign_in, bond, ana):
    browser = sign_in(ana)

    assert browser.get("/invite/")["Location"] == "/settings/bond/"
    assert browser.post("/invite/", {"colour": "indigo"})["Location"] == "/settings/bond/"
    assert browser.post("/invite/renew/")["Location"] == "/invite/"
    assert not Invite.objects.filter(accepted=False).exists()


def test_words_for_an_invite_come_back_when_the_bond_has_begun_meanwhile(bond, ana, sign_in):
    page = sign_in(ana).post("/invite/", WORDS)

    assert page.status_code == 409
    assert "I like your patience.</textarea>" in page.content.decode()
