import pytest

from closeknit.keys import CannotOpen, boxes


def test_a_box_opens_for_whom_it_was_made():
    private, public = boxes.new_pair()

    assert boxes.open_box(private, boxes.box_for(public, b"bond key")) == b"bond key"


def test_a_box_opens_for_nobody_else():
    _, public = boxes.new_pair()
    other, _ = boxes.new_pair()

    with pytest.raises(CannotOpen):
        boxes.open_box(other, boxes.box_for(public, b"bond key"))
