from uuid import uuid4

from closeknit.apps.people import pairing
from closeknit.apps.questions import answers
from closeknit.apps.questions.part import QuestionsPart


def export(person, unlock):
    return QuestionsPart().export(unlock(person))


def test_it_holds_what_the_person_may_read(opened, ana, bo, unlock):
    answers.respond(unlock(bo), opened, uuid4(), "Which one?")

    found = export(ana, unlock)["opened"][0]

    assert [voice["text"] for voice in found["answers"]] == ["Our walks", "Your soup"]
    assert [voice["by"] for voice in found["answers"]] == ["Ana", "Bo"]
    assert found["responses"][0]["text"] == "Which one?"
    assert found["question"]


def test_it_withholds_what_has_not_opened(opening, answer, ana, bo, unlock):
    answer(bo, opening, "Your soup")

    assert "Your soup" not in str(export(ana, unlock))
    assert export(bo, unlock)["waiting"][0]["text"] == "Your soup"


def test_it_holds_what_an_earlier_bond_left(opened, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    found = export(bo, unlock)

    assert "Our walks" in str(found["opened"])


def test_it_holds_the_journal(sign_in, kim, unlock, fields):
    browser = sign_in(kim)
    form = fields(browser.get("/ask/journal/new/"))
    browser.post("/ask/journal/new/", form | {"text": "I like mornings"})

    assert export(kim, unlock)["journal"][0]["text"] == "I like mornings"


def test_queries_do_not_grow_with_what_was_opened(
    opened, ana, unlock, django_assert_max_num_queries
):
    me = unlock(ana)
    assert me.partner is not None

    with django_assert_max_num_queries(7):
        export_of(me)


def export_of(me):
    return QuestionsPart().export(me)
