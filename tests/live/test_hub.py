"""Who hears what, in one loop."""

import asyncio

import pytest

from closeknit import live
from closeknit.live.channel import Memory, hand_out
from closeknit.live.hub import ALL, Hub, Listener


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def join(hub):
    def join(topic, ticket="t1"):
        listener = Listener(topic, ticket)
        hub.join(listener)
        return listener

    return join


def test_only_listeners_of_the_topic_hear(hub, join):
    ours, theirs = join("bond:1"), join("bond:2")

    hand_out(hub, "look bond:1 7")

    assert ours.taken() == {"7"}
    assert not theirs.wake.is_set()


def test_several_calls_before_it_wakes_are_one(hub, join):
    listener = join("bond:1")

    for _ in range(1000):
        hand_out(hub, "look bond:1 7")

    assert listener.taken() == {"7"}
    assert not listener.wake.is_set()


def test_ending_a_ticket_ends_its_streams_and_no_others(hub, join):
    here, elsewhere = join("bond:1", "t1"), join("bond:1", "t2")

    hand_out(hub, "end t1")

    assert here.is_over
    assert not elsewhere.is_over


def test_who_parts_is_forgotten(hub, join):
    listener = join("bond:1")

    hub.part(listener)

    assert len(hub) == 0
    hand_out(hub, "look bond:1 7")
    assert not listener.wake.is_set()


@pytest.mark.parametrize(
    "message", ["", "look", "look bond:1", "shout bond:1 7", "end a b c", "\x00"]
)
def test_what_is_not_understood_is_dropped(hub, join, message):
    listener = join("bond:1")

    hand_out(hub, message)

    assert not listener.wake.is_set()


def test_after_a_gap_everybody_looks(hub, join):
    listener = join("bond:1")

    hub.look_again_everywhere()

    assert listener.taken() == {ALL}


@pytest.mark.parametrize("row", ["two words", "", "Ana", "7\n8", "é"])
def test_no_words_fit_through_the_channel(row):
    with pytest.raises(ValueError, match="never words"):
        live.look_again("bond:1", row)


def test_calls_from_other_threads_arrive_in_memory(join):
    async def listen():
        channel = Memory()
        listener = Listener("bond:1", "t1")
        channel.hub.join(listener)
        running = asyncio.create_task(channel.run())
        await asyncio.sleep(0)
        await asyncio.to_thread(channel.say, "look bond:1 7")
        await asyncio.wait_for(listener.wake.wait(), 5)
        running.cancel()
        return listener.taken()

    assert asyncio.run(listen()) == {"7"}


def test_saying_something_after_the_loop_has_ended_harms_nobody():
    channel = Memory()

    async def run_and_end():
        running = asyncio.create_task(channel.run())
        await asyncio.sleep(0)
        running.cancel()

    asyncio.run(run_and_end())
    channel.say("look bond:1 7")
