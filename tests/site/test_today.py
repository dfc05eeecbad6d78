from datetime import timedelta

import pytest

pytestmark = pytest.mark.django_db


def test_today_greets_and_ends(sign_in, kim):
    page = sign_in(kim).get("/today/").content.decode()

    assert "Kim" in page
    assert "That is all for today." in page


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/today/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(("days", "queries"), [(30, 12), (0, 13)], ids=["usual", "first week"])
def test_today_takes_few_queries(sign_in, ana, bond, django_assert_max_num_queries, days, queries):
    """In the first week one more, for the first words."""
    bond.began -= timedelta(days=days)
    bond.save()
    browser = sign_in(ana)
    browser.get("/today/")

    with django_assert_max_num_queries(queries):
        browser.get("/today/")


def test_today_is_kept_by_no_cache(sign_in, kim):
    assert "no-store" in sign_in(kim).get("/today/").headers["Cache-Control"]
