"""What is said of a change: where, when, in which words, and to whom."""

import pytest
from django.utils import timezone

from closeknit.apps.picture import watching
from tests.apps.picture.conftest import NOW, THURSDAY, text, words

BEFORE, AFTER = range(9, 40), range(1, 9)
SAID = "Answers have been lower since around"


@pytest.fixture
def lower(year, ana, answer):
    """Ana's answers have been lower for eight weeks."""
    answer(ana, BEFORE)
    answer(ana, AFTER, felt=3)


def test_a_change_is_said_with_its_start_size_and_limits(lower, ana, sign_in):
    page = words(sign_in(ana).get("/picture/"))

    assert SAID in page
    assert "90 % range" in page
    assert "In simulations, 24 in 100 steady couples saw a notice like this" in page
    assert "It describes answers; it cannot say why." in page
    assert "Talk about it, guided" in page


def test_it_names_no_person_no_cause_and_no_likelihood(lower, ana, bo, sign_in):
    page = text(sign_in(ana).get("/picture/"))

    section = page.partition('id="said-heading"')[2].partition("</section>")[0]

    assert SAID in section
    for word in ("Ana", "Bo", "probably", "likely", "because", "partner"):
        assert word not in section


def test_the_start_is_marked_in_the_picture(lower, ana, sign_in):
    page = sign_in(ana).get("/picture/").content.decode()

    assert 'class="start"' in page
    assert "lower since about here" in page


def test_steady_answers_are_said_to_be_as_usual(year, ana, answer, sign_in):
    answer(ana, range(1, 40))

    page = words(sign_in(ana).get("/picture/"))

    assert "No lasting fall shows in the answers." in page
    assert SAID not in page


def test_the_first_weeks_are_too_early_to_tell(year, ana, answer, sign_in):
    answer(ana, range(1, 6))

    assert "It is early." in words(sign_in(ana).get("/picture/"))


def test_answers_that_came_back_are_said_to_have_come_back(year, ana, answer, sign_in):
    answer(ana, range(20, 50))
    answer(ana, range(12, 20), felt=3)
    answer(ana, range(1, 12))

    page = words(sign_in(ana).get("/picture/"))

    assert "Answers were lower from around" in page
    assert "and have come back; it was last said in the week of" in page
    assert SAID not in page


def test_views_that_part_are_said_and_named_after_nobody(year, ana, bo, answer, share, sign_in):
    answer(ana, range(26, 46), felt=5)
    answer(bo, range(26, 46), felt=5)
    answer(ana, range(1, 26), felt=6)
    answer(bo, range(1, 26), felt=3)
    share(ana, bo)

    assert "Your two views have moved apart" in words(sign_in(ana).get("/picture/"))


def test_today_speaks_of_it_only_once_it_was_seen_in_picture(lower, ana, sign_in, clock):
    clock.move_to(timezone.now() + timezone.timedelta(days=4))  # a Monday
    browser = sign_in(ana)

    before = words(browser.get("/today/"))
    browser.get("/picture/")
    after = words(browser.get("/today/"))

    assert "Answers have changed" not in before
    assert "Answers have changed" in after


def test_today_lets_go_of_it_when_it_is_put_aside(lower, ana, sign_in, clock):
    import re

    clock.move_to(timezone.now() + timezone.timedelta(days=4))
    browser = sign_in(ana)
    browser.get("/picture/")
    mark = re.search(r'value="(drift:[^"]+)"', browser.get("/today/").content.decode())[1]

    browser.post("/aside/", {"mark": mark})

    assert "Answers have changed" not in words(browser.get("/today/"))


def test_who_muted_it_is_told_nothing_and_can_be_told_again(lower, ana, sign_in, clock):
    clock.move_to(timezone.now() + timezone.timedelta(days=4))
    browser = sign_in(ana)
    browser.get("/picture/")

    muted = words(browser.post("/picture/mute/", follow=True))
    today = words(browser.get("/today/"))
    again = words(browser.post("/picture/unmute/", follow=True))

    assert SAID not in muted
    assert "lower since about here" not in muted
    assert "Answers have changed" not in today
    assert SAID in again


def test_what_is_withheld_is_used_in_its_authors_own_view_only(
    year, ana, bo, answer, share, sign_in, unlock
):
    from closeknit.apps.picture import answering

    answer(ana, range(1, 40))
    answer(bo, BEFORE)
    answer(bo, AFTER, felt=2)
    share(ana, bo)
    for ago in AFTER:
        answering.withhold_week(unlock(bo), NOW - ago, is_withheld=True, today=THURSDAY.date())

    assert SAID not in words(sign_in(ana).get("/picture/"))
    assert SAID in words(sign_in(bo).get("/picture/"))


def test_what_was_reckoned_is_not_reckoned_again(lower, ana, sign_in, monkeypatch):
    from closeknit.domain import drift

    browser = sign_in(ana)
    first = words(browser.get("/picture/"))
    monkeypatch.setattr(drift, "watch_each", None)

    assert words(browser.get("/picture/")) == first


def test_a_new_answer_is_reckoned(lower, ana, answer, sign_in, monkeypatch):
    reckoned = []
    honest = watching._watched
    monkeypatch.setattr(watching, "_watched", lambda *told: reckoned.append(1) or honest(*told))
    browser = sign_in(ana)
    browser.get("/picture/")

    answer(ana, [0])
    browser.get("/picture/")

    assert len(reckoned) == 2


def test_weeks_from_before_an_earlier_bond_ended_do_not_count(
    lower, ana, bo, unlock, sign_in, clock
):
    from closeknit.apps.people import pairing

    pairing.leave(unlock(ana), withdraw=False)

    page = words(sign_in(ana).get("/picture/"))

    assert SAID not in page
    assert "It is early." in page


def test_the_guide_for_talking_has_a_way_to_help(ana, bond, sign_in):
    page = sign_in(ana).get("/picture/talk/").content.decode()

    assert "ten minutes each" in page
    assert 'href="/help/"' in page


def test_a_notice_that_ended_in_silence_is_not_said_to_have_come_back(year, ana, answer, sign_in):
    answer(ana, range(26, 44))
    answer(ana, range(19, 26), felt=2)
    answer(ana, range(1, 6))

    page = words(sign_in(ana).get("/picture/"))

    assert "have come back" not in page
