"""One item a screen: what it asks, what can be answered, and the ways on and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.content import Item
from closeknit.domain.measures import HIGH, LOW

OFTEN = 3
THREE: dict[int, str | Promise] = {1: _("Rarely or never"), 2: _("Sometimes"), OFTEN: _("Often")}


@dataclass(frozen=True)
class Option:
    value: int
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Scale:
    """What may be answered, with what was answered before."""

    options: list[Option]
    has_numbers: bool


@dataclass(frozen=True)
class Asked:
    """One screen of a measure; `about` says what an answer belongs to, whenever it arrives."""

    text: str
    scale: Scale
    place: int
    count: int
    about: str
    forward: str
    back: str
    skip: str
    leave: str

    @property
    def number(self) -> int:
        return self.place + 1


def of_seven(item: Item, chosen: int) -> Scale:
    middle = (LOW + HIGH) // 2
    labels = {LOW: item.low, middle: item.middle, HIGH: item.high}
    options = [
        Option(value, labels.get(value, ""), value == chosen) for value in range(LOW, HIGH + 1)
    ]
    return Scale(options, has_numbers=True)


def of_three(chosen: int) -> Scale:
    options = [Option(value, label, value == chosen) for value, label in THREE.items()]
    return Scale(options, has_numbers=False)


def answer_in(sent: QueryDict, scale: Scale) -> int:
    """Return the answer that was sent, 0 when it is none of the scale."""
    told = sent.get("answer", "")
    return next((one.value for one in scale.options if str(one.value) == told), 0)


def places(answers: Sequence[int]) -> int:
    """Return the place of the first item without an answer, the first when all have one."""
    return next((place for place, answer in enumerate(answers) if not answer), 0)
