"""Make Ana and Bo, and let them pair half a year ago."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from closeknit.apps.people import accounts, first_words, pairing
from closeknit.apps.people.models import INVITE_DAYS, Bond, FirstWords, Invite
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import MADDER, SettingsWords
from closeknit.site.demo.calendar import Calendar

DOMAIN = "demo.closeknit.example"
# A question every evening, so that there is one whenever somebody looks around.
ANA = SettingsWords(name="Ana", stage="long", country="IE", evenings=7)
BO = SettingsWords(name="Bo", stage="long", country="IE", evenings=7, ceiling=3)
ANAS_FIRST_WORDS = (
    "You warm your hands before you touch anybody who is ill. I have watched you do it for six "
    "years and have never said that I love you for it."
)
BOS_FIRST_WORDS = "You leave me the corner piece. Always. I see it."


def make(password: str, calendar: Calendar) -> tuple[Unlocked, Unlocked, Bond]:
    ana, bo = (_person(words, password, calendar) for words in (ANA, BO))
    code = pairing.invite(ana, first_words=ANAS_FIRST_WORDS, colour=MADDER)
    bond = pairing.accept(bo, code)
    first_words.write(bo, bond, BOS_FIRST_WORDS)
    ana.look_again()
    _set_back(ana, bond, calendar)
    return ana, bo, bond


def _person(words: SettingsWords, password: str, calendar: Calendar) -> Unlocked:
    new = accounts.NewAccount(
        address=f"{words.name.casefold()}@{DOMAIN}",
        password=password,
        words=words,
        joined=calendar.first_day,
        zone=settings.TIME_ZONE,
        is_demo=True,
    )
    me = accounts.create_person(new).unlocked()
    accounts.new_kit(me)
    me.person.kit_confirmed = True
    me.person.save(update_fields=["kit_confirmed"])
    return me


def _set_back(me: Unlocked, bond: Bond, calendar: Calendar) -> None:
    """Let the pair have begun on the first day of the story."""
    began = calendar.first_day
    bond.began = began
    bond.save(update_fields=["began"])
    Invite.objects.update(expires=began + timedelta(days=INVITE_DAYS))
    at = calendar.at(calendar.length.days, "20:15").isoformat()
    for record in FirstWords.objects.filter(bond=bond):
        record.seal(me.bond_key, replace(record.open(me.bond_key), at=at)).save_sealed()
