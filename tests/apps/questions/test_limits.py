"""Ceilings and tags of either apply, and nobody sees whose they are."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from closeknit.apps.people import pairing
from closeknit.apps.questions import choosing, tonight
from closeknit.apps.questions.models import Opening
from closeknit.apps.questions.words import Memory, QuestionWords
from closeknit.content import library

TAGS = frozenset({"children", "faith", "body", "family", "trauma", "money", "grief", "conflict"})


@pytest.fixture
def change(unlock):
    """Return a function that changes a person's private limits and lets the bond use them."""

    def change(person, **limits):
        me = unlock(person)
        me.change_settings(lambda now: replace(now, **limits))
        pairing.share_profile(me)

    return change


@pytest.fixture
def opened_before(bond, ana, unlock):
    """Return a function that lets a bond have opened so many questions."""

    def open_before(number):
        words, today = QuestionWords("one-before", "Before?"), timezone.localdate()
        clear = {"bond": bond, "day": today, "opened_on": today, "is_current": False}
        for _ in range(number):
            Opening.create_sealed(unlock(ana).bond_key, words, **clear)

    return open_before


def question_for(person, unlock, asked=("one-before",), **memory):
    return choosing.for_both(unlock(person), Memory(asked=asked, **memory))


@pytest.mark.parametrize("whose", ["ana", "bo"])
def test_the_lower_ceiling_applies_for_both(
    bond, ana, bo, unlock, change, opened_before, whose, request
):
    opened_before(14)
    before = question_for(ana, unlock).depth
    change(request.getfixturevalue(whose), ceiling=3)

    assert (before, question_for(ana, unlock).depth) == (4, 3)
    assert question_for(ana, unlock) == question_for(bo, unlock)


def test_questions_go_deeper_with_what_was_opened_together(bond, ana, unlock, opened_before):
    opened_before(1)
    second = question_for(ana, unlock)
    opened_before(6)

    assert (second.depth, question_for(ana, unlock).depth) == (2, 3)


@pytest.mark.parametrize("whose", ["ana", "bo"])
def test_tags_that_either_left_out_stay_out(bond, ana, bo, unlock, change, whose, request):
    change(request.getfixturevalue(whose), tags_off=tuple(TAGS))

    asked = ("one-before",)
    for _ in range(40):
        found = question_for(bo, unlock, asked)
        asked = (*asked, found.question)

    tags = {tag for one in asked[1:] for tag in library("en").questions[one].tags}
    assert not tags & TAGS


def test_the_page_does_not_name_a_limit(sign_in, bond, ana, bo, change):
    change(bo, ceiling=1, tags_off=("money",))

    page = sign_in(ana).get("/ask/").content.decode()
    around = re.sub(r"<h1.*?</h1>", "", page, flags=re.DOTALL).lower()

    for word in ("money", "ceiling", "depth", "left out"):
        assert word not in around


def test_the_stage_of_both_is_used_when_they_agree(bond, ana, bo, unlock, change):
    for person in (ana, bo):
        change(person, stage="transition")

    assert "transition" in library("en").questions[question_for(ana, unlock).question].stages


def test_each_has_evenings_of_their_own_so_that_nobody_sees_the_others(
    sign_in, opened, ana, bo, unlock, change
):
    change(ana, evenings=7)
    before = sign_in(ana).get("/ask/").content.decode().partition("<main")[2]

    change(bo, evenings=0)

    assert "The next question comes on" in before
    assert sign_in(ana).get("/ask/").content.decode().partition("<main")[2] == before
    assert choosing.is_evening(unlock(ana), timezone.localdate())
    assert not choosing.is_evening(unlock(bo), timezone.localdate())


def test_a_limit_set_later_hides_the_question_from_its_person_only(
    sign_in, opened, answer, ana, bo, change, unlock, clock
):
    clock.shift(timedelta(days=1))
    now = tonight.for_two(unlock(ana), timezone.localdate())
    unchanged = sign_in(ana).get("/ask/").content.decode()
    change(bo, ceiling=1)

    for_bo = sign_in(bo).get("/ask/").content.decode()
    for_ana = sign_in(ana).get("/ask/").content.decode()

    assert escape(now.question) not in for_bo
    assert "Nothing for you tonight" in for_bo
    assert escape(now.question) in for_ana
    assert len(for_ana) == len(unchanged)


def test_when_nothing_is_left_the_page_says_so(sign_in, bond, ana, monkeypatch):
    monkeypatch.setattr(choosing, "known", dict)

    page = sign_in(ana).get("/ask/").content.decode()

    assert "No question fits tonight" in page
