"""The whole walk of two people, from sign-up to leaving: by touch and mouse, by keyboard, plain."""

import pytest

from tests.browser import path
from tests.browser.walker import DESK, PHONE, KeyWalker, PlainWalker, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAYS = {
    "phone and desktop": (Walker, PHONE),
    "keyboard alone": (KeyWalker, DESK),
    "no javascript": (PlainWalker, PHONE),
}


@pytest.mark.parametrize("way", WAYS)
def test_two_people_from_sign_up_to_leaving(walker, way):
    kind, device = WAYS[way]
    ana, bo = walker("Ana", device=device, kind=kind), walker("Bo", kind=kind)
    pair(ana, bo)
    open_a_question(ana, bo)

    ana.go("/feel/")
    path.check_in(ana, "Bo")
    bo.go("/today/")
    path.answer_with_care(bo, "Ana")
    path.answer_as_it_is(bo)

    ana.go("/today/")
    ana.sees("Bo answered you", path.FIXING)
    ana.link("Read it in its place")
    ana.sees(path.REFLECTING, path.FIXING)
    path.mend(ana, "Bo")
    bo.go("/today/")
    bo.sees("Ana sends you this", path.MENDING, "It needs no answer.")

    entry = ana.page.url.partition("#")[0]
    path.leave(bo, "Ana")
    ana.go("/today/")
    ana.sees_title("The shared space with Bo has ended")
    ana.link("See what is left")
    ana.sees(path.KIND, path.KIND_BACK)
    ana.go(entry)
    ana.sees(path.REFLECTING)
    assert ana.page.get_by_role("link", name="Mend").count() == 0


def pair(ana: Walker, bo: Walker) -> None:
    path.sign_up(ana)
    path.open_invite(bo, *path.invite(ana))
    path.accept(bo, "Ana")
    path.give_back(bo, "Ana")
    ana.go("/today/")
    ana.sees_title("Bo is here")
    ana.sees(path.KIND_BACK)


def open_a_question(ana: Walker, bo: Walker) -> None:
    asked = path.answer_question(ana)
    ana.sees("Yours is written. It opens when you have both answered.")
    bo.link("To the question")
    bo.sees_title(asked)
    bo.sees_no(path.ANSWERS["Ana"])
    assert path.answer_question(bo) == asked
    bo.sees(*path.ANSWERS.values())
    ana.go("/today/")
    ana.link("Read both")
    ana.sees(*path.ANSWERS.values())
