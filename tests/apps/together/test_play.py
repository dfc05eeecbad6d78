"""Small games, one at a time, and first words of an appreciation."""

from dataclasses import replace

import pytest

from closeknit.apps.together import starters
from closeknit.content import library

pytestmark = pytest.mark.django_db


def test_a_game_leads_to_another_until_all_were_there(unlock, ana, bond):
    games = starters.allowed(unlock(ana), starters.PLAY)
    seen, game = [], games[0]
    while game not in seen:
        seen.append(game)
        game = starters.after(games, game.id)

    assert seen == games
    assert len(games) >= 40


def test_a_game_that_was_asked_for_is_shown(sign_in, ana, bond):
    game = [one for one in library().starters.values() if one.kind == starters.PLAY][3]

    assert game.text in page_of(sign_in(ana), game.id)


def page_of(browser, game):
    return browser.get(f"/time/play/?game={game}").content.decode().replace("&#x27;", "'")


def test_what_either_switched_off_is_left_out(unlock, ana, bo, bond):
    tags = {tag for one in library().starters.values() for tag in one.tags}
    unlock(bo).change_settings(lambda now: replace(now, tags_off=tuple(sorted(tags))))
    from closeknit.apps.people import pairing

    pairing.share_profile(unlock(bo))

    assert not [one for one in starters.allowed(unlock(ana), "play") if one.tags]


def test_an_appreciation_begins_with_the_words_that_were_chosen(sign_in, ana, bond):
    words = next(one for one in library().starters.values() if one.kind == "appreciation")

    page = sign_in(ana).get(f"/time/moments/keep/?starter={words.id}").content.decode()

    assert words.text.removesuffix("…").strip() in page.replace("&#x27;", "'")
