"""What the guided talks ask of whoever was hurt."""

import re


def test_having_no_part_in_it_is_a_complete_answer(english):
    step = english.talk_steps["own-part"]
    asked = " ".join((step.name, step.you, step.text, step.meanwhile, *step.stuck))

    assert "If not, say so" in step.text and "complete answer" in step.text
    assert any("none" in words for words in step.stuck)
    assert not re.search(r"\b(yet|willing|look for|must)\b", asked)
    assert "said" not in step.button
