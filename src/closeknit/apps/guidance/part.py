from django.urls import reverse

from closeknit.apps.people.parts import Door, Part, Way, plain_door


class GuidancePart(Part):
    """Help is on every page; it never asks for a place on Today."""

    def doors(self) -> dict[str, Door]:
        return {
            "help": plain_door("guidance:help"),
            "learn": lambda idea: Way(reverse("learn:idea", args=[idea])),
        }
