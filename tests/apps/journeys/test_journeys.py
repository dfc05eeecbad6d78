"""A journey at one's own pace: begun, walked, fitted anew, left; and what the other sees of it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from closeknit.apps.journeys import showing, walking
from closeknit.apps.people import pairing, small_things
from closeknit.content import library
from closeknit.keys.records import to_bytes

pytestmark = pytest.mark.django_db
BEGIN = {"minutes": "40"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-24T19:00:00Z", tick=False) as traveller:
        yield traveller


def page(browser, address="/journeys/"):
    return browser.get(address).content.decode()


def steps(walk):
    return [one for one, _why in walk.steps]


@pytest.fixture
def walked(sign_in, ana, bond):
    """A browser in which Ana has begun the journey for those who are together for long."""
    browser = sign_in(ana)
    browser.post("/journeys/long/", BEGIN)
    return browser


def test_all_journeys_can_be_looked_at_before_one_begins(sign_in, ana, bond):
    browser = sign_in(ana)
    chooser = page(browser)

    for journey in library().journeys.values():
        assert f'href="/journeys/{journey.id}/"' in chooser
        assert journey.lead.replace("'", "&#x27;") in page(browser, f"/journeys/{journey.id}/")


def test_a_week_has_its_steps_with_their_ways_and_reasons(walked, unlock, ana):
    walk = walking.read(unlock(ana))
    shown = page(walked)

    assert len(steps(walk)) == 4
    for one in showing.steps(walk):
        assert one.step.name.replace("'", "&#x27;") in shown
        assert str(one.why) in shown.replace("&#x27;", "'")
        assert one.way is not None


def test_a_step_is_done_and_can_be_opened_again(walked, unlock, ana):
    first = steps(walking.read(unlock(ana)))[0]

    walked.post("/journeys/done/", {"step": first})
    assert walking.read(unlock(ana)).done == (first,)

    walked.post("/journeys/open/", {"step": first})
    assert walking.read(unlock(ana)).done == ()


def test_what_is_passed_over_is_answered_by_another(walked, unlock, ana):
    before = steps(walking.read(unlock(ana)))

    walked.post("/journeys/pass-over/", {"step": before[1]})

    after = steps(walking.read(unlock(ana)))
    assert before[1] not in after
    assert len(after) == len(before)
    assert "in the place of what you passed over" in page(walked)


def test_a_step_of_another_week_can_neither_be_done_nor_passed_over(walked, unlock, ana):
    walk = walking.read(unlock(ana))
    other = next(one.id for one in library().steps.values() if one.week != walk.weeks[0][0])

    walked.post("/journeys/done/", {"step": other})
    walked.post("/journeys/pass-over/", {"step": other})

    assert walking.read(unlock(ana)) == walk


def test_no_step_comes_twice_on_the_way(walked, unlock, ana):
    seen = []
    for number in range(1, 9):
        walked.post("/journeys/week/", {"number": str(number)})
        seen += steps(walking.read(unlock(ana)))

    assert len(seen) == len(set(seen)) == 32


def test_a_week_can_be_walked_once_more_with_its_own_steps(walked, unlock, ana):
    first = steps(walking.read(unlock(ana)))
    walked.post("/journeys/done/", {"step": first[0]})
    walked.post("/journeys/week/", {"number": "2"})

    walked.post("/journeys/week/", {"number": "1"})
    walked.post("/journeys/repeat/")

    walk = walking.read(unlock(ana))
    assert steps(walk) == first
    assert walk.done == ()


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", ""])
def test_a_week_that_is_none_changes_nothing(walked, unlock, ana, number):
    walked.post("/journeys/week/", {"number": number})

    assert walking.read(unlock(ana)).at == 0


def test_a_pause_asks_for_nothing(walked):
    walked.post("/journeys/pause/")
    assert "This journey rests" in page(walked)
    assert "This week:" not in page(walked, "/today/")

    walked.post("/journeys/go-on/")
    assert "This week:" in page(walked, "/today/")


def test_other_minutes_fit_the_week_anew_and_keep_what_is_done(walked, unlock, ana):
    first = steps(walking.read(unlock(ana)))[0]
    walked.post("/journeys/done/", {"step": first})

    walked.post("/journeys/change/", {"minutes": "20"})

    walk = walking.read(unlock(ana))
    assert len(steps(walk)) == 3
    assert first in steps(walk)


def test_a_transition_asks_what_is_changing(sign_in, unlock, ana, bond):
    browser = sign_in(ana)
    assert "What is changing" in page(browser, "/journeys/transition/")

    browser.post("/journeys/transition/", BEGIN | {"variant": "move"})

    found = {library().steps[one].variants for one in steps(walking.read(unlock(ana)))}
    assert found <= {(), ("move",)} | {one for one in found if "move" in one}


def test_what_cannot_be_chosen_is_refused_in_words(sign_in, unlock, ana, bond):
    answer = sign_in(ana).post("/journeys/long/", {"minutes": "1000"})

    assert answer.status_code == 400
    assert walking.read(unlock(ana)) is None


def test_what_is_switched_off_by_either_is_in_no_week(sign_in, unlock, ana, bo, bond):
    tags = tuple(sorted({tag for one in library().steps.values() for tag in one.tags}))
    unlock(bo).change_settings(lambda now: replace(now, tags_off=tags))
    pairing.share_profile(unlock(bo))
    browser = sign_in(ana)
    browser.post("/journeys/long/", {"minutes": "75"})

    for number in range(1, 9):
        browser.post("/journeys/week/", {"number": str(number)})
        found = [library().steps[one] for one in steps(walking.read(unlock(ana)))]
        assert not any(one.tags for one in found)


def test_own_barriers_bring_what_meets_them(sign_in, unlock, ana, bond, monkeypatch):
    barriers = frozenset({"vulnerability"})
    monkeypatch.setattr("closeknit.apps.picture.standing.own_barriers", lambda _me: barriers)

    walking.begin(unlock(ana), "long", "", 40)

    assert ("barrier" in dict(walking.read(unlock(ana)).steps).values()) == any(
        one.barrier == "vulnerability"
        for one in library().steps.values()
        if one.week == walking.read(unlock(ana)).weeks[0][0]
    )


def test_the_lowest_pillar_comes_early(unlock, ana, bond, monkeypatch):
    monkeypatch.setattr("closeknit.apps.picture.standing.weakest", lambda _me: "experience")

    walking.begin(unlock(ana), "long", "", 40)

    second, why = walking.read(unlock(ana)).weeks[1]
    assert (library().weeks[second].pillar, why) == ("experience", "weakest")


def test_the_weeks_about_one_pillar_can_be_walked_alone(sign_in, unlock, ana, bond):
    sign_in(ana).post("/journeys/long/", BEGIN | {"pillar": "conversation"})

    found = [library().weeks[one].pillar for one, _why in walking.read(unlock(ana)).weeks]
    assert found
    assert set(found) == {"conversation"}


def test_a_journey_takes_the_place_of_the_daily_question(sign_in, ana, bond):
    browser = sign_in(ana)
    assert "Write yours" in page(browser, "/today/")

    browser.post("/journeys/long/", BEGIN)

    assert "Write yours" not in page(browser, "/today/")
    assert "The whole week" in page(browser, "/today/")


def test_nothing_in_the_database_tells_that_somebody_walks(unlock, ana, bond, django_db_blocker):
    me = unlock(ana)
    before = len(me.person.own_settings.sealed)

    walking.begin(me, "long", "", 75)

    fresh = unlock(ana)
    assert len(fresh.person.own_settings.sealed) == before
    assert len(to_bytes(fresh.settings)) < 8000


def test_alone_nothing_needs_another(sign_in, unlock, kim):
    browser = sign_in(kim)
    browser.post("/journeys/alone/", {"minutes": "75"})

    for number in range(1, 5):
        browser.post("/journeys/week/", {"number": str(number)})
        found = [library().steps[one] for one in steps(walking.read(unlock(kim)))]
        assert len(found) == 5
        assert not any(one.is_for_two for one in found)


def test_the_other_sees_nothing_unless_asked_along(walked, sign_in, bo):
    assert "Long" not in page(sign_in(bo), "/today/")
    assert "walks" not in page(sign_in(bo))


def test_asked_along_the_other_sees_which_journey_and_nothing_of_the_way(
    walked, sign_in, unlock, ana, bo
):
    walked.post("/journeys/along/")
    first = steps(walking.read(unlock(ana)))[0]
    walked.post("/journeys/done/", {"step": first})

    theirs = page(sign_in(bo), "/today/")

    assert f"Ana walks “{library().journeys['long'].name}”" in theirs
    assert library().steps[first].name not in theirs


def test_an_invitation_can_be_put_aside_and_ana_sees_no_difference(walked, sign_in, bo):
    walked.post("/journeys/along/")
    before = page(walked)
    browser = sign_in(bo)
    mark = re.search(r'name="mark" value="(journey:[^"]+)"', page(browser))[1]

    browser.post("/aside/", {"mark": mark})

    assert "walks “" not in page(browser, "/today/")
    assert without_tokens(page(walked)) == without_tokens(before)


def without_tokens(text):
    return re.sub(r"csrf[^>]*>|X-CSRFToken[^}]*}", "", text)


def test_both_walk_it_each_at_their_own_pace(walked, sign_in, unlock, ana, bo):
    walked.post("/journeys/along/")
    browser = sign_in(bo)
    browser.post("/journeys/long/", BEGIN | {"along": "on"})
    browser.post("/journeys/week/", {"number": "3"})

    assert "Bo walks it, too" in page(walked)
    assert walking.read(unlock(ana)).at == 0


def test_taken_back_the_other_sees_it_no_more(walked, sign_in, bo):
    walked.post("/journeys/along/")

    walked.post("/journeys/along/stop/")

    assert "walks “" not in page(sign_in(bo), "/today/")


def test_leaving_a_journey_leaves_nothing(walked, unlock, ana, bo):
    walked.post("/journeys/along/")

    walked.post("/journeys/leave/")

    assert small_things.kept(unlock(ana), walking.NAME) == ""
    assert walking.theirs(unlock(bo)) is None


def test_after_the_bond_the_journey_goes_on_unseen(walked, unlock, ana, bo, bond):
    walked.post("/journeys/along/")

    pairing.leave(unlock(ana), withdraw=False)

    assert walking.read(unlock(ana)).journey == "long"
    assert walking.along(unlock(ana)) is None


def test_a_new_bond_hears_nothing_of_an_old_one(walked, unlock, ana, bo, eve, bond):
    walked.post("/journeys/along/")
    pairing.leave(unlock(bo), withdraw=False)
    code = pairing.invite(unlock(eve), first_words="", colour="madder")
    pairing.accept(unlock(ana), code)

    assert walking.theirs(unlock(eve)) is None


def test_another_stage_is_asked_for_and_never_guessed(sign_in, unlock, ana, bond):
    unlock(ana).change_settings(lambda now: replace(now, stage="early"))
    browser = sign_in(ana)
    browser.post("/journeys/long/", BEGIN)
    assert "Questions that fit this stage, too?" in page(browser)
    assert unlock(ana).settings.stage == "early"

    browser.post("/journeys/stage/")

    assert unlock(ana).settings.stage == "long"
    assert "Questions that fit this stage" not in page(browser)


def test_where_answers_fell_the_fitting_weeks_are_offered(sign_in, unlock, ana, bond, monkeypatch):
    unlock(ana).change_settings(lambda now: replace(now, stage="long"))
    monkeypatch.setattr("closeknit.apps.picture.standing.has_fallen", lambda _me: True)
    monkeypatch.setattr("closeknit.apps.picture.standing.weakest", lambda _me: "empathy")

    assert "/journeys/long/?pillar=empathy" in page(sign_in(ana))


def test_the_end_says_what_there_is_too_little_of(walked):
    walked.post("/journeys/end/")

    shown = page(walked)

    assert "That was this journey" in shown
    assert "There are too few weekly answers" in shown


def test_what_was_done_together_can_be_kept_as_a_ritual(walked, unlock, ana):
    at = next(
        (number, one.id)
        for number, (week, _why) in enumerate(walking.read(unlock(ana)).weeks, 1)
        for one in library().steps.values()
        if one.week == week and one.door.place == "ritual"
    )
    small_things.change(
        unlock(ana), walking.NAME, lambda text: text.replace('"done":[]', f'"done":["{at[1]}"]')
    )

    walked.post("/journeys/end/")

    ritual = library().steps[at[1]].door.what
    assert f"/time/propose/?idea={ritual}" in page(walked)


def test_before_and_after_are_shown_with_their_noise(sign_in, unlock, ana, bond, clock):
    from django.utils import timezone

    from closeknit.apps.picture import book as books
    from closeknit.domain.measures import week_of

    week = week_of(timezone.localdate())
    low, high = (2, 2, 2, 2, 2, 4, 4, 4), (6, 6, 6, 6, 6, 4, 4, 4)
    weeks = [(week - back, low, False) for back in (4, 3, 2, 1)]
    weeks += [(week + on, high, False) for on in (3, 4, 5, 6)]
    books.change(unlock(ana), lambda book: replace(book, weeks=tuple(weeks)))
    browser = sign_in(ana)
    browser.post("/journeys/long/", BEGIN)
    clock.shift(timedelta(weeks=7))

    sign_in(ana).post("/journeys/end/")

    shown = page(sign_in(ana))
    assert "not yet validated" in shown
    assert "90 % range" in shown


def test_it_is_exported(walked, unlock, ana):
    from closeknit.apps.journeys import leaving

    found = leaving.export(unlock(ana))

    assert found["walk"]["journey"] == "long"
    assert len(found["walk"]["weeks"]) == 8


def test_a_journey_alone_is_never_let_be_seen(walked, sign_in, unlock, ana, bo):
    walked.post("/journeys/alone/", BEGIN)

    walked.post("/journeys/along/")

    assert walking.along(unlock(ana)) is None
    assert "walks “" not in page(sign_in(bo), "/today/")


def test_begun_again_without_asking_along_nothing_is_seen(walked, unlock, ana):
    walked.post("/journeys/along/")

    walked.post("/journeys/long/", BEGIN)

    assert walking.along(unlock(ana)) is None


def test_a_pillar_without_weeks_is_no_wish(sign_in, unlock, ana, bond):
    sign_in(ana).post("/journeys/alone/", BEGIN | {"pillar": "experience"})

    assert len(walking.read(unlock(ana)).weeks) == 4
