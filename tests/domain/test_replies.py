import pytest

from closeknit.content import library
from closeknit.domain.replies import SITUATIONS, moves, remark_situation
from tests.domain.reply_examples import EXAMPLES, MISSED


@pytest.fixture(scope="module")
def cues():
    return library().cues


def certain(found):
    return dict.fromkeys(found, 1.0)


@pytest.mark.parametrize(("wish", "draft", "situation"), EXAMPLES)
def test_a_draft_calls_for_its_remark_or_for_none(wish, draft, situation, cues):
    assert remark_situation(certain(moves(draft, cues)), wish) == situation


@pytest.mark.parametrize(("wish", "draft"), MISSED)
def test_what_the_rules_do_not_hear_draws_no_remark(wish, draft, cues):
    assert remark_situation(certain(moves(draft, cues)), wish) is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("That sounds exhausting.", {"reflect"}),
        ("That makes sense.", {"validate"}),
        ("What was the hardest part?", {"ask"}),
        ("You could just drop the boxes.", {"advise"}),
        ("Have you tried asking him?", {"advise"}),
        ("You never listen.", {"judge"}),
        ("At least it's over.", {"dismiss"}),
        ("I felt the same last year.", {"share"}),
        ("Sounds like you are overreacting.", {"judge"}),
        ("I hear you. You could call them.", {"reflect", "advise"}),
        ("The train is late.", set()),
        ("", set()),
    ],
)
def test_a_text_shows_its_moves(text, seen, cues):
    assert moves(text, cues) == seen


@pytest.mark.parametrize(
    "text", ["DON’T WORRY!!", "dont worry", "Don`t   worry…", "Well, don't worry"]
)
def test_case_apostrophes_and_lead_ins_do_not_hide_a_move(text, cues):
    assert moves(text, cues) == {"dismiss"}


@pytest.mark.parametrize("move", ["reflect", "validate", "ask"])
def test_taking_in_first_leaves_room_for_an_idea(move):
    assert remark_situation(certain({"advise", "judge", move}), "company") is None


def test_ideas_when_ideas_were_wished_for_draw_no_remark():
    assert remark_situation(certain({"advise"}), "ideas") is None


def test_an_unknown_wish_draws_no_remark():
    assert remark_situation(certain({"judge"}), "") is None


def test_a_judgement_weighs_more_than_advice():
    assert remark_situation(certain({"advise", "judge", "dismiss"}), "hug") == "judges"


def test_the_likelier_move_decides():
    assert remark_situation({"advise": 0.9, "judge": 0.6}, "hug") == "advises_when_hug"
    assert remark_situation({"dismiss": 0.8, "reflect": 0.6}, "hug") == "dismisses"


def test_what_listens_more_than_it_hurries_draws_no_remark():
    assert remark_situation({"advise": 0.7, "reflect": 0.8}, "hug") is None


def test_what_is_rather_unlikely_draws_no_remark():
    assert remark_situation({"judge": 0.49}, "hug") is None
    assert remark_situation({}, "hug") is None


def test_every_situation_has_at_least_four_remarks():
    found = library()

    assert all(len(found.remarks_for(situation)) >= 4 for situation in SITUATIONS)
