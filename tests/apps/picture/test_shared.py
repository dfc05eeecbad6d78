"""The picture of both: it begins when both chose it, and nothing tells who has not."""

from datetime import timedelta

import pytest

from closeknit.apps.picture.models import Book, Released
from tests.apps.picture.conftest import NOW, THURSDAY, as_felt, text, words

MONTHS = range(1, 40)


@pytest.fixture
def answered(year, ana, bo, answer):
    answer(ana, MONTHS)
    answer(bo, MONTHS, felt=4)


def thread_of(page, whose):
    return f'class="thread {whose}"' in page.content.decode()


def test_both_threads_are_drawn_once_both_chose_it(answered, ana, bo, share, sign_in):
    share(ana, bo)

    page = sign_in(ana).get("/picture/")

    assert thread_of(page, "mine")
    assert thread_of(page, "theirs")
    assert "Ana and Bo, from what each has let in" in words(page)


@pytest.mark.parametrize("chose", ["ana", "bo", "nobody"])
def test_one_choice_is_not_enough(answered, ana, bo, share, sign_in, chose):
    share(*{"ana": [ana], "bo": [bo], "nobody": []}[chose])

    page = sign_in(ana).get("/picture/")

    assert thread_of(page, "mine")
    assert not thread_of(page, "theirs")


def test_either_can_stop_at_any_time(answered, ana, bo, share, sign_in):
    share(ana, bo)
    sign_in(bo).post("/picture/stop-sharing/")

    assert not thread_of(sign_in(ana).get("/picture/"), "theirs")
    assert not thread_of(sign_in(bo).get("/picture/"), "theirs")


def test_it_draws_means_of_four_weeks_and_no_single_week(year, ana, bo, answer, share, sign_in):
    share(ana, bo)
    answer(ana, range(1, 9))
    answer(bo, range(1, 9))
    answer(bo, [5], felt=1)

    page = words(sign_in(ana).get("/picture/"))

    # Bo's week of 1 is 0 of 100; it shows only as a part of its four weeks.
    assert "Means of four weeks" in page
    assert " 0 ±" not in page


def test_two_answers_of_four_weeks_are_not_drawn(year, ana, bo, answer, share, sign_in):
    share(ana, bo)
    first = NOW - NOW % 4 - 4
    answer(bo, [NOW - first, NOW - first - 1])

    page = sign_in(ana).get("/picture/")

    assert not thread_of(page, "theirs")
    assert "Bo’s thread joins yours with three answered weeks of four" in words(page)


def test_withheld_and_unanswered_look_the_same_to_the_other(
    year, ana, bo, answer, share, sit, sign_in, unlock, clock
):
    """Half a year: answered and kept out, answered and not shared, or never answered."""
    from closeknit.apps.picture import answering

    share(ana)
    answer(ana, range(1, 27))
    ana_browser = sign_in(ana)
    addresses = ("/picture/", "/picture/mine/", "/picture/guess/", "/picture/assessment/")
    addresses += ("/picture/pulse/end/", "/today/", "/settings/export/")

    def seen():
        return [text(ana_browser.get(address)) for address in addresses]

    seen()
    never = seen()
    answer(bo, range(1, 27), felt=2)
    for part in ("safety", "signs", "barriers"):
        sit(bo, part, (2, 2, 2, 2, 2)[: 4 if part == "barriers" else 5])
    not_shared = seen()
    for ago in range(1, 27):
        answering.withhold_week(unlock(bo), NOW - ago, is_withheld=True, today=THURSDAY.date())
    share(bo)
    # The pillars are part of what is shared; a withheld half year is one without them.
    from closeknit.apps.picture import book as books

    books.change(unlock(bo), lambda book: type(book)(weeks=book.weeks))
    withheld = seen()

    assert never == not_shared
    assert never == withheld
    assert "Bo" in never[0]


def test_a_week_kept_out_counts_in_my_own_picture_only(answered, ana, bo, share, sign_in, unlock):
    from closeknit.apps.picture import answering

    share(ana, bo)
    for ago in MONTHS:
        answering.withhold_week(unlock(bo), NOW - ago, is_withheld=True, today=THURSDAY.date())

    assert not thread_of(sign_in(ana).get("/picture/"), "theirs")
    mine = sign_in(bo).get("/picture/mine/")
    assert thread_of(mine, "mine")


def test_both_have_a_record_of_one_size_from_the_first_look(year, ana, bo, sign_in):
    sign_in(ana).get("/picture/")

    rows = Released.objects.all()

    assert {row.person_id for row in rows} == {ana.pk, bo.pk}
    assert {len(bytes(row.sealed)) for row in rows} == {len(bytes(Book.objects.get().sealed))}


def test_records_keep_their_size_whatever_is_in_them(answered, ana, bo, share):
    empty = len(bytes(Book.objects.get(person=ana).sealed))
    share(ana, bo)

    assert {len(bytes(row.sealed)) for row in Released.objects.all()} == {empty}


def test_ten_years_of_weeks_fit(year, ana, answer, unlock, read):
    from closeknit.apps.picture import book as books

    weeks = tuple((NOW - ago, as_felt(6), False) for ago in range(560, 0, -1))
    books.change(unlock(ana), lambda book: type(book)(weeks=weeks))

    assert len(read(ana).weeks) == 560


def test_weeks_from_before_the_bond_are_not_let_in(bond, ana, bo, answer, share, sign_in):
    answer(bo, MONTHS)
    share(ana, bo)

    assert not thread_of(sign_in(ana).get("/picture/"), "theirs")


@pytest.mark.parametrize("weeks", [1, 3, 5, 9])
def test_a_young_bond_has_a_picture(bond, ana, bo, answer, share, sign_in, clock, weeks):
    share(ana, bo)
    for one in (ana, bo):
        answer(one, range(-weeks, 1))
    clock.move_to(THURSDAY + timedelta(weeks=weeks))

    page = sign_in(ana).get("/picture/")

    assert page.status_code == 200
    assert 'class="drawing' in page.content.decode()


def test_the_widest_gap_is_marked_and_named(answered, ana, bo, share, sign_in):
    share(ana, bo)

    page = sign_in(ana).get("/picture/")

    assert "The widest gap is in the four weeks from" in words(page)
    assert 'class="gap"' in page.content.decode()


def test_no_gap_is_named_within_measurement_noise(year, ana, bo, answer, share, sign_in):
    answer(ana, MONTHS)
    answer(bo, MONTHS)
    share(ana, bo)

    assert "widest gap" not in words(sign_in(ana).get("/picture/"))


def test_the_picture_stands_as_a_table_too(answered, ana, bo, share, sign_in):
    share(ana, bo)

    page = words(sign_in(ana).get("/picture/"))

    assert "Show as table" in page
    assert "Four weeks from Ana Bo" in page
    assert "83 ±" in page
    assert "50 ±" in page


def test_spark_and_being_known_stand_side_by_side(year, ana, bo, answer, share, sign_in):
    answer(ana, range(1, 9), spark=7, known=2)
    answer(bo, range(1, 9), spark=3, known=4, hurry=7)
    share(ana, bo)

    page = words(sign_in(ana).get("/picture/"))

    assert "Spark Ana 100 ±" in page
    assert "Bo 33 ±" in page
    assert "Being known Ana 17 ±" in page
    # Hurry is each person's own.
    assert page.count("17 ±") == 2


def test_a_page_takes_few_queries(answered, ana, bo, share, sign_in, django_assert_max_num_queries):
    share(ana, bo)
    browser = sign_in(ana)
    browser.get("/picture/")

    with django_assert_max_num_queries(9):
        browser.get("/picture/")
