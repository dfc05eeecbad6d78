"""Ana and Bo, a demo pair with half a year of entries, to look around with."""

import sys
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from closeknit.apps.people.models import Person
from closeknit.apps.people.parts import all_parts
from closeknit.keys import codes
from closeknit.site.datafolder import write_private
from closeknit.site.demo import drawing, on_the_way, pair, sharing_time, story
from closeknit.site.demo.calendar import Calendar
from closeknit.site.demo.telling import Telling
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _

PASSWORD_GROUPS = 3
LENGTH = timedelta(weeks=26)


def make() -> str:
    """Make the demo pair, unless it is here, and say how to sign in."""
    with transaction.atomic():
        if _real_people():
            raise Refused(
                _(
                    "People have accounts here, and the demo lives only where nobody else does. "
                    "Set CLOSEKNIT_DATA to another folder to look around."
                )
            )
        if not _demo_people():
            _tell(_password() or _new_password())
    return _sign_ins()


def offer() -> str:
    """Make the demo where nobody is yet, and say how to sign in while only the demo is here."""
    if _real_people():
        return ""
    if _demo_people() or _is_wanted():
        return make()
    return ""


def remove() -> str:
    """Delete the demo pair with everything of theirs."""
    with transaction.atomic():
        people = list(_demo_people())
        for person in people:
            for part in all_parts():
                part.erase(person)
            person.delete()
    _file().unlink(missing_ok=True)
    return _("The demo is gone.") if people else _("There is no demo here.")


def _tell(password: str) -> None:
    calendar = Calendar(timezone.localtime(), LENGTH)
    ana, bo, bond = pair.make(password, calendar)
    told = Telling({"ana": ana, "bo": bo}, bond, calendar)
    told.check_ins(*story.check_ins())
    told.questions(*story.questions())
    told.journal(story.journal())
    drawing.draw(told.people, calendar, *story.picture())
    sharing_time.SharingTime(told.people, calendar).tell(*story.together())
    on_the_way.tell(told.people, calendar, story.letters())


def _real_people() -> bool:
    return Person.objects.filter(is_demo=False).exists()


def _demo_people() -> list[Person]:
    return list(Person.objects.filter(is_demo=True).order_by("address"))


def _is_wanted() -> bool:
    if not sys.stdin.isatty():
        return True
    try:
        answer = input(_("Make a demo pair to look around? [Y/n]") + " ")
    except EOFError:
        return False
    # Translators: what may be typed to say yes, in small letters, apart by blanks.
    return answer.strip().casefold() in {"", "y", "yes", *_("y yes").split()}


def _file() -> Path:
    return Path(settings.DATA) / "demo-sign-in"


def _password() -> str:
    return _file().read_text().strip() if _file().is_file() else ""


def _new_password() -> str:
    # Before the pair is stored, so that there is never a pair that nobody can sign in as.
    password = codes.new_code(PASSWORD_GROUPS).lower()
    write_private(_file(), f"{password}\n")
    return password


def _sign_ins() -> str:
    password = _password()
    if not password:
        return _(
            "Ana and Bo are here, but their password is not in this data folder any more. "
            "`closeknit demo --remove` takes them away; `closeknit demo` makes them anew."
        )
    addresses = "\n".join(f"    {person.address}" for person in _demo_people())
    return _(
        "Ana and Bo are here, a demo pair with half a year of entries. Sign in as each of them, "
        "in two browsers:\n%(addresses)s\n    password: %(password)s\n"
        "`closeknit demo --remove` takes them away."
    ) % {"addresses": addresses, "password": password}
