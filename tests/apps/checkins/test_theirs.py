"""What the other shared, and the whole ways to answer it."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from closeknit.apps.checkins import answering
from closeknit.apps.checkins.models import Reply
from tests.pages import form_to

pytestmark = pytest.mark.django_db
OFFERED = re.compile(r'name="opener" value="([^"]+)"[^>]*>([^<]+)<')


def said(unlock, person):
    return [row.open(unlock(person).bond_key).text for row in Reply.objects.order_by("day")]


def test_the_page_shows_sentence_wish_and_timing_and_nothing_else_that_was_chosen(
    sign_in, ana, shared, text
):
    page = text(sign_in(ana).get(f"/feel/from/{shared.pk}/"))

    assert "because the move has eaten every evening" in page
    assert "Bo wishes for company." in page
    assert "An answer when you can." in page
    assert "Strength" not in page


def test_three_openers_are_filled_with_the_others_words(sign_in, ana, shared, text):
    page = text(sign_in(ana).get(f"/feel/from/{shared.pk}/"))

    assert page.count('class="opener') == 3
    assert "{feeling}" not in page
    assert "{need}" not in page


def test_an_offered_opener_is_put_into_the_box_and_into_no_address(sign_in, ana, shared, text):
    browser = sign_in(ana)
    page = text(browser.get(f"/feel/from/{shared.pk}/"))
    opener, words = OFFERED.search(page).groups()

    page = browser.post(f"/feel/from/{shared.pk}/opener/", {"opener": opener}, follow=True)

    assert form_to(page, "/reply/").fields["text"] == [unescape(words)]
    assert opener not in page.redirect_chain[0][0]


@pytest.mark.parametrize("opener", ["", "no-such-opener", "\0", "{feeling}"])
def test_no_opener_leaves_the_box_empty(sign_in, ana, shared, opener):
    sent = {"opener": opener}
    page = sign_in(ana).post(f"/feel/from/{shared.pk}/opener/", sent, follow=True)

    assert form_to(page, "/reply/").fields["text"] == [""]


def test_too_long_a_draft_comes_back_whole(sign_in, ana, shared, text):
    long = "My long answer. " * 130 + "The end of my words."
    sent = {"opener": "hear-feel", "text": long}

    page = sign_in(ana).post(f"/feel/from/{shared.pk}/opener/", sent)

    assert page.status_code == 400
    assert form_to(page, "/reply/").fields["text"] == [long]


def test_pressing_an_opener_keeps_what_was_written(sign_in, ana, shared, text):
    browser = sign_in(ana)
    opener, words = OFFERED.search(text(browser.get(f"/feel/from/{shared.pk}/"))).groups()

    sent = {"text": "I was thinking of you.", "opener": opener}
    page = browser.post(f"/feel/from/{shared.pk}/opener/", sent, follow=True)

    box = form_to(page, "/reply/").fields["text"][0]
    assert box == f"{unescape(words)}\n\nI was thinking of you."


def test_another_opener_takes_the_place_of_one_that_nobody_went_on_with(sign_in, ana, shared, text):
    browser = sign_in(ana)
    page = text(browser.get(f"/feel/from/{shared.pk}/"))
    (first, _), (second, words) = OFFERED.findall(page)[:2]
    page = browser.post(
        f"/feel/from/{shared.pk}/opener/", {"text": "", "opener": first}, follow=True
    )

    sent = {"text": form_to(page, "/reply/").fields["text"][0], "opener": second}
    page = browser.post(f"/feel/from/{shared.pk}/opener/", sent, follow=True)

    assert form_to(page, "/reply/").fields["text"] == [unescape(words)]


def test_one_tap_says_that_the_feeling_was_heard(sign_in, unlock, ana, bo, shared, text):
    browser = sign_in(ana)
    form = form_to(browser.get(f"/feel/from/{shared.pk}/"), "/hear/")

    browser.post(f"/feel/from/{shared.pk}/hear/", form.fields)

    assert said(unlock, bo) == ["I hear that you feel stretched."]
    assert "I hear that you feel stretched." in text(
        sign_in(bo).get(f"/feel/{shared.check_in_id}/")
    )


def test_without_a_word_for_it_one_tap_says_i_hear_you(sign_in, unlock, share, ana, bo, bond):
    row = share(bo, "Everything is too much.")
    browser = sign_in(ana)

    browser.post(f"/feel/from/{row.pk}/hear/", {"id": str(uuid4())})

    assert said(unlock, bo) == ["I hear you."]


@pytest.mark.parametrize(
    ("way", "time", "words"),
    [
        ("come", "21:00", "I can come at 21:00."),
        ("come", "tomorrow after work.", "I can come tomorrow after work."),
        ("not-now", "9 tonight", "Not now; at 9 tonight."),
        ("not-now", "", "Not now."),
        ("cannot", "", "I can’t give that."),
    ],
)
def test_each_of_these_is_a_whole_answer(sign_in, unlock, ana, bo, shared, way, time, words):
    browser = sign_in(ana)
    form = form_to(browser.get(f"/feel/from/{shared.pk}/"), f"/{way}/")

    browser.post(f"/feel/from/{shared.pk}/{way}/", form.filled(time=time))

    assert said(unlock, bo) == [words]


def test_coming_asks_for_a_time(sign_in, ana, shared, text):
    sent = {"id": str(uuid4()), "time": ""}

    page = sign_in(ana).post(f"/feel/from/{shared.pk}/come/", sent)

    assert page.status_code == 400
    assert "Say when" in text(page)
    assert not Reply.objects.exists()


@pytest.mark.parametrize("way", ["hear", "come", "not-now", "cannot", "reply"])
def test_a_double_submit_answers_once(sign_in, ana, shared, way):
    browser = sign_in(ana)
    sent = {"id": str(uuid4()), "time": "at nine", "text": "That sounds so heavy."}

    browser.post(f"/feel/from/{shared.pk}/{way}/", sent)
    browser.post(f"/feel/from/{shared.pk}/{way}/", sent)

    assert Reply.objects.count() == 1


def test_the_forms_of_one_page_have_an_id_each(sign_in, ana, shared):
    page = sign_in(ana).get(f"/feel/from/{shared.pk}/")

    ways = ("/hear/", "/come/", "/not-now/", "/cannot/", "/reply/")
    ids = [form_to(page, way).fields["id"][0] for way in ways]

    assert len(set(ids)) == len(ways)


def test_an_answer_that_is_too_long_comes_back_whole(sign_in, ana, shared):
    long = "I hear you. " * 200

    page = sign_in(ana).post(f"/feel/from/{shared.pk}/reply/", {"id": uuid4(), "text": long})

    assert page.status_code == 400
    assert form_to(page, "/reply/").fields["text"] == [long]


def test_a_draft_of_an_answer_waits_until_it_is_sent(sign_in, ana, shared):
    browser, address = sign_in(ana), f"/feel/from/{shared.pk}/"
    browser.post(f"{address}look/", {"text": "I hear that"})
    waiting = form_to(browser.get(address), "/reply/").fields

    browser.post(f"{address}reply/", waiting)

    assert waiting["text"] == ["I hear that"]
    assert form_to(browser.get(address), "/reply/").fields["text"] == [""]


@pytest.mark.parametrize("way", ["reply/", "reply/as-it-is/", "opener/"])
def test_words_for_something_withdrawn_meanwhile_come_back_to_copy(sign_in, ana, shared, way, text):
    browser = sign_in(ana)
    shared.delete()

    page = browser.post(f"/feel/from/{shared.pk}/{way}", {"id": uuid4(), "text": "So heavy, all."})

    assert page.status_code == 404
    assert "Your words are still here" in text(page)
    assert "So heavy, all." in text(page)


def test_nothing_tells_the_other_that_it_was_read(sign_in, ana, bo, shared, text):
    browser = sign_in(bo)
    before = text(browser.get(f"/feel/{shared.check_in_id}/"))

    sign_in(ana).get(f"/feel/from/{shared.pk}/")

    after = text(browser.get(f"/feel/{shared.check_in_id}/"))
    assert _plain(before) == _plain(after)


def test_the_author_cannot_answer_on_the_others_page(sign_in, bo, shared):
    assert sign_in(bo).get(f"/feel/from/{shared.pk}/").status_code == 404


def test_what_does_not_open_is_said_so(sign_in, ana, shared, text):
    type(shared).objects.filter(pk=shared.pk).update(sealed=b"x" * 100)
    browser = sign_in(ana)

    assert "cannot be opened" in text(browser.get(f"/feel/from/{shared.pk}/"))
    assert "cannot be opened" in text(browser.get("/feel/from/"))
    assert "cannot be opened" in text(browser.get("/today/"))
    assert browser.post(f"/feel/from/{shared.pk}/hear/", {"id": uuid4()}).status_code == 409


def test_all_that_was_shared_is_listed_in_constant_queries(sign_in, share, ana, bo, shared):
    browser = sign_in(ana)
    browser.get("/feel/from/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/feel/from/")
    for number in range(5):
        share(bo, f"I feel {number}.")

    with CaptureQueriesContext(connection) as more:
        browser.get("/feel/from/")

    assert len(few) == len(more)


def _plain(page):
    """Leave out the form tokens, which differ on every page."""
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", page)


@pytest.mark.parametrize("gone", ["shared", "parent"])
def test_what_was_withdrawn_a_moment_ago_takes_no_answer(unlock, ana, bo, shared, answer, gone):
    rows = {"shared": shared, "parent": answer(bo, shared)}
    type(rows[gone]).objects.filter(pk=rows[gone].pk).delete()

    with pytest.raises(Http404):
        answering.answer(unlock(ana), pk=uuid4(), words=answering.in_words("I hear you."), **rows)
