import pytest
from django.utils import timezone

from closeknit.apps.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ana", "address": "Ana@Example.org", "password": "wool-and-linen-26"}


def test_three_fields_make_an_account_and_lead_to_the_recovery_kit(client):
    response = client.post("/sign-up/", GOOD)

    person = Person.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/kit/")
    assert (person.address, person.joined) == ("ana@example.org", timezone.localdate())


@pytest.mark.parametrize(
    ("sent", "zone"),
    [("Asia/Calcutta", "Asia/Calcutta"), ("", "UTC"), ("Moon/Base", "UTC"), ("../etc\0", "UTC")],
)
def test_the_devices_zone_is_taken_when_it_is_one(client, sent, zone):
    client.post("/sign-up/", GOOD | {"zone": sent})

    assert Person.objects.get().zone == zone


def test_a_zone_that_was_unticked_stays_so_when_the_form_comes_back(client):
    page = client.post("/sign-up/", GOOD | {"name": ""}).content.decode()
    ticked = client.post("/sign-up/", GOOD | {"name": "", "zone": "UTC"}).content.decode()

    assert 'name="zone" value="" aria' in page
    assert 'name="zone" value="" checked' in ticked


def test_the_name_is_stored_sealed(client):
    client.post("/sign-up/", GOOD | {"name": "Anastasia Quillon"})

    person = Person.objects.select_related("own_settings").get()
    assert b"Quillon" not in bytes(person.own_settings.sealed)


@pytest.mark.parametrize(
    ("password", "word"),
    [("short", "10"), ("password123", "common"), ("8675309867530", "numeric")],
)
def test_a_password_that_is_easy_to_guess_is_refused_in_words(client, password, word):
    response = client.post("/sign-up/", GOOD | {"password": password})

    assert response.status_code == 400
    assert word in response.context["form"].errors["password"].as_text()
    assert not Person.objects.exists()


def test_a_password_like_the_address_is_refused(client):
    sent = GOOD | {"address": "linenwool@example.org", "password": "linenwool@example"}

    errors = client.post("/sign-up/", sent).context["form"].errors

    assert "password" in errors


def test_an_address_makes_one_account_however_it_is_written(client, ana):
    response = client.post("/sign-up/", GOOD | {"address": " ANA@example.ORG "})

    assert "address" in response.context["form"].errors
    assert Person.objects.count() == 1


def test_the_page_says_what_a_host_could_do(client):
    page = client.get("/sign-up/").content.decode()

    assert "If you fear that person, do not write here." in page


def test_a_closed_server_takes_nobody_new(client, settings):
    settings.SIGNUP = "closed"

    response = client.post("/sign-up/", GOOD)

    assert response.status_code == 403
    assert not Person.objects.exists()


def test_with_sign_up_by_invite_the_first_person_needs_none(client, settings):
    settings.SIGNUP = "invite"

    assert client.get("/sign-up/").status_code == 200


def test_with_sign_up_by_invite_nobody_comes_without_one(client, settings, ana):
    settings.SIGNUP = "invite"

    assert client.post("/sign-up/", GOOD | {"address": "eve@example.org"}).status_code == 403


def test_accounts_are_not_made_without_end(client_class):
    for number in range(60):
        client_class().post("/sign-up/", GOOD | {"address": f"p{number}@example.org"})

    response = client_class().post("/sign-up/", GOOD)

    assert "too often" in response.content.decode()
    assert Person.objects.count() == 60
