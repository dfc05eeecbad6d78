from datetime import date

import pytest

from closeknit.apps.guidance.views import by_country
from closeknit.apps.people import countries
from closeknit.content import Line, library

pytestmark = pytest.mark.django_db


def line(**given):
    known = {
        "country": "PT",
        "kind": "crisis",
        "name": "A line",
        "phone": "112",
        "text": "",
        "url": "",
        "hours": "",
        "audience": "",
        "languages": (),
        "compiled": date(2026, 11, 22),
        "added": False,
    }
    return Line(**known | given)


def test_help_needs_no_account_and_may_be_kept_by_caches(client):
    response = client.get("/help/")

    assert response.status_code == 200
    assert "public" in response["Cache-Control"]


def test_it_is_the_same_page_for_everybody(client, ana, sign_in):
    assert client.get("/help/").content == sign_in(ana).get("/help/").content


def test_every_line_stands_on_it_with_its_number(client):
    page = client.get("/help/").content.decode()

    for known in library("en").helplines:
        assert known.phone in page


def test_it_says_where_the_numbers_come_from(client):
    page = client.get("/help/").content.decode()

    assert "Compiled from public sources on 22 November 2026, not dialled by us." in page
    assert "It is not therapy" in page


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_sent(client):
    page = client.get("/help/").content.decode()

    assert "<form" not in page
    assert 'src="http' not in page
    assert page.count('rel="noreferrer noopener"') == page.count('target="_blank"')


def test_every_country_has_a_name():
    assert {known.country for known in library("en").helplines} <= set(countries.NAMES)


def test_emergency_comes_first_then_crisis_then_abuse_then_counselling():
    kinds = ("counselling", "abuse", "crisis", "emergency")

    (country,) = by_country(line(kind=kind) for kind in kinds)

    assert [numbers[0].line.kind for _, numbers in country.kinds] == list(reversed(kinds))


def test_countries_stand_by_name():
    found = by_country([line(country="ZA"), line(country="DE"), line(country="PT")])

    assert [country.name for country in found] == ["Germany", "Portugal", "South Africa"]


def test_a_country_that_an_operator_added_is_shown_by_its_code():
    (country,) = by_country([line(country="XK", added=True)])

    assert country.name == "XK"


@pytest.mark.parametrize(
    ("phone", "dial"),
    [
        ("0800 116 016", "0800116016"),
        ("+49 (0)30", "+49030"),
        ("*4141", "*4141"),
        ("#8008", "%238008"),
    ],
)
def test_a_phone_can_dial_it(phone, dial):
    (country,) = by_country([line(phone=phone)])

    assert country.kinds[0][1][0].dial == dial
