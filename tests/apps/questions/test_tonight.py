from datetime import timedelta

from django.utils import timezone
from django.utils.html import escape

from closeknit.apps.people.models import Bond
from closeknit.apps.questions import tonight
from closeknit.apps.questions.models import Opening
from closeknit.content import library


def question_of(person, unlock):
    return tonight.for_two(unlock(person), timezone.localdate())


def test_both_are_asked_the_same_question(bond, ana, bo, unlock):
    for_ana, for_bo = question_of(ana, unlock), question_of(bo, unlock)

    assert for_ana.question == for_bo.question
    assert Opening.objects.count() == 1


def test_the_first_question_of_a_bond_is_light(opening, ana, unlock):
    assert question_of(ana, unlock).words.depth == 1


def test_the_next_one_begins_at_depth_two(opened, clock, ana, unlock):
    clock.shift(timedelta(days=1))

    assert question_of(ana, unlock).words.depth == 2


def test_the_page_shows_the_question_and_the_ways_on(sign_in, opening, ana, unlock):
    page = sign_in(ana).get("/ask/").content.decode()

    assert escape(question_of(ana, unlock).question) in page
    assert f'href="/ask/{opening.pk}/write/"' in page
    assert f'action="/ask/{opening.pk}/lighter/"' in page
    assert 'action="/ask/not-today/"' in page
    assert 'href="/ask/own/"' in page


def test_on_a_free_evening_the_question_is_offered_quietly(sign_in, bond, ana, clock):
    Bond.objects.update(began=timezone.localdate() - timedelta(days=30))
    clock.shift(timedelta(days=1))

    page = sign_in(ana).get("/ask/").content.decode()

    assert "Tonight is free. Take a question if you like." in page
    assert "Write yours" in page


def test_after_an_opening_the_next_question_waits_for_another_day(sign_in, opened, ana):
    page = sign_in(ana).get("/ask/").content.decode()

    assert "The next question comes on Thursday." in page
    assert Opening.objects.count() == 1


def test_one_question_at_a_time(opening, ana, bo, unlock):
    for person in (ana, bo, ana):
        question_of(person, unlock)

    assert Opening.objects.filter(is_current=True).count() == 1


def test_no_question_comes_twice_while_new_ones_are_left(opened, ana, bo, answer, unlock, clock):
    seen = set()
    for _ in range(6):
        clock.shift(timedelta(days=1))
        now = question_of(ana, unlock)
        assert now.words.question not in seen
        seen.add(now.words.question)
        answer(ana, now.opening, "mine")
        answer(bo, now.opening, "mine, too")

    assert len(seen) == 6


def test_a_question_is_read_in_its_readers_language(opening, ana, unlock):
    found = question_of(ana, unlock)

    assert found.question == library("en").questions[found.words.question].text
