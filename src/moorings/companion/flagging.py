"""Flags: with whom the rooms for two rest, because the person said so."""

from moorings.companion.opened import Opened
from moorings.journey.records import RecordId, SafetyFlag


def flagged(opened: Opened, *more: object) -> frozenset[RecordId | None]:
    """Give of whom a flag stands, None for nobody in particular; the last word counts.

    `more` are records that come after what is kept, such as another flag.
    """
    new = (each for each in more if isinstance(each, SafetyFlag))
    flags = (*opened.journey.standing(SafetyFlag), *new)
    told = {flag.person: flag.raised for flag in flags}
    return frozenset(person for person, raised in told.items() if raised)
