"""Practices: one content file each, from why it may help to when to stop."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from moorings.library.catalogue import SOURCE, Voiced
from moorings.library.shelf import Asks, Evidence, Minutes, Of, Room, shelf

FOLDER = "practices"
#: Comes after the last practice of a sequence: how it is now, and a line to keep.
AFTER = "after"

#: Where Help now goes on to from a practice: the question about danger, or first how
#: unreal it is.
Onward: TypeAlias = Literal["check", "far"]
#: When a practice is offered: to everybody, once it was switched on, or where the
#: pocket card holds somebody, or something, to call to mind.
Offered: TypeAlias = Literal["always", "asked", "figure"]


class Pattern(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"inhale": "in", "exhale": "out"},
):
    """How long each part of a breath is, in seconds, and when it has been enough.

    `sip` is a second, small breath in on top of the first. It ends after so many
    `cycles`, or without those after about five minutes.
    """

    inhale: int
    exhale: int
    sip: int = 0
    hold: int = 0
    rest: int = 0
    cycles: int = 0

    @property
    def phases(self) -> Mapping[str, int]:
        """Give the length of each part that there is, in their order."""
        told = {
            "in": self.inhale,
            "sip": self.sip,
            "hold": self.hold,
            "out": self.exhale,
            "rest": self.rest,
        }
        return {phase: seconds for phase, seconds in told.items() if seconds}

    @property
    def classes(self) -> str:
        """Name it as style sheets know it."""
        told = [f"{phase}-{seconds}" for phase, seconds in self.phases.items()]
        return " ".join([*told, f"times-{self.cycles}"] if self.cycles else told)


#: What is asked before and afterwards: how strong it is, or how hard that looks.
Rates: TypeAlias = Literal["strong", "hard"]
#: For which way of starting one of the fifteen strategies is meant.
Leaning: TypeAlias = Literal["anxious", "avoidant", "disorganised"]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do, and a word more about it; `breath` shows the ring with it.

    `seconds` says how long to stay with it, where a timing helps.
    """

    text: str
    more: str = ""
    seconds: int = 0
    breath: bool = False


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same breath at another length: no practice of its own."""

    title: str
    pattern: Pattern


class Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person can do to steady themselves, with its reason and its limits.

    A breath has a pattern, anything else has steps; both, where one step is a breath.
    `next` names what goes well after it. `say` is a sentence for afterwards, `longer`
    a second set of steps, `line` leaves room for a line. `quiet` shows nothing to read
    while it moves. `outward` is fit for a moment in which all is unreal or far away.
    `of` says to which steps and skills it belongs, `asks` what it asks of a person. A
    shorter form of another practice names it as `length_of`; an `idea` is our own; a
    `room` has more room for it.
    """

    title: str
    short: str
    invitation: Voiced
    why: str
    evidence: Evidence
    dose: str
    stop_if: str
    not_for: str
    adapt: tuple[str, ...]
    sources: tuple[str, ...]
    next: str
    minutes: Minutes
    of: tuple[Of, ...]
    asks: tuple[Asks, ...]
    rates: Rates
    leanings: tuple[Leaning, ...] = ()
    length_of: str = ""
    idea: bool = False
    room: Room | None = None
    pattern: Pattern | None = None
    variants: tuple[Variant, ...] = msgspec.field(default=(), name="variant")
    steps: tuple[Step, ...] = ()
    longer: tuple[Step, ...] = ()
    say: Voiced | None = None
    line: bool = False
    quiet: bool = False
    outward: bool = False
    onward: Onward = "check"
    offered: Offered = "always"

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Give its pace, and the other ones it can have."""
        others = (variant.pattern for variant in self.variants)
        return (self.pattern, *others) if self.pattern else ()


def practices() -> Mapping[str, Practice]:
    """Give every practice by its id, in the language spoken just now."""
    return shelf(FOLDER, Practice)


def practice_ids() -> tuple[str, ...]:
    """Give the ids of all practices."""
    return tuple(shelf(FOLDER, Practice, language=SOURCE))
