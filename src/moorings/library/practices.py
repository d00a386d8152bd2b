"""Practices: one content file each, from why it may help to when to stop."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from moorings.library import catalogue
from moorings.library.catalogue import CONTENT, SOURCE, Voiced

FOLDER = "practices"
#: Comes after the last practice of a sequence: how it is now, and a line to keep.
AFTER = "after"

#: How good the reason is: trials with people, laboratory studies, what clinicians
#: agree on, or what has been handed down.
Evidence: TypeAlias = Literal["trial", "lab", "clinical consensus", "tradition"]


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


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do, and a word more about it; `breath` shows the ring with it."""

    text: str
    more: str = ""
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
    return _practices(CONTENT, catalogue.language())


@cache
def practice_ids() -> tuple[str, ...]:
    """Give the ids of all practices."""
    return tuple(sorted(_practices(CONTENT, SOURCE)))


@cache
def _practices(content: Path, language: str) -> Mapping[str, Practice]:
    files = {
        file.stem: file
        for spoken in (SOURCE, language)
        for file in sorted((content / spoken / FOLDER).glob("*.toml"))
    }
    return {
        name: msgspec.toml.decode(file.read_bytes(), type=Practice)
        for name, file in files.items()
    }
