"""The check-up: seven signs, once a month at most, and how each was over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_unnamed, sheet_rests
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.together import is_open
from moorings.companion.worksheets import worksheets
from moorings.insight.signs import SHEET, drawn, sittings
from moorings.journey.records import Person, RecordId, Worksheet
from moorings.library.catalogue import gettext, ngettext
from moorings.web.forms import record_in_path
from moorings.web.rendering import render, short_day
from moorings.web.room_links import Pages, Written, in_pages
from moorings.web.rooms import TOGETHER
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wording.ledger import NAMED
from moorings.web.wording.signs import (
    sign_names,
    signs_picture,
    signs_rows,
    signs_sentence,
    too_few_words,
)

HERE = f"{TOGETHER}/check-up"
ASKING = f"/practise/pages/{SHEET}"
#: Sooner than this nothing is suggested (own).
A_MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Picture:
    """The looks as a picture, as a sentence and as a table; or why there is none."""

    sentence: str
    drawn: Markup | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Theirs:
    """Somebody at whom one looked, and how often."""

    path: str
    name: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUpPage:
    """Everything the room shows, of everybody or of one person."""

    open: bool
    pages: Pages
    asking: str = ASKING
    lately: str = ""
    picture: Picture | None = None
    people: tuple[Theirs, ...] = ()
    name: str = ""
    resting: Pages = field(default_factory=Pages)


async def show(request: Request) -> Response:
    """Show the room: people in general as a picture, and with whom else one looked."""
    opened = unlocked(request)
    found, room = worksheets(opened, SHEET), open_unnamed(opened, "check-up")
    with_them = {each: is_open(opened, "check-up", each) for each in _named(found)}
    told: list[Worksheet] = []
    rests: list[Worksheet] = []
    for each in found:
        is_there = room and all(with_them[person] for person in each.people)
        (told if is_there else rests).append(each)
    shown = CheckUpPage(
        open=room,
        pages=_listed(opened, told),
        lately=_lately(opened, found),
        picture=_picture(told, None) if room else None,
        people=_people(opened, told),
        resting=_listed(opened, rests),
    )
    return render(request, "together_check_up.html", shown)


async def show_person(request: Request) -> Response:
    """Show how it was with one person."""
    opened, person = unlocked(request), record_in_path(request, "person")
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    theirs = [each for each in worksheets(opened, SHEET) if person in each.people]
    room = is_open(opened, "check-up", person) and not sheet_rests(opened, SHEET)
    listed = _listed(opened, theirs, person)
    shown = CheckUpPage(
        open=room,
        pages=listed if room else Pages(),
        picture=_picture(theirs, person) if room else None,
        name=known.name,
        resting=Pages() if room else listed,
    )
    return render(request, "together_check_up_person.html", shown)


def _picture(found: Iterable[Worksheet], person: RecordId | None) -> Picture | None:
    told = sittings(found, person)
    if not told:
        return None
    if not (some := drawn(told)):
        return Picture(too_few_words(len(told)))
    heads = (gettext("Day"), *sign_names().values())
    picture = signs_picture("signs", some)
    return Picture(signs_sentence(some), picture, heads, signs_rows(some))


def _people(opened: Opened, found: Iterable[Worksheet]) -> tuple[Theirs, ...]:
    """List everybody at whom one looked, the latest first."""
    known = opened.journey.people()
    return tuple(
        Theirs(f"{HERE}/{person}", known[person].name, _times(count))
        for person, count in Counter(_named(found)).items()
        if person in known
    )


def _named(found: Iterable[Worksheet]) -> Iterator[RecordId]:
    return (person for each in found for person in each.people)


def _times(count: int) -> str:
    words = ngettext("looked at %(count)s time", "looked at %(count)s times", count)
    return words % {"count": count}


def _lately(opened: Opened, found: tuple[Worksheet, ...]) -> str:
    """Say when one last looked, where that was less than a month ago."""
    if not found:
        return ""
    day = found[0].when.date
    today = moment(opened.now()).date
    return short_day(day) if today - day < A_MONTH else ""


def _listed(
    opened: Opened, found: Iterable[Worksheet], but: RecordId | None = None
) -> Pages:
    """List looks by their day, with whom and in general."""
    known = opened.journey.people()
    return in_pages(
        tuple(
            Written(
                f"{ASKING}/{each.id}",
                "",
                short_day(each.when.date),
                _whom(known, each, but),
            )
            for each in found
        )
    )


def _whom(
    known: Mapping[RecordId, Person], page: Worksheet, but: RecordId | None
) -> str:
    names = [known[each].name for each in page.people if each in known and each != but]
    if not page.people:
        return gettext("People in general")
    return ", ".join([*names[:NAMED], *(["…"] if names[NAMED:] else [])])


ROUTES = [*page(HERE, show), *page(f"{HERE}/{{person}}", show_person)]
