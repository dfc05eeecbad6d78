import pytest

from closeknit.domain.text import tidy


@pytest.mark.parametrize(
    "text", ["", " \n", "\u200d", "\u200b\u00ad\ufeff", "\u202e\x00", "\u2060 \u200c"]
)
def test_what_cannot_be_seen_is_nothing(text):
    assert tidy(text) == ""


@pytest.mark.parametrize(
    "text", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d🚀", "a\nb", "e\u0301"[0]]
)
def test_joiners_stay_where_they_join(text):
    assert tidy(text) == text
