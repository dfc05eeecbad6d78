import pytest
import time_machine

from closeknit.apps.people import forms_settings
from closeknit.apps.people.models import Person, Settings
from closeknit.content.model import STAGES, TAGS
from tests import pages

pytestmark = pytest.mark.django_db
QUESTIONS = {"tags_off": ["money", "faith"], "ceiling": "2", "evenings": "5"}
APP = {"coach": "on", "lock_after": "5", "language": "en", "zone": "Europe/Lisbon"}


def test_the_hub_says_how_all_is_set(make_person, sign_in):
    person = make_person("Ana", pronouns="she, her", country="PT", tags_off=("money",))

    page = sign_in(person).get("/settings/").content.decode()

    for words in ("Ana", "she, her", "Portugal", "not about: Money", "3 evenings a week"):
        assert words in page
    assert "30 minutes" in page


def test_name_pronouns_country_and_stage_are_sealed(ana, sign_in, unlock):
    sent = {"name": " Anna  Lou ", "pronouns": "they", "country": "PT", "stage": "long"}

    response = sign_in(ana).post("/settings/me/", sent)

    own = unlock(ana).settings
    assert response["Location"] == "/settings/me/?saved=1"
    assert (own.name, own.pronouns, own.country, own.stage) == ("Anna Lou", "they", "PT", "long")


def test_a_name_is_needed(ana, sign_in):
    response = sign_in(ana).post("/settings/me/", {"name": " "})

    assert list(response.context["form"].errors) == ["name"]


def test_private_limits_are_saved(ana, sign_in, unlock):
    sign_in(ana).post("/settings/questions/", QUESTIONS)

    own = unlock(ana).settings
    assert (own.tags_off, own.ceiling, own.evenings) == (("faith", "money"), 2, 5)


def test_saving_one_page_leaves_the_others_as_they_were(ana, sign_in, unlock):
    browser = sign_in(ana)
    browser.post("/settings/questions/", QUESTIONS)

    browser.post("/settings/app/", APP)
    browser.post("/settings/me/", {"name": "Anna"})

    own = unlock(ana).settings
    assert (own.name, own.ceiling, own.lock_after, own.coach) == ("Anna", 2, 5, True)


def test_the_pages_show_what_is_set(ana, sign_in):
    browser = sign_in(ana)
    browser.post("/settings/questions/", QUESTIONS)

    form = pages.form_to(browser.get("/settings/questions/"), "/settings/questions/")

    assert sorted(form.fields["tags_off"]) == ["faith", "money"]
    assert (form.fields["ceiling"], form.fields["evenings"]) == (["2"], ["5"])


def test_the_bond_uses_the_limits_and_the_other_never_sees_them(bond, ana, bo, sign_in, unlock):
    sign_in(ana).post("/settings/questions/", QUESTIONS)

    theirs = unlock(bo).partner
    assert (theirs.tags_off, theirs.ceiling) == (("faith", "money"), 2)
    page = sign_in(bo).get("/settings/bond/").content.decode()
    assert "Money" not in page


def test_a_new_name_reaches_the_other(bond, ana, bo, sign_in, unlock):
    sign_in(ana).post("/settings/me/", {"name": "Anna"})

    assert unlock(bo).partner.name == "Anna"
    assert unlock(ana).colour == "madder"


def test_the_record_keeps_its_size_whatever_is_in_it(ana, sign_in):
    before = len(Settings.objects.get(person=ana).sealed)

    sign_in(ana).post("/settings/me/", {"name": "A" * 60, "pronouns": "b" * 60, "country": "PT"})

    assert len(Settings.objects.get(person=ana).sealed) == before


def test_the_lock_follows_at_once(ana, sign_in):
    with time_machine.travel("2026-03-01 20:00", tick=False) as clock:
        browser = sign_in(ana)
        browser.post("/settings/app/", APP)
        clock.shift(6 * 60)

        assert browser.get("/settings/").status_code == 302


def test_a_shared_device_never_rests_longer_than_its_few_minutes(ana, client):
    with time_machine.travel("2026-03-01 20:00", tick=False) as clock:
        sent = {"address": ana.address, "password": "wool-and-linen-26", "is_shared_device": "on"}
        client.post("/sign-in/", sent)
        client.post("/settings/app/", APP | {"lock_after": "240"})
        clock.shift(11 * 60)

        assert client.get("/settings/").status_code == 302


def test_the_zone_is_kept_in_the_clear_and_used(ana, sign_in):
    browser = sign_in(ana)

    browser.post("/settings/app/", APP | {"zone": "Pacific/Auckland"})

    assert Person.objects.get(pk=ana.pk).zone == "Pacific/Auckland"


def test_a_zone_with_an_older_name_stays(ana, sign_in):
    Person.objects.filter(pk=ana.pk).update(zone="US/Eastern")
    browser = sign_in(ana)

    form = pages.form_to(browser.get("/settings/app/"), "/settings/app/")
    browser.post("/settings/app/", form.filled())

    assert Person.objects.get(pk=ana.pk).zone == "US/Eastern"


@pytest.mark.parametrize(
    ("address", "sent", "field"),
    [
        ("/settings/app/", APP | {"zone": "Moon/Base"}, "zone"),
        ("/settings/app/", APP | {"lock_after": "100000"}, "lock_after"),
        ("/settings/questions/", QUESTIONS | {"ceiling": "9"}, "ceiling"),
        ("/settings/questions/", QUESTIONS | {"tags_off": ["weather"]}, "tags_off"),
        ("/settings/me/", {"name": "Ana", "country": "XX"}, "country"),
        ("/settings/me/", {"name": "A" * 61}, "name"),
    ],
)
def test_what_cannot_be_chosen_is_refused_at_its_field(ana, sign_in, address, sent, field):
    response = sign_in(ana).post(address, sent)

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]


def test_the_choices_are_those_of_the_content():
    assert {tag for tag, _ in forms_settings.TAGS} == set(TAGS)
    assert {stage for stage, _ in forms_settings.STAGES if stage} == set(STAGES)


def test_settings_take_few_queries(bond, ana, sign_in, django_assert_max_num_queries):
    browser = sign_in(ana)

    with django_assert_max_num_queries(7):
        browser.get("/settings/")


def test_help_opens_at_the_persons_country_without_sending_it(make_person, sign_in):
    page = sign_in(make_person("Ana", country="PT")).get("/settings/").content.decode()

    assert 'href="/help/#PT"' in page
