"""The private remark on a draft: where it speaks, and that it never holds anything back."""

import re
from dataclasses import replace
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection

from closeknit.apps.checkins.coach import LastOnes
from closeknit.apps.checkins.models import Reply, SharedCheckIn
from closeknit.apps.people import drafts
from closeknit.apps.people.models import DraftDesk
from closeknit.coach import loading
from closeknit.content import library

pytestmark = pytest.mark.django_db
ADVICE = "You could just drop the boxes for this week."
HEARD = "It sounds like you have had no evening to yourself."


def send(browser, shared, text, way="reply/"):
    sent = {"id": str(uuid4()), "text": text}
    return browser.post(f"/feel/from/{shared.pk}/{way}", sent)


def remarks():
    return [one.text.split("{")[0] for one in library().remarks.values()]


def test_advice_where_company_was_wished_for_comes_back_with_a_remark(sign_in, ana, shared, text):
    page = send(sign_in(ana), shared, ADVICE)

    assert page.status_code == 200
    assert "Only you see this remark" in text(page)
    assert "Bo" in text(page).split('class="coach"')[1]
    assert ADVICE in text(page)
    assert "Begin with these words" in text(page)
    assert "Send as it is" in text(page)
    assert not Reply.objects.exists()


def test_a_reflecting_answer_is_sent_at_once(sign_in, unlock, ana, bo, shared):
    response = send(sign_in(ana), shared, HEARD)

    assert response.status_code == 302
    assert Reply.objects.get().open(unlock(bo).bond_key).text == HEARD


def test_it_can_always_be_sent_as_it_is(sign_in, unlock, ana, bo, shared):
    send(sign_in(ana), shared, ADVICE, "reply/as-it-is/")

    assert Reply.objects.get().open(unlock(bo).bond_key).text == ADVICE


def test_a_pause_in_typing_brings_the_remark_as_a_part(sign_in, ana, shared, text):
    part = sign_in(ana).post(f"/feel/from/{shared.pk}/look/", {"text": ADVICE})

    assert "Only you see this remark" in text(part)
    assert "<html" not in text(part)


def test_without_a_reason_the_place_stays_empty(sign_in, ana, shared, text):
    part = sign_in(ana).post(f"/feel/from/{shared.pk}/look/", {"text": HEARD})

    assert part.status_code == 204


def test_a_remark_goes_when_its_reason_goes(sign_in, ana, shared, text):
    browser = sign_in(ana)
    standing = remark_on(browser, shared, ADVICE)

    part = browser.post(f"/feel/from/{shared.pk}/look/", {"text": HEARD, "remark": standing})

    assert part.status_code == 200
    assert 'class="coach"' not in text(part)


def test_ideas_are_welcome_where_ideas_were_wished_for(sign_in, share, ana, bo, bond):
    row = share(bo, "I feel stuck.", wish="ideas")

    assert send(sign_in(ana), row, ADVICE).status_code == 302


def test_without_a_wish_there_is_no_remark(sign_in, share, ana, bo, bond):
    row = share(bo, "I feel stuck.")

    assert send(sign_in(ana), row, ADVICE).status_code == 302


def test_who_switched_it_off_is_left_alone(sign_in, unlock, ana, shared):
    me = unlock(ana)
    me.change_settings(lambda now: replace(now, coach=False))

    assert send(sign_in(ana), shared, ADVICE).status_code == 302


def test_remarks_vary_from_one_check_in_to_the_next(sign_in, share, ana, bo, bond, text):
    browser = sign_in(ana)
    rows = [share(bo, "I feel stuck.", wish="company") for _ in range(12)]

    def said(row):
        return text(send(browser, row, ADVICE)).split('class="coach"')[1].split("</p>")[0]

    assert len({said(row) for row in rows}) > 1


def test_no_remark_is_stored_anywhere(sign_in, unlock, ana, shared):
    browser = sign_in(ana)
    send(browser, shared, ADVICE)
    send(browser, shared, ADVICE, "reply/as-it-is/")

    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            stored = str(cursor.fetchall())
            assert not any(remark and remark in stored for remark in remarks())
    words = Reply.objects.get().open(unlock(ana).bond_key)
    assert words.text == ADVICE


def test_a_name_with_braces_does_no_harm(sign_in, unlock, ana, bo, shared):
    from closeknit.apps.people import pairing

    other = unlock(bo)
    other.change_settings(lambda now: replace(now, name="{Bo} {0}"))
    pairing.share_profile(other)

    assert send(sign_in(ana), shared, ADVICE).status_code == 200


def test_words_with_braces_do_no_harm_in_openers(sign_in, share, ana, bo, bond, text):
    row = share(bo, "I feel {need} odd.", own_feeling="{need} odd", wish="company")

    assert "{need} odd" in text(sign_in(ana).get(f"/feel/from/{row.pk}/"))
    assert SharedCheckIn.objects.count() == 1


def test_the_remark_stands_while_the_same_is_said(sign_in, ana, shared):
    browser = sign_in(ana)
    first = remark_on(browser, shared, ADVICE)

    sent = {"text": ADVICE + " Really.", "remark": first}
    part = browser.post(f"/feel/from/{shared.pk}/look/", sent)

    assert part.status_code == 204


def test_who_has_read_the_remark_and_sends_again_is_not_asked_again(sign_in, ana, shared):
    browser = sign_in(ana)
    standing = remark_on(browser, shared, ADVICE)

    sent = {"id": str(uuid4()), "text": ADVICE, "remark": standing}
    response = browser.post(f"/feel/from/{shared.pk}/reply/", sent)

    assert response.status_code == 302
    assert Reply.objects.count() == 1


def test_a_look_that_comes_after_sending_brings_no_draft_back(sign_in, unlock, ana, shared):
    browser, sent = sign_in(ana), {"id": str(uuid4()), "text": HEARD}
    browser.post(f"/feel/from/{shared.pk}/reply/", sent)

    browser.post(f"/feel/from/{shared.pk}/look/", sent)

    assert not drafts.read(unlock(ana), f"reply:{shared.pk}")


def test_the_offered_words_take_up_feeling_and_need(sign_in, share, ana, bo, bond, text):
    for number in range(12):
        words = {"wish": "company", "own_feeling": "worn out", "own_need": "rest"}
        row = share(bo, f"I feel worn out, {number}.", **words)
        page = text(send(sign_in(ana), row, ADVICE)).split('class="coach"')[1].split("</div>")[0]
        assert "feel worn out" in page or "need rest" in page


def test_of_a_remark_nothing_is_sealed_either(sign_in, unlock, ana, shared):
    browser = sign_in(ana)
    remark_on(browser, shared, ADVICE)

    assert drafts.read(unlock(ana), f"reply:{shared.pk}") == {"text": ADVICE}
    desk = DraftDesk.objects.get(person=ana).open(unlock(ana).key)
    told = repr((desk, unlock(ana).settings))
    assert not any(one.id in told or one.text in told for one in library().remarks.values())


def test_in_another_language_nothing_is_said(sign_in, ana, shared):
    german = (
        "Mein Schatz, das wird schon. You should einfach mal schlafen und nicht so viel denken."
    )

    assert send(sign_in(ana), shared, german).status_code == 302


def test_a_damaged_model_leaves_it_to_the_rules(
    monkeypatch, tmp_path, caplog, sign_in, ana, shared
):
    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"not a model")
    monkeypatch.setattr(loading, "files", lambda: [broken, broken])
    loading._loaded.cache_clear()

    assert remark_on(sign_in(ana), shared, ADVICE)
    assert "cannot be loaded" in caplog.text
    loading._loaded.cache_clear()


def test_a_new_remark_is_never_worded_like_the_last(sign_in, share, ana, bo, bond):
    browser = sign_in(ana)
    said = [share(bo, f"I feel stuck, {number}.", wish="company") for number in range(12)]

    ids = [remark_on(browser, row, ADVICE) for row in said]

    assert all(ids)
    assert all(one != other for one, other in pairwise(ids))


def test_after_a_break_the_same_draft_is_worded_anew(sign_in, ana, shared):
    browser = sign_in(ana)

    assert remark_on(browser, shared, ADVICE) != remark_on(browser, shared, ADVICE)


def test_an_id_that_does_not_fit_is_passed_over(sign_in, ana, shared):
    assert remark_on(sign_in(ana), shared, ADVICE, standing="judges-begin") != "judges-begin"


def test_without_the_model_the_rules_speak(monkeypatch, sign_in, ana, shared):
    monkeypatch.setattr("closeknit.coach.loading.is_there", lambda: False)

    assert remark_on(sign_in(ana), shared, ADVICE)
    assert not remark_on(sign_in(ana), shared, HEARD)


def test_off_means_that_nothing_is_read(monkeypatch, sign_in, unlock, ana, shared):
    unlock(ana).change_settings(lambda now: replace(now, coach=False))
    monkeypatch.setattr("closeknit.coach.reader", refuse)

    assert send(sign_in(ana), shared, ADVICE).status_code == 302


def test_what_the_last_remark_was_is_forgotten_in_time():
    last = LastOnes()
    people = [uuid4() for _ in range(LastOnes.MOST + 1)]

    for person in people:
        last.put(person, "company-later")

    assert not last.of(people[0])
    assert last.of(people[-1]) == "company-later"


def remark_on(browser, shared, text, standing=""):
    page = browser.post(f"/feel/from/{shared.pk}/look/", {"text": text, "remark": standing})
    found = re.search(r'name="remark" value="([^"]+)"', page.content.decode())
    return found[1] if found else ""


def refuse(_text):
    raise AssertionError("nobody asked for this")
