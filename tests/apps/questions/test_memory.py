from closeknit.apps.questions import memory
from closeknit.apps.questions.models import AskedBefore
from closeknit.content import library


def test_it_is_of_one_size_whatever_was_asked(bond, kim, unlock):
    shelf = memory.own(unlock(kim))
    memory.remember(shelf, "one")
    empty = len(AskedBefore.objects.get().sealed)

    memory.remember(shelf, *library("en").questions)

    assert len(AskedBefore.objects.get().sealed) == empty
    assert len(memory.recall(shelf).asked) == len(library("en").questions) + 1


def test_the_oldest_give_way_when_it_is_full(kim, unlock):
    shelf = memory.own(unlock(kim))

    memory.remember(shelf, *(f"{number:0100}" for number in range(500)))

    asked = memory.recall(shelf).asked
    assert asked[-1].endswith("499")
    assert len(asked) < 500


def test_asked_again_counts_as_asked_last(kim, unlock):
    shelf = memory.own(unlock(kim))

    memory.remember(shelf, "one", "two")
    memory.remember(shelf, "one")

    assert memory.recall(shelf).asked == ("two", "one")
