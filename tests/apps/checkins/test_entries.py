"""Keep, share, change, withdraw and delete one's own check-ins."""

from dataclasses import replace
from uuid import uuid4

import pytest

from closeknit.apps.checkins.models import CheckIn, Reply, SharedCheckIn
from tests.pages import form_to

pytestmark = pytest.mark.django_db


def words_of(unlock, person):
    return CheckIn.objects.get().open(unlock(person).key)


def shared_words(unlock, person):
    return SharedCheckIn.objects.get().open(unlock(person).bond_key)


def sent(sentence, **more):
    return {"id": str(uuid4()), "sentence": sentence} | more


def test_what_is_kept_is_private(sign_in, ana, bond, text):
    page = sign_in(ana).post("/feel/keep/", sent("I feel raw."), follow=True)

    assert "Only you see this" in text(page)
    assert not SharedCheckIn.objects.exists()


def test_a_double_submit_keeps_and_shares_once(sign_in, ana, bond):
    browser, form = sign_in(ana), sent("I feel raw.")

    first = browser.post("/feel/share/", form)
    second = browser.post("/feel/share/", form)

    assert first["Location"] == second["Location"]
    assert CheckIn.objects.count() == SharedCheckIn.objects.count() == 1


def test_an_id_that_is_somebody_elses_row_hides_and_harms_nothing(sign_in, unlock, keep, ana, eve):
    row = keep(ana, "I feel seen.")

    sign_in(eve).post("/feel/keep/", sent("I feel sly.", id=str(row.pk)))

    assert row.open(unlock(ana).key).sentence == "I feel seen."
    assert CheckIn.objects.get(person=eve).pk != row.pk


def test_nothing_is_kept_of_an_empty_sentence(sign_in, ana, bond, text):
    page = sign_in(ana).post("/feel/keep/", sent("   "))

    assert page.status_code == 400
    assert "A few words are enough" in text(page)
    assert not CheckIn.objects.exists()


def test_what_is_too_long_comes_back_whole(sign_in, ana, bond):
    long = "so " * 700

    page = sign_in(ana).post("/feel/keep/", sent(long))

    assert page.status_code == 400
    assert form_to(page, "/feel/keep/").fields["sentence"] == [long]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("أشعر بالتعب", "أشعر بالتعب"),
        ("I feel 🫠 and 👩‍👧", "I feel 🫠 and 👩‍👧"),
        ("I feel\u202e odd\x07", "I feel odd"),
        ("<b>tired</b> & {{ me }}", "<b>tired</b> & {{ me }}"),
    ],
)
def test_any_writing_is_kept_and_shown_as_text(sign_in, unlock, ana, bond, typed, kept, text):
    page = sign_in(ana).post("/feel/keep/", sent(typed), follow=True)

    assert words_of(unlock, ana).sentence == kept
    assert "<b>tired</b> & {" not in text(page)


def test_wrong_choices_in_a_form_are_left_out(sign_in, unlock, ana, bond):
    form = sent("I feel raw.", feelings="raw,nonsense", need="no-such-need", strength="9")

    sign_in(ana).post("/feel/keep/", form)

    words = words_of(unlock, ana)
    assert (words.feelings, words.need, words.strength) == (("raw",), "", 0)


def test_the_other_reads_only_words_that_are_still_in_the_sentence(sign_in, unlock, ana, bond):
    sentence = "I am done, tired and full of sadness."
    form = sent(sentence, feelings="tired,sad,resentful", need="rest", wish="hug")

    sign_in(ana).post("/feel/share/", form)

    words = shared_words(unlock, ana)
    assert words.feelings == ("tired",)
    assert words.need == ""
    assert words.wish == "hug"
    assert not hasattr(words, "because")


def test_an_entry_is_shared_later(sign_in, unlock, keep, ana, bo, bond):
    row = keep(ana, "I feel calm.")

    sign_in(ana).post(f"/feel/{row.pk}/share/")

    assert shared_words(unlock, bo).sentence == "I feel calm."


def test_alone_nothing_can_be_shared(sign_in, keep, kim):
    row = keep(kim)

    assert sign_in(kim).post(f"/feel/{row.pk}/share/").status_code == 404


def test_sharing_while_the_other_leaves_keeps_the_words(sign_in, unlock, ana, bo, bond, text):
    from closeknit.apps.people import pairing

    browser = sign_in(ana)
    pairing.leave(unlock(bo), withdraw=False)

    page = browser.post("/feel/share/", sent("I feel sad."), follow=True)

    assert "Only you see this" in text(page)
    assert words_of(unlock, ana).sentence == "I feel sad."
    assert not SharedCheckIn.objects.exists()


def test_a_change_reaches_the_other_without_the_earlier_wording(
    sign_in, unlock, share, ana, bo, bond, text
):
    row = share(ana, "I feel hurt by you.", feelings=("hurt",))
    browser = sign_in(ana)
    form = form_to(browser.get(f"/feel/{row.check_in_id}/edit/"), "/edit/")

    browser.post(f"/feel/{row.check_in_id}/edit/", form.filled(sentence="I feel low.", wish="hug"))

    page = text(sign_in(bo).get(f"/feel/from/{row.pk}/"))
    assert "I feel low." in page
    assert "changed" in page
    assert "hurt" not in page
    assert shared_words(unlock, bo).wish == "hug"


def test_saving_without_a_change_changes_nothing_for_the_other(sign_in, unlock, share, ana, bond):
    row = share(ana, "I feel low.")
    browser = sign_in(ana)
    form = form_to(browser.get(f"/feel/{row.check_in_id}/edit/"), "/edit/")

    browser.post(f"/feel/{row.check_in_id}/edit/", form.fields)

    assert shared_words(unlock, ana).edited is False


def test_a_stale_edit_shows_both_wordings_and_loses_none(sign_in, unlock, keep, ana, bond, text):
    row, browser = keep(ana, "First wording"), sign_in(ana)
    form = form_to(browser.get(f"/feel/{row.pk}/edit/"), "/edit/")
    browser.post(f"/feel/{row.pk}/edit/", form.filled(sentence="From the phone"))

    page = browser.post(f"/feel/{row.pk}/edit/", form.filled(sentence="From the desk"))

    assert page.status_code == 409
    assert "From the phone" in text(page)
    again = form_to(page, "/edit/")
    assert again.fields["sentence"] == ["From the desk"]
    browser.post(f"/feel/{row.pk}/edit/", again.fields)
    assert words_of(unlock, ana).sentence == "From the desk"


def test_a_draft_of_an_edit_waits(sign_in, keep, ana, bond):
    row, browser = keep(ana, "First wording"), sign_in(ana)
    browser.post("/draft/", {"draft": f"edit:{row.pk}", "sentence": "Half a thou"})

    form = form_to(browser.get(f"/feel/{row.pk}/edit/"), "/edit/")

    assert form.fields["sentence"] == ["Half a thou"]


def test_a_draft_over_an_older_wording_does_not_undo_the_newer(
    sign_in, unlock, keep, ana, bond, text
):
    row, browser = keep(ana, "First wording"), sign_in(ana)
    form = form_to(browser.get(f"/feel/{row.pk}/edit/"), "/edit/")
    browser.post(f"/feel/{row.pk}/edit/", form.filled(sentence="From the desk"))
    typed = {"draft": f"edit:{row.pk}", **form.filled(sentence="From the phone")}
    browser.post("/draft/", typed)

    loaded = form_to(browser.get(f"/feel/{row.pk}/edit/"), "/edit/")
    page = browser.post(f"/feel/{row.pk}/edit/", loaded.fields)

    assert page.status_code == 409
    assert "From the desk" in text(page)
    assert "From the phone" in text(page)
    assert words_of(unlock, ana).sentence == "From the desk"


def test_a_wish_stays_when_nobody_asks_for_it(sign_in, unlock, keep, kim):
    row, browser = keep(kim, wish="hug"), sign_in(kim)
    form = form_to(browser.get(f"/feel/{row.pk}/edit/"), "/edit/")

    browser.post(f"/feel/{row.pk}/edit/", form.filled(sentence="I feel low."))

    assert words_of(unlock, kim).wish == "hug"


def test_withdrawing_says_first_what_goes_with_it(sign_in, share, ana, bond, text):
    row = share(ana)

    page = text(sign_in(ana).get(f"/feel/{row.check_in_id}/withdraw/"))

    assert "can no longer open it" in page
    assert SharedCheckIn.objects.exists()


def test_withdrawn_words_are_gone_for_the_other(sign_in, share, ana, bo, bond):
    row = share(ana)

    sign_in(ana).post(f"/feel/{row.check_in_id}/withdraw/")

    assert sign_in(bo).get(f"/feel/from/{row.pk}/").status_code == 404
    assert CheckIn.objects.count() == 1


def test_after_a_withdrawal_each_keeps_their_own_words(
    sign_in, unlock, share, answer, ana, bo, bond, text
):
    row = share(ana)
    answer(bo, row, "My careful answer")

    sign_in(ana).post(f"/feel/{row.check_in_id}/withdraw/")

    assert "My careful answer" not in text(sign_in(ana).get(f"/feel/{row.check_in_id}/"))
    assert "My careful answer" not in text(sign_in(ana).get("/feel/back/entries/"))
    assert "My careful answer" in text(sign_in(bo).get("/feel/back/entries/"))
    assert not Reply.objects.exists()
    assert CheckIn.objects.get(person=bo).open(unlock(bo).key).kind == "kept"


def test_what_was_withdrawn_can_be_shared_again(sign_in, share, ana, bond):
    browser, row = sign_in(ana), share(ana)
    browser.post(f"/feel/{row.check_in_id}/withdraw/")

    browser.post(f"/feel/{row.check_in_id}/share/")

    assert SharedCheckIn.objects.get().pk != row.pk


def test_deleting_asks_first_and_takes_the_shared_copy_along(sign_in, share, ana, bond, text):
    browser, row = sign_in(ana), share(ana)

    assert "It cannot come back" in text(browser.get(f"/feel/{row.check_in_id}/delete/"))
    browser.post(f"/feel/{row.check_in_id}/delete/")

    assert not CheckIn.objects.exists()
    assert not SharedCheckIn.objects.exists()


@pytest.mark.parametrize("page", ["", "edit/", "delete/"])
def test_a_row_that_does_not_open_is_said_so(sign_in, keep, ana, bo, page, text):
    row, other = keep(ana), keep(bo)
    CheckIn.objects.filter(pk=row.pk).update(sealed=other.sealed)

    response = sign_in(ana).get(f"/feel/{row.pk}/{page}")

    assert response.status_code in {200, 409}
    assert "open" in text(response)


def test_a_row_that_does_not_open_can_be_deleted(sign_in, keep, ana):
    row = keep(ana)
    CheckIn.objects.filter(pk=row.pk).update(sealed=b"x" * 100)

    sign_in(ana).post(f"/feel/{row.pk}/delete/")

    assert not CheckIn.objects.exists()


def test_choices_do_not_show_in_the_size(keep, ana):
    few = keep(ana, "I feel sad.")
    many = keep(
        ana,
        "I feel responsible for everything, hungry for touch and not good enough.",
        feelings=("responsible-for-everything", "hungry-for-touch", "not-good-enough"),
        strength=5,
        need="to-be-understood",
        wish="nothing",
        timing="when_you_can",
    )

    assert len(few.sealed) == len(many.sealed)


def test_the_time_of_day_is_in_no_column(keep, ana):
    fields = {field.name for field in CheckIn._meta.fields}

    assert fields == {"id", "key_version", "revision", "sealed", "person", "day"}


def test_words_know_their_time(unlock, keep, ana):
    row = keep(ana)
    words = row.open(unlock(ana).key)

    assert replace(words, at="") != words
