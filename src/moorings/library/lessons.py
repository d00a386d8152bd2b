"""Lessons: two minutes to read, with what is not known, and something to try."""

from collections.abc import Mapping

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import Evidence, Minutes, Of, shelf

FOLDER = "lessons"


class LessonPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part, under a heading or none."""

    text: str
    heading: str = ""


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to understand; `try_` names practices, `line` is one to bring along."""

    title: str
    short: str
    minutes: Minutes
    of: tuple[Of, ...]
    sources: tuple[str, ...]
    evidence: Evidence
    unsure: str
    opening: Voiced
    parts: tuple[LessonPart, ...]
    closing: Voiced
    try_: tuple[str, ...] = msgspec.field(default=(), name="try")
    next: str = ""
    line: str = ""
    idea: bool = False


def lessons() -> Mapping[str, Lesson]:
    """Give every lesson by its id, in the language spoken just now."""
    return shelf(FOLDER, Lesson)
