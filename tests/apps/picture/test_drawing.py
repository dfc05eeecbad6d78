"""Pictures as structure: what is drawn where, not how it looks."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from closeknit.apps.picture import drawing
from closeknit.apps.picture.drawing import MINE, THEIRS, Gap, Point, Thread
from tests.apps.picture.conftest import NOW

SVG = "{http://www.w3.org/2000/svg}"


def line(levels, first=0):
    return [Point(first + at, level, level - 0.5, level + 0.5) for at, level in enumerate(levels)]


def two(mine, theirs):
    return [Thread(MINE, [line(mine)]), Thread(THEIRS, [line(theirs)])]


def test_there_is_a_drawing_for_a_desk_and_one_for_a_phone():
    wide, _middle, phone = drawing.drawings(two([5] * 12, [4] * 12), 0, 11)

    assert wide.frame.width / wide.frame.height > 2
    assert phone.frame.width / phone.frame.height < 1.3


@pytest.mark.parametrize("frame", [0, 1, 2])
def test_higher_is_closer_and_everything_lies_inside(frame):
    threads = [Thread(MINE, [line([1, 7, 4])], answers=[(0, 1.0), (1, 7.0)])]

    picture = drawing.drawings(threads, 0, 11)[frame]

    low, high = picture.answers
    assert high.y < low.y
    for spot in (*picture.answers, *picture.ends):
        assert 0 <= spot.x <= picture.frame.width
        assert 0 <= spot.y <= picture.frame.height


def test_a_gap_is_drawn_as_a_gap():
    runs = drawing.runs([*line([5, 5]), *line([5, 5], first=8)], bridge=3)

    picture = drawing.drawings([Thread(MINE, runs)], 0, 11)[0]

    assert len(runs) == 2
    assert len(picture.bands) == 2
    assert sum(stroke.look == "thread mine" for stroke in picture.strokes) == 2


def test_threads_cross_over_and_under_in_turn():
    threads = two([5, 3, 5, 3, 5], [4, 4, 4, 4, 4])

    strokes = drawing.drawings(threads, 0, 11)[0].strokes

    looks = [stroke.look for stroke in strokes]
    # Mine lies over theirs; at two of four crossings a piece of theirs lies over mine.
    assert looks[:4] == ["halo", "thread theirs", "halo", "thread mine"]
    assert looks[4:] == ["halo", "thread theirs"] * 2


def test_lines_that_do_not_cross_are_not_knit():
    strokes = drawing.drawings(two([5, 5, 5], [4, 4, 4]), 0, 11)[0].strokes

    assert len(strokes) == 4


def test_the_widest_gap_is_marked_where_it_is():
    gap = Gap(month=4, week=5.5, upper=6, lower=3)

    picture = drawing.drawings(two([6] * 12, [3] * 12), 0, 11, gap=gap)[0]

    assert picture.gap.top < picture.gap.bottom
    assert picture.frame.left < picture.gap.x < picture.frame.width


def test_words_beside_a_mark_lead_into_the_drawing():
    early = drawing.drawings([], 0, 51, start=2)[2].start
    late = drawing.drawings([], 0, 51, start=50)[2].start

    assert (early.anchor, late.anchor) == ("start", "end")


def test_a_start_from_before_the_picture_is_not_marked_in_it():
    assert drawing.drawings([], 100, 151, start=80)[0].start is None


def test_months_on_a_phone_leave_room_for_each_other():
    months = drawing.drawings([], NOW - 51, NOW)[2].months

    assert all(two.x - one.x > 30 for one, two in pairwise(months))


def test_a_new_picture_spans_a_quarter_of_a_year():
    assert drawing.span(100, 102, 52) == (91, 102)
    assert drawing.span(0, 102, 52) == (51, 102)


def test_pages_hold_drawings_with_a_title_a_description_and_no_inline_style(
    year, ana, bo, answer, share, sign_in
):
    answer(ana, range(1, 40))
    answer(bo, range(1, 40), felt=4)
    share(ana, bo)
    page = sign_in(ana).get("/picture/").content.decode()

    drawn = [f"<svg{part.partition('</svg>')[0]}</svg>" for part in page.split("<svg")[1:]]
    found = [ET.fromstring(svg) for svg in drawn if 'class="drawing' in svg]

    assert [svg.get("class") for svg in found] == [
        "drawing wide",
        "drawing middle",
        "drawing phone",
    ]
    for svg in found:
        ids = svg.get("aria-labelledby").split()
        assert svg.get("role") == "img"
        assert [svg.find("title").get("id"), svg.find("desc").get("id")] == ids
        assert all(one.text.strip() for one in (svg.find("title"), svg.find("desc")))
        assert len(svg.findall("path[@class='thread mine']")) >= 1
        assert len(svg.findall("path[@class='thread theirs']")) >= 1
        assert len(svg.findall("path[@class='band theirs']")) == 1
    assert "style=" not in page
