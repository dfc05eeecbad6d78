import pytest

from closeknit.apps.listening import coach
from closeknit.apps.listening.models import Said
from closeknit.apps.people import drafts
from tests.apps.listening.conftest import ARGUMENT

pytestmark = pytest.mark.django_db
TOLD = "When you said it was nothing, I felt small."
HEARD = "You felt small when I called it nothing."
FIXING = "You could just ignore it."


@pytest.fixture
def phones(sign_in, ana, bo):
    return sign_in(ana), sign_in(bo)


def write(browser, row, text, visit, to="write/", **more):
    return browser.post(f"/listen/{row.pk}/{to}", {"text": text, "visit": visit} | more)


@pytest.fixture
def told(begun, phones, seen, ana):
    """A talk in writing in which Ana has told something."""
    row = begun(in_writing=True)
    write(phones[0], row, TOLD, seen(ana, row).talk.visit)
    return row


def test_the_listener_reads_what_was_written_and_gives_it_back(told, phones, seen, ana):
    page = phones[1].get(f"/listen/{told.pk}/").content.decode()
    assert TOLD in page and "Give back what you heard" in page

    write(phones[1], told, HEARD, seen(ana, told).talk.visit)

    page = phones[0].get(f"/listen/{told.pk}/").content.decode()
    assert HEARD in page and "Was that it?" in page


def test_there_is_no_clock_in_writing_and_days_may_pass(told, sign_in, bo, move_clock):
    move_clock(6 * 24 * 60)

    page = sign_in(bo).get(f"/listen/{told.pk}/").content.decode()

    assert TOLD in page
    assert 'role="timer"' not in page


def test_the_coach_reads_a_reflection_before_it_is_sent(told, phones, seen, ana, unlock, bo):
    answer = write(phones[1], told, FIXING, seen(ana, told).talk.visit)

    page = answer.content.decode()
    assert "This offers a solution. In this step Ana hears first what arrived." in page
    assert FIXING in page
    assert Said.objects.count() == 1
    assert drafts.read(unlock(bo), f"talk:{told.pk}")["text"] == FIXING


def test_it_never_blocks(told, phones, seen, ana):
    visit = seen(ana, told).talk.visit

    answer = write(phones[1], told, FIXING, visit, "write/as-it-is/")

    assert answer.status_code == 302
    assert Said.objects.count() == 2


def test_a_second_send_beside_the_remark_goes_through(told, phones, seen, ana):
    visit = seen(ana, told).talk.visit
    first = write(phones[1], told, FIXING, visit)

    write(phones[1], told, FIXING, visit, remark=first.context["remark"])

    assert Said.objects.count() == 2


def test_switched_off_it_reads_nothing(told, phones, seen, ana, bo, unlock, monkeypatch):
    from dataclasses import replace

    unlock(bo).change_settings(lambda now: replace(now, coach=False))
    monkeypatch.setattr(coach, "_hurries", lambda *_: pytest.fail("it was read"))

    assert write(phones[1], told, FIXING, seen(ana, told).talk.visit).status_code == 302


def test_what_is_told_is_not_read_by_the_coach(begun, phones, seen, ana, monkeypatch):
    monkeypatch.setattr(coach, "_hurries", lambda *_: pytest.fail("it was read"))
    row = begun(in_writing=True)

    assert write(phones[0], row, FIXING, seen(ana, row).talk.visit).status_code == 302


def test_words_for_a_step_that_has_passed_are_not_lost(told, phones, ana, unlock):
    answer = write(phones[0], told, "And one thing more.", 1)

    assert answer.status_code == 409
    assert "And one thing more." in answer.content.decode()
    assert drafts.read(unlock(ana), f"talk:{told.pk}")["text"] == "And one thing more."


def test_words_that_arrive_twice_are_kept_once(begun, phones, seen, ana):
    row = begun(in_writing=True)
    visit = seen(ana, row).talk.visit

    answers = [write(phones[0], row, TOLD, visit) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Said.objects.count() == 1


def test_nothing_written_moves_nothing(begun, phones, seen, ana):
    row = begun(in_writing=True)

    answer = write(phones[0], row, "  ", seen(ana, row).talk.visit)

    assert answer.status_code == 400
    assert "A few words are enough" in answer.content.decode()


def test_the_other_cannot_write_in_my_step(begun, phones, seen, ana):
    row = begun(in_writing=True)

    assert write(phones[1], row, TOLD, seen(ana, row).talk.visit).status_code == 409
    assert Said.objects.count() == 0


def test_about_an_argument_words_wait_until_they_can_be_taken_in(begun, phones, seen, ana):
    row = begun(ARGUMENT, in_writing=True)
    write(phones[0], row, TOLD, seen(ana, row).talk.visit)

    held = phones[1].get(f"/listen/{row.pk}/").content.decode()
    shown = phones[1].get(f"/listen/{row.pk}/?read").content.decode()

    assert "Can you take it in now?" in held and TOLD not in held
    assert TOLD in shown


def test_adding_writes_another_round(told, phones, seen, ana):
    write(phones[1], told, HEARD, seen(ana, told).talk.visit)
    phones[0].post(f"/listen/{told.pk}/add/", {"visit": seen(ana, told).talk.visit})

    write(phones[0], told, "There is more.", seen(ana, told).talk.visit)

    assert "There is more." in phones[1].get(f"/listen/{told.pk}/").content.decode()
    assert seen(ana, told).talk.round == 2


def test_a_draft_waits_in_its_step(begun, phones, ana, unlock):
    row = begun(in_writing=True)
    phones[0].post("/draft/", {"draft": f"talk:{row.pk}", "text": "Half a sent"})

    assert "Half a sent" in phones[0].get(f"/listen/{row.pk}/").content.decode()


def test_a_whole_talk_in_writing_ends_with_thanks(told, walk_to):
    assert walk_to(told).talk.ending == "thanked"
