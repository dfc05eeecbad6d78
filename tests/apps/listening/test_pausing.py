import pytest
from django.utils import timezone

from closeknit.apps.listening import talks
from closeknit.apps.listening.models import OVER, Talk
from tests.apps.listening.conftest import ARGUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones(sign_in, ana, bo):
    return sign_in(ana), sign_in(bo)


@pytest.fixture
def paused(begun, walk_to, phones, ana, seen):
    """A talk that Bo has paused for twenty minutes, at the swap."""
    row = begun()
    talk = walk_to(row, "check", turn=1).talk
    phones[1].post(f"/listen/{row.pk}/pause/", {"visit": talk.visit, "back": "20"})
    assert seen(ana, row).talk.phase == "paused"
    return row


def test_before_a_conflict_talk_and_at_the_swap_each_is_asked_privately(begun, phones, walk_to):
    row = begun(ARGUMENT)

    first = phones[0].get(f"/listen/{row.pk}/").content.decode()
    walk_to(row, "check", turn=1)
    swap = phones[1].get(f"/listen/{row.pk}/").content.decode()

    assert "Can you listen now?" in first and "Only you see your answer" in first
    assert "Can you still listen?" in swap


def test_looking_at_the_pause_changes_nothing_for_the_other(begun, phones, walk_to, ana, seen):
    row = begun(ARGUMENT)
    before = seen(ana, row)

    page = phones[1].get(f"/listen/{row.pk}/pause/").content.decode()

    assert "rule of thumb" in page
    assert seen(ana, row).row.revision == before.row.revision


def test_who_pauses_names_a_time_and_calms_down_alone(begun, phones, walk_to, ana, seen):
    row = begun()
    talk = walk_to(row, "speak").talk

    answer = phones[1].post(f"/listen/{row.pk}/pause/", {"visit": talk.visit, "back": "60"})

    assert answer.url == "/listen/calm/"
    page = phones[0].get(f"/listen/{row.pk}/").content.decode()
    assert "Until Monday, 8 p.m." in page
    assert "nobody is to blame" in page


def test_without_a_time_there_is_no_pause(begun, phones, walk_to, ana, seen):
    row = begun()
    talk = walk_to(row, "speak").talk

    answer = phones[1].post(f"/listen/{row.pk}/pause/", {"visit": talk.visit})

    assert answer.status_code == 400
    assert "Choose a time to come back" in answer.content.decode()
    assert seen(ana, row).talk.phase == "running"


@pytest.mark.parametrize("back", ["20", "60", "tomorrow"])
def test_every_time_that_is_offered_can_be_chosen(begun, phones, walk_to, ana, seen, back):
    row = begun()
    talk = walk_to(row, "speak").talk

    phones[1].post(f"/listen/{row.pk}/pause/", {"visit": talk.visit, "back": back})

    assert seen(ana, row).talk.phase == "paused"


def test_this_evening_is_offered_while_it_is_far_enough(begun, phones, clock, bo):
    row = begun()
    assert "This evening" not in phones[1].get(f"/listen/{row.pk}/pause/").content.decode()

    clock.shift(-6 * 3600)

    assert "This evening at eight" in phones[1].get(f"/listen/{row.pk}/pause/").content.decode()


def test_the_other_is_not_offered_to_come_back_before_the_time(paused, phones, move_clock):
    before = phones[0].get(f"/listen/{paused.pk}/").content.decode()
    move_clock(20)
    after = phones[0].get(f"/listen/{paused.pk}/").content.decode()

    assert "I am here again" not in before
    assert "I am here again" in after


def test_when_both_are_back_it_goes_on_where_it_was(paused, phones, seen, ana):
    phones[1].post(f"/listen/{paused.pk}/back/")
    assert seen(ana, paused).talk.phase == "paused"
    phones[0].post(f"/listen/{paused.pk}/back/")

    talk = seen(ana, paused).talk
    assert (talk.phase, talk.step.id, talk.ready) == ("running", "check", ())


def test_a_missed_time_lapses_without_blame(paused, sign_in, ana, move_clock):
    move_clock(20 + 12 * 60)
    browser = sign_in(ana)

    page = browser.get(f"/listen/{paused.pk}/").content.decode()

    assert "This talk has run out. You can begin anew" in page
    assert browser.post(f"/listen/{paused.pk}/back/").status_code == 302
    assert "run out" in browser.get(f"/listen/{paused.pk}/").content.decode()


def test_a_lapsed_talk_stands_in_nobodys_way(paused, invite, accept, move_clock, seen, ana):
    move_clock(20 + 12 * 60)
    row = accept(invite())

    assert seen(ana, row).talk.phase == "running"


def test_on_one_phone_both_come_back_with_one_press(invite, phones, walk_to, seen, ana):
    row = invite(at_one_phone=True)
    visit = walk_to(row, "speak").talk.visit
    phones[1].post(f"/listen/{row.pk}/pause/", {"visit": visit, "back": "20", "at": "one"})
    assert seen(ana, row).talk.phase == "paused"

    phones[1].post(f"/listen/{row.pk}/back/", {"at": "one"})

    assert seen(ana, row).talk.phase == "running"


def test_nobody_comes_back_for_the_other(paused, phones, seen, ana):
    """Bo has paused; Ana says that both are here again."""
    phones[0].post(f"/listen/{paused.pk}/back/", {"at": "one"})
    assert seen(ana, paused).talk.phase == "paused"

    phones[1].post(f"/listen/{paused.pk}/back/", {"at": "one"})
    phones[0].post(f"/listen/{paused.pk}/back/")

    assert seen(ana, paused).talk.phase == "running"


def test_a_talk_that_ran_out_is_found_among_those_that_were(
    begun, sign_in, ana, bo, walk_to, move_clock
):
    row = begun(in_writing=True)
    walk_to(row, "reflect")
    move_clock(31 * 24 * 60)
    phones = sign_in(ana), sign_in(bo)

    page = phones[0].get("/listen/before/").content.decode()

    assert str(row.pk) in page
    talks.clean_up(timezone.now())
    assert Talk.objects.get(pk=row.pk).phase == OVER
    phones[0].post(f"/listen/{row.pk}/withdraw/")
    assert "What speak holds" not in phones[1].get(f"/listen/{row.pk}/").content.decode()


def test_the_pause_waits_on_today_without_pressing(paused, phones):
    page = phones[1].get("/today/").content.decode()

    assert "A pause" in page and "Until Monday" in page


def test_calming_down_needs_no_talk_and_keeps_nothing(sign_in, kim):
    page = sign_in(kim).get("/listen/calm/").content.decode()

    assert "Nothing of it is kept" in page
    assert "<form" not in page.split("<main")[1]


def test_an_old_page_pauses_nothing(begun, phones, walk_to, ana, seen):
    row = begun()
    talk = walk_to(row, "reflect").talk

    phones[1].post(f"/listen/{row.pk}/pause/", {"visit": talk.visit - 1, "back": "20"})

    assert seen(ana, row).talk.phase == "running"
