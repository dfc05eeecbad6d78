"""Until both have released, a person's pages do not tell whether the other has written."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction

from closeknit.apps.questions import answers

PAGES = ("/ask/", "/ask/{pk}/", "/ask/{pk}/write/", "/ask/before/", "/ask/journal/", "/today/")
RANDOM = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"|nonce="[^"]*"'
    r'|name="id" value="[^"]*"'
)
OTHERS = {
    "wrote": lambda bo, opening, answer: answer(bo, opening, "Your soup " * 300),
    "keeps": lambda bo, opening, answer: answer(bo, opening, "Your soup", released=False),
    "took back": lambda bo, opening, answer: (
        answer(bo, opening, "Your soup", released=False),
        answers.take_back(bo.unlocked(), opening),
    ),
}


def pages(browser, opening):
    """Return every page as sent, and what each header says, without what is random."""
    found = []
    for address in PAGES:
        page = browser.get(address.format(pk=opening.pk), follow=True)
        found.append((page.status_code, page.redirect_chain, plain(page)))
    return found


def plain(page):
    return RANDOM.sub("", page.content.decode())


@pytest.fixture
def mine(answer, ana, opening, request):
    if request.param is not None:
        answer(ana, opening, "Our walks", released=request.param)


@pytest.mark.parametrize(
    ("mine", "other"),
    [(m, o) for m, o in product([None, True, False], OTHERS) if (m, o) != (True, "wrote")],
    indirect=["mine"],
)
def test_pages_are_the_same_byte_by_byte(
    sign_in, opening, answer, ana, bo, unlock, mine, other, clock
):
    bo.unlocked = lambda: unlock(bo)
    browser = sign_in(ana)
    untouched = pages(browser, opening)

    OTHERS[other](bo, opening, answer)

    assert pages(browser, opening) == untouched


@pytest.mark.parametrize("days", [1, 2, 7, 8, 15])
def test_they_stay_the_same_however_long_it_is_ago(sign_in, opening, answer, ana, bo, clock, days):
    """The same later day, seen once with and once without the other's answer."""
    clock.shift(timedelta(days=days))
    browser = sign_in(ana)
    with transaction.atomic():
        untouched = pages(browser, opening)
        transaction.set_rollback(True)
    clock.shift(timedelta(days=-days))
    answer(bo, opening, "Your soup")
    clock.shift(timedelta(days=days))

    shown = pages(browser, opening)

    assert without_ids(shown) == without_ids(untouched)


@pytest.mark.parametrize("act", ["lighter", "take-back", "release"])
def test_what_i_do_is_answered_the_same_way(sign_in, opening, answer, ana, bo, act):
    browser = sign_in(ana)
    with transaction.atomic():
        untouched = plain(browser.post(f"/ask/{opening.pk}/{act}/", follow=True))
        transaction.set_rollback(True)
    answer(bo, opening, "Your soup")

    shown = plain(browser.post(f"/ask/{opening.pk}/{act}/", follow=True))

    assert without_ids(shown) == without_ids(untouched)


def without_ids(shown):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", str(shown))
