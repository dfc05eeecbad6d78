"""What is kept of a journey, in the settings record that everybody has."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WalkWords:
    """The journey that somebody walks, or has just come to the end of.

    `began` and `ended` are days as ISO text. `weeks` are ids with the reason for their place, `at`
    is the place of the one being walked, `steps` are its steps with their reasons. `had` holds
    steps of earlier weeks, `done` and `passed` those done and passed over, of all weeks.
    """

    journey: str
    variant: str = ""
    minutes: int = 40
    began: str = ""
    weeks: tuple[tuple[str, str], ...] = ()
    at: int = 0
    steps: tuple[tuple[str, str], ...] = ()
    had: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    is_paused: bool = False
    ended: str = ""


@dataclass(frozen=True)
class AlongWords:
    """What a member lets the other see: which journey they walk, and would like company in."""

    journey: str
    variant: str = ""
    since: str = ""
