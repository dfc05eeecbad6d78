"""The Learn shelf is open to everybody and leads to where its ideas are tried."""

import pytest
from django.test import Client

from closeknit.content import library

pytestmark = pytest.mark.django_db


def test_the_shelf_names_every_idea():
    page = Client().get("/learn/").content.decode()

    for idea in library().ideas.values():
        assert f'href="/learn/{idea.id}/"' in page


@pytest.mark.parametrize("idea", library().ideas.values(), ids=lambda idea: idea.id)
def test_an_idea_tells_what_is_known_with_year_and_limits(idea):
    page = Client().get(f"/learn/{idea.id}/").content.decode()

    for name in idea.evidence:
        finding = library().findings[name]
        assert f"{finding.source}, {finding.year}." in page.replace("&amp;", "&")
    assert "We know no study" in page or idea.evidence


def test_somebody_signed_in_is_led_to_where_it_is_tried(sign_in, ana, bond):
    idea = next(one for one in library().ideas.values() if one.door.place == "question")

    page = sign_in(ana).get(f"/learn/{idea.id}/").content.decode()

    assert f'name="question" value="{idea.door.what}"' in page


def test_alone_nothing_leads_to_what_needs_two(sign_in, kim):
    idea = next(one for one in library().ideas.values() if one.door.place in {"talk", "ritual"})

    page = sign_in(kim).get(f"/learn/{idea.id}/").content.decode()

    assert "/listen/begin/" not in page
    assert "/time/propose/" not in page


def test_no_idea_of_that_name():
    assert Client().get("/learn/no-such/").status_code == 404


def test_what_could_be_said_instead_is_shown_by_practice():
    page = Client().get("/learn/instead/").content.decode().replace("&#x27;", "'")

    for pair in library().pairs.values():
        assert pair.rather in page
    assert page.count('aria-labelledby="practice-') == 6


@pytest.mark.parametrize("idea", ["practice-questions", "practice-listening"])
def test_a_practice_shows_some_of_its_pairs(idea):
    page = Client().get(f"/learn/{idea}/").content.decode()

    assert page.count("<s class") == 2
