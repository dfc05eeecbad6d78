"""What people's sealed records hold."""

from dataclasses import dataclass, field

MADDER, INDIGO = "madder", "indigo"
# What of my settings the bond has to know, to use and never to show.
LIMITS = ("stage", "tags_off", "ceiling")


def other_colour(colour: str) -> str:
    return INDIGO if colour == MADDER else MADDER


@dataclass(frozen=True)
class SettingsWords:
    """The one settings record that everyone has: who I am here and my private switches.

    `stage` is early, long, transition or empty; `tags_off` names subjects that I do not want to be
    asked about; `ceiling` is the deepest question (1–4) that I want; `evenings` is how many
    evenings a week bring a question; `aside` holds ids that I have put aside on Today;
    `lock_after` is in minutes. `picture_with` and `barriers_with` name the bond in which my answers
    may be drawn beside the other's, and my barriers shown. `talks_off` has talks
    after arguments neither offered nor shown to me. `kept` and `said` are small things of other
    apps, by their names: for me alone, and for the bond whose id is given (see small_things.py).
    """

    name: str = ""
    pronouns: str = ""
    country: str = ""
    stage: str = ""
    tags_off: tuple[str, ...] = ()
    ceiling: int = 4
    evenings: int = 3
    lock_after: int = 30
    aside: tuple[str, ...] = ()
    coach: bool = True
    picture_with: str = ""
    barriers_with: str = ""
    drift_muted: bool = False
    talks_off: bool = False
    kept: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Profile:
    """What a member lets the bond know. The limits are used, never shown.

    `said` holds small things that apps let the other see, by their names.
    """

    name: str = ""
    pronouns: str = ""
    colour: str = MADDER
    stage: str = ""
    tags_off: tuple[str, ...] = ()
    ceiling: int = 4
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Desk:
    """All drafts of a person, newest last: place, then field names and texts."""

    drafts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=())


@dataclass(frozen=True)
class InviteWords:
    """What travels in an invite, sealed with its secret. The limits are used, never shown."""

    name: str
    pronouns: str
    colour: str
    first_words: str
    stage: str = ""
    tags_off: tuple[str, ...] = ()
    ceiling: int = 4


@dataclass(frozen=True)
class FirstWordsText:
    """The kind words with which a member begins the bond."""

    text: str
    at: str
