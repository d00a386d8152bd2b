"""A sheet put together from what was ticked, and set on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from moorings.errors import MooringsError
from moorings.library import catalogue
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.roadmap import stages
from moorings.web.reports import Line, Period
from moorings.web.sheet_pictures import Drawn
from moorings.web.wording.ahead import mark_of
from moorings.web.wording.report import SECTIONS, Section, foot_words, section_title

if TYPE_CHECKING:
    from moorings.exchange.paper.setting import Roadmap, Sheet

#: Beside words, more pictures than these leave no room to read (own).
MOST_PICTURES = 2


class NothingTickedError(MooringsError):
    """An empty sheet."""

    sentence = (
        "Nothing is ticked yet, and no line of yours is there. Tick what may stand on "
        "the page; nothing else does."
    )


class TooMuchError(MooringsError):
    """More than fits on one page."""

    sentence = (
        "That is more than one page holds, and nothing is cut off for it. Untick what "
        "can wait, or take the longer report."
    )


class TooManyPicturesError(MooringsError):
    """More pictures than leave room to read."""

    sentence = "Two pictures are the most for one page. The others stay here."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to stand on a sheet: lines under their sections, and pictures."""

    period: Period
    lines: Mapping[Section, tuple[str, ...]]
    pictures: tuple[Drawn, ...]

    @property
    def empty(self) -> bool:
        """Say whether nothing stands on it."""
        return not (self.pictures or any(self.lines.values()))


def chosen_of(
    period: Period,
    ticked: tuple[Line, ...],
    own: Mapping[Section, tuple[str, ...]],
    pictures: tuple[Drawn, ...],
) -> Chosen:
    """Put together what was ticked and what was written beside it.

    Raises `NothingTickedError` or `TooManyPicturesError`.
    """
    if len(pictures) > MOST_PICTURES:
        raise TooManyPicturesError
    lines = {
        section: (
            *(each.words for each in ticked if each.section == section),
            *own.get(section, ()),
        )
        for section in SECTIONS
    }
    chosen = Chosen(period, lines, pictures)
    if chosen.empty:
        raise NothingTickedError
    return chosen


def sheet_of(chosen: Chosen, day: date) -> "Sheet":
    """Lay a sheet out, in the language spoken just now."""
    from moorings.exchange.paper import setting  # noqa: PLC0415 - large, and seldom

    return setting.Sheet(
        title=gettext("For a session"),
        period=chosen.period.words,
        sections=tuple(
            setting.Section(section_title(section), lines)
            for section, lines in chosen.lines.items()
            if lines
        ),
        pictures=tuple(
            setting.Picture(str(e.picture), e.told) for e in chosen.pictures
        ),
        foot=foot_words(day),
        language=catalogue.language(),
        direction=catalogue.direction(),
    )


def roadmap() -> "Roadmap":
    """Lay the roadmap out: ten steps and six skills, and nothing of anybody's."""
    from moorings.exchange.paper.setting import (  # noqa: PLC0415 - as above
        Part,
        Roadmap,
        Stage,
    )

    def of(kind: str) -> tuple[Stage, ...]:
        return tuple(
            Stage(mark_of(each.order), each.title, each.short, _start(each.start))
            for each in stages().values()
            if each.kind == kind
        )

    return Roadmap(
        title=gettext("A way, in any order"),
        told=gettext("Ten steps and six skills for bonds that feel unsafe"),
        parts=(
            Part(gettext("Ten steps"), of("step")),
            Part(gettext("Six skills"), of("skill")),
        ),
        closing=(
            gettext(
                "It takes months to years, back and forth, and no study lets anybody "
                "give a date. One small thing at a time is enough, and any of it can "
                "be left."
            ),
            gettext(
                "If anyone is in danger, or you are afraid of somebody: the emergency "
                "number of your country first, and people before practices."
            ),
        ),
        foot=gettext("Made with Moorings. There is nothing private in this page."),
        language=catalogue.language(),
        direction=catalogue.direction(),
    )


def _start(names: tuple[str, ...]) -> str:
    known = (practices().get(name) for name in names)
    titles = [each.title for each in known if each]
    return gettext("To begin: %(names)s") % {"names": ", ".join(titles)}
