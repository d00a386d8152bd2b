"""A week with its words: what is planned, and where time was given, in one picture."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from moorings.library.catalogue import gettext, locale
from moorings.library.practices import practices
from moorings.pictures.drawing import Told
from moorings.pictures.rope import Tied
from moorings.pictures.week import Day, draw_week
from moorings.web.rendering import weekday
from moorings.web.wording.ahead import listed


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: what is planned for it, and what was done on it."""

    day: date
    planned: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnWeek:
    """The picture of a week, the sentence it also stands as, and the table."""

    picture: Markup
    sentence: str
    table: tuple[tuple[str, ...], ...]


def drawn_week(days: Sequence[WeekDay], today: date) -> DrawnWeek | None:
    """Draw a week; nothing where neither a plan nor a practice stands in it.

    A day that is past shows what was done on it, and not what was planned.
    """
    tied = {each.day: _tied(each, today) for each in days}
    if set(tied.values()) == {Tied.FREE}:
        return None
    told = _sentence(tied)
    drawn = draw_week(
        "week",
        [
            Day(
                _brief(day),
                mark,
                gettext("today") if day == today else "",
            )
            for day, mark in tied.items()
        ],
        _key(tied.values()),
        Told(gettext("The week"), told),
    )
    return DrawnWeek(
        Markup(drawn),  # noqa: S704 - every word in it was escaped
        told,
        tuple(_row(each, today) for each in days),
    )


def titles(names: Sequence[str]) -> str:
    """Name practices one beside another, as some have commas; one that went is not."""
    known = practices()
    return " · ".join(known[name].title for name in names if name in known)


def _tied(each: WeekDay, today: date) -> Tied:
    if each.given:
        return Tied.FULL
    ahead = each.day >= today
    return Tied.OPEN if ahead and each.planned else Tied.FREE


def _key(marks: Collection[Tied]) -> list[tuple[Tied, str]]:
    words = {Tied.OPEN: gettext("planned"), Tied.FULL: gettext("time was given")}
    return [(tied, told) for tied, told in words.items() if tied in marks]


def _sentence(tied: dict[date, Tied]) -> str:
    planned = [weekday(day) for day, mark in tied.items() if mark is Tied.OPEN]
    given = [weekday(day) for day, mark in tied.items() if mark is Tied.FULL]
    told = []
    if planned:
        told.append(gettext("Planned for %(days)s.") % {"days": listed(planned)})
    if given:
        told.append(gettext("Time was given on %(days)s.") % {"days": listed(given)})
    return " ".join(told)


def _row(each: WeekDay, today: date) -> tuple[str, ...]:
    planned = titles(each.planned) if each.day >= today else ""
    return (weekday(each.day), planned, titles(each.given))


def _brief(day: date) -> str:
    return str(format_date(day, "EEE", locale=locale()))
