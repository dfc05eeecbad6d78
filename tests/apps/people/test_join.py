from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from closeknit.apps.people import pairing
from closeknit.apps.people.models import Bond, Invite
from closeknit.keys import codes

WORDS = {"first_words": "I like your patience.", "colour": "madder"}


@pytest.fixture
def code(ana, unlock):
    return pairing.invite(unlock(ana), **WORDS)


@pytest.fixture
def guest(client_class, code):
    """A browser that was invited and belongs to nobody yet."""
    browser = client_class()
    browser.post("/join/", {"code": code})
    return browser


def invited(browser, code):
    browser.post("/join/", {"code": code})
    return browser


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.lower().replace("-", " "),
        lambda code: f" https://two.example/join/#{code} ",
    ],
)
def test_a_code_may_be_typed_or_pasted(client_class, code, typed):
    answer = client_class().post("/join/", {"code": typed(code)})

    assert answer["Location"] == "/join/offer/"
    cookie = answer.cookies[settings.INVITE_COOKIE_NAME]
    assert cookie.value == code
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_form_takes_the_code_from_the_links_fragment(client_class, db):
    text = client_class().get("/join/").content.decode()

    assert text.count("data-fragment") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "required"),
        ("ABCD-EFGH", "16 characters are missing"),
        ("A" * 23, "One character is missing"),
        ("A" * 25, "one character too many"),
        ("A" * 400, "Up to 300 fit"),
        ("🙂\u202e", "24 characters are missing"),
        ("A" * 24, "No invite here fits this code"),
    ],
)
def test_a_code_that_does_not_fit_is_explained(client_class, code, typed, said):
    page = client_class().post("/join/", {"code": typed})

    assert page.status_code == 400
    assert said in page.content.decode()
    assert settings.INVITE_COOKIE_NAME not in page.cookies


def test_the_offer_says_who_what_and_on_whose_server(guest):
    text = guest.get("/join/offer/").content.decode()

    assert "Ana invites you" in text
    assert "I like your patience." in text
    assert "perhaps Ana" in text
    assert "If you fear that person, do not write here." in text
    assert "Accept and make an account" in text
    assert "Decline" in text


def test_the_offer_names_who_hosts(guest, settings):
    settings.HOSTED_BY = "Lane & Co"

    assert "This server is run by Lane &amp; Co." in guest.get("/join/offer/").content.decode()


@pytest.mark.parametrize("colour", ["madder", "indigo"])
def test_the_offer_shows_each_in_their_colour(client_class, ana, unlock, colour):
    code = pairing.invite(unlock(ana), first_words="Hello you.", colour=colour)
    other = {"madder": "indigo", "indigo": "madder"}[colour]

    text = invited(client_class(), code).get("/join/offer/").content.decode()

    assert f'class="stack-l me-{other}"' in text


def test_without_an_invite_the_offer_asks_for_the_code(client, db):
    assert client.get("/join/offer/")["Location"] == "/join/"


def test_where_nobody_new_is_taken_the_offer_says_so(guest, settings):
    settings.SIGNUP = "closed"

    text = guest.get("/join/offer/").content.decode()

    assert "make an account" not in text
    assert "takes nobody new" in text


def test_accepting_makes_the_bond_and_leads_to_the_first_words(sign_in, bo, ana, code, unlock):
    browser = invited(sign_in(bo), code)

    answer = browser.post("/join/accept/")

    assert answer["Location"] == "/begin/first/"
    assert answer.cookies[settings.INVITE_COOKIE_NAME].value == ""
    assert unlock(ana).partner.name == "Bo"
    assert unlock(bo).colour == "indigo"


def test_when_both_accept_each_others_invite_both_arrive(sign_in, ana, bo, code, unlock):
    theirs = pairing.invite(unlock(bo), first_words="", colour="madder")
    one, two = invited(sign_in(bo), code), invited(sign_in(ana), theirs)

    answers = [browser.post("/join/accept/")["Location"] for browser in (one, two)]

    assert answers == ["/begin/first/", "/begin/first/"]
    assert Bond.objects.count() == 1


def test_accepting_twice_at_once_is_accepting_once(sign_in, bo, code):
    browser, again = invited(sign_in(bo), code), invited(sign_in(bo), code)
    browser.post("/join/accept/")

    answer = again.post("/join/accept/")

    assert answer["Location"] == "/begin/first/"
    assert Bond.objects.count() == 1


def test_signing_in_leads_back_to_the_offer(guest):
    text = guest.get("/join/offer/").content.decode()

    assert 'href="/sign-in/?next=%2Fjoin%2Foffer%2F"' in text


def test_who_is_locked_unlocks_first(sign_in, bo, code):
    browser = invited(sign_in(bo), code)
    browser.post("/away/")

    text = browser.get("/join/offer/").content.decode()

    assert 'href="/unlock/?next=%2Fjoin%2Foffer%2F"' in text


def test_accepting_needs_the_recovery_kit_and_comes_back(sign_in, bo, code):
    bo.kit_confirmed = False
    bo.save()
    browser = invited(sign_in(bo), code)

    assert browser.post("/join/accept/")["Location"] == "/kit/"
    assert not Bond.objects.exists()

    bo.kit_confirmed = True
    bo.save()
    assert browser.get("/begin/")["Location"] == "/join/offer/"


def test_a_stranger_cannot_accept_without_signing_in(guest):
    answer = guest.post("/join/accept/")

    assert answer["Location"].startswith("/sign-in/")
    assert not Bond.objects.exists()


def test_declining_forgets_the_invite_in_this_browser(guest):
    page = guest.post("/join/decline/", follow=True)

    assert "the server stored nothing" in page.content.decode()
    assert guest.get("/join/offer/")["Location"] == "/join/"


def test_ones_own_invite_leads_back_to_it(sign_in, ana, code):
    browser = invited(sign_in(ana), code)

    page = browser.get("/join/offer/")

    assert page.status_code == 410
    assert "your own invite" in page.content.decode()
    assert browser.cookies[settings.INVITE_COOKIE_NAME].value == ""


def test_nobody_accepts_their_own_invite(sign_in, ana, code):
    page = invited(sign_in(ana), code).post("/join/accept/")

    assert "your own invite" in page.content.decode()
    assert not Bond.objects.exists()


def test_who_has_a_bond_is_told_so(sign_in, bond, bo, kim, unlock):
    code = pairing.invite(unlock(kim), first_words="", colour="madder")
    browser = invited(sign_in(bo), code)

    assert "share a space with somebody already" in browser.get("/join/offer/").content.decode()

    page = invited(browser, code).post("/join/accept/")
    assert "share a space with somebody already" in page.content.decode()
    assert Bond.objects.count() == 1


def test_an_invite_that_ended_says_so(guest):
    Invite.objects.update(expires=timezone.localdate() - timedelta(days=1))

    assert "This invite has ended" in guest.get("/join/offer/").content.decode()


def test_an_invite_opens_on_its_last_day(guest):
    Invite.objects.update(expires=timezone.localdate())

    assert guest.get("/join/offer/").status_code == 200


def test_a_used_invite_says_so_and_holds_no_words(sign_in, eve, bo, code, unlock):
    browser = invited(sign_in(eve), code)
    pairing.accept(unlock(bo), code)

    page = browser.post("/join/accept/")

    assert "has been used" in page.content.decode()
    assert unlock(eve).bond is None
    key = pairing.codes.code_key(code, "invite")
    invite = Invite.objects.get()
    assert "patience" not in str(invite.open(pairing.Key(invite.inviter_id, 1, key)))


def test_an_invite_changed_in_the_database_is_refused_in_words(guest):
    invite = Invite.objects.get()
    invite.sealed = bytes(invite.sealed)[:-1] + b"x"
    invite.save()

    page = guest.get("/join/offer/")

    assert "changed on the server" in page.content.decode()


def test_an_invite_moved_to_another_inviter_is_refused(guest, eve):
    Invite.objects.update(inviter=eve)

    assert "changed on the server" in guest.get("/join/offer/").content.decode()


def test_guessing_codes_runs_dry_in_one_browser_only(client_class, code):
    guesser, other = client_class(), client_class()
    guesser.get("/join/")
    other.get("/join/")
    for _ in range(20):
        guesser.post("/join/", {"code": codes.new_code(6)})

    refused = guesser.post("/join/", {"code": code})
    welcome = other.post("/join/", {"code": code})

    assert "tried too often" in refused.content.decode()
    assert welcome.status_code == 302


def test_guessing_by_the_cookie_counts_too(client_class, code):
    guesser = client_class()
    for _ in range(20):
        guesser.cookies[settings.INVITE_COOKIE_NAME] = codes.new_code(6)
        guesser.get("/join/offer/")

    guesser.cookies[settings.INVITE_COOKIE_NAME] = code
    page = guesser.get("/join/offer/")

    assert "tried too often" in page.content.decode()
    assert "Ana" not in page.content.decode()


def test_where_an_invite_is_needed_a_made_up_code_is_none(guest, client_class, settings):
    settings.SIGNUP = "invite"
    stranger = client_class()
    stranger.cookies[settings.INVITE_COOKIE_NAME] = codes.new_code(6)

    assert stranger.get("/sign-up/").status_code == 403
    assert guest.get("/sign-up/").status_code == 200
