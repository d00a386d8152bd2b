"""A month in sentences: one's own words again, and the last one, which asks nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from moorings.companion.opened import Opened
from moorings.insight.month import Kind, Sentence
from moorings.journey.records import Chosen
from moorings.library.catalogue import gettext
from moorings.web.rendering import short_day
from moorings.web.wording.step import trigger_words


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `quoted` are own words in it, `path` leads to where they stand."""

    words: str
    quoted: str = ""
    count: str = ""
    day: date | None = None
    path: str = ""


def month_lines(opened: Opened, found: tuple[Sentence, ...]) -> tuple[Line, ...]:
    """Put what was chosen of a month into sentences."""
    return tuple(_line(opened, each) for each in found)


def _line(opened: Opened, told: Sentence) -> Line:
    if told.kind == "chose":
        return Line(_chose(cast("Chosen", told.words)), count=_counted(told))
    quoted = told.words
    if told.kind == "trigger":
        quoted = trigger_words(opened, told.words)
    path = _PATHS[told.kind](told) if told.kind in _PATHS else ""
    day = None if told.of else told.day
    return Line(_begins(told.kind), quoted, _counted(told), day, path)


def _counted(told: Sentence) -> str:
    if not told.of:
        return ""
    return gettext("%(count)s of %(of)s moments, up to %(day)s") % {
        "count": told.count,
        "of": told.of,
        "day": short_day(told.day),
    }


def _begins(kind: Kind) -> str:
    return {
        "trigger": gettext("Most often it began like this:"),
        "learned": gettext("You tried something, and learned:"),
        "given": gettext("Somebody gave something:"),
        "word": gettext("You found a word of your own:"),
        "page": gettext("You wrote:"),
        "line": gettext("You said of a week:"),
        "chose": "",
    }[kind]


def _chose(chosen: Chosen) -> str:
    return {
        "soothe": gettext("When it rang, you most often chose to soothe it."),
        "ask": gettext("When it rang, you most often chose to ask plainly."),
        "wait": gettext("When it rang, you most often chose to wait."),
        "stay": gettext("When it rang, you most often chose to stay a little longer."),
        "time-out": gettext("When it rang, you most often chose a time-out."),
        "let-in": gettext("When it rang, you most often chose to let someone in."),
        "nothing": "",
    }[chosen]


_PATHS: Mapping[Kind, Callable[[Sentence], str]] = {
    "page": lambda told: f"/write/{told.record}",
    "line": lambda told: f"/write/{told.record}",
    "word": lambda _: "/way/words",
}
