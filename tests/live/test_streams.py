"""Streams of real servers: who is let in, who hears, and what is left when one is killed."""

import time
from contextlib import ExitStack

import httpx
import pytest

from tests.redis_beside import wait_until
from tests.site.processes import PASSWORD, serving

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

END_ALL = "/settings/security/devices/end-all/"


@pytest.fixture
def server(data, talk):
    with serving(data, "--no-worker") as server:
        yield server


@pytest.fixture
def two_servers(data, redis):
    """Two processes on the same data, with Redis between them."""
    with redis() as url:
        first = serving(data, "--no-worker", CLOSEKNIT_CHANNEL_URL=url)
        second = serving(data, "--no-worker", CLOSEKNIT_CHANNEL_URL=url)
        with first as one, second as other:
            yield one, other


def look_again(talk):
    return f"data: {talk.replace('-', '')}"


def test_the_other_page_is_told_to_look_again_and_nothing_else(server, talk, open_page):
    ana, bo = open_page(server, "Ana"), open_page(server, "Bo")
    stream = bo.listen()

    ana.press("ready")

    stream.hears(look_again(talk))
    said = {line for line in stream.heard if line}
    assert said <= {"retry: 1500", ": open", ": here", "event: look-again", look_again(talk)}


def test_the_server_tells_its_time(server):
    before = time.time() * 1000

    told = float(httpx.get(f"{server.url}/live/time/").text)

    assert before - 5 <= told <= time.time() * 1000 + 5


def test_nobody_listens_without_a_ticket(server, talk, open_page):
    assert httpx.get(f"{server.url}/live/look/").status_code == 204
    assert server.sign_in("Ana").get("/live/look/").status_code == 204


def test_a_ticket_lets_in_the_session_alone_for_which_it_was_given(server, talk, open_page):
    ana, eve = open_page(server, "Ana"), server.sign_in("Eve")
    eve.cookies.set("closeknit-live", ana.browser.cookies["closeknit-live"], path="/live/")

    assert eve.get("/live/look/").status_code == 204


def test_signing_out_closes_the_stream_and_no_ticket_opens_it_again(server, talk, open_page):
    ana = open_page(server, "Ana")
    stream = ana.listen()
    cookies = dict(ana.browser.cookies)

    ana.browser.post("/sign-out/")

    assert stream.is_over.wait(5)
    again = httpx.get(f"{server.url}/live/look/", cookies=cookies)
    assert again.status_code == 204


def test_signing_out_elsewhere_closes_it_too(server, talk, open_page):
    here, there = open_page(server, "Ana"), server.sign_in("Ana")
    stream = here.listen()
    kept = open_page(server, "Bo").listen()

    there.post(END_ALL, data={"password": PASSWORD})

    assert stream.is_over.wait(5)
    assert not kept.is_over.is_set()


def test_leaving_quickly_closes_the_stream(server, talk, open_page):
    ana = open_page(server, "Ana")
    stream = ana.listen()

    ana.browser.post("/away/")

    assert stream.is_over.wait(5)


def test_a_server_with_open_streams_stops_at_once(data, talk, open_page):
    with serving(data, "--no-worker") as server:
        streams = [open_page(server, name).listen() for name in ("Ana", "Bo")]
        begun = time.monotonic()

        assert server.stop() == 0

        assert time.monotonic() - begun < 5
        assert all(stream.is_over.wait(1) for stream in streams)


def test_a_talk_goes_on_where_it_was_after_the_server_was_killed(data, talk, open_page):
    with serving(data, "--no-worker") as server:
        ana, bo = open_page(server, "Ana"), open_page(server, "Bo")
        ana.press("ready")
        bo.press("ready")
        server.kill()
    with serving(data, "--no-worker") as server:
        ana, bo = open_page(server, "Ana"), open_page(server, "Bo")

        assert "Your step" in ana.look()
        assert ana.press("done") == 302
        assert "Give back what you heard" in bo.look()


def test_both_at_once_from_two_processes_move_one_step(data, talk, open_page):
    with serving(data, "--no-worker") as first, serving(data, "--no-worker") as second:
        ana, again = open_page(first, "Ana"), open_page(second, "Ana")
        bo = open_page(second, "Bo")
        ana.press("ready")
        bo.press("ready")
        visit = ana.visit()

        ana.press("done", visit)
        again.press("done", visit)

        assert "Give back what you heard" in bo.look()


def test_in_memory_another_process_catches_up_when_it_looks(data, talk, open_page):
    """Without Redis a page of another process is not told, but it never shows a wrong step long."""
    with serving(data, "--no-worker") as first, serving(data, "--no-worker") as second:
        ana, bo = open_page(first, "Ana"), open_page(second, "Bo")
        ana.press("ready")
        bo.press("ready")
        ana.press("done")
        first.kill()

        assert "Give back what you heard" in bo.look()
        assert bo.press("done") == 302
        assert "Was that it?" in open_page(second, "Ana").look()


def test_over_redis_pages_of_two_processes_hear_each_other_until_one_is_killed(
    two_servers, talk, open_page
):
    first, second = two_servers
    ana, bo = open_page(first, "Ana"), open_page(second, "Bo")
    streams = ana.listen(), bo.listen()
    ana.press("ready")
    streams[1].hears(look_again(talk))
    bo.press("ready")
    streams[0].hears(look_again(talk))

    first.kill()

    ana = open_page(second, "Ana")
    stream = ana.listen()
    assert bo.press("pause") == 400
    ana.press("done")
    stream.hears(look_again(talk))
    assert "Give back what you heard" in bo.look()


def test_over_redis_signing_out_closes_streams_of_another_process(two_servers, talk, open_page):
    first, second = two_servers
    stream = open_page(first, "Ana").listen()

    second.sign_in("Ana").post(END_ALL, data={"password": PASSWORD})

    assert stream.is_over.wait(5)


def test_when_redis_goes_a_process_still_tells_its_own_pages_and_all_look_when_it_is_back(
    data, talk, open_page, redis
):
    with ExitStack() as stack:
        with redis() as url:
            server = stack.enter_context(serving(data, "--no-worker", CLOSEKNIT_CHANNEL_URL=url))
        ana, bo = open_page(server, "Ana"), open_page(server, "Bo")
        stream = bo.listen()

        assert ana.press("ready") == 302
        stream.hears(look_again(talk))
        with redis():
            stream.hears("data: all", 15)
            assert bo.press("ready") == 302
            wait_until(lambda: stream.heard.count(look_again(talk)) > 1)
        assert talk not in server.words and "127.0.0.1" not in server.words.partition("Stop")[2]
