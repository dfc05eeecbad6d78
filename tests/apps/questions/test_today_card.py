from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from closeknit.apps.people.models import Bond
from closeknit.apps.questions import answers, tonight


def today(sign_in, person):
    return sign_in(person).get("/today/").content.decode()


def test_tonights_question_is_on_today(sign_in, opening, ana):
    page = today(sign_in, ana)

    assert f'href="/ask/{opening.pk}/write/"' in page
    assert f'action="/ask/{opening.pk}/lighter/"' in page
    assert '<input type="hidden" name="from" value="today">' in page


def test_free_evenings_bring_no_card(bond, ana, unlock, clock):
    Bond.objects.update(began=timezone.localdate() - timedelta(days=30))
    clock.shift(timedelta(days=1))

    assert tonight.card(unlock(ana)) is None


def test_the_first_question_waits_on_any_evening(sign_in, bond, ana, bo, clock, answer, unlock):
    clock.shift(timedelta(days=1))
    first = tonight.card(unlock(ana)).context["tonight"].opening

    assert "Your first question" in sign_in(ana).get("/today/").content.decode()

    answer(ana, first, "Our walks")
    answer(bo, first, "Your soup")
    clock.shift(timedelta(days=1))
    assert "Your first question" not in sign_in(ana).get("/ask/").content.decode()


def test_after_not_today_there_is_no_card(sign_in, opening, ana, unlock):
    sign_in(ana).post("/ask/not-today/", {"from": "today"})

    assert tonight.card(unlock(ana)) is None


def test_once_i_have_written_there_is_no_card(opening, answer, ana, bo, unlock):
    answer(ana, opening, "Our walks")

    assert tonight.card(unlock(ana)) is None
    assert tonight.card(unlock(bo)) is not None


def test_open_answers_are_said_until_put_aside(sign_in, opened, ana, bo, clock):
    browser = sign_in(ana)
    before = browser.get("/today/").content.decode()

    browser.post(f"/ask/{opened.pk}/aside/")

    assert "Both answers are open" in before
    assert "Both answers are open" not in browser.get("/today/").content.decode()
    assert "Both answers are open" in today(sign_in, bo)


def test_what_the_other_adds_brings_it_back(sign_in, opened, ana, bo, unlock):
    browser = sign_in(ana)
    browser.post(f"/ask/{opened.pk}/aside/")

    answers.respond(unlock(bo), opened, uuid4(), "Tell me more")

    page = browser.get("/today/").content.decode()
    assert "Bo added to a question you opened" in page
    assert "Tell me more" not in page


def test_what_i_add_myself_does_not(sign_in, opened, ana, unlock):
    browser = sign_in(ana)
    browser.post(f"/ask/{opened.pk}/aside/")

    answers.respond(unlock(ana), opened, uuid4(), "Tell me more")

    assert tonight.card(unlock(ana)) is None


def test_after_two_weeks_it_rests_by_itself(opened, ana, unlock, clock):
    clock.shift(timedelta(days=15))

    assert tonight.card(unlock(ana)) is None


def test_kim_finds_a_question_for_herself(sign_in, kim):
    page = today(sign_in, kim)

    assert "Tonight’s question · for you alone" in page


def test_kim_finds_none_after_not_today(sign_in, kim, unlock):
    sign_in(kim).post("/ask/not-today/")

    assert tonight.card(unlock(kim)) is None


def test_kim_finds_none_after_writing(sign_in, kim, unlock, fields):
    browser = sign_in(kim)
    form = fields(browser.get("/ask/journal/new/"))

    browser.post("/ask/journal/new/", form | {"text": "I like mornings"})

    assert tonight.card(unlock(kim)) is None


def test_it_takes_at_most_three_queries(opening, ana, unlock, django_assert_max_num_queries):
    me = unlock(ana)
    assert me.partner is not None
    assert me.settings is not None

    with django_assert_max_num_queries(3):
        assert tonight.card(me) is not None


def test_the_first_look_at_a_new_question_takes_four_more(
    bond, ana, unlock, django_assert_max_num_queries
):
    me = unlock(ana)
    assert me.partner is not None
    assert me.settings is not None

    with django_assert_max_num_queries(7):
        assert tonight.card(me) is not None
