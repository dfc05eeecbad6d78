import pytest

pytestmark = pytest.mark.django_db


def test_today_greets_and_ends(sign_in, kim):
    page = sign_in(kim).get("/today/").content.decode()

    assert "Kim" in page
    assert "That is all for today." in page


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/today/").headers["Location"].startswith("/sign-in/")


def test_today_takes_at_most_twelve_queries(sign_in, ana, bond, django_assert_max_num_queries):
    browser = sign_in(ana)
    browser.get("/today/")

    with django_assert_max_num_queries(12):
        browser.get("/today/")


def test_today_is_kept_by_no_cache(sign_in, kim):
    assert "no-store" in sign_in(kim).get("/today/").headers["Cache-Control"]
