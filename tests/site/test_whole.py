"""A request reaches the pages whole or not at all."""

import asyncio

import pytest

from closeknit.site.whole import LARGE_AT_ONCE, USUAL, Allowance, Whole

POST = {"type": "http", "method": "POST", "path": "/", "headers": []}


def part(body, *, more):
    return {"type": "http.request", "body": body, "more_body": more}


def send_through(messages, *, largest=100, seconds=5, scope=POST):
    """Return what the pages received and what the browser got."""
    left, received, answered = list(messages), [], []

    async def receive():
        if not left:
            await asyncio.sleep(60)
        return left.pop(0)

    async def send(message):
        answered.append(message)

    async def pages(scope, receive, send):
        received.append(await receive())

    app = Whole(pages, lambda _scope: Allowance(largest, seconds))
    asyncio.run(app(scope, receive, send))
    return received, answered


def test_parts_arrive_as_one():
    received, _ = send_through([part(b"I miss ", more=True), part(b"you", more=False)])

    assert received == [part(b"I miss you", more=False)]


def test_words_cut_off_on_the_way_reach_nobody():
    half = [part(b"I miss ", more=True), {"type": "http.disconnect"}]

    assert send_through(half) == ([], [])


@pytest.mark.parametrize(
    ("messages", "status"),
    [([part(b"x" * 101, more=False)], 413), ([part(b"x", more=True)], 408)],
)
def test_too_much_and_too_slow_are_told_so(messages, status):
    received, answered = send_through(messages, seconds=0.05)

    assert received == []
    assert answered[0]["status"] == status
    assert b"your words are still in the form" in answered[1]["body"]


def test_what_is_no_page_passes_by():
    received, _ = send_through([{"type": "lifespan.startup"}], scope={"type": "lifespan"})

    assert received == [{"type": "lifespan.startup"}]


def test_large_ones_wait_for_their_turn_and_words_do_not():
    large = Allowance(largest=1000, seconds=5)
    seen = []

    async def through(app, scope, gate):
        async def receive():
            seen.append(scope["path"])
            await gate.wait()
            return part(b"x", more=False)

        async def send(_message):
            pass

        await app(scope, receive, send)

    async def run():
        async def pages(_scope, _receive, _send):
            pass

        app = Whole(pages, lambda scope: large if scope["path"] == "/photo/" else USUAL)
        gate = asyncio.Event()
        scopes = [POST | {"path": "/photo/"}] * (LARGE_AT_ONCE + 3) + [POST | {"path": "/words/"}]
        tasks = [asyncio.create_task(through(app, scope, gate)) for scope in scopes]
        await asyncio.sleep(0.05)
        held = list(seen)
        gate.set()
        await asyncio.gather(*tasks)
        return held

    held = asyncio.run(run())

    assert held.count("/photo/") == LARGE_AT_ONCE
    assert held.count("/words/") == 1
    assert seen.count("/photo/") == LARGE_AT_ONCE + 3


@pytest.fixture
def weighed(sign_in, ana):
    """Return a function that tells how much may come to an address, and for how long."""
    from closeknit.site.asgi import allowance

    kept = {name: one.value for name, one in sign_in(ana).cookies.items()}

    def weighed(path, *cookies, length=2_000_000):
        shown = "; ".join(f"{name}={kept[name]}" for name in cookies)
        headers = [(b"content-length", str(length).encode("latin-1")), (b"cookie", shown.encode())]
        found = allowance()({"type": "http", "path": path, "headers": headers})
        return found.largest, found.seconds

    return weighed


PHOTOS = (10 * 1024 * 1024 + 128 * 1024, 300)


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["closeknit-key", "closeknit-device"])
def test_photos_come_in_where_they_belong_from_a_browser_that_is_known(weighed, cookie):
    laid = "/time/moments/00000000-0000-4000-8000-000000000000/photos/"

    assert weighed("/time/moments/keep/", cookie) == weighed(laid, cookie) == PHOTOS
    for elsewhere in ("/time/moments/", "/feel/keep/", "/nowhere/", "/sign-in/"):
        assert weighed(elsewhere, cookie) == (1024 * 1024, 60)


@pytest.mark.django_db
def test_nobody_else_can_send_more_than_words(weighed):
    keep = "/time/moments/keep/"

    assert weighed(keep) == weighed(keep, "closeknit") == (1024 * 1024, 60)
    assert weighed(keep, "closeknit-key", length=900) == (1024 * 1024, 60)
    for odd in ("-1", "²", "", "1e9"):
        assert weighed(keep, "closeknit-key", length=odd) == (1024 * 1024, 60)
