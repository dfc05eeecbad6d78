"""Ceilings and tags of either apply, and nobody sees whose they are."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from closeknit.apps.people import pairing
from closeknit.apps.questions import choosing, tonight
from closeknit.apps.questions.words import Memory
from closeknit.content import library

TAGS = frozenset({"children", "faith", "body", "family", "trauma", "money", "grief", "conflict"})


@pytest.fixture
def change(unlock):
    """Return a function that changes a person's private limits and lets the bond use them."""

    def change(person, **limits):
        me = unlock(person)
        me.save_settings(replace(me.settings, **limits))
        pairing.share_profile(me)

    return change


def question_for(person, unlock, asked=("one-before",), **memory):
    return choosing.for_both(unlock(person), Memory(asked=asked, **memory))


@pytest.mark.parametrize("whose", ["ana", "bo"])
def test_the_lower_ceiling_applies_for_both(bond, ana, bo, unlock, change, whose, request):
    for person in (ana, bo):
        change(person, depth=4)
    change(request.getfixturevalue(whose), ceiling=1)

    assert question_for(ana, unlock).depth == 1
    assert question_for(ana, unlock) == question_for(bo, unlock)


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


def test_the_calmer_wish_for_evenings_holds(bond, ana, bo, unlock, change):
    change(bo, evenings=1)

    assert not choosing.is_evening(unlock(ana), timezone.localdate())


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
