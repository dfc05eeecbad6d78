"""How pillars, parts and practices are called on pages, and where a practice has its place."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.parts import all_parts

PILLARS: dict[str, Promise] = {
    "safety": _("Trust and safety"),
    "openness": _("Openness"),
    "empathy": _("Empathy and support"),
    "conversation": _("Deep talk"),
    "experience": _("Shared moments"),
}
PARTS: dict[str, Promise] = {
    **PILLARS,
    "signs": _("Five subtle signs"),
    "barriers": _("What stands in my own way"),
}
VIEWS: dict[str, Promise] = {
    "similar": _("similar views"),
    "somewhat": _("somewhat apart"),
    "different": _("you see this differently"),
}
# The places in the bar where each practice is at home, the first that there is.
_PLACES = {
    "awareness": ("feel",),
    "safety": ("feel",),
    "questions": ("ask",),
    "listening": ("listen",),
    "time": ("time",),
}
_DOORS: dict[str, Promise] = {
    "feel": _("Find words for a feeling"),
    "ask": _("Ask a better question"),
    "listen": _("Listen to each other"),
    "time": _("Plan time without phones"),
}


def door(practice: str) -> tuple[str, str | Promise]:
    """Return where a practice is at home and what its link says; the guided talk otherwise."""
    urls = {place.name: place.url for part in all_parts() for place in part.places()}
    for name in _PLACES.get(practice, ()):
        if name in urls:
            return urls[name], _DOORS[name]
    if practice == "guidance":
        return reverse("guidance:help"), _("Find somebody to talk to")
    return reverse("picture:talk"), _("Talk about it, guided")
