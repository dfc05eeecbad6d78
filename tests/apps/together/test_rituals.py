import re

import pytest
from django.utils import timezone

from closeknit.apps.notices.kinds import TIME
from closeknit.apps.notices.models import Choice, Outbox
from closeknit.apps.people import pairing
from closeknit.apps.together import leaving, reminding, rituals
from closeknit.apps.together.models import Plan, Ritual, Shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones(sign_in, ana, bo):
    return sign_in(ana), sign_in(bo)


def sent(**more):
    return {
        "what": "Tea",
        "day": "2026-11-24",
        "time": "20:00",
        "minutes": "30",
        "how": "weekly",
    } | more


def post(browser, address="/time/propose/", **more):
    page = browser.get(address).content.decode()
    wished = re.search(r'name="id" value="([0-9a-f-]{36})"', page)[1]
    return browser.post(address, {"id": wished} | sent(**more))


def test_a_proposal_waits_for_the_other_and_is_no_meeting_yet(phones, bond, lisbon, ahead):
    post(phones[0], note="I would like to hear your day.")

    theirs = phones[1].get("/today/").content.decode()
    assert "Ana proposes" in theirs and "I would like to hear your day." in theirs
    assert ahead() == []
    assert Plan.objects.count() == 0


def test_with_a_yes_it_has_meetings(phones, propose, ahead):
    row = propose()

    phones[1].post(f"/time/{row.pk}/agree/")

    assert ahead() == ["Tue 24 20:00", "Tue 01 20:00"]


def test_who_proposed_cannot_agree_for_the_other(phones, propose):
    row = propose()

    phones[0].post(f"/time/{row.pk}/agree/")

    assert Plan.objects.count() == 0


def test_not_this_is_a_whole_answer(phones, propose):
    row = propose()

    phones[1].post(f"/time/{row.pk}/decline/")

    assert "Tea after bedtime" not in phones[1].get("/time/").content.decode()
    assert "Not this time:" in phones[0].get("/time/").content.decode()
    phones[0].post(f"/time/{row.pk}/decline/")
    assert not Ritual.objects.exists()


def test_nobody_keeps_a_record_of_refusals(phones, agreed, propose, ana, bo, unlock):
    row = agreed()
    for _twice in range(2):
        post(phones[0], f"/time/{row.pk}/change/", time="18:00", note="Please")
        phones[1].post(f"/time/{row.pk}/decline/")
    propose()
    phones[1].post(f"/time/{Ritual.objects.exclude(pk=row.pk).get().pk}/decline/")

    kept = leaving.export(unlock(bo))["rituals"]

    assert [one["what"] for one in kept] == ["Tea after bedtime"]
    assert [line[1] for line in kept[0]["history"]] == ["proposed", "agreed"]
    assert "Please" not in str(kept) + str(leaving.export(unlock(ana)))
    assert all(len(line[3]) == len("2026-11-23") for line in kept[0]["history"])


def test_a_proposal_can_be_put_aside_and_another_comes_anew(phones, propose):
    row = propose()
    assert "Ana proposes" in phones[1].get("/today/").content.decode()

    assert phones[1].post(f"/time/{row.pk}/aside/").url == "/today/"

    assert "Ana proposes" not in phones[1].get("/today/").content.decode()
    assert "Ana proposes" in phones[1].get("/time/").content.decode()
    post(phones[0], f"/time/{row.pk}/change/", time="18:00")
    assert "Ana proposes" in phones[1].get("/today/").content.decode()


def test_a_proposal_rests_after_two_weeks(propose, sign_in, bo, clock):
    propose(first="2027-03-02T20:00")
    clock.shift(14 * 24 * 3600)

    assert "Ana proposes" not in sign_in(bo).get("/today/").content.decode()


def test_of_a_meeting_that_was_skipped_nobody_is_told(agreed, ana, bo, unlock, clock):
    for person in (ana, bo):
        Choice.objects.create(person=person, push_kinds=TIME.bit, acted_on=timezone.localdate())
    row = agreed(first="2026-11-23T16:30", rule="")
    reminding.plan_reminders(timezone.now())
    assert Outbox.objects.count() == 2

    rituals.shift(unlock(ana), row.pk, "2026-11-23T16:30", "")

    assert not Outbox.objects.exists()


def test_leaving_takes_my_proposals_and_leaves_the_others(propose, ana, bo, unlock):
    mine, theirs = propose(what="Mine"), propose(bo, what="Theirs")

    pairing.leave(unlock(ana), withdraw=True)

    assert list(Ritual.objects.all()) == [theirs]
    assert mine.pk != theirs.pk


def test_another_time_goes_back_to_the_first(phones, propose, ahead):
    row = propose()

    post(phones[1], f"/time/{row.pk}/change/", time="21:00", what="Tea after bedtime")
    assert "Bo proposes" in phones[0].get("/time/").content.decode()
    phones[0].post(f"/time/{row.pk}/agree/")

    assert ahead()[0] == "Tue 24 21:00"


def test_what_was_agreed_stays_until_both_agree_anew(phones, agreed, ahead):
    row = agreed()

    post(phones[0], f"/time/{row.pk}/change/", time="18:00")
    assert ahead()[0] == "Tue 24 20:00"
    phones[1].post(f"/time/{row.pk}/decline/")

    assert ahead()[0] == "Tue 24 20:00"


def test_moving_is_one_tap_and_names_nobody(phones, agreed, ahead):
    row = agreed()

    sent = {"original": "2026-11-24T20:00", "to": "2026-11-25T20:00"}
    phones[1].post(f"/time/{row.pk}/move/", sent)

    assert ahead() == ["Wed 25 20:00", "Tue 01 20:00"]
    page = phones[0].get(f"/time/{row.pk}/").content.decode()
    line = page.split('class="list history"')[1].split("</li>")[0]
    assert "moved: Tue, 24 Nov, 8 p.m. → Wed, 25 Nov, 8 p.m." in re.sub(r"<[^>]+>", "", line)
    assert "Bo" not in line


def test_a_moved_meeting_can_go_back(phones, agreed, ahead):
    row = agreed()
    for to in ("2026-11-26T20:00", "2026-11-24T20:00"):
        phones[1].post(f"/time/{row.pk}/move/", {"original": "2026-11-24T20:00", "to": to})

    assert ahead()[0] == "Tue 24 20:00"
    assert Shift.objects.count() == 0


def test_skipped_is_skipped(phones, agreed, ahead):
    row = agreed()

    phones[0].post(f"/time/{row.pk}/skip/", {"original": "2026-11-24T20:00"})

    assert ahead() == ["Tue 01 20:00"]


@pytest.mark.parametrize(
    "original", ["2026-11-25T20:00", "nonsense", "", "2026-11-24T20:00:00", "1999-01-01T00:00"]
)
def test_only_meetings_that_are_ahead_move(phones, agreed, ahead, original):
    row = agreed()

    answer = phones[0].post(
        f"/time/{row.pk}/move/", {"original": original, "to": "2026-11-30T20:00"}
    )

    assert answer.status_code == 302
    assert ahead() == ["Tue 24 20:00", "Tue 01 20:00"]


def test_letting_it_rest_needs_no_reason_and_names_nobody(phones, agreed, ahead):
    row = agreed()

    phones[1].post(f"/time/{row.pk}/end/")

    assert ahead() == []
    page = phones[0].get(f"/time/{row.pk}/").content.decode()
    line = page.split('class="list history"')[1].split("</li>")[0]
    assert "let rest" in line and "Bo" not in line


def test_a_form_that_is_sent_twice_proposes_once(phones, bond, lisbon):
    page = phones[0].get("/time/propose/").content.decode()
    wished = re.search(r'name="id" value="([0-9a-f-]{36})"', page)[1]

    for _ in range(2):
        assert phones[0].post("/time/propose/", {"id": wished} | sent()).status_code == 302

    assert Ritual.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2026-11-01"}, "Choose a day from today on."),
        ({"day": "2999-01-01"}, "Choose a day from today on."),
        ({"day": "soon"}, "valid date"),
        ({"what": ""}, "required"),
        ({"minutes": "7"}, "7"),
        ({"how": "hourly"}, "hourly"),
    ],
)
def test_what_cannot_be_planned_is_said_and_kept(phones, bond, lisbon, wrong, said):
    answer = post(phones[0], note="With cake.", **wrong)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page and "With cake." in page


@pytest.mark.parametrize(
    ("how", "days", "expected"),
    [
        ("once", [], ["Tue 24 20:00"]),
        ("daily", [], [f"{day} 20:00" for day in ("Tue 24", "Wed 25", "Thu 26")]),
        ("weekly", ["3"], ["Tue 24 20:00", "Thu 26 20:00", "Tue 01 20:00", "Thu 03 20:00"]),
        ("fortnightly", [], ["Tue 24 20:00"]),
        ("monthly", [], ["Tue 24 20:00"]),
    ],
)
def test_each_way_to_repeat(phones, bond, lisbon, ahead, how, days, expected):
    answer = post(phones[0], how=how, days=days)
    phones[1].post(f"{answer.url}agree/")

    assert ahead()[: len(expected)] == expected


def test_eight_in_the_evening_stays_so_when_the_clocks_change(phones, agreed, ahead, clock):
    agreed(first="2027-03-23T20:00")
    clock.move_to("2027-03-22 12:00:00+00:00")

    assert ahead() == ["Tue 23 20:00", "Tue 30 20:00"]


def test_somebody_elsewhere_sees_their_own_clock(phones, agreed, ahead, bo):
    agreed()
    bo.zone = "Asia/Tokyo"
    bo.save()

    assert ahead(bo) == ["Wed 25 05:00", "Wed 02 05:00"]


@pytest.mark.parametrize("name", ["eve", "kim"])
def test_strangers_find_nothing(request, sign_in, agreed, name):
    browser, row = sign_in(request.getfixturevalue(name)), agreed()

    assert browser.get(f"/time/{row.pk}/").status_code == 404
    for what in ("agree", "decline", "end", "move", "skip", "change"):
        assert browser.post(f"/time/{row.pk}/{what}/").status_code == 404
    assert browser.get(f"/time/{row.pk}/ritual.ics").status_code == 404


def test_ideas_can_be_looked_for_alone(sign_in, kim):
    page = sign_in(kim).get("/time/ideas/?minutes=10&fits=asleep").content.decode()

    assert "5 minutes" in page and "90 minutes" not in page
    assert "Propose this" not in page


def test_ideas_leave_out_what_either_has_switched_off(sign_in, ana, bo, bond, unlock):
    from dataclasses import replace

    from closeknit.apps.people import pairing

    before = sign_in(ana).get("/time/ideas/").content.decode()
    other = unlock(bo)
    other.change_settings(lambda now: replace(now, tags_off=("body",)))
    pairing.share_profile(other)

    after = sign_in(ana).get("/time/ideas/").content.decode()

    assert before.count("Propose this") - after.count("Propose this") >= 5


def test_an_idea_fills_the_form(sign_in, ana, bond):
    from closeknit.content import library

    idea = next(iter(library("en").rituals.values()))

    page = sign_in(ana).get(f"/time/propose/?idea={idea.id}").content.decode()

    assert f'value="{idea.name}"' in page


def test_leaving_ends_all_meetings_and_proposals(phones, agreed, propose, ana, unlock):
    from closeknit.apps.people import pairing

    agreed()
    propose(what="Soup")

    pairing.leave(unlock(ana), withdraw=True)

    assert Plan.objects.count() == 0
    assert Ritual.objects.count() == 1


def test_the_export_holds_rituals_and_their_history(agreed, ana, unlock):
    from closeknit.apps.together import leaving

    agreed()

    (found,) = leaving.export(unlock(ana))["rituals"]

    assert (found["what"], found["rule"]) == ("Tea after bedtime", "FREQ=WEEKLY;BYDAY=TU")
    assert [line[1] for line in found["history"]] == ["proposed", "agreed"]


def test_a_meeting_of_today_stands_on_today(phones, agreed):
    agreed(first="2026-11-23T20:00", rule="")

    page = phones[0].get("/today/").content.decode()

    assert "Today, 8 p.m." in page and "Tea after bedtime" in page


def test_hours_of_both_make_the_times_that_are_offered(phones, bond, lisbon, agreed):
    phones[0].post("/time/hours/", {"from_1": "18", "to_1": "22", "from_5": "9", "to_5": "12"})
    assert "Free for both" not in phones[0].get("/time/propose/").content.decode()
    phones[1].post("/time/hours/", {"from_1": "19", "to_1": "23"})

    page = phones[0].get("/time/propose/").content.decode()

    assert "Tue, 24 Nov, 7 p.m." in page
    assert "Sat, 28 Nov" not in page


def test_offered_times_clash_with_nothing_planned(phones, agreed):
    agreed()
    for phone in phones:
        phone.post("/time/hours/", {"from_1": "20", "to_1": "22"})

    assert "Tue, 24 Nov, 8:30 p.m." in phones[0].get("/time/propose/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"from_1": "18"}, "Choose both"), ({"from_1": "18", "to_1": "9"}, "The end comes after")],
)
def test_hours_that_cannot_be_are_said(phones, bond, wrong, said):
    answer = phones[0].post("/time/hours/", wrong)

    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_what_i_offer_is_shown_to_me_alone(phones, bond, lisbon):
    phones[0].post("/time/hours/", {"from_1": "18", "to_1": "22"})

    mine, theirs = (phone.get("/time/hours/").content.decode() for phone in phones)
    assert mine.count('value="18" selected') == 1
    assert theirs.count('value="18" selected') == 0


def test_history_is_kept_short(agreed, bo, unlock):
    row = agreed()
    for number in range(60):
        to = f"2026-11-{25 + number % 3}T20:00"
        rituals.shift(unlock(bo), row.pk, "2026-11-24T20:00", to)

    row.refresh_from_db()
    assert len(rituals.words_in(unlock(bo), row).history) == rituals.LONGEST_HISTORY
