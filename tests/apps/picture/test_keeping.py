"""Export, leaving, keys that change, and two devices."""

import pytest

from closeknit.apps.people import accounts, pairing
from closeknit.apps.picture import answering, leaving
from closeknit.apps.picture import book as books
from closeknit.apps.picture.models import Book, Released
from closeknit.apps.picture.words import BookWords
from tests.apps.picture.conftest import NOW, words


@pytest.fixture
def shared(year, ana, bo, answer, share, sit):
    answer(ana, range(1, 20))
    answer(bo, range(1, 20), felt=4)
    sit(bo, "safety", (5, 5, 5, 3, 3))
    sit(bo, "signs", (3, 1, 1, 1, 1))
    share(ana, bo)


def test_all_that_i_answered_is_in_my_export(shared, ana, unlock):
    found = leaving.export(unlock(ana))

    assert len(found["weeks"]) == 19
    assert found["weeks"][0]["safety"] == 6
    assert found["weeks"][0]["openness"] == 2


def test_of_the_other_only_what_pages_show_is_in_it(shared, ana, unlock):
    found = leaving.export(unlock(ana))["shared"][0]

    assert {month["mean"] for month in found["four_weeks"]} == {4.0}
    assert found["pillars"] == {"safety": 5.0}
    assert found["signs"] == []
    assert "weeks" not in found


@pytest.mark.parametrize("withdraw", [True, False])
def test_who_leaves_chooses_whether_what_was_shared_stays_readable(
    shared, ana, bo, unlock, withdraw
):
    pairing.leave(unlock(bo), withdraw=withdraw)

    found = leaving.export(unlock(ana))["shared"][0]

    assert bool(found["four_weeks"]) is not withdraw
    assert len(leaving.export(unlock(bo))["weeks"]) == 19


def test_nothing_goes_into_the_next_bond_without_being_asked(
    shared, ana, bo, make_person, unlock, sit
):
    answering.open_signs(unlock(bo), may_open=True)
    pairing.leave(unlock(ana), withdraw=False)
    fay = make_person("Fay")
    pairing.accept(unlock(fay), pairing.invite(unlock(bo), first_words="", colour="madder"))
    books.release(unlock(bo))

    released = books.theirs(unlock(fay))

    assert released == type(released)()


def test_two_devices_undo_nothing_of_each_other(year, ana, unlock, read):
    first, second = unlock(ana), unlock(ana)
    books.read(first), books.read(second)

    answering.answer_week(first, NOW, 0, 5)
    answering.answer_week(second, NOW, 1, 3)

    assert read(ana).weeks[0][1][:2] == (5, 3)


def test_a_book_of_an_older_key_that_came_back_lies_under_the_new_one():
    older = BookWords(weeks=((1, (5,) * 8, False), (2, (5,) * 8, False)))
    newer = BookWords(weeks=((2, (6,) * 8, False), (3, (6,) * 8, False)))

    found = books._laid_over(older, newer)

    assert [week[1][0] for week in found.weeks] == [5, 6, 6]


def test_a_new_key_begins_a_new_book_and_keeps_the_old_row(year, ana, answer, unlock):
    answer(ana, [1])
    me = unlock(ana)
    me.key = type(me.key)(me.key.owner, me.key.version + 1, b"n" * 32)

    found = books.read(me)

    assert found.weeks == ()
    assert Book.objects.filter(person=ana).count() == 2


def test_released_rows_of_another_person_are_not_mine_to_read(shared, eve, unlock):
    assert books.theirs(unlock(eve)) == type(books.theirs(unlock(eve)))()
    assert Released.objects.count() == 2


def test_the_book_is_sealed_under_its_owners_key(shared, ana, bo, unlock):
    from closeknit.keys import CannotOpen

    row = Book.objects.get(person=ana)

    with pytest.raises(CannotOpen):
        row.open(unlock(bo).key)


def test_who_waits_for_the_bond_key_sees_their_own_picture(shared, ana, unlock, sign_in, bond):
    from closeknit.apps.people.models import Bond

    Bond.objects.filter(pk=bond.pk).update(key_version=2)

    page = sign_in(ana).get("/picture/")

    assert page.status_code == 200
    assert "Only you see this" in words(page)


def test_somebody_alone_has_a_picture_of_their_own(kim, answer, sign_in):
    answer(kim, range(1, 20))

    page = words(sign_in(kim).get("/picture/"))

    assert "My picture" in page
    assert "It is one side of two." in page
    assert "One picture of" not in page
    assert "What would" not in page


@pytest.mark.parametrize("address", ["share/", "barriers/show/"])
def test_alone_there_is_nobody_to_share_with(kim, sign_in, address):
    assert sign_in(kim).post(f"/picture/{address}").status_code == 404


def test_everything_goes_with_the_person(shared, ana, bo):
    accounts_before = Book.objects.count()
    ana.delete()

    assert accounts_before == 2
    assert Book.objects.count() == 1
    assert accounts.find("bo@example.org") is not None
