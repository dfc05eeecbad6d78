"""Every step of every journey opens a place that is there."""

import pytest

from closeknit.apps.people.parts import way_to
from closeknit.content import library

pytestmark = pytest.mark.django_db


def broken(browser, steps):
    """Return the steps whose way ends nowhere; each way is tried once."""
    ways = {way_to(one.door.place, one.door.what): one.id for one in steps}
    return [name for way, name in ways.items() if way is None or not opens(browser, way)]


def opens(browser, way):
    if way.sent:
        answer = browser.post(way.url, dict(way.sent), follow=True)
    else:
        answer = browser.get(way.url, follow=True)
    return answer.status_code == 200


def test_no_step_for_two_leads_nowhere(sign_in, ana, bond):
    content = library()
    steps = [one for one in content.steps.values() if content.weeks[one.week].journey != "alone"]

    assert broken(sign_in(ana), steps) == []


def test_no_step_leads_nowhere_when_somebody_is_alone(sign_in, kim):
    content = library()
    for_one = [one for one in content.steps.values() if not one.is_for_two]
    alone = [one for one in for_one if content.weeks[one.week].journey == "alone"]
    others = [one for one in for_one if one.door.place not in {"mend", "away"}]

    browser = sign_in(kim)

    assert broken(browser, alone) == []
    assert broken(browser, others) == []


def test_each_page_of_learn_leads_somewhere(sign_in, ana, bond):
    browser = sign_in(ana)

    ways = [way_to(one.door.place, one.door.what) for one in library().ideas.values()]

    assert all(way and opens(browser, way) for way in ways)
