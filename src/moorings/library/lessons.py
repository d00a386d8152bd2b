"""Lessons: two minutes to read, with what is not known, and something to try."""

from collections.abc import Mapping

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import Evidence, Minutes, Of, room, shelf

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


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lessons that are listed together."""

    title: str
    lessons: tuple[str, ...]


class _Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sections: tuple[Section, ...]


def reading() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the lessons in the order they are listed, by section.

    A lesson that no section names stands in a last one without a title.
    """
    told = room("reading", _Reading).sections
    listed = [(each.title, each.lessons) for each in told]
    named = {name for section in told for name in section.lessons}
    rest = tuple(name for name in lessons() if name not in named)
    return (*listed, ("", rest)) if rest else tuple(listed)
