from datetime import date, timedelta
from uuid import uuid4

import pytest

from closeknit.apps.people import pairing
from closeknit.apps.questions.models import Opening
from closeknit.apps.questions.words import QuestionWords


@pytest.fixture
def many(bond, ana, unlock):
    key = unlock(ana).bond_key
    for day in range(45):
        Opening.create_sealed(
            key,
            QuestionWords("", f"Question {day:02}?"),
            bond=bond,
            day=date(2026, 9, 1) + timedelta(days=day),
            opened_on=date(2026, 9, 1) + timedelta(days=day),
            is_current=False,
        )


def test_the_latest_come_first_a_page_at_a_time(sign_in, many, ana):
    browser = sign_in(ana)

    first = browser.get("/ask/before/").content.decode()
    last = browser.get("/ask/before/?page=3").content.decode()

    assert first.index("Question 44?") < first.index("Question 43?")
    assert "Question 24?" not in first
    assert "?page=2" in first
    assert "Question 00?" in last
    assert "?page=4" not in last


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 30, "99999"])
def test_any_page_number_gives_a_page(sign_in, many, ana, page):
    assert sign_in(ana).get(f"/ask/before/?page={page}").status_code == 200


def test_what_has_not_opened_is_not_among_them(sign_in, opening, answer, ana, bo):
    answer(bo, opening, "Your soup")

    assert f"/ask/{opening.pk}/" not in sign_in(ana).get("/ask/before/").content.decode()


def test_queries_do_not_grow_with_the_list(
    sign_in, opened, many, ana, django_assert_max_num_queries
):
    browser = sign_in(ana)

    with django_assert_max_num_queries(9):
        browser.get("/ask/before/")


def test_a_former_partner_reads_what_was_left_and_writes_nothing(
    sign_in, opened, bond, ana, bo, unlock
):
    pairing.leave(unlock(ana), withdraw=False)
    browser = sign_in(bo)

    listed = browser.get(f"/ask/before/?bond={bond.pk}").content.decode()
    page = browser.get(f"/ask/{opened.pk}/").content.decode()

    assert f"/ask/{opened.pk}/" in listed
    assert "Our walks" in page
    assert "Ana" in page
    assert "/respond/" not in page
    sent = {"id": str(uuid4()), "text": "More"}
    for act in ("respond", "withdraw", "aside", "write", "lighter", "release", "take-back"):
        assert browser.post(f"/ask/{opened.pk}/{act}/", sent).status_code == 404


@pytest.mark.parametrize("asked", ["nothing", "00000000-0000-4000-8000-000000000001"])
def test_no_other_bond_is_shown(sign_in, opened, ana, asked):
    assert sign_in(ana).get(f"/ask/before/?bond={asked}").status_code == 404
