"""What a partner who looks closely could find out: single weeks, drafts, choices, the past."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from closeknit.apps.people import pairing
from closeknit.apps.picture import answering, leaving
from closeknit.apps.picture import book as books
from closeknit.apps.picture.words import ReleasedWords
from tests.apps.picture.conftest import NOW, THURSDAY, as_felt, text, words

TODAY = THURSDAY.date()
RUNNING = range(NOW % 4 + 1)  # the weeks of the month that is not over, so many ago


@pytest.fixture
def shared(year, ana, bo, answer, share):
    answer(ana, range(1, 30))
    answer(bo, range(len(RUNNING), 30), felt=5)
    share(ana, bo)


@pytest.fixture
def next_bond(shared, ana, bo, make_person, unlock):
    """Bo has left Ana and is with Fay, whom Bo shares a picture with."""
    pairing.leave(unlock(bo), withdraw=False)
    fay = make_person("Fay")
    pairing.accept(unlock(fay), pairing.invite(unlock(bo), first_words="", colour="madder"))
    for one in (bo, fay):
        me = unlock(one)
        me.change_settings(lambda now, me=me: replace(now, picture_with=books.bond_id(me)))
    books.release(unlock(bo))
    return fay


def test_a_running_month_shows_nothing_of_the_other(shared, ana, bo, answer, sign_in):
    browser = sign_in(ana)
    pages = "/picture/", "/picture/mine/", "/settings/export/"
    browser.get("/picture/")
    before = [text(browser.get(page)) for page in pages]

    answer(bo, RUNNING, felt=1, spark=1, known=1)
    after = [text(browser.get(page)) for page in pages]

    assert after == before


def test_how_the_other_answers_moves_no_level_of_mine(shared, ana, bo, answer, sign_in):
    browser = sign_in(ana)
    before = text(browser.get("/picture/mine/"))

    answer(bo, [9], felt=1)

    assert text(browser.get("/picture/mine/")) == before


def test_a_week_kept_out_of_a_drawn_month_takes_the_month_along(shared, bo, unlock):
    ago = len(RUNNING) + 1
    answering.withhold_week(unlock(bo), NOW - ago, is_withheld=True, today=TODAY)

    month = (NOW - ago) - (NOW - ago) % 4
    left = {one[0] for one in books._to_release(*released_of(bo, unlock)).weeks}

    assert not left & set(range(month, month + 4))
    assert month - 1 in left


def released_of(person, unlock):
    me = unlock(person)
    return me, books.read(me), me.seat.bond.began


def test_a_week_kept_out_stays_so_whatever_is_answered_later(shared, bo, unlock, read):
    answering.withhold_week(unlock(bo), NOW, is_withheld=True, today=TODAY)
    answering.answer_week(unlock(bo), NOW, 0, 5)
    answering.answer_week(unlock(bo), NOW, 0, 0)
    answering.answer_week(unlock(bo), NOW, 0, 4)

    assert next(week for week in read(bo).weeks if week[0] == NOW)[2]


@pytest.mark.parametrize("number", [NOW + 1, NOW + 300, 10**30])
def test_only_weeks_that_can_be_are_kept_out(shared, bo, sign_in, number):
    assert sign_in(bo).post(f"/picture/pulse/{number}/keep-out/").status_code == 404


def test_a_sitting_that_goes_on_changes_nothing_of_what_is_released(shared, bo, unlock, sit):
    sit(bo, "safety", (5, 5, 5, 3, 3), ago=100)
    sit(bo, "barriers", (1, 1, 3, 1), ago=100)
    me = unlock(bo)
    me.change_settings(lambda now: replace(now, barriers_with=books.bond_id(me)))
    books.release(me)
    before = books._to_release(*released_of(bo, unlock))

    for part in ("safety", "barriers"):
        answering.answer_sitting(unlock(bo), part, 0, 1, timezone.localtime())

    assert books._to_release(*released_of(bo, unlock)) == before
    assert before.pillars
    assert before.barriers == (1, 1, 3, 1)


def test_signs_that_are_open_stay_as_they_were_opened(shared, ana, bo, sit, unlock):
    sit(bo, "signs", (1, 2, 3, 1, 1), ago=95)
    answering.open_signs(unlock(bo), may_open=True)

    for place in range(5):
        answering.answer_sitting(unlock(bo), "signs", place, 3, timezone.localtime())

    assert books.theirs(unlock(ana)).signs == (1, 2, 3, 1, 1)


def test_of_signs_and_guesses_one_sees_what_one_has_given(shared, ana, bo, sit, unlock, sign_in):
    sit(ana, "signs", (3, 0, 0, 0, 0))
    sit(bo, "signs", (2, 3, 3, 3, 3))
    for one in (ana, bo):
        answering.open_signs(unlock(one), may_open=True)

    page = words(sign_in(ana).get("/picture/"))

    assert "Lonely even together Often Sometimes" in page
    assert "Only surface talk Ask a better question" in page


@pytest.mark.parametrize("what", ["signs", "guess"])
def test_nothing_opens_for_nothing(shared, ana, unlock, sign_in, read, what):
    address = "assessment/signs" if what == "signs" else "guess"
    sign_in(ana).post(f"/picture/{address}/open/")

    assert read(ana).signs_open == ("", "")
    assert not any(guess[3] for guess in read(ana).guesses)


def test_an_export_shows_no_more_than_pages_do(year, ana, bo, answer, share, unlock):
    answer(bo, range(1, 30))
    share(bo)

    before = leaving.export(unlock(ana))["shared"][0]
    share(ana)
    after = leaving.export(unlock(ana))["shared"][0]

    assert before["four_weeks"] == []
    assert after["four_weeks"]


def test_a_stop_holds_against_an_answer_at_the_same_moment(shared, ana, bo, sign_in, unlock):
    slow = unlock(bo)
    assert slow.settings.picture_with
    sign_in(bo).post("/picture/stop-sharing/")

    answering.answer_week(slow, NOW, 0, 5)

    assert books.theirs(unlock(ana)) == ReleasedWords()


def test_weeks_and_sittings_about_somebody_else_stay_out_of_the_next_bond(
    next_bond, bo, sit, answer, unlock
):
    sit(bo, "safety", (2, 2, 2, 6, 6), ago=60)
    sit(bo, "signs", (3, 3, 3, 3, 3), ago=60)
    # The week in which one bond ended and the next began is about nobody in particular.
    answer(bo, [0])
    answering.open_signs(unlock(bo), may_open=True)

    released = books.theirs(unlock(next_bond))

    assert released == ReleasedWords(is_shared=True)


def test_a_guess_about_somebody_else_is_not_offered_again(shared, ana, bo, unlock, make_person):
    answering.answer_guess(unlock(bo), "2026-11", 0, answering.MINE, 5)
    pairing.leave(unlock(bo), withdraw=False)
    fay = make_person("Fay")
    pairing.accept(unlock(fay), pairing.invite(unlock(bo), first_words="", colour="madder"))
    me = unlock(bo)

    assert not any(answering.guess(books.read(me), "2026-11", books.bond_id(me))[1])


def test_leaving_the_past_alone_stops_nothing_here(next_bond, shared, bo, unlock, year):
    leaving.leave(unlock(bo), year, withdraw=True)

    assert unlock(bo).settings.picture_with == books.bond_id(unlock(bo))


def test_what_is_shared_no_more_is_let_go_of_at_the_next_look(shared, ana, bo, unlock, sign_in):
    """As after a lost key: the settings are new, what was released is not."""
    me = unlock(bo)
    me.change_settings(lambda now: replace(now, picture_with=""))
    assert books.theirs(unlock(ana)).weeks

    sign_in(bo).get("/picture/")

    assert books.theirs(unlock(ana)) == ReleasedWords()


def test_a_guess_of_last_month_can_be_taken_back(year, ana, bo, unlock, sign_in, clock):
    answering.answer_guess(unlock(ana), "2026-11", 0, answering.MINE, 5)
    answering.open_guess(unlock(ana), "2026-11", may_open=True)
    clock.move_to(THURSDAY + timedelta(days=7))
    browser = sign_in(ana)

    page = words(browser.get("/picture/guess/"))
    browser.post("/picture/guess/take-back/", {"month": "2026-11"})

    assert "has not opened, and will not any more" in page
    assert books.theirs(unlock(bo)).guesses == ()


def test_an_answer_goes_to_what_was_on_the_screen(bond, ana, sign_in, clock, read, unlock):
    clock.move_to(THURSDAY - timedelta(hours=19))  # a Wednesday evening: last week is asked about
    browser = sign_in(ana)
    about = f"{NOW - 1}:pulse-spark"
    assert about in browser.get("/picture/pulse/6/").content.decode()
    unlock(ana).change_settings(lambda now: replace(now, tags_off=("body",)))
    clock.move_to(THURSDAY - timedelta(hours=17, minutes=50))  # after midnight

    sent = sign_in(ana).post("/picture/pulse/6/", {"answer": "2", "about": about})

    assert read(ana).weeks == ((NOW - 1, (0, 0, 0, 0, 0, 0, 2, 0), False),)
    assert sent.headers["Location"] == "/picture/pulse/"


def test_a_guess_goes_to_the_month_on_the_screen(year, ana, bo, sign_in, clock, read):
    clock.move_to(THURSDAY + timedelta(days=5))  # the first of December

    sign_in(ana).post("/picture/guess/0/", {"answer": "2", "about": "2026-11"})

    assert [guess[0] for guess in read(ana).guesses] == ["2026-11"]


def test_a_notice_of_an_ended_bond_leaves_today(year, ana, bo, answer, unlock, sign_in, clock):
    answer(ana, range(9, 40))
    answer(ana, range(1, 9), felt=3)
    clock.move_to(THURSDAY + timedelta(days=4))
    browser = sign_in(ana)
    browser.get("/picture/")
    before = words(browser.get("/today/"))
    pairing.leave(unlock(bo), withdraw=True)

    assert "Answers have changed" in before
    assert "Answers have changed" not in words(sign_in(ana).get("/today/"))


def test_answers_of_an_older_key_can_be_withheld_once_they_are_back(year, ana, answer, unlock):
    """What came back lies in the book of the key in use as soon as something changes."""
    answer(ana, [5, 6])
    me = unlock(ana)
    old, new = me.key, type(me.key)(me.key.owner, me.key.version + 1, b"n" * 32)
    me.key = new
    me.__dict__["keys"] = {old.version: old, new.version: new}

    books.note(me, lambda book: replace(book, weeks=(*book.weeks, (NOW, as_felt(4), True))))

    rows = {row.key_version: row for row in books.Book.objects.filter(person=ana)}
    assert set(rows) == {new.version}
    assert [week[0] for week in rows[new.version].open(new).weeks] == [NOW - 6, NOW - 5, NOW]


def test_who_is_not_asked_about_spark_is_not_told_of_it(year, make_person, answer, sign_in, unlock):
    kim = make_person("Kim", tags_off=("body",))
    answer(kim, range(1, 9))

    page = words(sign_in(kim).get("/picture/"))

    assert "Being known Kim" in page
    assert "Spark Kim" not in page


def test_few_answers_lately_are_too_few_to_say_anything(year, ana, answer, sign_in):
    answer(ana, range(30, 70))

    page = words(sign_in(ana).get("/picture/"))

    assert "too few answers of yours lately" in page
    assert "No lasting fall" not in page


def test_a_notice_is_never_about_the_other_alone(year, ana, bo, answer, share, sign_in):
    answer(ana, range(40, 50))
    answer(bo, range(9, 40))
    answer(bo, range(1, 9), felt=1)
    share(ana, bo)

    assert "have been lower" not in words(sign_in(ana).get("/picture/"))


def test_mondays_still_ask_about_the_week_before(bond, ana, sign_in, clock):
    clock.move_to(THURSDAY + timedelta(days=4))

    page = words(sign_in(ana).get("/picture/pulse/0/"))

    assert "About the week from 23 November to 29 November" in page
