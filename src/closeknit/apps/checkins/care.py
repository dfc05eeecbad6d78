"""Care that is done rather than said, by the wish that it could meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from closeknit.apps.checkins.choices import my_library
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import Act


@dataclass(frozen=True)
class Care:
    """What could be done where somebody wished for this, with how the wish reads in a sentence."""

    wish: str
    phrase: str
    acts: Sequence[Act]


def by_wish(me: Unlocked, wish: str = "") -> list[Care]:
    """Return what could be done, without what I have switched off; of one wish, or of all."""
    content = my_library()
    off = set(me.settings.tags_off)
    acts = [one for one in content.acts.values() if off.isdisjoint(one.tags)]
    return [
        Care(name, content.wishes[name].phrase, [one for one in acts if name in one.wishes])
        for name in content.wishes
        if wish in {"", name}
    ]
