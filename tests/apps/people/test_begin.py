import pytest

from closeknit.apps.people import drafts, first_words, pairing
from closeknit.apps.people.models import FirstWords


def text_of(page):
    return page.content.decode()


def test_after_the_kit_there_are_three_ways(sign_in, kim):
    text = text_of(sign_in(kim).get("/begin/"))

    assert 'action="/invite/"' in text
    assert 'href="/join/"' in text
    assert "promises nothing about the two of you" in text


def test_begin_goes_where_the_person_already_is(sign_in, ana, bo, unlock):
    browser = sign_in(ana)
    browser.post("/invite/", {"first_words": "", "colour": "madder"})
    assert browser.get("/begin/")["Location"] == "/invite/"

    pairing.accept(unlock(bo), pairing.waiting(unlock(ana)).code)
    assert browser.get("/begin/")["Location"] == "/begin/first/"


def test_begin_brings_the_draft_back(sign_in, kim, unlock):
    drafts.keep(unlock(kim), "invite", {"first_words": "You hum.", "colour": "indigo"})

    assert "You hum." in text_of(sign_in(kim).get("/begin/"))


def test_bo_reads_something_kind_and_gives_something_back(sign_in, bond, bo, ana, unlock):
    browser = sign_in(bo)
    assert "I like your patience." in text_of(browser.get("/begin/first/"))

    page = browser.post("/begin/first/", {"text": "And I your laugh."}, follow=True)

    assert "And I your laugh." in text_of(page)
    assert "enough for today" in text_of(page)
    assert first_words.read(unlock(ana), bond).theirs.text == "And I your laugh."


def test_an_inviter_without_first_words_can_write_them(sign_in, ana, bo, unlock):
    code = pairing.invite(unlock(ana), first_words="", colour="madder")
    bond = pairing.accept(unlock(bo), code)

    sign_in(ana).post("/begin/first/", {"text": "I like your patience."})

    assert first_words.read(unlock(bo), bond).theirs.text == "I like your patience."


def test_a_double_submit_keeps_one(sign_in, bond, bo):
    browser = sign_in(bo)
    browser.post("/begin/first/", {"text": "And I your laugh."})

    again = browser.post("/begin/first/", {"text": "And I your laugh."})

    assert again.status_code == 302
    assert FirstWords.objects.filter(author=bo).count() == 1


def test_other_words_from_another_device_come_back_to_copy(sign_in, bond, bo):
    sign_in(bo).post("/begin/first/", {"text": "And I your laugh."})

    page = sign_in(bo).post("/begin/first/", {"text": "And I your jokes."})

    assert page.status_code == 400
    assert "And I your laugh." in text_of(page)
    assert "And I your jokes." in text_of(page)


def test_empty_first_words_are_asked_for(sign_in, bond, bo):
    page = sign_in(bo).post("/begin/first/", {"text": "  "})

    assert page.status_code == 400
    assert not FirstWords.objects.filter(author=bo).exists()


def test_a_draft_waits_and_goes_when_sent(sign_in, bond, bo, unlock):
    drafts.keep(unlock(bo), first_words.DRAFT, {"text": "And I"})
    browser = sign_in(bo)
    assert "And I</textarea>" in text_of(browser.get("/begin/first/"))

    browser.post("/begin/first/", {"text": "And I your laugh."})

    assert drafts.read(unlock(bo), first_words.DRAFT) == {}


def test_words_that_do_not_open_are_named(sign_in, bond, ana, bo):
    words = FirstWords.objects.get(author=ana)
    words.sealed = bytes(words.sealed)[:-1] + b"x"
    words.save()

    assert "cannot be opened with your key" in text_of(sign_in(bo).get("/begin/first/"))


@pytest.mark.parametrize("who", ["eve", "kim"])
def test_without_a_bond_there_are_no_first_words(sign_in, bond, who, request):
    browser = sign_in(request.getfixturevalue(who))

    assert browser.get("/begin/first/").status_code == 404
    assert browser.post("/begin/first/", {"text": "Let me in."}).status_code == 404


def test_a_former_partner_writes_no_first_words(sign_in, bond, ana, bo, unlock):
    browser = sign_in(bo)
    pairing.leave(unlock(ana), withdraw=False)

    assert browser.post("/begin/first/", {"text": "One more."}).status_code == 404


def test_after_signing_out_the_words_come_back(sign_in, bond, bo, client_class):
    page = client_class().post("/begin/first/", {"text": "And I your laugh."})

    assert page.status_code == 403
    assert "And I your laugh." in text_of(page)
