"""A moment with photos: on a phone, by keyboard, plain; and what is left of a photo afterwards."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Error

from tests.apps.together.camera import ALL, photograph
from tests.browser.house import serving
from tests.browser.walker import DESK, PHONE, KeyWalker, PlainWalker, Walker

pytestmark = pytest.mark.browser

WAYS = {
    "phone": (Walker, PHONE),
    "keyboard alone": (KeyWalker, DESK),
    "no javascript": (PlainWalker, PHONE),
}
TEXT = "We danced in the kitchen while the rice burned."
PIECE = 48


@pytest.fixture(scope="module")
def temporary(tmp_path_factory):
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def house(tmp_path_factory, temporary):
    data = tmp_path_factory.mktemp("moments") / "data"
    with serving(data, TMPDIR=str(temporary)) as found:
        yield found


def photo(name, **more):
    return {"name": name, "mimeType": "image/jpeg", "buffer": photograph(**more)}


def choose_photo(one, label, *photos):
    """Choose files as a person does: open the chooser, and pick."""
    with one.page.expect_file_chooser() as opened:
        one.press(one.page.get_by_label(label, exact=True))
    opened.value.set_files(list(photos))


def pictures(one):
    """The photos that have arrived on the page, as the server sent them."""
    images = one.page.locator("main img")
    for image in images.all():
        image.scroll_into_view_if_needed()
    one.page.wait_for_load_state("networkidle")
    addresses = images.evaluate_all("all => all.map(one => one.currentSrc || one.src)")
    return [one.page.context.request.get(address).body() for address in addresses]


def pieces_of(data: bytes):
    """Pieces out of a photo that are like nothing else."""
    cut = (data[at : at + PIECE] for at in range(0, len(data) - PIECE, PIECE))
    found = [piece for piece in cut if len(set(piece)) > PIECE // 2]
    assert len(found) > 20
    return found


def lies_in(pieces: list[bytes], *folders: Path):
    """Where one of these lies in the clear."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    held = {file: file.read_bytes() for file in files if "static" not in file.parts}
    return [file.name for file, stack in held.items() if any(piece in stack for piece in pieces)]


@pytest.mark.parametrize("way", WAYS)
def test_a_moment_is_kept_with_a_photo_shared_and_taken_back(walker, house, temporary, way):
    kind, device = WAYS[way]
    ana_address, bo_address = house.pair()
    ana = walker("Ana", address=ana_address, kind=kind, device=device)
    bo = walker("Bo", address=bo_address, kind=kind)

    ana.go("/time/")
    ana.link("Keep a moment")
    ana.choose("Play")
    ana.field("In your words", TEXT)
    choose_photo(ana, "A photo", photo("IMG_2041.jpg", orientation=6))
    ana.choose("Bo and me")
    ana.button("Keep it")
    ana.sees(TEXT, "Bo can see it")

    bo.go("/today/")
    bo.sees("Ana shared a moment", TEXT)
    [small] = pictures(bo)
    bo.link("Look at it")
    shown = pictures(bo)[0]
    for data in (small, shown):
        image = Image.open(io.BytesIO(data))
        assert image.height > image.width, "it does not stand upright"
        assert dict(image.getexif()) == {}
        assert not any(said.encode() in data for said in ALL)
    for data in (small, shown, photograph(orientation=6)):
        assert lies_in(pieces_of(data), house.data, temporary) == []
    assert lies_in([said.encode() for said in ALL], house.data, temporary) == []
    assert lies_in([ana.address.encode()], house.data) != [], "the search finds nothing"

    ana.button("Take it back")
    ana.sees("only you see this")
    bo.go("/time/moments/")
    bo.sees_no(TEXT)
    assert bo.page.locator("main img").count() == 0


def test_the_search_finds_a_photo_that_lies_in_the_clear(tmp_path):
    data = photograph()
    (tmp_path / "tmp1.upload").write_bytes(b"before" + data + b"after")

    assert lies_in(pieces_of(data), tmp_path) == ["tmp1.upload"]


def test_several_photos_go_one_after_the_other(walker, house):
    ana_address, _bo = house.pair()
    ana = walker("Ana", address=ana_address, device=PHONE)
    sizes = []
    ana.page.on(
        "request",
        lambda asked: asked.method == "POST" and sizes.append(asked.url.rsplit("/", 2)[1]),
    )

    ana.go("/time/moments/keep/")
    ana.field("In your words", TEXT)
    five = [photo(f"{number}.jpg", size=(300 + number, 200)) for number in range(5)]
    choose_photo(ana, "A photo", *five)
    ana.sees("4 photos fit")
    ana.button("Keep it")
    ana.sees(TEXT)
    ana.sees("only you see this")

    assert len(pictures(ana)) == 4
    assert [one for one in sizes if one != "draft"] == ["keep", "photos", "photos", "photos"]
    assert ana.page.get_by_label("Another photo").count() == 0
    for _photo in range(2):
        ana.press(ana.page.get_by_text("Take this photo out").first)
        ana.press(ana.page.get_by_role("button", name="Take it out").first)
    choose_photo(ana, "Another photo", photo("6.jpg"), {**photo("7.jpg"), "buffer": b"no photo"})
    ana.button("Put it in")
    ana.sees("Not every photo arrived")
    ana.page.wait_for_load_state()
    ana.page.wait_for_timeout(4500)
    assert len(pictures(ana)) == 3


def test_what_is_no_photo_is_said_and_the_words_stay(walker, house):
    ana_address, _bo = house.pair()
    ana = walker("Ana", address=ana_address, device=PHONE)
    ana.go("/time/moments/keep/")
    ana.field("In your words", TEXT)
    wrong = {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b"Dear Bo, " * 300}
    choose_photo(ana, "A photo", wrong, photo("right.jpg"))

    ana.button("Keep it")

    ana.sees("This cannot be read as a photo.")
    assert ana.page.get_by_label("In your words").input_value() == TEXT


def test_a_photo_of_ten_megabytes_comes_in_and_one_more_byte_is_told_so(walker, house):
    ana_address, _bo = house.pair()
    ana = walker("Ana", address=ana_address, device=PHONE)
    full = 10 * 1024 * 1024
    data = photograph()
    for size, says in ((full, "Kept large"), (full + 1, "larger than 10 MB")):
        ana.go("/time/moments/keep/")
        ana.replace("In your words", "Kept large")
        heavy = {**photo("large.jpg"), "buffer": data + b"\0" * (size - len(data))}
        choose_photo(ana, "A photo", heavy)
        ana.button("Keep it")
        ana.sees(says)


def test_who_has_rested_too_long_gets_the_words_of_a_heavy_form_back(walker, house):
    address = house.person("Kim")
    kim = walker("Kim", address=address, kind=PlainWalker)
    kim.go("/time/moments/keep/")
    kim.field("In your words", TEXT)
    heavy = photo("large.jpg")
    choose_photo(kim, "A photo", {**heavy, "buffer": heavy["buffer"] + b"\0" * 3_000_000})

    kim.forget_cookie("closeknit-key")
    kim.button("Keep it")

    kim.sees(TEXT)
    kim.sees_title("Your words are still here")


def test_moments_are_printed_with_their_photos_and_nothing_around(walker, house):
    ana_address, _bo = house.pair()
    ana = walker("Ana", address=ana_address)
    for number in range(2):
        ana.go("/time/moments/keep/")
        ana.replace("In your words", f"{TEXT} {number}")
        choose_photo(ana, "A photo", photo("a.jpg", size=(400 + number, 300)))
        ana.button("Keep it")
        ana.sees(f"{TEXT} {number}")
    ana.go("/time/moments/")
    ana.link("Print them")
    assert len(pictures(ana)) == 2

    ana.page.emulate_media(media="print")

    for hidden in ("Print", "Leave quickly"):
        assert ana.page.get_by_text(hidden, exact=True).locator("visible=true").count() == 0
    ana.sees(f"{TEXT} 0", f"{TEXT} 1")
    assert ana.page.pdf().count(b"/Subtype /Image") >= 2


def test_leaving_quickly_while_photos_are_sent_leads_nowhere_else(walker, house):
    ana_address, _bo = house.pair()
    ana = walker("Ana", address=ana_address)
    held = []

    def hold(route):
        held.append(route)

    ana.go("/time/moments/keep/")
    ana.field("In your words", TEXT)
    choose_photo(ana, "A photo", photo("1.jpg"), photo("2.jpg", size=(300, 200)))
    ana.page.route("**/moments/*/photos/", hold)
    ana.page.route(house.neutral, hold)
    ana.button("Keep it")
    ana.sees("Sending photo 2 of 2")

    for _press in range(3):
        ana.page.keyboard.press("Shift")
    ana.page.wait_for_timeout(500)
    assert {route.request.url for route in held} >= {house.neutral}
    for route in sorted(held, key=lambda route: route.request.url == house.neutral):
        with suppress(Error):
            route.continue_()
        ana.page.wait_for_timeout(300)

    ana.page.wait_for_url(house.neutral)
