"""A letter stays closed until a day that both chose, and can be taken back at any time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from closeknit.apps.people import pairing
from closeknit.apps.questions import letters
from closeknit.apps.questions.models import JournalEntry, Letter
from closeknit.apps.questions.words import LetterWords
from closeknit.keys import CannotOpen

pytestmark = pytest.mark.django_db
WORDS = "When you read this, the plums will be in flower."
IN_A_WEEK = timedelta(days=7)


def day(after=IN_A_WEEK):
    return timezone.localdate() + after


@pytest.fixture
def letter(ana, bond, unlock):
    return letters.write(unlock(ana), uuid4(), words())


def words(whom="other", **different):
    return LetterWords(WORDS, whom, day().isoformat(), "2026-11-24T19:00:00+00:00", **different)


def page(browser, address):
    return browser.get(address).content.decode()


def sent(**different):
    return {"id": uuid4(), "whom": "other", "text": WORDS, "opens_on": day(), **different}


def test_a_letter_is_written_and_its_day_proposed(sign_in, ana, bo, bond):
    answer = sign_in(ana).post("/ask/letters/new/", sent())

    [row] = Letter.objects.all()
    assert answer.url == f"/ask/letters/{row.pk}/"
    theirs = page(sign_in(bo), answer.url)
    assert "Proposed for Tuesday, 1 December 2026" in theirs
    assert WORDS not in theirs


def test_it_opens_on_its_day_once_both_chose_it(sign_in, ana, bo, letter, clock):
    address = f"/ask/letters/{letter.pk}/"
    sign_in(bo).post(f"{address}agree/", {"on": day().isoformat()})

    clock.shift(timedelta(days=6))
    assert WORDS not in page(sign_in(bo), address)
    clock.shift(timedelta(days=1))
    assert WORDS in page(sign_in(bo), address)
    assert "A letter has opened" in page(sign_in(bo), "/today/")


def test_without_the_yes_of_the_other_it_stays_closed(sign_in, bo, letter, clock):
    clock.shift(timedelta(days=30))

    shown = page(sign_in(bo), f"/ask/letters/{letter.pk}/")

    assert WORDS not in shown
    assert "Its day went by" in shown


def test_a_yes_to_a_day_that_has_changed_meanwhile_counts_for_nothing(unlock, ana, bo, letter):
    letters.move(unlock(ana), letter.pk, day(timedelta(days=9)))

    letters.agree(unlock(bo), letter.pk, day().isoformat())

    assert not letters.shown(unlock(bo), Letter.objects.get()).agreed


def test_the_other_can_ask_for_another_day_and_the_author_says_yes(sign_in, ana, bo, letter):
    address = f"/ask/letters/{letter.pk}/"
    later = day(timedelta(days=20))
    sign_in(bo).post(f"{address}another-day/", {"opens_on": later})

    browser = sign_in(ana)
    assert "Bo would like another day" in page(browser, address)
    browser.post(f"{address}move/", {"opens_on": later})

    assert "Opens on Monday, 14 December 2026" in page(sign_in(bo), address)


def test_the_author_cannot_agree_alone(unlock, ana, letter):
    letters.agree(unlock(ana), letter.pk, day().isoformat())
    letters.propose(unlock(ana), letter.pk, day(timedelta(days=2)))

    found = letters.shown(unlock(ana), Letter.objects.get())
    assert (found.agreed, found.proposed) == (False, None)


def test_the_other_cannot_move_it_or_take_it_back(unlock, bo, letter):
    letters.move(unlock(bo), letter.pk, day(timedelta(days=1)))
    letters.take_back(unlock(bo), letter.pk)

    assert letters.shown(unlock(bo), Letter.objects.get()).opens_on == day()


@pytest.mark.parametrize("days", [0, 10], ids=["before its day", "after it"])
def test_taken_back_its_words_lie_in_the_journal(sign_in, unlock, ana, bo, letter, clock, days):
    letters.agree(unlock(bo), letter.pk, day().isoformat())
    clock.shift(timedelta(days=days))

    browser = sign_in(ana)
    browser.post(f"/ask/letters/{letter.pk}/take-back/")

    assert not Letter.objects.exists()
    assert WORDS in page(browser, "/ask/journal/")
    assert sign_in(bo).get(f"/ask/letters/{letter.pk}/").status_code == 404


def test_today_asks_for_the_day_until_it_is_put_aside(sign_in, ana, bo, letter):
    browser = sign_in(bo)
    assert "A day is to be chosen" in page(browser, "/today/")

    browser.post(f"/ask/letters/{letter.pk}/aside/")

    assert "A day is to be chosen" not in page(browser, "/today/")
    assert "A day is to be chosen" not in page(sign_in(ana), "/today/")


def test_a_letter_to_oneself_needs_nobody(sign_in, kim, clock):
    browser = sign_in(kim)
    browser.post("/ask/letters/new/", sent(whom="me"))
    [row] = Letter.objects.all()

    assert row.bond is None
    assert "A letter to myself" in page(browser, "/ask/letters/")


def test_nobody_else_finds_it(sign_in, kim, eve, bo, letter, unlock):
    mine = letters.write(unlock(kim), uuid4(), words("me"))

    assert sign_in(eve).get(f"/ask/letters/{letter.pk}/").status_code == 404
    assert sign_in(bo).get(f"/ask/letters/{mine.pk}/").status_code == 404


@pytest.mark.parametrize(
    "opens_on", ["", "soon", "2026-11-24", "2020-01-01", "2099-01-01"], ids=str
)
def test_a_day_that_cannot_be_is_refused_and_the_words_stay(sign_in, ana, bond, opens_on):
    answer = sign_in(ana).post("/ask/letters/new/", sent(opens_on=opens_on))

    assert answer.status_code == 400
    assert WORDS in answer.content.decode()
    assert not Letter.objects.exists()


def test_sent_twice_it_is_one_letter(unlock, ana, bond):
    pk = uuid4()

    first, second = (letters.write(unlock(ana), pk, words()) for _ in range(2))

    assert first == second


def test_in_an_ended_bond_nothing_opens_any_more(sign_in, unlock, ana, bo, bond, letter, clock):
    letters.agree(unlock(bo), letter.pk, day().isoformat())
    pairing.leave(unlock(bo), withdraw=False)
    clock.shift(timedelta(days=10))

    assert sign_in(bo).get(f"/ask/letters/{letter.pk}/").status_code == 404
    assert WORDS in page(sign_in(ana), f"/ask/letters/{letter.pk}/")


def test_who_leaves_takes_unopened_letters_along(unlock, ana, bo, bond, letter):
    pairing.leave(unlock(ana), withdraw=False)

    assert not Letter.objects.exists()
    assert JournalEntry.objects.filter(person=ana).count() == 1


def test_its_size_does_not_tell_what_was_chosen(unlock, ana, bo, bond):
    sizes = set()
    for whom, agreed, proposed in [("other", False, ""), ("both", True, "2026-12-20")]:
        row = letters.write(unlock(ana), uuid4(), words(whom, agreed=agreed, proposed=proposed))
        sizes.add(len(row.sealed))

    assert len(sizes) == 1


def test_the_export_holds_what_may_be_read(unlock, ana, bo, letter):
    [mine], [theirs] = letters.export(unlock(ana)), letters.export(unlock(bo))

    assert mine["text"] == WORDS
    assert theirs["text"] is None
    assert date.fromisoformat(theirs["opens_on"]) == day()


def test_pressed_twice_a_yes_stays_a_yes(sign_in, unlock, ana, bo, letter):
    later = day(timedelta(days=20))
    letters.propose(unlock(bo), letter.pk, later)

    for _press in range(2):
        letters.move(unlock(ana), letter.pk, later)

    assert letters.shown(unlock(ana), Letter.objects.get()).agreed


def test_changed_and_sent_again_it_is_another_letter(unlock, ana, bond):
    pk = uuid4()
    first = letters.write(unlock(ana), pk, words("other"))

    second = letters.write(unlock(ana), pk, words("me"))

    assert first != second
    assert second.bond is None


def test_nobody_can_ask_with_its_id_what_a_letter_says(unlock, bo, letter):
    row = letters.write(unlock(bo), letter.pk, words())

    assert row != letter
    assert row.author_id == bo.pk


def test_a_letter_of_an_ended_bond_is_not_moved_into_the_next(unlock, ana, bo, eve, bond, letter):
    before = bytes(letter.sealed)
    pairing.leave(unlock(bo), withdraw=False)
    code = pairing.invite(unlock(eve), first_words="", colour="madder")
    pairing.accept(unlock(ana), code)

    letters.move(unlock(ana), letter.pk, day(timedelta(days=3)))

    assert bytes(Letter.objects.get().sealed) == before


def test_one_that_does_not_open_is_not_lost_by_taking_it_back(unlock, ana, letter, monkeypatch):
    monkeypatch.setattr(letters, "_open", lambda _me, _row: None)

    with pytest.raises(CannotOpen):
        letters.take_back(unlock(ana), letter.pk)

    assert Letter.objects.count() == 1
