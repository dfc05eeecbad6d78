import pytest

from closeknit.apps.people import accounts
from closeknit.apps.people.models import Person
from closeknit.keys import codes
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(client):
    client.post("/sign-up/", {"name": "Ana", "address": "ana@example.org", "password": PASSWORD})
    return client


def shown(response):
    return "-".join(response.context["groups"])


def confirm(browser, code):
    groups = codes.groups(code)
    return browser.post("/kit/confirm/", {"first": groups[2], "second": groups[6]})


def test_nothing_private_opens_before_the_kit_is_confirmed(newcomer):
    for address in ("/today/", "/settings/", "/settings/export/"):
        assert newcomer.get(address)["Location"] == "/kit/"


def test_the_kit_explains_and_shows_eight_groups(newcomer):
    assert newcomer.get("/kit/").status_code == 200

    response = newcomer.post("/kit/show/")

    page = response.content.decode()
    assert len(response.context["groups"]) == 8
    assert all(group in page for group in response.context["groups"])
    assert "ana@example.org" in page


def test_two_groups_from_paper_confirm_it(newcomer):
    code = shown(newcomer.post("/kit/show/"))

    response = confirm(newcomer, code.lower())

    assert response["Location"] == "/begin/"
    assert Person.objects.get().kit_confirmed
    assert newcomer.get("/kit/")["Location"] == "/today/"


def test_wrong_groups_are_named_and_the_same_code_is_shown_again(newcomer):
    code = shown(newcomer.post("/kit/show/"))

    response = newcomer.post("/kit/confirm/", {"first": "0000", "second": codes.groups(code)[6]})

    assert list(response.context["form"].errors) == ["first"]
    assert shown(response) == code
    assert not Person.objects.get().kit_confirmed


def test_reloading_does_not_make_another_code(newcomer):
    assert shown(newcomer.post("/kit/show/")) == shown(newcomer.post("/kit/show/"))


def test_the_code_opens_the_key_and_is_stored_nowhere(newcomer):
    code = shown(newcomer.post("/kit/show/"))
    person = Person.objects.get()

    opened = accounts.check_code(person, code)

    assert opened.secret == accounts.check_password(person, PASSWORD).secret
    assert code not in str(newcomer.session.items())


def test_a_new_kit_asks_for_the_password(ana, sign_in):
    browser = sign_in(ana)

    response = browser.post("/settings/security/kit/", {"password": "not-this-one"})

    assert "password" in response.context["form"].errors
    assert Person.objects.get(pk=ana.pk).kit_confirmed


def test_the_old_code_stops_opening_when_the_new_one_is_shown(ana, sign_in):
    browser = sign_in(ana)
    old = shown(browser.post("/settings/security/kit/", {"password": PASSWORD}))
    confirm(browser, old)

    new = shown(browser.post("/settings/security/kit/", {"password": PASSWORD}))

    person = Person.objects.get(pk=ana.pk)
    assert accounts.check_code(person, old) is None
    assert accounts.check_code(person, new) is not None
    assert confirm(browser, new)["Location"] == "/settings/security/?done=kit"


def test_a_new_kit_has_to_be_confirmed_too(ana, sign_in):
    browser = sign_in(ana)

    browser.post("/settings/security/kit/", {"password": PASSWORD})

    assert browser.get("/settings/")["Location"] == "/kit/"


def test_a_confirmed_code_cannot_be_shown_again(ana, sign_in):
    assert sign_in(ana).post("/kit/show/")["Location"] == "/today/"
