"""How pages of the diary look in a list."""

from dataclasses import dataclass
from datetime import date

from moorings.companion.clock import moment
from moorings.companion.drafting import words_of
from moorings.companion.opened import Opened
from moorings.companion.searching import Found, said
from moorings.journey.draft import Draft
from moorings.journey.page import Page
from moorings.journey.records import Entry, HeldText, UnsentPage
from moorings.library.catalogue import gettext
from moorings.web.rendering import hour_words, short_day

FIRST_LETTERS = 180


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, ready to be shown."""

    path: str
    lines: str | tuple[tuple[str, bool], ...]
    time: str = ""
    date: str = ""
    people: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day."""

    day: date
    lines: tuple[Line, ...]


def line_of(opened: Opened, page: Page, *, with_date: bool = False) -> Line:
    """Show a page in one line of a list."""
    when = page.newest.when
    return Line(
        path=f"/write/{page.id}",
        lines=beginning(_words(page)),
        time=hour_words(when.time),
        date=short_day(when.date) if with_date else "",
        people=names_of(opened, page),
        marks=marks_of(page),
    )


def found_line(opened: Opened, found: Found) -> Line:
    """Show a page that was found, with what was found marked."""
    line = line_of(opened, found.page, with_date=True)
    pieces = found.pieces or ((str(line.lines), False),)
    return Line(line.path, pieces, line.time, line.date, line.people, line.marks)


def draft_line(draft: Draft) -> Line:
    """Show an unfinished page."""
    when = moment(draft.saved_at)
    words = next(iter(words_of(draft)), "")
    return Line(
        path=f"/write/draft/{draft.id}",
        lines=beginning(words) or gettext("No words yet"),
        time=hour_words(when.time),
        date=short_day(when.date),
    )


def days_of(opened: Opened, pages: list[Page]) -> tuple[Day, ...]:
    """Group pages by the day they are about, in the order given."""
    days: dict[date, list[Line]] = {}
    for page in pages:
        days.setdefault(page.newest.when.date, []).append(line_of(opened, page))
    return tuple(Day(day, tuple(lines)) for day, lines in days.items())


def names_of(opened: Opened, page: Page) -> tuple[str, ...]:
    """Name the people of a page."""
    if isinstance(page.newest, UnsentPage | HeldText):
        return (page.newest.to,) if page.newest.to else ()
    if not isinstance(page.newest, Entry) or not page.newest.people:
        return ()
    known = opened.journey.people()
    return tuple(known[p].name for p in page.newest.people if p in known)


def marks_of(page: Page) -> tuple[str, ...]:
    """Say what is particular about a page."""
    newest = page.newest
    here = newest.written_where in {"here", "demo"}
    late = here and moment(newest.written_at).date > newest.when.date
    moment_noted = isinstance(newest, Entry) and newest.activation is not None
    told = {
        "conflict": bool(page.others),
        "edited": newest.replaces is not None,
        "dated back": late and newest.replaces is None,
        "hard moment": moment_noted,
        "locked": newest.written_where == "locked",
        "offline": newest.written_where == "offline" and not moment_noted,
        "imported": newest.written_where == "import",
    }
    return tuple(mark for mark, holds in told.items() if holds)


def beginning(text: str) -> str:
    """Give the first words of a text."""
    flat = " ".join(text.split())
    if len(flat) <= FIRST_LETTERS:
        return flat
    cut = flat[:FIRST_LETTERS]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def _words(page: Page) -> str:
    words = said(page.newest)
    if not words.strip() and isinstance(page.newest, Entry):
        return page.newest.mood or gettext("A picture")
    return words
