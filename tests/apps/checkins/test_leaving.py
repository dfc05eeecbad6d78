"""What becomes of shared words when somebody leaves, and what a person may carry away."""

import json

import pytest

from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.part import CheckinsPart
from closeknit.apps.people import pairing

pytestmark = pytest.mark.django_db


def sentences(unlock, person):
    rows = CheckIn.objects.of(person)
    return {row.open(unlock(person).key).sentence for row in rows}


def test_withdrawing_all_keeps_my_words_for_me(unlock, ana, bo, share, shared, answer, mend):
    share(ana, "I feel sad.")
    answer(ana, shared, "I hear you.")
    mend(ana, "I got loud.")

    pairing.leave(unlock(ana), withdraw=True)

    assert sentences(unlock, ana) == {"I feel sad.", "I hear you.", "I got loud."}
    assert list(SharedCheckIn.objects.values_list("author", flat=True)) == [bo.pk]
    assert not Reply.objects.exists()
    assert not Mend.objects.exists()


def test_the_others_answers_to_what_i_withdrew_come_home_to_them(
    sign_in, unlock, ana, bo, shared, answer, text
):
    answer(ana, shared, "My careful answer")

    pairing.leave(unlock(bo), withdraw=True)

    assert "My careful answer" in text(sign_in(ana).get("/feel/back/entries/"))
    assert not Reply.objects.exists()


def test_leaving_readable_changes_nothing(unlock, ana, bo, shared, answer, mend):
    answer(ana, shared)
    mend(ana)

    pairing.leave(unlock(ana), withdraw=False)

    assert SharedCheckIn.objects.count() == Reply.objects.count() == Mend.objects.count() == 1


def test_the_one_who_was_left_may_withdraw_later(unlock, ana, bo, bond, shared, answer):
    answer(ana, shared, "I hear you.")
    pairing.leave(unlock(ana), withdraw=False)

    pairing.settle(unlock(bo), bond, withdraw=True)

    assert not SharedCheckIn.objects.exists()
    assert sentences(unlock, bo) == {shared.open(unlock(bo).bond_keys(bond)[1]).sentence}


def test_words_that_came_home_cannot_be_shared(sign_in, unlock, ana, bo, shared, answer):
    answer(ana, shared, "My careful answer")
    pairing.leave(unlock(ana), withdraw=True)
    row = CheckIn.objects.get(person=ana)

    browser = sign_in(ana)

    assert browser.get(f"/feel/{row.pk}/").status_code == 200
    assert browser.post(f"/feel/{row.pk}/share/").status_code == 404


def test_a_person_carries_away_all_that_they_may_read(unlock, ana, bo, share, shared, answer, mend):
    share(ana, "I feel sad.", feelings=("sad",), need="rest")
    answer(ana, shared, "I hear you.")
    mend(bo, "I was harsh.")

    found = CheckinsPart().export(unlock(ana))

    assert json.dumps(found)
    assert found["check_ins"][0]["feelings"] == ["sad"]
    assert found["shared_with_me"][0]["by"] == "Bo"
    assert found["replies"][0]["text"] == "I hear you."
    assert found["mends"][0]["text"] == "I was harsh."


def test_nothing_private_of_the_other_is_carried_away(unlock, ana, bo, keep, shared):
    keep(bo, "Only mine", because="a secret")

    found = json.dumps(CheckinsPart().export(unlock(ana)))

    assert "Only mine" not in found
    assert '"strength": 4' not in found


def test_a_row_that_does_not_open_is_in_the_copy_without_words(unlock, ana, keep):
    keep(ana)
    CheckIn.objects.update(sealed=b"x" * 100)

    assert CheckinsPart().export(unlock(ana))["check_ins"][0]["sentence"] is None


def test_who_is_erased_leaves_the_others_words(unlock, ana, bo, shared, answer):
    answer(ana, shared, "My careful answer")

    bo.delete()

    assert not SharedCheckIn.objects.exists()
    assert Reply.objects.homeless(ana).exists()
